// SPDX-License-Identifier: MPL-2.0

package exchange_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/exchange"
)

// A mapping translates a municipality's own column names and codes.
func ExampleParseMapping() {
	v, err := assets.Vocabulary()
	if err != nil {
		panic(err)
	}
	m, err := exchange.ParseMapping([]byte(`{
		"columns": {"Nr.": "case_number"},
		"activity_types": {"Hesteterapi": "VOS"},
		"register_codes": {"730": "", "737": "VPP"}
	}`), v, nil)
	fmt.Println(m.Columns["Nr."], m.ActivityTypes["Hesteterapi"], m.RegisterCodes["737"], err)
	_, err = exchange.ParseMapping([]byte(`{"outcomes": {"Rejst": "away"}}`), v, nil)
	fmt.Println(err)
	// Output:
	// case_number VOS VPP <nil>
	// mapping: unknown_code
}

func TestReadMappingRejects(t *testing.T) {
	t.Parallel()
	s := setup(t)
	for name, test := range map[string]struct {
		text   string
		reason exchange.MappingReason
		args   []any
	}{
		"not JSON":               {`{`, exchange.MappingNotJSON, nil},
		"an unknown part":        {`{"teams": {}}`, exchange.MappingNotJSON, nil},
		"an unknown field":       {`{"columns": {"Nr.": "number"}}`, exchange.MappingUnknownField, []any{"Column", "Nr.", "Field", exchange.Field("number")}},
		"an unknown item":        {`{"items": {"Q1": "B99"}}`, exchange.MappingUnknownItem, []any{"Column", "Q1", "Item", "B99"}},
		"an unknown type":        {`{"activity_types": {"Hest": "ZZZ"}}`, exchange.MappingUnknownCode, []any{"Part", "activity_types", "Word", "Hest", "Code", "ZZZ"}},
		"an empty type":          {`{"activity_types": {"Hest": ""}}`, exchange.MappingUnknownCode, []any{"Part", "activity_types", "Word", "Hest", "Code", ""}},
		"an unknown group":       {`{"target_groups": {"akt": "ZZZ"}}`, exchange.MappingUnknownCode, []any{"Part", "target_groups", "Word", "akt", "Code", "ZZZ"}},
		"an unknown week's code": {`{"register_codes": {"737": "ZZZ"}}`, exchange.MappingUnknownCode, []any{"Part", "register_codes", "Word", "737", "Code", "ZZZ"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "mapping.json")
			if err := os.WriteFile(path, []byte(test.text), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := exchange.ReadMapping(path, s.Vocabulary, map[string]*model.Instrument{s.Instrument.Key(): s.Instrument})
			var got *exchange.MappingError
			if !errors.As(err, &got) || got.Reason != test.reason || got.File != path || fmt.Sprint(got.Args) != fmt.Sprint(test.args) {
				t.Errorf("got %+v, want %s %v", err, test.reason, test.args)
			}
		})
	}
	if _, err := exchange.ReadMapping("missing.json", s.Vocabulary, nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}
