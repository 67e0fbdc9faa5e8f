package model

import "slices"

// TaskKind is why somebody should look at a citizen.
type TaskKind string

// The kinds of tasks, the most urgent first.
const (
	TaskOverdue     TaskKind = "overdue"      // the next measurement is more than DueWindow late
	TaskDue         TaskKind = "due"          // it is due, and not that late
	TaskUpcoming    TaskKind = "coming"       // it comes within DueWindow
	TaskDraft       TaskKind = "draft"        // a questionnaire was begun and not completed
	TaskCounterpart TaskKind = "counterpart"  // of the latest measurement one respondent's questionnaire is missing
	TaskSecondEntry TaskKind = "second_entry" // begun and not done, or with differences
	TaskNoFollowUp  TaskKind = "no_follow_up" // measured once, and the next is late
	TaskPassive     TaskKind = "passive"      // without activity for long
)

// TaskKinds are all kinds, in the order they are shown.
func TaskKinds() []TaskKind {
	return []TaskKind{
		TaskOverdue, TaskDue, TaskUpcoming, TaskDraft, TaskCounterpart, TaskSecondEntry, TaskNoFollowUp, TaskPassive,
	}
}

// Task is one reason to look at a citizen.
type Task struct {
	Kind       TaskKind
	Respondent Respondent // whose questionnaire is missing, open or to be entered again
	Assessment ID         // the draft, or what is to be entered again
	Due        Date       // of the next measurement
	Moved      bool       // the due day was moved by somebody
	Weeks      int        // whole weeks without activity
}

// DueDateChange is a next measurement that somebody moved, with the reason.
type DueDateChange struct {
	After  Date // the measurement that it follows, zero before the first
	Due    Date
	Reason string
	By     string
}

// Tasks are what is to be done about an open case on a day. The next measurement
// is due when the latest move of it says, if there has been no measurement
// since, else by the instrument's interval; before the first measurement on the
// day the case was opened. A closed case asks for nothing but its drafts.
// Passive is since when the citizen has been without activity, zero where there
// is one or that is not known.
func (c CaseHistory) Tasks(instruments map[string]*Instrument, moves []DueDateChange, passive Date, passiveWeeks int, today Date) []Task {
	var tasks []Task
	var dates []Date // of measurements
	latest := map[Respondent]Date{}
	for _, s := range c.Assessments {
		switch {
		case s.Status == StatusDraft:
			tasks = append(tasks, Task{Kind: TaskDraft, Respondent: s.Respondent, Assessment: s.ID})
			continue
		case s.Kind == KindRetest:
			continue
		}
		dates = append(dates, s.Date)
		latest[s.Respondent] = MaxDate(latest[s.Respondent], s.Date)
	}
	if !c.Citizen.Closed.IsZero() && !c.Citizen.Closed.After(today) {
		return tasks
	}
	var last Date
	for _, d := range dates {
		last = MaxDate(last, d)
	}
	due, moved := c.NextDue(instruments), false
	if due.IsZero() {
		due = c.Citizen.Opened
	}
	for _, m := range moves {
		if m.After == last {
			due, moved = m.Due, true
		}
	}
	if !due.IsZero() {
		t := Task{Due: due, Moved: moved}
		late := today.Sub(due)
		switch {
		case late > DueWindow:
			t.Kind = TaskOverdue
		case late >= 0:
			t.Kind = TaskDue
		case late >= -DueWindow:
			t.Kind = TaskUpcoming
		}
		if t.Kind != "" {
			tasks = append(tasks, t)
		}
		if t.Kind == TaskOverdue && withinOneOccasion(dates) {
			tasks = append(tasks, Task{Kind: TaskNoFollowUp, Due: due, Moved: moved})
		}
	}
	for _, r := range []Respondent{ByCitizen, ByCaseworker} {
		other := ByCaseworker
		if r == ByCaseworker {
			other = ByCitizen
		}
		// The counterpart may follow within the window; it is missing after that.
		if latest[other] == last && !last.IsZero() && last.Sub(latest[r]) > DueWindow && today.Sub(last) > DueWindow {
			tasks = append(tasks, Task{Kind: TaskCounterpart, Respondent: r, Due: last.Add(DueWindow)})
		}
	}
	if !passive.IsZero() {
		if weeks := today.Sub(passive) / 7; weeks >= passiveWeeks {
			tasks = append(tasks, Task{Kind: TaskPassive, Weeks: weeks})
		}
	}
	slices.SortStableFunc(tasks, func(a, b Task) int {
		return slices.Index(TaskKinds(), a.Kind) - slices.Index(TaskKinds(), b.Kind)
	})
	return tasks
}

// withinOneOccasion reports whether all measurements lie within one window.
func withinOneOccasion(dates []Date) bool {
	if len(dates) == 0 {
		return false
	}
	return slices.MaxFunc(dates, Date.Compare).Sub(slices.MinFunc(dates, Date.Compare)) <= DueWindow
}
