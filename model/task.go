// SPDX-License-Identifier: MPL-2.0

package model

import "slices"

// TaskKind is why a citizen needs attention.
type TaskKind string

// The kinds of tasks, the most urgent first.
const (
	TaskOverdue     TaskKind = "overdue"      // the next measurement is more than DueWindow days late
	TaskDue         TaskKind = "due"          // the next measurement is due
	TaskUpcoming    TaskKind = "coming"       // the next measurement is due within DueWindow days
	TaskDraft       TaskKind = "draft"        // an assessment is a draft
	TaskCounterpart TaskKind = "counterpart"  // one respondent's assessment is missing from the latest measurement
	TaskSecondEntry TaskKind = "second_entry" // a second entry is unfinished or has differences
	TaskNoFollowUp  TaskKind = "no_follow_up" // measured once, and the next measurement is overdue
	TaskPassive     TaskKind = "passive"      // without activity for long
)

// TaskKinds returns all kinds, in the order in which they are shown.
func TaskKinds() []TaskKind {
	return []TaskKind{
		TaskOverdue, TaskDue, TaskUpcoming, TaskDraft, TaskCounterpart, TaskSecondEntry, TaskNoFollowUp, TaskPassive,
	}
}

// Task is one reason why a citizen needs attention.
type Task struct {
	Kind       TaskKind
	Respondent Respondent // of the assessment in question
	Assessment ID         // the draft, or the assessment with a second entry
	Due        Date       // of the next measurement
	Moved      bool       // a user set the due date
	Weeks      int        // whole weeks without activity
}

// DueDateChange is a due date that a user has set, with the reason.
type DueDateChange struct {
	After  Date // the measurement before it; zero before the first
	Due    Date
	Reason string
	By     string
}

// Tasks returns what is to be done about a case on a day, the most urgent first. A
// closed case has no tasks but its drafts.
//
// The next measurement is due on the date that the latest change sets, if there has
// been no measurement since, else by the instrument's interval, and before the first
// measurement on the day the case was opened. passiveSince is when the citizen's
// latest activity ended; it is zero during an activity or if unknown.
func (c CaseHistory) Tasks(instruments map[string]*Instrument, changes []DueDateChange, passiveSince Date, passiveWeeks int, today Date) []Task {
	var tasks []Task
	var dates []Date // of measurements
	latest := map[Respondent]Date{}
	for _, a := range c.Assessments {
		switch {
		case !a.IsComplete():
			tasks = append(tasks, Task{Kind: TaskDraft, Respondent: a.Respondent, Assessment: a.ID})
		case a.Kind != KindRetest:
			dates = append(dates, a.Date)
			latest[a.Respondent] = MaxDate(latest[a.Respondent], a.Date)
		}
	}
	if !c.Citizen.Closed.IsZero() && !c.Citizen.Closed.After(today) {
		return tasks
	}
	tasks = append(tasks, c.measurementTasks(instruments, changes, dates, today)...)
	tasks = append(tasks, counterpartTasks(latest, today)...)
	if !passiveSince.IsZero() {
		if weeks := today.Sub(passiveSince) / 7; weeks >= passiveWeeks {
			tasks = append(tasks, Task{Kind: TaskPassive, Weeks: weeks})
		}
	}
	kinds := TaskKinds()
	slices.SortStableFunc(tasks, func(a, b Task) int {
		return slices.Index(kinds, a.Kind) - slices.Index(kinds, b.Kind)
	})
	return tasks
}

// measurementTasks returns the tasks of the next measurement. dates are those of the
// measurements so far.
func (c CaseHistory) measurementTasks(instruments map[string]*Instrument, changes []DueDateChange, dates []Date, today Date) []Task {
	var last Date
	for _, d := range dates {
		last = MaxDate(last, d)
	}
	t := Task{Due: c.NextDue(instruments)}
	if t.Due.IsZero() {
		t.Due = c.Citizen.Opened
	}
	for _, change := range changes {
		if change.After == last {
			t.Due, t.Moved = change.Due, true
		}
	}
	if t.Due.IsZero() {
		return nil
	}
	switch late := today.Sub(t.Due); {
	case late < -DueWindow:
		return nil
	case late < 0:
		t.Kind = TaskUpcoming
	case late <= DueWindow:
		t.Kind = TaskDue
	default:
		t.Kind = TaskOverdue
		if withinOneOccasion(dates) {
			return []Task{t, {Kind: TaskNoFollowUp, Due: t.Due, Moved: t.Moved}}
		}
	}
	return []Task{t}
}

// counterpartTasks returns a task for each respondent without an assessment
// in the latest measurement, once [DueWindow] has passed. latest has the date of
// each respondent's latest assessment.
func counterpartTasks(latest map[Respondent]Date, today Date) []Task {
	var tasks []Task
	for _, r := range []Respondent{ByCitizen, ByCaseworker} {
		other := ByCaseworker
		if r == ByCaseworker {
			other = ByCitizen
		}
		last := latest[other]
		if !last.IsZero() && last.Sub(latest[r]) > DueWindow && today.Sub(last) > DueWindow {
			tasks = append(tasks, Task{Kind: TaskCounterpart, Respondent: r, Due: last.Add(DueWindow)})
		}
	}
	return tasks
}

// withinOneOccasion reports whether all measurements lie within [DueWindow] days.
func withinOneOccasion(dates []Date) bool {
	if len(dates) == 0 {
		return false
	}
	return slices.MaxFunc(dates, Date.Compare).Sub(slices.MinFunc(dates, Date.Compare)) <= DueWindow
}
