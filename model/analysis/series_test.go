// SPDX-License-Identifier: MPL-2.0

package analysis_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

// seriesOf is the series of an item in a case history of those assessments.
func seriesOf(t *testing.T, item string, assessments ...model.Assessment) analysis.Series {
	t.Helper()
	q := testInstrument("1", "2020-01-01")
	for _, p := range analysis.Panels(model.CaseHistory{Assessments: assessments}, instruments(q), analysis.Norms{}) {
		for _, s := range p.Series {
			if s.Item.Code == item {
				return s
			}
		}
	}
	t.Fatalf("no series of %s", item)
	return analysis.Series{}
}

// b1 is a citizen's assessment with B1 alone; value 0 leaves it unanswered and a
// negative one is a missing reason.
func b1(t *testing.T, date string, value int) model.Assessment {
	switch {
	case value == 0:
		return assess(t, date, model.ByCitizen)
	case value < 0:
		return assess(t, date, model.ByCitizen, model.NewMissingAnswer("B1", value))
	}
	return assess(t, date, model.ByCitizen, model.NewAnswer("B1", value))
}

// shortPoint is a point in short form.
type shortPoint struct {
	Date, Step             string
	Value, First, Previous int
	Gap                    int
	Breaks, Sustained      bool
}

func inShort(s analysis.Series) []shortPoint {
	var all []shortPoint
	for _, p := range s.Points {
		all = append(all, shortPoint{
			p.Date.String(), string(p.Size), p.Value + p.Missing, p.SinceFirst, p.SincePrevious, p.Gap, p.Breaks, p.Sustained,
		})
	}
	return all
}

func TestSeries(t *testing.T) {
	t.Parallel()
	retest := b1(t, "2024-01-12", 5)
	retest.Kind = model.KindRetest
	for name, c := range map[string]struct {
		assessments []model.Assessment
		want        []shortPoint
	}{
		"steps": {
			[]model.Assessment{
				b1(t, "2024-01-01", 2), b1(t, "2024-04-01", 3), b1(t, "2024-07-01", 4), b1(t, "2024-09-30", 1),
			},
			[]shortPoint{
				{Date: "2024-01-01", Value: 2, Step: "none"},
				{Date: "2024-04-01", Value: 3, First: 1, Previous: 1, Gap: 91, Step: "small"},
				{Date: "2024-07-01", Value: 4, First: 2, Previous: 1, Gap: 91, Step: "reliable"},
				{Date: "2024-09-30", Value: 1, First: -1, Previous: -3, Gap: 91, Step: "small"},
			},
		},
		"sorted by date": {
			[]model.Assessment{b1(t, "2024-04-01", 3), b1(t, "2024-01-01", 2)},
			[]shortPoint{
				{Date: "2024-01-01", Value: 2, Step: "none"},
				{Date: "2024-04-01", Value: 3, First: 1, Previous: 1, Gap: 91, Step: "small"},
			},
		},
		"the line holds for 182 days and breaks at 183": {
			[]model.Assessment{b1(t, "2024-01-01", 2), b1(t, "2024-07-01", 2), b1(t, "2024-12-31", 2)},
			[]shortPoint{
				{Date: "2024-01-01", Value: 2, Step: "none"},
				{Date: "2024-07-01", Value: 2, Gap: 182, Step: "none"},
				{Date: "2024-12-31", Value: 2, Gap: 183, Breaks: true, Step: "none"},
			},
		},
		"a missing answer alone does not break the line": {
			[]model.Assessment{b1(t, "2024-01-01", 2), b1(t, "2024-04-01", -1), b1(t, "2024-06-30", 4)},
			[]shortPoint{
				{Date: "2024-01-01", Value: 2, Step: "none"},
				{Date: "2024-04-01", Value: -1, Step: "none"},
				{Date: "2024-06-30", Value: 4, First: 2, Previous: 2, Gap: 181, Step: "reliable"},
			},
		},
		"a missing answer does not bridge a gap either": {
			[]model.Assessment{b1(t, "2024-01-01", 2), b1(t, "2024-04-01", -1), b1(t, "2024-07-05", 2)},
			[]shortPoint{
				{Date: "2024-01-01", Value: 2, Step: "none"},
				{Date: "2024-04-01", Value: -1, Step: "none"},
				{Date: "2024-07-05", Value: 2, Gap: 186, Breaks: true, Step: "none"},
			},
		},
		"the first answer is the first with a value": {
			[]model.Assessment{b1(t, "2024-01-01", -1), b1(t, "2024-04-01", 0), b1(t, "2024-06-30", 4)},
			[]shortPoint{
				{Date: "2024-01-01", Value: -1, Step: "none"},
				{Date: "2024-06-30", Value: 4, Step: "none"},
			},
		},
		"drafts and retests have no part": {
			[]model.Assessment{b1(t, "2024-01-01", 2), retest, draft(b1(t, "2024-04-01", 5)), b1(t, "2024-04-02", 3)},
			[]shortPoint{
				{Date: "2024-01-01", Value: 2, Step: "none"},
				{Date: "2024-04-02", Value: 3, First: 1, Previous: 1, Gap: 92, Step: "small"},
			},
		},
		"a step of the third answer from the end can be sustained": {
			[]model.Assessment{b1(t, "2024-01-01", 3), b1(t, "2024-04-01", 2), b1(t, "2024-07-01", 1), b1(t, "2024-09-30", 2)},
			[]shortPoint{
				{Date: "2024-01-01", Value: 3, Step: "none"},
				{Date: "2024-04-01", Value: 2, First: -1, Previous: -1, Gap: 91, Step: "small", Sustained: true},
				{Date: "2024-07-01", Value: 1, First: -2, Previous: -1, Gap: 91, Step: "reliable"},
				{Date: "2024-09-30", Value: 2, First: -1, Previous: 1, Gap: 91, Step: "small"},
			},
		},
		"a step is sustained when two more stay on its side": {
			[]model.Assessment{
				b1(t, "2024-01-01", 2), b1(t, "2024-04-01", 3), b1(t, "2024-07-01", 4),
				b1(t, "2024-09-30", 3), b1(t, "2024-12-30", 2), b1(t, "2025-03-31", 3),
			},
			[]shortPoint{
				{Date: "2024-01-01", Value: 2, Step: "none"},
				{Date: "2024-04-01", Value: 3, First: 1, Previous: 1, Gap: 91, Step: "small", Sustained: true},
				{Date: "2024-07-01", Value: 4, First: 2, Previous: 1, Gap: 91, Step: "reliable"},
				{Date: "2024-09-30", Value: 3, First: 1, Previous: -1, Gap: 91, Step: "small"},
				{Date: "2024-12-30", Value: 2, Previous: -1, Gap: 91, Step: "none"},
				{Date: "2025-03-31", Value: 3, First: 1, Previous: 1, Gap: 91, Step: "small"},
			},
		},
	} {
		if diff := cmp.Diff(c.want, inShort(seriesOf(t, "B1", c.assessments...))); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
	}
}

func TestSeriesOfAReversedItem(t *testing.T) {
	t.Parallel()
	b2 := func(date string, value int) model.Assessment {
		return assess(t, date, model.ByCitizen, model.NewAnswer("B2", value))
	}
	s := seriesOf(t, "B2", b2("2024-01-01", 5), b2("2024-04-01", 3), b2("2024-07-01", 4))
	want := []shortPoint{
		{Date: "2024-01-01", Value: 5, Step: "none"},
		{Date: "2024-04-01", Value: 3, First: 2, Previous: 2, Gap: 91, Step: "reliable"},
		{Date: "2024-07-01", Value: 4, First: 1, Previous: -1, Gap: 91, Step: "small"},
	}
	if diff := cmp.Diff(want, inShort(s)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if v := s.TowardWork(5); v != 1 {
		t.Errorf("5 toward work is %v, want 1", v)
	}
}

// Two assessments of one day are both points. The one entered last counts, whatever
// their order in the case history.
func TestSeriesWithTwoAnswersOnADay(t *testing.T) {
	t.Parallel()
	s := seriesOf(t, "B1",
		enteredLater(b1(t, "2024-01-01", 3)), b1(t, "2024-01-01", 1),
		enteredLater(b1(t, "2024-04-01", 4)), b1(t, "2024-04-01", 5),
		b1(t, "2024-07-01", 5),
	)
	want := []shortPoint{
		{Date: "2024-01-01", Value: 1, Step: "none"},
		{Date: "2024-01-01", Value: 3, Step: "none"},
		{Date: "2024-04-01", Value: 5, First: 2, Previous: 2, Gap: 91, Step: "reliable"},
		{Date: "2024-04-01", Value: 4, First: 1, Previous: 1, Step: "small"},
		{Date: "2024-07-01", Value: 5, First: 2, Previous: 1, Gap: 91, Step: "reliable"},
	}
	if diff := cmp.Diff(want, inShort(s)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if p, _ := s.First(); p.Value != 3 {
		t.Errorf("first is %d, want 3", p.Value)
	}
	if p, _ := s.At(day(t, "2024-05-01")); p.Value != 4 {
		t.Errorf("in May it is %d, want 4", p.Value)
	}
	if n := len(s.Values()); n != 3 {
		t.Errorf("%d values count, want 3", n)
	}
	if s.Points[0].Superseded == s.Points[1].Superseded {
		t.Error("just one of two answers of a day is superseded")
	}
}

// A value supersedes a missing answer of the same day, whichever was entered later.
func TestSeriesWithAMissingAnswerOnTheSameDay(t *testing.T) {
	t.Parallel()
	s := seriesOf(t, "B1", b1(t, "2024-01-01", 3), enteredLater(b1(t, "2024-01-01", -1)))
	if p, ok := s.First(); !ok || p.Value != 3 {
		t.Errorf("first is %+v", p)
	}
	if n := len(s.Points); n != 2 {
		t.Errorf("%d points, want both", n)
	}
}

func TestSeriesEnds(t *testing.T) {
	t.Parallel()
	s := seriesOf(t, "B1", b1(t, "2024-01-01", 2), b1(t, "2024-04-01", 3), b1(t, "2024-07-01", -1))
	if p, ok := s.Latest(); !ok || p.Value != 3 {
		t.Errorf("latest: %+v", p)
	}
	if p, ok := s.Last(); !ok || p.Missing != -1 {
		t.Errorf("last: %+v", p)
	}
	if p, ok := s.At(day(t, "2024-03-31")); !ok || p.Value != 2 {
		t.Errorf("on 31 March: %+v", p)
	}
	if _, ok := s.At(day(t, "2023-12-31")); ok {
		t.Error("there is an answer before the first")
	}
	empty := seriesOf(t, "B2", b1(t, "2024-01-01", 2))
	for name, find := range map[string]func() (analysis.Point, bool){"first": empty.First, "latest": empty.Latest, "last": empty.Last} {
		if p, ok := find(); ok {
			t.Errorf("a series without points has the %s %+v", name, p)
		}
	}
}
