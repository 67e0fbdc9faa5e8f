// SPDX-License-Identifier: MPL-2.0

package model_test

import (
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
)

func TestParseVignettes(t *testing.T) {
	t.Parallel()
	const good = `[{"code": "V1", "title": {"da": "Mia", "en": "Mia"}, "text": {"da": "Mia er 24.", "en": "Mia is 24."}}]`
	list, err := model.ParseVignettes([]byte(good))
	if err != nil || len(list) != 1 || list[0].Code != "V1" || list[0].Text.EN != "Mia is 24." {
		t.Fatalf("got %+v, %v", list, err)
	}
	twice := strings.TrimSuffix(good, "]") + "," + strings.TrimPrefix(good, "[")
	for name, test := range map[string]struct{ data, want string }{
		"not JSON":         {"[", "read vignettes"},
		"no code":          {strings.Replace(good, `"V1"`, `""`, 1), "code of its own"},
		"a duplicate code": {twice, "code of its own"},
		"no English text":  {strings.Replace(good, `"Mia is 24."`, `""`, 1), `"V1": words are missing`},
	} {
		if _, err := model.ParseVignettes([]byte(test.data)); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", name, err, test.want)
		}
	}
}

// An item that a later answer hides no longer shows the items that depend on it.
func TestShownThroughHiddenItem(t *testing.T) {
	t.Parallel()
	in := &model.Instrument{Items: []model.Item{
		{Code: "B1"},
		{Code: "B2", ShowIf: &model.Condition{Item: "B1", Op: "=", Value: 1}},
		{Code: "B3", ShowIf: &model.Condition{Item: "B2", Op: "=", Value: 1}},
	}}
	for first, want := range map[int]bool{1: true, 2: false} {
		answers := []model.Answer{model.NewAnswer("B1", first), model.NewAnswer("B2", 1)}
		if got := in.Shown(in.Items[2], answers); got != want {
			t.Errorf("with %d in B1: %v, want %v", first, got, want)
		}
	}
}
