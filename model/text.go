package model

// Lang is a language of the program: Danish or English.
type Lang string

// The languages.
const (
	Danish  Lang = "da"
	English Lang = "en"
)

// Text is a wording in each language. It is used where the words are data, as
// in an instrument or the vocabulary, not a screen's own words.
type Text struct {
	DA string `json:"da"`
	EN string `json:"en,omitempty"`
}

// In is the wording in the language, or in the other where there is none.
func (t Text) In(lang Lang) string {
	if lang == English && t.EN != "" || t.DA == "" {
		return t.EN
	}
	return t.DA
}
