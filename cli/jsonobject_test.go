// SPDX-License-Identifier: MPL-2.0

package cli

import (
	"encoding/json"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

func TestObjectKeepsItsOrder(t *testing.T) {
	t.Parallel()
	part := cohort.Part{Count: 6, Of: 12, Share: .5, Low: .25, High: .75}
	for _, test := range []struct {
		name string
		o    object
		want string
	}{
		{"empty", object{}, `{}`},
		{"in order", object{{"b", 1}, {"a", object{{"c", nil}}}}, `{"b":1,"a":{"c":null}}`},
		{"without the empty", object{{"team", optional("")}, {"n", 2}, {"reason", disclosure.Reason("")}}, `{"n":2}`},
		{"HTML as it is", object{{"<", "a & b"}}, `{"<":"a & b"}`},
		{"no rows", object{{"rows", each([]int(nil), nil)}}, `{"rows":null}`},
		{"a share", partJSON(disclosure.Disclose(part)), `{"count":6,"of":12,"share":0.5,"low":0.25,"high":0.75}`},
		{
			"a withheld share", partJSON(disclosure.Withhold[cohort.Part](disclosure.SmallCells)),
			`{"count":null,"of":null,"share":null,"low":null,"high":null,"reason":"small_cells"}`,
		},
	} {
		// Called directly: json.Marshal would escape HTML again.
		data, err := test.o.MarshalJSON()
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if !json.Valid(data) {
			t.Errorf("%s: not valid JSON: %s", test.name, data)
		}
		var compact []byte
		for _, b := range data {
			if b != '\n' { // of the encoder
				compact = append(compact, b)
			}
		}
		if string(compact) != test.want {
			t.Errorf("%s: got %s, want %s", test.name, compact, test.want)
		}
	}
}
