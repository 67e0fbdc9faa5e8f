// SPDX-License-Identifier: MPL-2.0

package model

// Lang is a language of the program.
type Lang string

// The languages.
const (
	Danish  Lang = "da"
	English Lang = "en"
)

// Text is a wording that is data, such as an item's question, in each language.
type Text struct {
	DA string `json:"da"`
	EN string `json:"en,omitempty"`
}

// In returns the wording in the language, or else in the other.
func (t Text) In(lang Lang) string {
	if lang == English && t.EN != "" || t.DA == "" {
		return t.EN
	}
	return t.DA
}
