// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// head is a new assessment answered by the citizen.
func (f *fixture) head(on model.Date) model.Assessment {
	return model.Assessment{
		Instrument: f.instrument.Key(), Date: on, Respondent: model.ByCitizen, Kind: model.KindOrdinary,
		Mode: f.vocabulary.Modes[0].Code, Presence: model.PresencePresent, Note: "talte om søvn",
	}
}

var monday = model.NewDate(2026, time.November, 23)

// An assessment is entered answer by answer. Each answer is in the register at once, in
// a draft that counts nowhere until it is completed.
func TestEntry(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	c := f.history(1, "Åse Prøvesen")
	f.add(c)
	a := f.as("NOR", model.RoleCaseworker)
	e, err := a.BeginDraft(t.Context(), c.Citizen.ID, f.head(monday))
	f.must(err)
	items := f.instrument.ItemsOf(model.ByCitizen)
	for i, it := range items {
		f.must(e.Answer(t.Context(), model.NewAnswer(it.Code, 1+i%3)))
		if n := f.count(`select count(*) from answer where assessment_id = $1`, e.Assessment().ID); n != i+1 {
			t.Fatalf("%d answers are saved, want %d", n, i+1)
		}
	}
	f.must(e.Answer(t.Context(), model.NewMissingAnswer(items[0].Code, -1)))
	f.must(e.Answer(t.Context(), model.Answer{Item: items[1].Code}))

	var incomplete *store.IncompleteError
	if err := e.Complete(t.Context()); !errors.As(err, &incomplete) || !slices.Equal(incomplete.Items, []string{items[1].Code}) {
		t.Fatalf("completed without an answer: %v", err)
	}
	if row, err := a.Citizens(t.Context(), store.CitizenQuery{Scope: store.ScopeTeam}); err != nil || row.Rows[0].Latest == monday {
		t.Errorf("the draft counts: %+v, %v", row, err)
	}
	f.must(e.Answer(t.Context(), model.NewAnswer(items[1].Code, 4)))
	f.must(e.Complete(t.Context()))

	history, err := a.CaseHistory(t.Context(), c.Citizen.ID)
	f.must(err)
	got := history.Assessments[len(history.Assessments)-1]
	if got.Status != model.StatusComplete || got.EnteredBy != "NOR" || got.Presence != model.PresencePresent || got.EarlierShown || len(got.Answers) != len(items) {
		t.Errorf("%+v", got)
	}
	if w := model.FindAnswer(got.Answers, items[0].Code); w != model.NewMissingAnswer(items[0].Code, -1) {
		t.Errorf("the first answer is %+v", w)
	}
	for name, again := range map[string]func() error{
		"answered":  func() error { return e.Answer(t.Context(), model.NewAnswer(items[0].Code, 1)) },
		"completed": func() error { return e.Complete(t.Context()) },
		"discarded": func() error { return e.Discard(t.Context()) },
		"opened":    func() error { _, err := a.OpenDraft(t.Context(), got.ID); return err },
	} {
		if err := again(); !errors.Is(err, store.ErrNotDraft) {
			t.Errorf("a complete questionnaire was %s again: %v", name, err)
		}
	}
}

// A draft is opened with its answers.
func TestDraftIsResumed(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	c := f.history(1, "Åse Prøvesen")
	f.add(c)
	item := f.instrument.ItemsOf(model.ByCitizen)[0].Code
	first, err := f.as("NOR", model.RoleCaseworker).BeginDraft(t.Context(), c.Citizen.ID, f.head(monday))
	f.must(err)
	f.must(first.Answer(t.Context(), model.NewAnswer(item, 2)))
	later := f.head(monday.Add(1))
	second, err := f.as("LED", model.RoleTeamLeader).BeginDraft(t.Context(), c.Citizen.ID, later)
	f.must(err)
	if got := second.Assessment(); got.ID != first.Assessment().ID || got.Date != monday || model.FindAnswer(got.Answers, item) != model.NewAnswer(item, 2) {
		t.Errorf("gone on with %+v", got)
	}
	f.must(second.SetHeader(t.Context(), later))
	third, err := f.as("NOR", model.RoleCaseworker).OpenDraft(t.Context(), first.Assessment().ID)
	f.must(err)
	if got := third.Assessment(); got.Date != monday.Add(1) || got.Note != later.Note {
		t.Errorf("the head is %+v", got)
	}
	f.must(third.Discard(t.Context()))
	if n := f.count(`select count(*) from assessment where status = 'draft'`); n != 0 {
		t.Errorf("%d drafts are left", n)
	}
}

// It is recorded that earlier answers were shown, as they may have influenced the new ones.
func TestShownEarlierAnswersAreRecorded(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	c := f.history(1, "Åse Prøvesen")
	f.add(c)
	e, err := f.as("NOR", model.RoleCaseworker).BeginDraft(t.Context(), c.Citizen.ID, f.head(monday))
	f.must(err)
	earlier, err := e.Earlier(t.Context())
	f.must(err)
	if len(earlier) != 1 || earlier[0].Date != c.Assessments[0].Date || len(earlier[0].Answers) == 0 {
		t.Errorf("earlier are %+v", earlier)
	}
	if n := f.count(`select count(*) from assessment where earlier_shown = 1`); n != 1 || !e.Assessment().EarlierShown {
		t.Errorf("it is kept with %d questionnaires", n)
	}
}

func TestEntryRefuses(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	c := f.history(1, "Åse Prøvesen")
	f.add(c)
	a := f.as("NOR", model.RoleCaseworker)
	future, kindless, other := f.head(monday.Add(30)), f.head(monday), f.head(monday)
	kindless.Kind, other.Instrument = "x", "OTHER/1.0"
	for name, test := range map[string]struct {
		head model.Assessment
		want error
	}{
		"a day to come":         {future, store.ErrFutureDate},
		"no kind":               {kindless, store.ErrUnknownKind},
		"an unknown instrument": {other, store.ErrNotFound},
		"no day":                {f.head(model.Date{}), nil},
	} {
		if _, err := a.BeginDraft(t.Context(), c.Citizen.ID, test.head); err == nil || test.want != nil && !errors.Is(err, test.want) {
			t.Errorf("%s: got %v, want %v", name, err, test.want)
		}
	}
	e, err := a.BeginDraft(t.Context(), c.Citizen.ID, f.head(monday))
	f.must(err)
	item := f.instrument.ItemsOf(model.ByCitizen)[0].Code
	for _, w := range []model.Answer{model.NewAnswer(item, 99), model.NewMissingAnswer(item, -99), model.NewAnswer("nothing", 1)} {
		if err := e.Answer(t.Context(), w); err == nil {
			t.Errorf("accepted %+v", w)
		}
	}
}

// Two users type the same paper and differ in one item.
// A second entry is made by another user, one at a time, of a completed assessment.
func TestWhoMakesASecondEntry(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	e, _ := f.twosOfNOR()
	id := e.Assessment().ID
	nor, led := f.as("NOR", model.RoleCaseworker), f.as("LED", model.RoleTeamLeader)
	if _, err := led.BeginSecondEntry(t.Context(), id); !errors.Is(err, store.ErrNotComplete) {
		t.Errorf("of a draft: %v", err)
	}
	f.must(e.Complete(t.Context()))
	if _, err := nor.BeginSecondEntry(t.Context(), id); !errors.Is(err, store.ErrSameUser) {
		t.Errorf("by the same user: %v", err)
	}
	second, err := led.BeginSecondEntry(t.Context(), id)
	f.must(err)
	if len(second.Answers())+len(second.Header().Answers) > 0 {
		t.Error("the assessment is not clean")
	}
	if _, err := f.as("LKN", model.RoleTeamLeader).BeginSecondEntry(t.Context(), id); !errors.Is(err, store.ErrSecondEntryTaken) {
		t.Errorf("by a third: %v", err)
	}
	if _, err := led.Differences(t.Context(), id); !errors.Is(err, store.ErrNoSecondEntry) {
		t.Errorf("compared before it was done: %v", err)
	}
}

// A second entry survives a crash. What it says otherwise than the first is decided by a
// person, and the assessment is then verified.
func TestSecondEntry(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	e, items := f.twosOfNOR()
	id, citizen := e.Assessment().ID, e.Assessment().Citizen
	f.must(e.Complete(t.Context()))
	nor, led := f.as("NOR", model.RoleCaseworker), f.as("LED", model.RoleTeamLeader)
	second, err := led.BeginSecondEntry(t.Context(), id)
	f.must(err)
	for _, it := range items[:len(items)-1] { // the last is left out
		f.must(second.Answer(t.Context(), model.NewAnswer(it.Code, 2)))
	}
	f.must(second.Answer(t.Context(), model.NewAnswer(items[0].Code, 3)))
	again, err := led.BeginSecondEntry(t.Context(), id) // as after a crash
	f.must(err)
	if len(again.Answers()) != len(items)-1 {
		t.Errorf("%d answers were kept", len(again.Answers()))
	}
	differ, err := again.Finish(t.Context())
	f.must(err)
	last := items[len(items)-1].Code
	want := []store.Difference{
		{Item: items[0].Code, First: model.NewAnswer(items[0].Code, 2), Second: model.NewAnswer(items[0].Code, 3)},
		{Item: last, First: model.NewAnswer(last, 2)},
	}
	if !slices.Equal(differ, want) {
		t.Fatalf("they differ in %+v, want %+v", differ, want)
	}
	left, err := nor.ResolveDifference(t.Context(), id, model.NewAnswer(items[0].Code, 4)) // as the paper says
	f.must(err)
	if left != 1 {
		t.Errorf("%d are left", left)
	}
	left, err = nor.ResolveDifference(t.Context(), id, model.NewAnswer(last, 2))
	f.must(err)
	history, err := nor.CaseHistory(t.Context(), citizen)
	f.must(err)
	got := history.Assessments[len(history.Assessments)-1]
	if left != 0 || got.Status != model.StatusVerified || got.EnteredBy != "NOR" || got.SecondBy != "LED" || got.SecondAt.IsZero() {
		t.Errorf("%d are left, and it is %+v", left, got)
	}
	if w := model.FindAnswer(got.Answers, items[0].Code); w.Value != 4 {
		t.Errorf("the answer is %+v", w)
	}
	if n := f.count(`select count(*) from answer_history where old_value = 2 and new_value = 4 and reason = 'second entry' and changed_by = 'NOR'`); n != 1 {
		t.Errorf("the history lists it %d times", n)
	}
}

// twosOfNOR is a draft of NOR, with 2 as the answer to every item of the citizen.
func (f *fixture) twosOfNOR() (*store.Draft, []model.Item) {
	f.Helper()
	c := f.history(1, "Åse Prøvesen")
	f.add(c)
	e, err := f.as("NOR", model.RoleCaseworker).BeginDraft(f.Context(), c.Citizen.ID, f.head(monday))
	f.must(err)
	items := f.instrument.ItemsOf(model.ByCitizen)
	for _, it := range items {
		f.must(e.Answer(f.Context(), model.NewAnswer(it.Code, 2)))
	}
	return e, items
}

func TestFollowUp(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	late, soon, fresh := f.history(1, "Åse Prøvesen"), f.history(2, "Bo Fiktivsen"), f.history(3, "Cilla Opdigt")
	late.Assessments = []model.Assessment{f.assessment(monday.Add(-200), model.ByCitizen, 3), f.assessment(monday.Add(-200), model.ByCaseworker, 3)}
	soon.Assessments = []model.Assessment{f.assessment(monday.Add(-85), model.ByCitizen, 3), f.assessment(monday.Add(-180), model.ByCaseworker, 3)}
	fresh.Assessments = []model.Assessment{f.assessment(monday.Add(-5), model.ByCitizen, 3), f.assessment(monday.Add(-4), model.ByCaseworker, 3)}
	soon.Activities = []model.Activity{{Type: "VPP", Start: monday.Add(-300), Source: model.FromEntry}}
	fresh.Activities = []model.Activity{{Type: "VPP", Start: monday.Add(-300), End: monday.Add(-75), Source: model.FromEntry}}
	f.add(late, soon, fresh)
	a := f.as("NOR", model.RoleCaseworker)
	q := store.FollowUpQuery{Scope: store.ScopeMine, AsOf: monday, PassiveWeeks: 10}
	got := func() (list []string) {
		rows, err := a.FollowUp(t.Context(), q)
		f.must(err)
		for _, r := range rows {
			list = append(list, string(r.Kind)+" "+r.Name+" "+string(r.Respondent))
		}
		return list
	}
	want := []string{
		"overdue Åse Prøvesen ", "coming Bo Fiktivsen ", "counterpart Bo Fiktivsen caseworker",
		"no_follow_up Åse Prøvesen ", "passive Åse Prøvesen ", "passive Cilla Opdigt ",
	}
	if list := got(); !slices.Equal(list, want) {
		t.Errorf("to be done is\n%q, want\n%q", list, want)
	}
	if err := a.MoveDue(t.Context(), late.Citizen.ID, monday.Add(30), " "); !errors.Is(err, store.ErrNoReason) {
		t.Errorf("moved without a reason: %v", err)
	}
	f.must(a.MoveDue(t.Context(), late.Citizen.ID, monday.Add(30), "i praktik til nytår"))
	if list := got(); slices.Contains(list, want[0]) || slices.Contains(list, want[3]) {
		t.Errorf("still to be done is %q", list)
	}
	if moves, err := a.DueMoves(t.Context(), late.Citizen.ID); err != nil || len(moves) != 1 || moves[0].By != "NOR" {
		t.Errorf("moved %+v, %v", moves, err)
	}
	// An assessment ends a postponement made after the previous one.
	e, err := a.BeginDraft(t.Context(), late.Citizen.ID, f.head(monday))
	f.must(err)
	for _, it := range f.instrument.ItemsOf(model.ByCitizen) {
		f.must(e.Answer(t.Context(), model.NewAnswer(it.Code, 3)))
	}
	if list := got(); !slices.Contains(list, "draft Åse Prøvesen citizen") {
		t.Errorf("no draft in %q", list)
	}
	f.must(e.Complete(t.Context()))
	q.AsOf = monday.Add(100)
	if list := got(); !slices.Contains(list, "due Åse Prøvesen ") {
		t.Errorf("not due by the interval: %q", list)
	}
}
