// SPDX-License-Identifier: MPL-2.0

package assets_test

import (
	"testing"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
)

func TestAnswer(t *testing.T) {
	t.Parallel()
	in := &model.Instrument{
		Scales:  []model.Scale{{Code: "GRAD", First: 1, Labels: []model.Text{{DA: "I lav grad", EN: "Slightly"}, {DA: "I høj grad", EN: "Very"}}}},
		Items:   []model.Item{{Code: "B01", Scale: "GRAD"}},
		Missing: []model.MissingReason{{Code: -1, Name: model.Text{DA: "Ved ikke", EN: "Don't know"}}},
	}
	for _, c := range []struct {
		in     *model.Instrument
		item   string
		answer model.Answer
		da, en string
	}{
		{in, "B01", model.NewAnswer("B01", 2), "2, I høj grad", "2, Very"},
		{in, "B01", model.NewAnswer("B01", 7), "7", "7"},
		{in, "B99", model.NewAnswer("B99", 2), "2", "2"},
		{nil, "B01", model.NewAnswer("B01", 2), "2", "2"},
		{in, "B01", model.NewMissingAnswer("B01", -1), "× Ved ikke", "× Don't know"},
		{in, "B01", model.NewMissingAnswer("B01", -9), "× -9", "× -9"},
		{nil, "B01", model.NewMissingAnswer("B01", -1), "× -1", "× -1"},
		{in, "B01", model.Answer{}, "ikke besvaret", "not answered"},
	} {
		for lang, want := range map[model.Lang]string{model.Danish: c.da, model.English: c.en} {
			w, err := assets.NewWords(lang)
			if err != nil {
				t.Fatal(err)
			}
			if got := w.Answer(c.in, c.item, c.answer); got != want {
				t.Errorf("%+v is %q in %s, want %q", c.answer, got, lang, want)
			}
		}
	}
}
