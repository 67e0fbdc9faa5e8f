package model_test

import (
	"slices"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
)

func TestTasks(t *testing.T) {
	today := model.NewDate(2026, 11, 24)
	instruments := map[string]*model.Instrument{"P/1": {Interval: 91}}
	sheet := func(ago int, r model.Respondent) model.Assessment {
		return model.Assessment{Instrument: "P/1", Date: today.Add(-ago), Respondent: r, Kind: model.KindOrdinary, Status: model.StatusComplete}
	}
	both := func(ago int) []model.Assessment {
		return []model.Assessment{sheet(ago, model.ByCitizen), sheet(ago, model.ByCaseworker)}
	}
	retest, draft := sheet(1, model.ByCitizen), sheet(1, model.ByCitizen)
	retest.Kind, draft.Status = model.KindRetest, model.StatusDraft
	tests := []struct {
		name   string
		course model.CaseHistory
		moves  []model.DueDateChange
		since  model.Date // without activity
		want   []model.TaskKind
	}{
		{name: "nothing is known"},
		{name: "never measured, opened today", course: opened(today), want: kinds(model.TaskDue)},
		{name: "never measured for long", course: opened(today.Add(-15)), want: kinds(model.TaskOverdue)},
		{name: "measured lately", course: measured(today, both(30))},
		{name: "15 days before it is due", course: measured(today, both(76))},
		{name: "14 days before it is due", course: measured(today, both(77)), want: kinds(model.TaskUpcoming)},
		{name: "on the day", course: measured(today, both(91)), want: kinds(model.TaskDue)},
		{name: "14 days late", course: measured(today, both(105)), want: kinds(model.TaskDue)},
		{name: "15 days late, for the first time", course: measured(today, both(106)), want: kinds(model.TaskOverdue, model.TaskNoFollowUp)},
		{name: "late after two", course: measured(today, slices.Concat(both(300), both(106))), want: kinds(model.TaskOverdue)},
		{name: "a retest moves nothing", course: measured(today, append(both(91), retest)), want: kinds(model.TaskDue)},
		{name: "a draft is no measurement", course: measured(today, append(both(91), draft)), want: kinds(model.TaskDue, model.TaskDraft)},
		{name: "the caseworker's is missing", course: measured(today, []model.Assessment{sheet(15, model.ByCitizen)}), want: kinds(model.TaskCounterpart)},
		{name: "it may still come", course: measured(today, []model.Assessment{sheet(14, model.ByCitizen)})},
		{name: "the two are a fortnight apart", course: measured(today, []model.Assessment{sheet(34, model.ByCitizen), sheet(20, model.ByCaseworker)})},
		{
			name: "moved", course: measured(today, both(200)), want: kinds(model.TaskUpcoming),
			moves: []model.DueDateChange{{After: today.Add(-200), Due: today.Add(5)}},
		},
		{
			name: "moved, but before the latest measurement", course: measured(today, slices.Concat(both(300), both(91))), want: kinds(model.TaskDue),
			moves: []model.DueDateChange{{After: today.Add(-300), Due: today.Add(5)}},
		},
		{name: "passive for ten weeks", course: measured(today, both(1)), since: today.Add(-70), want: kinds(model.TaskPassive)},
		{name: "passive for less", course: measured(today, both(1)), since: today.Add(-69)},
		{name: "closed", course: closed(today, measured(today, append(both(400), draft))), since: today.Add(-400), want: kinds(model.TaskDraft)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []model.TaskKind
			for _, task := range test.course.Tasks(instruments, test.moves, test.since, 10, today) {
				got = append(got, task.Kind)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("to be done: %v, want %v", got, test.want)
			}
		})
	}
}

func kinds(k ...model.TaskKind) []model.TaskKind { return k }

func opened(d model.Date) model.CaseHistory {
	return model.CaseHistory{Citizen: model.Citizen{Opened: d}}
}

func measured(today model.Date, sheets []model.Assessment) model.CaseHistory {
	c := opened(today.Add(-1000))
	c.Assessments = sheets
	return c
}

func closed(on model.Date, c model.CaseHistory) model.CaseHistory {
	c.Citizen.Closed = on
	return c
}
