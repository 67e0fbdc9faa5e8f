// SPDX-License-Identifier: MPL-2.0

package disclosure_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

func TestValue(t *testing.T) {
	t.Parallel()
	var zero disclosure.Value[int]
	for _, test := range []struct {
		name   string
		value  disclosure.Value[int]
		ok     bool
		reason disclosure.Reason
		json   string
	}{
		{"zero", zero, false, "", "null"},
		{"disclosed", disclosure.Disclose(12), true, "", "12"},
		{"disclosed 0", disclosure.Disclose(0), true, "", "0"},
		{"withheld", disclosure.Withhold[int](disclosure.FewCitizens), false, disclosure.FewCitizens, "null"},
	} {
		if _, ok := test.value.Get(); ok != test.ok {
			t.Errorf("%s: Get reports %v", test.name, ok)
		}
		if r := test.value.Reason(); r != test.reason {
			t.Errorf("%s: the reason is %q, want %q", test.name, r, test.reason)
		}
		if data, err := json.Marshal(test.value); err != nil || string(data) != test.json {
			t.Errorf("%s: JSON is %s, %v; want %s", test.name, data, err, test.json)
		}
	}
}

func TestMapKeepsTheReason(t *testing.T) {
	t.Parallel()
	double := func(n int) string { return fmt.Sprint(2 * n) }
	if s, ok := disclosure.Map(disclosure.Disclose(6), double).Get(); !ok || s != "12" {
		t.Errorf("got %q, %v", s, ok)
	}
	withheld := disclosure.Map(disclosure.Withhold[int](disclosure.NearlyAll), double)
	if s, ok := withheld.Get(); ok || s != "" || withheld.Reason() != disclosure.NearlyAll {
		t.Errorf("got %q, %v, reason %q", s, ok, withheld.Reason())
	}
}
