// SPDX-License-Identifier: MPL-2.0

package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Mapping translates a municipality's own names and codes. It is read from a JSON
// file; docs/import.md describes it.
type Mapping struct {
	// Columns has the field of a column by its header, or an empty text for a column
	// that is left out.
	Columns map[string]Field `json:"columns"`
	// Items has the code of an item by the header of its column.
	Items map[string]string `json:"items"`
	// ActivityTypes has the code of an activity type by the word of the extract.
	ActivityTypes map[string]string `json:"activity_types"`
	// TargetGroups has the code of a target group by the word of the extract.
	TargetGroups map[string]string `json:"target_groups"`
	// Outcomes has the code of an outcome by the word of the extract.
	Outcomes map[string]string `json:"outcomes"`
	// RegisterCodes has the code of an activity type by the code of the weekly register,
	// or an empty text for a code without activity.
	RegisterCodes map[string]string `json:"register_codes"`
}

// MappingError is why a mapping file cannot be used.
type MappingError struct {
	File   string
	Reason MappingReason
	Args   []any // alternating names and values for its text
	Err    error // of the JSON, or nil
}

// Error is the reason, without the name of the file.
func (e *MappingError) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("mapping: %v", e.Err)
	}
	return "mapping: " + string(e.Reason)
}

// Unwrap returns the error of the JSON.
func (e *MappingError) Unwrap() error { return e.Err }

// MappingReason is the code of a [MappingError]. Its text has the key "mapping." and
// the code.
type MappingReason string

// The reasons.
const (
	MappingNotJSON      MappingReason = "not_json"
	MappingUnknownField MappingReason = "unknown_field"
	MappingUnknownCode  MappingReason = "unknown_code"
	MappingUnknownItem  MappingReason = "unknown_item"
)

// ReadMapping reads a mapping file and checks its codes. The error of an invalid one
// is a [MappingError].
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

// ParseMapping parses the text of a mapping file; see [ReadMapping].
func ParseMapping(data []byte, v *model.Vocabulary, instruments map[string]*model.Instrument) (Mapping, error) {
	var m Mapping
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&m); err != nil {
		return Mapping{}, &MappingError{Reason: MappingNotJSON, Err: err}
	}
	for head, f := range m.Columns {
		if _, ok := headerNames[f]; !ok && f != "" {
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
