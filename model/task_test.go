// SPDX-License-Identifier: MPL-2.0

package model_test

import (
	"slices"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
)

func TestTasks(t *testing.T) {
	t.Parallel()
	today := model.NewDate(2026, 11, 24)
	instruments := map[string]*model.Instrument{"P/1": {Interval: 91}}
	answered := func(ago int, r model.Respondent) model.Assessment {
		return model.Assessment{Instrument: "P/1", Date: today.Add(-ago), Respondent: r, Kind: model.KindOrdinary, Status: model.StatusComplete}
	}
	both := func(ago int) []model.Assessment {
		return []model.Assessment{answered(ago, model.ByCitizen), answered(ago, model.ByCaseworker)}
	}
	retest, draft := answered(1, model.ByCitizen), answered(1, model.ByCitizen)
	retest.Kind, draft.Status = model.KindRetest, model.StatusDraft
	tests := []struct {
		name    string
		history model.CaseHistory
		changes []model.DueDateChange
		since   model.Date // of passivity
		want    []model.TaskKind
	}{
		{name: "an empty history"},
		{name: "never measured, opened today", history: opened(today), want: kinds(model.TaskDue)},
		{name: "never measured, opened long ago", history: opened(today.Add(-15)), want: kinds(model.TaskOverdue)},
		{name: "measured 30 days ago", history: measured(today, both(30))},
		{name: "15 days before it is due", history: measured(today, both(76))},
		{name: "14 days before it is due", history: measured(today, both(77)), want: kinds(model.TaskUpcoming)},
		{name: "on the day", history: measured(today, both(91)), want: kinds(model.TaskDue)},
		{name: "14 days late", history: measured(today, both(105)), want: kinds(model.TaskDue)},
		{name: "15 days late after the first measurement", history: measured(today, both(106)), want: kinds(model.TaskOverdue, model.TaskNoFollowUp)},
		{name: "15 days late after the second measurement", history: measured(today, slices.Concat(both(300), both(106))), want: kinds(model.TaskOverdue)},
		{name: "a retest changes nothing", history: measured(today, append(both(91), retest)), want: kinds(model.TaskDue)},
		{name: "a draft is no measurement", history: measured(today, append(both(91), draft)), want: kinds(model.TaskDue, model.TaskDraft)},
		{name: "the caseworker's is missing", history: measured(today, []model.Assessment{answered(15, model.ByCitizen)}), want: kinds(model.TaskCounterpart)},
		{name: "the caseworker's may still come", history: measured(today, []model.Assessment{answered(14, model.ByCitizen)})},
		{name: "the two are 14 days apart", history: measured(today, []model.Assessment{answered(34, model.ByCitizen), answered(20, model.ByCaseworker)})},
		{
			name: "due date changed", history: measured(today, both(200)), want: kinds(model.TaskUpcoming),
			changes: []model.DueDateChange{{After: today.Add(-200), Due: today.Add(5)}},
		},
		{
			name: "due date changed before the latest measurement", history: measured(today, slices.Concat(both(300), both(91))), want: kinds(model.TaskDue),
			changes: []model.DueDateChange{{After: today.Add(-300), Due: today.Add(5)}},
		},
		{name: "passive for ten weeks", history: measured(today, both(1)), since: today.Add(-70), want: kinds(model.TaskPassive)},
		{name: "passive for less", history: measured(today, both(1)), since: today.Add(-69)},
		{name: "closed", history: closed(today, measured(today, append(both(400), draft))), since: today.Add(-400), want: kinds(model.TaskDraft)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var got []model.TaskKind
			for _, task := range test.history.Tasks(instruments, test.changes, test.since, 10, today) {
				got = append(got, task.Kind)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func kinds(k ...model.TaskKind) []model.TaskKind { return k }

func opened(d model.Date) model.CaseHistory {
	return model.CaseHistory{Citizen: model.Citizen{Opened: d}}
}

func measured(today model.Date, list []model.Assessment) model.CaseHistory {
	c := opened(today.Add(-1000))
	c.Assessments = list
	return c
}

func closed(on model.Date, c model.CaseHistory) model.CaseHistory {
	c.Citizen.Closed = on
	return c
}
