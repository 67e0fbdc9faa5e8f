package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Mapping says what a municipality's own words and codes mean, where they are
// not the usual ones. It is read from a JSON file.
type Mapping struct {
	// Columns gives the field of a column by its head.
	Columns map[string]Field `json:"columns"`
	// Items gives the code of an item by the head of its column.
	Items map[string]string `json:"items"`
	// ActivityTypes gives the code of an activity type by the extract's word.
	ActivityTypes map[string]string `json:"activity_types"`
	// TargetGroups gives the code of a target group by the extract's word.
	TargetGroups map[string]string `json:"target_groups"`
	// Outcomes gives the code of an outcome by the extract's word.
	Outcomes map[string]string `json:"outcomes"`
	// RegisterCodes gives the code of an activity type for each code of the
	// weekly register, or an empty text for a code that is no activity.
	RegisterCodes map[string]string `json:"register_codes"`
}

// MappingError says what is wrong with a mapping file.
type MappingError struct {
	File   string
	Reason MappingReason
	Args   []any // names and values for the sentence
	Err    error // of the JSON, where that is what is wrong
}

func (e *MappingError) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("mapping: %v", e.Err)
	}
	return "mapping: " + string(e.Reason)
}

func (e *MappingError) Unwrap() error { return e.Err }

// MappingReason is why a mapping cannot be used. Its words stand under
// "mapping." and the code.
type MappingReason string

// The reasons.
const (
	MappingNotJSON      MappingReason = "not_json"
	MappingUnknownField MappingReason = "unknown_field"
	MappingUnknownCode  MappingReason = "unknown_code"
	MappingUnknownItem  MappingReason = "unknown_item"
)

// ReadMapping reads a mapping file and holds it against the vocabulary.
func ReadMapping(path string, v *model.Vocabulary, instruments map[string]*model.Instrument) (Mapping, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return Mapping{}, fmt.Errorf("read mapping: %w", err)
	}
	m, err := ParseMapping(data, v, instruments)
	var wrong *MappingError
	if errors.As(err, &wrong) {
		wrong.File = path
	}
	return m, err
}

// ParseMapping reads the text of a mapping file.
func ParseMapping(data []byte, v *model.Vocabulary, instruments map[string]*model.Instrument) (Mapping, error) {
	var m Mapping
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&m); err != nil {
		return Mapping{}, &MappingError{Reason: MappingNotJSON, Err: err}
	}
	for head, f := range m.Columns {
		if _, ok := headerNames[f]; !ok {
			return Mapping{}, &MappingError{Reason: MappingUnknownField, Args: []any{"Column", head, "Field", f}}
		}
	}
	for head, code := range m.Items {
		if !anyHasItem(instruments, code) {
			return Mapping{}, &MappingError{Reason: MappingUnknownItem, Args: []any{"Column", head, "Item", code}}
		}
	}
	activityType := func(code string) bool { _, ok := v.ActivityType(code); return ok }
	for _, list := range []struct {
		name  string
		codes map[string]string
		known func(string) bool
	}{
		{"activity_types", m.ActivityTypes, activityType},
		{"register_codes", m.RegisterCodes, func(c string) bool { return c == "" || activityType(c) }},
		{"target_groups", m.TargetGroups, func(c string) bool { _, ok := v.TargetGroup(c); return ok }},
		{"outcomes", m.Outcomes, func(c string) bool { _, ok := v.OutcomeKind(c); return ok }},
	} {
		for word, code := range list.codes {
			if !list.known(code) {
				return Mapping{}, &MappingError{Reason: MappingUnknownCode, Args: []any{"Part", list.name, "Word", word, "Code", code}}
			}
		}
	}
	return m, nil
}
