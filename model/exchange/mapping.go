package exchange

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"

	"fremskridt/model"
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

// ReadMapping reads a mapping file and holds it against the vocabulary.
func ReadMapping(path string, v *model.Vocabulary) (Mapping, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return Mapping{}, fmt.Errorf("read mapping: %w", err)
	}
	m, err := ParseMapping(data, v)
	if err != nil {
		return Mapping{}, fmt.Errorf("read mapping %s: %w", path, err)
	}
	return m, nil
}

// ParseMapping reads the text of a mapping file.
func ParseMapping(data []byte, v *model.Vocabulary) (Mapping, error) {
	var m Mapping
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&m); err != nil {
		return Mapping{}, err
	}
	for head, f := range m.Columns {
		if _, ok := usualNames[f]; !ok {
			return Mapping{}, fmt.Errorf("columns: %q is given the unknown field %q", head, f)
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
				return Mapping{}, fmt.Errorf("%s: %q is given the unknown code %q", list.name, word, code)
			}
		}
	}
	return m, nil
}
