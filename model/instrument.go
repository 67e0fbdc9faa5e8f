package model

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// Respondent is the one whose view an answer holds.
type Respondent string

// The respondents. Their answers are never mixed into one number.
const (
	ByCitizen    Respondent = "citizen"
	ByCaseworker Respondent = "caseworker"
)

// Instrument is one version of a questionnaire. A version in use never
// changes: a new wording is a new version, and a citizen's lines break there.
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

// Domain is what an item is about; each domain has one panel of a figure.
type Domain struct {
	Code string `json:"code"`
	Name Text   `json:"name"`
}

// Scale is a row of labelled steps. The first label belongs to the value First,
// and each further one to the next whole number.
type Scale struct {
	Code   string `json:"code"`
	First  int    `json:"first"`
	Labels []Text `json:"labels"`
}

// UnmarshalJSON reads a scale. One that does not say where it begins, begins at
// 1.
func (s *Scale) UnmarshalJSON(b []byte) error {
	type plain Scale
	read := plain{First: 1}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&read); err != nil {
		return err
	}
	*s = Scale(read)
	return nil
}

// Low is the scale's lowest value.
func (s Scale) Low() int { return s.First }

// High is the scale's highest value.
func (s Scale) High() int { return s.First + len(s.Labels) - 1 }

// Has reports whether the value is a step of the scale.
func (s Scale) Has(value int) bool { return value >= s.Low() && value <= s.High() }

// Label is the wording of a step, and no wording for what is no step.
func (s Scale) Label(value int) Text {
	if !s.Has(value) {
		return Text{}
	}
	return s.Labels[value-s.First]
}

// MissingReason says why there is no value. Code is what files and the register
// hold: a negative whole number, never a value of a scale.
type MissingReason struct {
	Code     int      `json:"code"`
	Key      string   `json:"key"`
	Name     Text     `json:"name"`
	Synonyms []string `json:"synonyms,omitempty"` // as extracts write it
}

// Item is one question to one respondent.
type Item struct {
	Code       string     `json:"code"`
	Domain     string     `json:"domain"`
	Respondent Respondent `json:"respondent"`
	Name       Text       `json:"name"`
	Question   Text       `json:"question"`
	Scale      string     `json:"scale"`
	// Reversed is set where the scale's low end is the one closest to work.
	Reversed bool `json:"reversed,omitempty"`
	// Index is set where the item is part of the respondent's index.
	Index bool `json:"index"`
	// Prognosis is set where the item asks what will come. Such an item is
	// never part of an index and never shown to the citizen.
	Prognosis bool       `json:"prognosis,omitempty"`
	Optional  bool       `json:"optional,omitempty"`
	Note      Text       `json:"note,omitzero"`
	Anchors   []Anchor   `json:"anchors,omitempty"`
	ShowIf    *Condition `json:"show_if,omitempty"`
}

// Anchor says what a step looks like in a citizen's life.
type Anchor struct {
	Value int  `json:"value"`
	Text  Text `json:"text"`
}

// Condition shows an item only where another item of the same respondent has
// been answered in a given way.
type Condition struct {
	Item  string `json:"item"`
	Op    string `json:"op"` // = != < <= > >=
	Value int    `json:"value"`
}

// Holds reports whether the answer to the item it names meets the condition. An
// unanswered or missing one does not, except that it does differ (!=).
func (c Condition) Holds(a Answer) bool {
	if !a.HasValue() {
		return c.Op == "!="
	}
	switch c.Op {
	case "=":
		return a.Value == c.Value
	case "!=":
		return a.Value != c.Value
	case "<":
		return a.Value < c.Value
	case "<=":
		return a.Value <= c.Value
	case ">":
		return a.Value > c.Value
	case ">=":
		return a.Value >= c.Value
	}
	return false
}

// Key names the version among all instruments: PROG-20/1.0.
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

// ItemsOf are the items put to one respondent, in order.
func (in *Instrument) ItemsOf(r Respondent) []Item {
	var items []Item
	for _, it := range in.Items {
		if it.Respondent == r {
			items = append(items, it)
		}
	}
	return items
}

// ItemIn finds the item of a domain that is put to a respondent.
func (in *Instrument) ItemIn(domain string, r Respondent) (Item, bool) {
	i := slices.IndexFunc(in.Items, func(it Item) bool { return it.Domain == domain && it.Respondent == r })
	if i < 0 {
		return Item{}, false
	}
	return in.Items[i], true
}

// Shown reports whether the item is asked, given the answers so far. The answer
// to an item that is not asked itself, because a later answer made it disappear,
// does not count.
func (in *Instrument) Shown(it Item, answers []Answer) bool {
	if it.ShowIf == nil {
		return true
	}
	answer := FindAnswer(answers, it.ShowIf.Item)
	if other, ok := in.Item(it.ShowIf.Item); ok && !in.Shown(other, answers) {
		answer = Answer{}
	}
	return it.ShowIf.Holds(answer)
}

// ParseInstrument reads and checks an instrument file.
func ParseInstrument(data []byte) (*Instrument, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	var in Instrument
	if err := dec.Decode(&in); err != nil {
		return nil, fmt.Errorf("read instrument: %w", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("read instrument: there is more after its end")
	}
	if err := in.Check(); err != nil {
		return nil, fmt.Errorf("instrument %s: %w", in.Key(), err)
	}
	return &in, nil
}

// Check reports the first thing that makes the instrument unusable.
func (in *Instrument) Check() error {
	switch {
	case in.Code == "" || in.Version == "":
		return errors.New("code and version must be given")
	case in.Interval < 1 || in.Interval > 3660:
		return fmt.Errorf("interval_days %d: want 1 to 3660", in.Interval)
	case !in.ValidTo.IsZero() && in.ValidTo.Before(in.ValidFrom):
		return errors.New("valid_to lies before valid_from")
	case len(in.Items) == 0:
		return errors.New("it has no items")
	}
	domains, scales := map[string]bool{}, map[string]Scale{}
	for _, d := range in.Domains {
		if d.Code == "" || domains[d.Code] || d.Name.DA == "" {
			return fmt.Errorf("domain %q: empty, nameless or twice", d.Code)
		}
		domains[d.Code] = true
	}
	for _, s := range in.Scales {
		if err := s.check(); err != nil {
			return err
		}
		if _, twice := scales[s.Code]; twice {
			return fmt.Errorf("scale %s: twice", s.Code)
		}
		scales[s.Code] = s
	}
	reasons := map[int]bool{}
	for _, m := range in.Missing {
		if m.Code >= 0 || reasons[m.Code] || m.Name.DA == "" {
			return fmt.Errorf("missing reason %d: must be negative, named and there once", m.Code)
		}
		reasons[m.Code] = true
	}
	seen := map[string]Item{}
	panel := map[[2]string]string{}
	for _, it := range in.Items {
		if err := it.check(domains, scales, seen); err != nil {
			return fmt.Errorf("item %s: %w", it.Code, err)
		}
		place := [2]string{it.Domain, string(it.Respondent)}
		if other := panel[place]; other != "" {
			return fmt.Errorf("item %s: domain %s already has %s for the same respondent", it.Code, it.Domain, other)
		}
		panel[place] = it.Code
		seen[it.Code] = it
	}
	return nil
}

func (s Scale) check() error {
	if s.Code == "" {
		return errors.New("a scale has no code")
	}
	if len(s.Labels) < 3 || len(s.Labels) > 11 {
		return fmt.Errorf("scale %s: has %d steps, want 3 to 11", s.Code, len(s.Labels))
	}
	if s.First < 0 || s.First > 1 {
		return fmt.Errorf("scale %s: begins at %d, want 0 or 1", s.Code, s.First)
	}
	for i, l := range s.Labels {
		if l.DA == "" {
			return fmt.Errorf("scale %s: step %d has no Danish label", s.Code, s.First+i)
		}
	}
	return nil
}

func (it Item) check(domains map[string]bool, scales map[string]Scale, before map[string]Item) error {
	scale, known := scales[it.Scale]
	_, twice := before[it.Code]
	switch {
	case it.Code == "" || twice:
		return errors.New("its code is empty or there twice")
	case !domains[it.Domain]:
		return fmt.Errorf("unknown domain %q", it.Domain)
	case !known:
		return fmt.Errorf("unknown scale %q", it.Scale)
	case it.Respondent != ByCitizen && it.Respondent != ByCaseworker:
		return fmt.Errorf("unknown respondent %q", it.Respondent)
	case it.Name.DA == "" || it.Question.DA == "":
		return errors.New("it has no Danish name or question")
	case it.Index && it.Prognosis:
		return errors.New("a prognosis is never part of an index")
	}
	for _, a := range it.Anchors {
		if !scale.Has(a.Value) {
			return fmt.Errorf("anchor %d is no step of scale %s", a.Value, it.Scale)
		}
	}
	if c := it.ShowIf; c != nil {
		other, asked := before[c.Item]
		switch {
		case !asked:
			return fmt.Errorf("show_if names %q, which is not asked before it", c.Item)
		case other.Respondent != it.Respondent:
			return fmt.Errorf("show_if names %s, which is put to the other respondent", c.Item)
		case !slices.Contains([]string{"=", "!=", "<", "<=", ">", ">="}, c.Op):
			return fmt.Errorf("show_if has the unknown operator %q", c.Op)
		}
	}
	return nil
}
