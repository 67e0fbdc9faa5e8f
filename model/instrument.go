// SPDX-License-Identifier: MPL-2.0

package model

import "slices"

// Respondent is the person who answers.
type Respondent string

// The respondents. Their answers are never combined in one number.
const (
	ByCitizen    Respondent = "citizen"
	ByCaseworker Respondent = "caseworker"
)

// Instrument is one version of the definition of questions. A version in use never
// changes: a new wording is a new version, at which a citizen's lines break.
type Instrument struct {
	Code      string          `json:"code"`
	Version   string          `json:"version"`
	ValidFrom Date            `json:"valid_from"`
	ValidTo   Date            `json:"valid_to"`
	Title     Text            `json:"title"`
	Source    Text            `json:"source"`        // where the wording comes from
	Interval  int             `json:"interval_days"` // days between measurements
	Domains   []Domain        `json:"domains"`       // in display order
	Scales    []Scale         `json:"scales"`
	Missing   []MissingReason `json:"missing_reasons"`
	Items     []Item          `json:"items"` // in the order they are asked
}

// Domain is the subject of items; each has one panel of the figure.
type Domain struct {
	Code string `json:"code"`
	Name Text   `json:"name"`
}

// MissingReason is why an answer has no value. Code is what files and the register
// contain: a negative number, never a value of a scale.
type MissingReason struct {
	Code     int      `json:"code"`
	Key      string   `json:"key"`
	Name     Text     `json:"name"`
	Synonyms []string `json:"synonyms,omitempty"` // as extracts have it
}

// Item is a question to one respondent.
type Item struct {
	Code       string     `json:"code"`
	Domain     string     `json:"domain"`
	Respondent Respondent `json:"respondent"`
	Name       Text       `json:"name"`
	Question   Text       `json:"question"`
	Scale      string     `json:"scale"`
	// Reversed is set if the low end of the scale is the one closer to work.
	Reversed bool `json:"reversed,omitempty"`
	// Index is set if the item is part of the respondent's index.
	Index bool `json:"index"`
	// Prognosis is set if the item asks about the future. Such an item is never part of
	// an index and never shown to the citizen.
	Prognosis bool       `json:"prognosis,omitempty"`
	Optional  bool       `json:"optional,omitempty"`
	Note      Text       `json:"note,omitzero"`
	Anchors   []Anchor   `json:"anchors,omitempty"`
	ShowIf    *Condition `json:"show_if,omitempty"`
}

// Anchor describes what a step looks like in a citizen's life.
type Anchor struct {
	Value int  `json:"value"`
	Text  Text `json:"text"`
}

// Key identifies the version among all instruments: PROG-20/1.0.
func (in *Instrument) Key() string { return in.Code + "/" + in.Version }

// Item finds an item by its code.
func (in *Instrument) Item(code string) (Item, bool) {
	i := slices.IndexFunc(in.Items, func(it Item) bool { return it.Code == code })
	if i < 0 {
		return Item{}, false
	}
	return in.Items[i], true
}

// Scale finds a scale by its code.
func (in *Instrument) Scale(code string) (Scale, bool) {
	i := slices.IndexFunc(in.Scales, func(s Scale) bool { return s.Code == code })
	if i < 0 {
		return Scale{}, false
	}
	return in.Scales[i], true
}

// Reason finds a missing reason by its code.
func (in *Instrument) Reason(code int) (MissingReason, bool) {
	i := slices.IndexFunc(in.Missing, func(m MissingReason) bool { return m.Code == code })
	if i < 0 {
		return MissingReason{}, false
	}
	return in.Missing[i], true
}

// ItemsOf returns the items for one respondent, in order.
func (in *Instrument) ItemsOf(r Respondent) []Item {
	var items []Item
	for _, it := range in.Items {
		if it.Respondent == r {
			items = append(items, it)
		}
	}
	return items
}

// ItemIn finds the item of a domain for a respondent.
func (in *Instrument) ItemIn(domain string, r Respondent) (Item, bool) {
	i := slices.IndexFunc(in.Items, func(it Item) bool { return it.Domain == domain && it.Respondent == r })
	if i < 0 {
		return Item{}, false
	}
	return in.Items[i], true
}
