// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// anyHistory draws a citizen with assessments of both respondents: several a day,
// drafts and retests, missing answers and open items.
func anyHistory(f *fixture, n int) *rapid.Generator[model.CaseHistory] {
	return rapid.Custom(func(t *rapid.T) model.CaseHistory {
		c := f.history(n, "Åse Prøvesen")
		c.Assessments = nil
		for i := range rapid.IntRange(0, 5).Draw(t, "assessments") {
			who := rapid.SampledFrom([]model.Respondent{model.ByCitizen, model.ByCaseworker}).Draw(t, "respondent")
			s := f.assessment(model.NewDate(2025, time.May, rapid.IntRange(1, 3).Draw(t, "day")), who, 0)
			s.ID, s.EnteredBy, s.EnteredAt = model.NewID(), "NOR", noon().Add(time.Duration(i)*time.Minute)
			s.Kind = rapid.SampledFrom([]model.AssessmentKind{model.KindOrdinary, model.KindOrdinary, model.KindRetest}).Draw(t, "kind")
			s.Status = rapid.SampledFrom([]model.AssessmentStatus{model.StatusComplete, model.StatusComplete, model.StatusDraft}).Draw(t, "status")
			whole := rapid.Bool().Draw(t, "whole")
			answers := s.Answers[:0]
			for _, a := range s.Answers {
				it, _ := f.instrument.Item(a.Item)
				scale, _ := f.instrument.Scale(it.Scale)
				switch k := rapid.IntRange(0, 9).Draw(t, "answer"); {
				case k == 0 && !whole: // left open
				case k == 1 && !whole:
					answers = append(answers, model.NewMissingAnswer(a.Item, -1))
				default:
					answers = append(answers, model.NewAnswer(a.Item, scale.Low()+k%(scale.High()-scale.Low()+1)))
				}
			}
			s.Answers = answers
			c.Assessments = append(c.Assessments, s)
		}
		return c
	})
}

// The norms of the register equal those computed from its case histories.
func TestNormsEqualThoseOfTheCaseHistories(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	instruments := map[string]*model.Instrument{f.instrument.Key(): f.instrument}
	b := analysis.NewNorms(instruments)
	number := 0
	rapid.Check(t, func(t *rapid.T) {
		f.load(func(l *store.Load) error {
			for range rapid.IntRange(1, 4).Draw(t, "citizens") {
				number++
				c := anyHistory(f, number).Draw(t, "history")
				b.Add(c)
				if err := l.AddCaseHistory(c); err != nil {
					return err
				}
			}
			return nil
		})
		got, err := f.as("NOR", model.RoleCaseworker).Norms(f.Context())
		if err != nil {
			t.Fatal(err)
		}
		want := b.Norms()
		near := cmpopts.EquateApprox(0, 1e-9)
		for _, it := range f.instrument.Items {
			if d := cmp.Diff(want.Item(f.instrument.Key(), it.Code), got.Item(f.instrument.Key(), it.Code), near); d != "" {
				t.Fatalf("%s:\n%s", it.Code, d)
			}
		}
		for _, r := range []model.Respondent{model.ByCitizen, model.ByCaseworker} {
			if d := cmp.Diff(want.Index(f.instrument.Key(), r), got.Index(f.instrument.Key(), r), near); d != "" {
				t.Fatalf("index of %s:\n%s", r, d)
			}
		}
	})
}
