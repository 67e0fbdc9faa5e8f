// SPDX-License-Identifier: MPL-2.0

package cohort_test

import (
	"fmt"
	"time"

	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// asOf is the day of the tests' analyses.
var asOf = model.NewDate(2026, time.November, 24)

// norms are the defaults.
var norms analysis.Norms

// tb is common to testing.T and rapid.T.
type tb interface {
	Helper()
	Fatalf(format string, args ...any)
}

// testInstrument has two items of five steps for each respondent, in the same two
// domains; the citizen's second is reversed.
func testInstrument(version string) *model.Instrument {
	in := &model.Instrument{
		Code: "Q", Version: version, ValidFrom: model.NewDate(2020, time.January, 1), Interval: 91,
		Domains: []model.Domain{{Code: "D1", Name: model.Text{DA: "Et"}}, {Code: "D2", Name: model.Text{DA: "To"}}},
		Scales:  []model.Scale{{Code: "five", First: 1, Labels: make([]model.Text, 5)}},
	}
	if version > "1" {
		in.ValidFrom = model.NewDate(2025, time.January, 1)
	}
	for _, it := range []struct {
		code, domain string
		respondent   model.Respondent
		reversed     bool
	}{{"B1", "D1", model.ByCitizen, false}, {"B2", "D2", model.ByCitizen, true}, {"S1", "D1", model.ByCaseworker, false}, {"S2", "D2", model.ByCaseworker, false}} {
		in.Items = append(in.Items, model.Item{
			Code: it.code, Domain: it.domain, Respondent: it.respondent, Reversed: it.reversed, Scale: "five", Index: true,
		})
	}
	return in
}

func vocabulary() *model.Vocabulary {
	kind := func(code string, g model.ActivityGroup) model.ActivityType {
		return model.ActivityType{Term: model.Term{Code: code}, Group: g}
	}
	return &model.Vocabulary{
		ActivityTypes: []model.ActivityType{kind("VPP", model.GroupCompany), kind("MEN", model.GroupOther), kind("SYG", model.GroupNeutral)},
		TargetGroups:  []model.TargetGroup{{Term: model.Term{Code: "G0"}}, {Term: model.Term{Code: "G1"}}, {Term: model.Term{Code: "G2"}}},
		OutcomeKinds: []model.OutcomeKind{
			{Term: model.Term{Code: "job"}, Role: model.OutcomeJob},
			{Term: model.Term{Code: "flex"}, Role: model.OutcomeFlexJob},
			{Term: model.Term{Code: "exit"}, Role: model.OutcomeExit},
		},
	}
}

// newCohort is a cohort of case histories.
func newCohort(histories ...model.CaseHistory) *cohort.Cohort {
	in := map[string]*model.Instrument{}
	for _, v := range []string{"1", "2"} {
		q := testInstrument(v)
		in[q.Key()] = q
	}
	b := cohort.NewBuilder(in, vocabulary())
	for _, c := range histories {
		b.Add(c)
	}
	return b.Cohort(asOf.Time())
}

// group is a chosen part of a cohort.
func group(t tb, c *cohort.Cohort, ch cohort.Choice) *cohort.Group {
	t.Helper()
	g, err := c.Group(ch, asOf, norms)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return g
}

// everybody is the group of all of some case histories.
func everybody(t tb, histories ...model.CaseHistory) *cohort.Group {
	t.Helper()
	return group(t, newCohort(histories...), cohort.Choice{})
}

// crowd makes n case histories of one team.
func crowd(n int, history func(i int) model.CaseHistory) []model.CaseHistory {
	list := make([]model.CaseHistory, n)
	for i := range list {
		list[i] = history(i)
		list[i].Citizen = citizen(i, "Nord")
	}
	return list
}

// citizen is a citizen with a case open since 2024.
func citizen(n int, team string) model.Citizen {
	return model.Citizen{
		ID: model.ID(fmt.Sprintf("c%05d", n)), Team: team, Caseworker: "ABC", TargetGroup: "G0",
		Opened: model.NewDate(2024, time.March, 1),
	}
}

// assess answers the first items of a respondent, on a day counted from the
// opening of the cases; 0 is no answer.
func assess(day int, r model.Respondent, values ...int) model.Assessment {
	on := model.NewDate(2024, time.March, 1).Add(day)
	a := model.Assessment{
		ID: model.ID(fmt.Sprint(day, r)), Instrument: "Q/1", Date: on, Respondent: r, Kind: model.KindOrdinary,
		Status: model.StatusComplete, EnteredAt: on.Time(),
	}
	codes := []string{"B1", "B2"}
	if r == model.ByCaseworker {
		codes = []string{"S1", "S2"}
	}
	for i, v := range values {
		if v != 0 {
			a.Answers = append(a.Answers, model.NewAnswer(codes[i], v))
		}
	}
	return a
}

// since is a day counted from the opening of the cases.
func since(day int) model.Date { return model.NewDate(2024, time.March, 1).Add(day) }

// activity runs from one day to another, both counted from the opening of the cases; 0
// leaves its end open.
func activity(activityType string, from, to int) model.Activity {
	a := model.Activity{Type: activityType, Start: since(from)}
	if to != 0 {
		a.End = since(to)
	}
	return a
}

// shown is a value that must be disclosed.
func shown[T any](t tb, s disclosure.Value[T]) T {
	t.Helper()
	v, ok := s.Get()
	if !ok {
		t.Fatalf("withheld: %s", s.Reason())
	}
	return v
}

// withheld checks that a value is withheld, and why.
func withheld[T any](t tb, s disclosure.Value[T], reason disclosure.Reason) {
	t.Helper()
	if v, ok := s.Get(); ok || s.Reason() != reason {
		t.Fatalf("got %v, shown %v, %q; want it withheld as %q", v, ok, s.Reason(), reason)
	}
}

// anyHistory draws a citizen with assessments of both respondents in two versions,
// some on one day, drafts and retests included, and with overlapping activities.
func anyHistory(n int) *rapid.Generator[model.CaseHistory] {
	return rapid.Custom(func(t *rapid.T) model.CaseHistory {
		c := model.CaseHistory{Citizen: citizen(n, "Nord")}
		day, newVersion := 0, rapid.IntRange(2, 9).Draw(t, "new version")
		for i := range rapid.IntRange(0, 7).Draw(t, "assessments") {
			if day += rapid.SampledFrom([]int{0, 5, 40, 91, 130, 400}).Draw(t, "days"); since(day).After(asOf) {
				break
			}
			r := rapid.SampledFrom([]model.Respondent{model.ByCitizen, model.ByCaseworker}).Draw(t, "respondent")
			a := assess(day, r, rapid.IntRange(0, 5).Draw(t, "value"), rapid.IntRange(0, 5).Draw(t, "value"))
			a.ID, a.EnteredAt = model.ID(fmt.Sprintf("a%03d", i)), a.EnteredAt.Add(time.Duration(i)*time.Minute)
			if i >= newVersion {
				a.Instrument = "Q/2"
			}
			a.Kind = rapid.SampledFrom([]model.AssessmentKind{model.KindOrdinary, model.KindOrdinary, model.KindRetest}).Draw(t, "kind")
			a.Status = rapid.SampledFrom([]model.AssessmentStatus{model.StatusComplete, model.StatusComplete, model.StatusDraft}).Draw(t, "status")
			c.Assessments = append(c.Assessments, a)
		}
		for range rapid.IntRange(0, 5).Draw(t, "activities") {
			from := rapid.IntRange(-100, 900).Draw(t, "from")
			a := activity(rapid.SampledFrom([]string{"VPP", "MEN", "SYG"}).Draw(t, "type"), from, from+rapid.IntRange(0, 300).Draw(t, "length"))
			if rapid.IntRange(0, 4).Draw(t, "open") == 0 {
				a.End = model.Date{}
			}
			a.Planned = rapid.IntRange(0, 4).Draw(t, "planned") == 0
			c.Activities = append(c.Activities, a)
		}
		return c
	})
}
