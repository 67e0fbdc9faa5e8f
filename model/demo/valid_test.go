// SPDX-License-Identifier: MPL-2.0

package demo_test

import (
	"strings"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

func TestCaseHistoriesAreValid(t *testing.T) {
	t.Parallel()
	o := options(t, 1500, 11)
	ids, cases, cprs := map[model.ID]bool{}, map[string]bool{}, map[model.CPR]bool{}
	var numbered int
	id := func(id model.ID) {
		if ids[id] || len(id) != 36 {
			t.Fatalf("the id %q is not unique", id)
		}
		ids[id] = true
	}
	truth := generate(t, o, func(c model.CaseHistory) {
		who := c.Citizen
		id(who.ID)
		if cases[who.CaseNumber] {
			t.Fatalf("the case number %s is not unique", who.CaseNumber)
		}
		cases[who.CaseNumber] = true
		checkCPR(t, who.CPR, o.AsOf)
		if who.CPR != "" {
			numbered++
			if cprs[who.CPR] {
				t.Fatalf("%v is not unique", who.CPR)
			}
			cprs[who.CPR] = true
		}
		if g, ok := o.Vocabulary.TargetGroup(who.TargetGroup); !ok || !g.ValidOn(o.AsOf) {
			t.Errorf("%s: target group %q", who.CaseNumber, who.TargetGroup)
		}
		if who.Opened.After(o.AsOf) || who.Closed.After(o.AsOf) || !who.Closed.IsZero() && who.Closed.Before(who.Opened) {
			t.Errorf("%s: open %v to %v", who.CaseNumber, who.Opened, who.Closed)
		}
		for _, a := range c.Assessments {
			id(a.ID)
			checkAssessment(t, o.Instrument, who, a, o.AsOf)
		}
		for i, a := range c.Activities {
			id(a.ID)
			checkActivity(t, o.Vocabulary, who, a, o.AsOf)
			if i > 0 && a.Start.Before(c.Activities[i-1].Start) {
				t.Errorf("%s: activities out of order", who.CaseNumber)
			}
		}
		for i, a := range c.Assessments {
			if i > 0 && a.Date.Before(c.Assessments[i-1].Date) {
				t.Errorf("%s: assessments out of order", who.CaseNumber)
			}
		}
		checkEnd(t, o.Vocabulary, c)
		checkCaseworkers(t, c)
	})
	if truth.Counts.Open+truth.Counts.Closed != o.Citizens || numbered < o.Citizens*9/10 {
		t.Errorf("%d open and %d closed cases, %d CPR numbers", truth.Counts.Open, truth.Counts.Closed, numbered)
	}
}

// checkCPR checks that a number cannot have been issued.
func checkCPR(t *testing.T, c model.CPR, asOf model.Date) {
	t.Helper()
	if c == "" {
		return
	}
	if again, err := model.ParseCPR(string(c)); err != nil || again != c {
		t.Fatalf("%q is no CPR number: %v", c, err)
	}
	if c.HasCheckDigit() {
		t.Fatalf("%v passes the check digit", c)
	}
	born := c.Birth()
	if _, m, d := born.Civil(); m == time.January && d == 1 {
		t.Fatalf("%v: numbers without the check digit are issued for 1 January", c)
	}
	if age := asOf.Sub(born) / 365; age < 17 || age > 64 {
		t.Errorf("%v is %d years old", c, age)
	}
}

func checkAssessment(t *testing.T, in *model.Instrument, who model.Citizen, a model.Assessment, asOf model.Date) {
	t.Helper()
	switch {
	case a.Citizen != who.ID || a.Instrument != in.Key():
		t.Errorf("%s: an assessment of %s, %s", who.CaseNumber, a.Citizen, a.Instrument)
	case a.Date.Before(who.Opened) || a.Date.After(asOf) || !who.OpenOn(a.Date):
		t.Errorf("%s: an assessment of %v in a case open %v to %v", who.CaseNumber, a.Date, who.Opened, who.Closed)
	case model.DateOf(a.EnteredAt).Before(a.Date) || model.DateOf(a.EnteredAt).After(asOf) || a.SecondAt.After(asOf.Add(1).Time()):
		t.Errorf("%s: the assessment of %v entered %v, again %v", who.CaseNumber, a.Date, a.EnteredAt, a.SecondAt)
	case a.Status == model.StatusVerified && (a.SecondBy == "" || a.SecondBy == a.EnteredBy || a.SecondAt.IsZero()):
		t.Errorf("%s: verified by %q, entered by %q", who.CaseNumber, a.SecondBy, a.EnteredBy)
	case (a.Rater != "") != (a.Respondent == model.ByCaseworker):
		t.Errorf("%s: the assessment of the %s is rated by %q", who.CaseNumber, a.Respondent, a.Rater)
	}
	for _, ans := range a.Answers {
		it, known := in.Item(ans.Item)
		scale, _ := in.Scale(it.Scale)
		_, reason := in.Reason(ans.Missing)
		if !known || it.Respondent != a.Respondent || ans.HasValue() && !scale.Has(ans.Value) || !ans.HasValue() && !reason {
			t.Errorf("%s: the answer %+v in the assessment of the %s", who.CaseNumber, ans, a.Respondent)
		}
	}
}

func checkActivity(t *testing.T, v *model.Vocabulary, who model.Citizen, a model.Activity, asOf model.Date) {
	t.Helper()
	if err := a.Check(); err != nil {
		t.Errorf("%s: %v", who.CaseNumber, err)
	}
	kind, known := v.ActivityType(a.Type)
	switch {
	case !known || !kind.ValidOn(a.Start) || a.Citizen != who.ID:
		t.Errorf("%s: activity %+v", who.CaseNumber, a)
	case a.Planned && (!a.Start.After(asOf) || !who.Closed.IsZero()):
		t.Errorf("%s: planned from %v", who.CaseNumber, a.Start)
	case !a.Planned && (a.Start.After(asOf) || a.End.After(asOf)):
		t.Errorf("%s: %s %v to %v lies ahead", who.CaseNumber, a.Type, a.Start, a.End)
	case !who.Closed.IsZero() && (a.End.IsZero() || a.End.After(who.Closed)):
		t.Errorf("%s: %s ends %v in a case closed %v", who.CaseNumber, a.Type, a.End, who.Closed)
	case a.Start.Before(who.Opened):
		t.Errorf("%s: %s begins %v, before the case", who.CaseNumber, a.Type, a.Start)
	}
}

func checkEnd(t *testing.T, v *model.Vocabulary, c model.CaseHistory) {
	t.Helper()
	if c.Citizen.Closed.IsZero() {
		if len(c.Outcomes) > 0 || c.Citizen.CloseReason != "" {
			t.Errorf("%s: an open case with an outcome", c.Citizen.CaseNumber)
		}
		return
	}
	if len(c.Outcomes) != 1 || c.Outcomes[0].Date != c.Citizen.Closed || c.Outcomes[0].Kind != c.Citizen.CloseReason {
		t.Errorf("%s: closed %v for %q with %+v", c.Citizen.CaseNumber, c.Citizen.Closed, c.Citizen.CloseReason, c.Outcomes)
		return
	}
	if _, known := v.OutcomeKind(c.Outcomes[0].Kind); !known {
		t.Errorf("%s: unknown outcome %q", c.Citizen.CaseNumber, c.Outcomes[0].Kind)
	}
}

// checkCaseworkers checks that changes of caseworker follow each other, and that raters
// had the case on the day.
func checkCaseworkers(t *testing.T, c model.CaseHistory) {
	t.Helper()
	now := ""
	has := func(d model.Date) string {
		for _, e := range c.Events {
			if e.Kind == model.EventCaseworker && e.Date.After(d) {
				return e.From
			}
		}
		return c.Citizen.Caseworker
	}
	for _, e := range c.Events {
		if e.Date.Before(c.Citizen.Opened) || !c.Citizen.OpenOn(e.Date) {
			t.Errorf("%s: the event of %v is outside the case", c.Citizen.CaseNumber, e.Date)
		}
		if e.Kind != model.EventCaseworker {
			continue
		}
		if e.From == e.To || now != "" && e.From != now {
			t.Errorf("%s: from %s to %s, but %s had the case", c.Citizen.CaseNumber, e.From, e.To, now)
		}
		now = e.To
	}
	if now != "" && now != c.Citizen.Caseworker {
		t.Errorf("%s: %s has the case, %s got it last", c.Citizen.CaseNumber, c.Citizen.Caseworker, now)
	}
	for _, a := range c.Assessments {
		if a.Rater != "" && a.Rater != has(a.Date) {
			t.Errorf("%s: rated by %s, but %s had the case", c.Citizen.CaseNumber, a.Rater, has(a.Date))
		}
	}
}

// Every feature of a register occurs.
func TestMunicipalityIsVaried(t *testing.T) {
	t.Parallel()
	o := options(t, 400, 1)
	assessments := map[int]int{}
	var overlaps, ongoing, gaps, letters int
	teams, workers := map[string]map[string]bool{}, map[string]bool{}
	truth := generate(t, o, func(c model.CaseHistory) {
		assessments[min(3, len(c.Assessments))]++
		if teams[c.Citizen.Team] == nil {
			teams[c.Citizen.Team] = map[string]bool{}
		}
		teams[c.Citizen.Team][c.Citizen.Caseworker] = true
		workers[c.Citizen.Caseworker] = true
		if strings.ContainsAny(c.Citizen.Name, "æøåÆØÅ") {
			letters++
		}
		for i, a := range c.Activities {
			if a.End.IsZero() {
				ongoing++
			}
			if i > 0 && c.Activities[i-1].Covers(a.Start) {
				overlaps++
			}
		}
		for i := 1; i < len(c.Assessments); i++ {
			if c.Assessments[i].Date.Sub(c.Assessments[i-1].Date) > 182 {
				gaps++
			}
		}
	})
	n := truth.Counts
	for what, count := range map[string]int{
		"never measured": assessments[0], "measured once": assessments[1] + assessments[2], "measured often": assessments[3],
		"drafts": n.Drafts, "retests": n.Retests, "missing answers": n.Missing, "planned activities": n.Planned, "events": n.Events,
		"jobs": n.Outcomes["job"], "closed cases": n.Closed, "overlaps": overlaps, "ongoing activities": ongoing,
		"gaps": gaps, "names with æ, ø or å": letters,
	} {
		if count < 3 {
			t.Errorf("%s: %d", what, count)
		}
	}
	if len(teams) != 3 {
		t.Errorf("teams: %v", teams)
	}
	for name, of := range teams {
		if len(of) < 4 || len(of) > 8 {
			t.Errorf("%s has %d caseworkers", name, len(of))
		}
	}
	for w := range workers {
		if _, known := truth.RaterBias[w]; !known {
			t.Errorf("%s has no bias", w)
		}
	}
	t.Logf("%+v", n)
}

// An instrument may have reversed items, other scales and conditions.
func TestOtherInstrument(t *testing.T) {
	t.Parallel()
	o := options(t, 200, 4)
	in := *o.Instrument
	in.Code = "ANDET"
	in.Scales = append([]model.Scale(nil), in.Scales...)
	in.Items = append([]model.Item(nil), in.Items...)
	in.Scales = append(in.Scales, model.Scale{Code: "eleven", First: 0, Labels: make([]model.Text, 11)})
	for i := range in.Scales[len(in.Scales)-1].Labels {
		in.Scales[len(in.Scales)-1].Labels[i].DA = "trin"
	}
	in.Items[0].Scale, in.Items[0].Reversed = "eleven", true
	in.Items[2].ShowIf = &model.Condition{Item: in.Items[1].Code, Op: "<=", Value: 3}
	if err := in.Check(); err != nil {
		t.Fatal(err)
	}
	o.Instrument = &in
	high, shown := 0, map[bool]int{}
	truth := generate(t, o, func(c model.CaseHistory) {
		for _, a := range c.Assessments {
			checkAssessment(t, &in, c.Citizen, a, o.AsOf)
			if first := model.FindAnswer(a.Answers, in.Items[0].Code); first.HasValue() && first.Value > 5 {
				high++
			}
			if a.Respondent == model.ByCitizen {
				shown[model.FindAnswer(a.Answers, in.Items[2].Code).Entered]++
			}
		}
	})
	if high == 0 || shown[true] == 0 || shown[false] == 0 {
		t.Errorf("%d answers above 5, shown %v", high, shown)
	}
	plain, other := truth.Items[1], truth.Items[0]
	if other.Company < 2*plain.Company {
		t.Errorf("slopes are not in the steps of the scale: %+v, %+v", other, plain)
	}
}

// A vocabulary may lack most terms.
func TestOtherVocabulary(t *testing.T) {
	t.Parallel()
	o := options(t, 50, 4)
	o.Vocabulary = &model.Vocabulary{ActivityTypes: []model.ActivityType{{
		Term: model.Term{Code: "P", Name: model.Text{DA: "P"}}, Group: model.GroupCompany, Lane: model.LaneCompany,
	}}}
	n := generate(t, o, func(model.CaseHistory) {}).Counts
	if n.Activities == 0 || n.Closed != 0 {
		t.Errorf("%+v", n)
	}
}
