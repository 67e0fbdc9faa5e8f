// SPDX-License-Identifier: MPL-2.0

package analysis_test

import (
	"testing"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

func answersOf(codes string, values ...int) []model.Answer {
	var answers []model.Answer
	for i, v := range values {
		code := codes + string(rune('0'+(i+1)/10)) + string(rune('0'+(i+1)%10))
		if v != 0 {
			answers = append(answers, model.NewAnswer(code, v))
		}
	}
	return answers
}

// The default instrument: seven of nine must be answered, and B10 is a
// prognosis and never counts.
func TestIndexOfTheDefaultInstrument(t *testing.T) {
	t.Parallel()
	in, err := assets.Instrument()
	if err != nil {
		t.Fatal(err)
	}
	at := func(date string, r model.Respondent, answers []model.Answer) model.Assessment {
		a := assess(t, date, r, answers...)
		a.Instrument = in.Key()
		return a
	}
	c := model.CaseHistory{Assessments: []model.Assessment{
		at("2026-01-01", model.ByCitizen, answersOf("B", 3, 3, 3, 3, 3, 3, 4, 4, 4, 1)),
		at("2026-01-02", model.ByCaseworker, answersOf("S", 5, 5, 5, 5, 5, 5, 5, 0, 0, 0, 1)),
		at("2026-02-01", model.ByCitizen, answersOf("B", 2, 2, 2, 2, 2, 2, 0, 0, 3, 5)),
		at("2026-03-01", model.ByCitizen, answersOf("B", 1, 1, 1, 1, 1, 1, 0, 0, 0, 5)),
		at("2026-10-01", model.ByCitizen, answersOf("B", 5, 5, 5, 5, 5, 5, 5, 5, 5, 1)),
	}}
	got := analysis.Index(c, instruments(in), model.ByCitizen)
	want := []struct {
		date   string
		value  float64
		n      int
		breaks bool
	}{
		{"2026-01-01", 30. / 9, 9, false},
		{"2026-02-01", 15. / 7, 7, false},
		{"2026-10-01", 5, 9, true},
	}
	if len(got) != len(want) {
		t.Fatalf("%d points, want %d: %+v", len(got), len(want), got)
	}
	for i, w := range want {
		p := got[i]
		near(t, w.date, p.Value, w.value)
		near(t, w.date+" in percent", p.Percent, (w.value-1)/4*100)
		if p.Date.String() != w.date || p.N != w.n || p.Of != 9 || p.Breaks != w.breaks {
			t.Errorf("%s: %+v", w.date, p)
		}
	}
	worker := analysis.Index(c, instruments(in), model.ByCaseworker)
	if len(worker) != 1 || worker[0].Percent != 100 || worker[0].N != 7 || worker[0].Of != 10 {
		t.Errorf("the caseworker's: %+v", worker)
	}
}

func TestIndexTurnsAndMixesScales(t *testing.T) {
	t.Parallel()
	q := testInstrument("1", "2020-01-01")
	q.Scales = append(q.Scales, model.Scale{Code: "eleven", First: 0, Labels: steps(11)})
	q.Items[1].Scale = "eleven" // B2, reversed: 0 is closest to work
	c := model.CaseHistory{Assessments: []model.Assessment{
		assess(t, "2026-01-01", model.ByCitizen, model.NewAnswer("B1", 2), model.NewAnswer("B2", 2)),
		enteredLater(assess(t, "2026-01-01", model.ByCitizen, model.NewAnswer("B1", 5), model.NewAnswer("B2", 10))),
	}}
	got := analysis.Index(c, instruments(q), model.ByCitizen)
	if len(got) != 1 {
		t.Fatalf("%d points, want the later entered one of the day", len(got))
	}
	near(t, "percent", got[0].Percent, (100.+0)/2)
	near(t, "value", got[0].Value, 3)

	c.Assessments = c.Assessments[:1]
	got = analysis.Index(c, instruments(q), model.ByCitizen)
	near(t, "percent", got[0].Percent, (25.+80)/2)
}
