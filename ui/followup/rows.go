// SPDX-License-Identifier: MPL-2.0

package followup

import (
	"slices"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// line is a line of the table: a row, or the head of a kind.
type line struct {
	row   *store.FollowUpRow
	cells []widgets.Cell
}

// arrange makes the lines of the chosen kind. Where all kinds are shown, each
// has a head.
func (s *Screen) arrange() (lines []line, groups []int) {
	for _, k := range model.TaskKinds() {
		if s.place.Kind != "" && s.place.Kind != k {
			continue
		}
		n := s.count(k)
		if s.place.Kind == "" && n > 0 {
			groups = append(groups, len(lines))
			lines = append(lines, line{cells: []widgets.Cell{{Text: s.kindName(k), Tail: s.o.Words.Count(n)}}})
		}
		for i := range s.list {
			if r := &s.list[i]; r.Kind == k {
				lines = append(lines, line{row: r, cells: s.cells(r)})
			}
		}
	}
	return lines, groups
}

// count is how many rows there are of a kind, or of all.
func (s *Screen) count(k model.TaskKind) int {
	n := 0
	for _, r := range s.list {
		if k == "" || r.Kind == k {
			n++
		}
	}
	return n
}

func (s *Screen) kindName(k model.TaskKind) string {
	if k == "" {
		return s.o.Words.T("follow.all")
	}
	return s.o.Words.T("follow.kind." + string(k))
}

func (s *Screen) kindCells(i int) ([]widgets.Cell, bool) {
	k := s.kinds[i]
	chosen := k == s.place.Kind
	cells := []widgets.Cell{{Text: s.kindName(k), Bold: chosen}, {Bold: chosen}}
	if s.read {
		cells[1].Text = s.o.Words.Count(s.count(k))
	}
	return cells, true
}

func (s *Screen) cellsAt(i int) ([]widgets.Cell, bool) {
	if i < 0 || i >= len(s.lines) {
		return nil, false
	}
	return s.lines[i].cells, true
}

func (s *Screen) cells(r *store.FollowUpRow) []widgets.Cell {
	return []widgets.Cell{
		{Text: r.Name},
		{Text: r.CaseNumber},
		{Text: s.what(r)},
		{Value: s.window(r)},
		s.due(r),
		{Text: s.step(r), Chevron: true},
		{Text: r.Caseworker},
	}
}

// what is what is missing.
func (s *Screen) what(r *store.FollowUpRow) string {
	w := s.o.Words
	switch r.Kind {
	case model.TaskOverdue, model.TaskDue, model.TaskUpcoming:
		parts := []string{w.T("follow.next")}
		if r.Latest.IsZero() {
			parts[0] = w.T("follow.first")
		}
		if r.Moved {
			parts = append(parts, w.T("follow.moved"))
		}
		return strings.Join(parts, ", ")
	case model.TaskDraft, model.TaskCounterpart, model.TaskSecondEntry:
		return w.T("follow.sheet." + string(r.Respondent))
	case model.TaskNoFollowUp:
		return w.T("follow.once", "Date", w.ShortDate(r.Latest))
	}
	return w.T("follow.passive")
}

// due says when the row is due. A late one has a filled mark and bold letters.
func (s *Screen) due(r *store.FollowUpRow) widgets.Cell {
	w := s.o.Words
	blank := widgets.Mark{Shape: widgets.Blank}
	switch r.Kind {
	case model.TaskOverdue, model.TaskDue, model.TaskUpcoming, model.TaskNoFollowUp:
		days := r.Due.Sub(s.o.Today())
		switch {
		case -days > model.DueWindow:
			return widgets.Cell{Text: w.N("list.over", -days), Bold: true, Mark: widgets.Mark{Shape: widgets.Diamond}}
		case days < 0:
			return widgets.Cell{Text: w.N("list.over", -days), Mark: widgets.Mark{Shape: widgets.OpenDiamond}}
		case days == 0:
			return widgets.Cell{Text: w.T("list.today"), Mark: widgets.Mark{Shape: widgets.OpenDiamond}}
		}
		return widgets.Cell{Text: w.N("list.in_days", days), Mark: blank}
	case model.TaskCounterpart:
		return widgets.Cell{Text: w.N("list.over", s.o.Today().Sub(r.Due)), Mark: blank}
	case model.TaskSecondEntry:
		return widgets.Cell{Text: w.T("follow.of", "Date", w.ShortDate(r.Due)), Mark: blank}
	case model.TaskPassive:
		return widgets.Cell{Text: w.N("list.weeks", r.Weeks), Mark: blank}
	}
	return widgets.Cell{Text: w.T("follow.begun"), Mark: blank}
}

// step is what Enter does.
func (s *Screen) step(r *store.FollowUpRow) string {
	switch r.Kind {
	case model.TaskDraft:
		return s.o.Words.T("follow.step.draft")
	case model.TaskSecondEntry:
		return s.o.Words.T("follow.step.again")
	case model.TaskPassive:
		return s.o.Words.T("follow.step.citizen")
	}
	return s.o.Words.T("follow.step.sheet")
}

// weekChoices are the limits that one can choose between; the present one is
// among them.
func weekChoices(now int) []int {
	list := []int{2, 4, 6, 8, 10, 12, 16, 26}
	if !slices.Contains(list, now) {
		list = append(list, now)
		slices.Sort(list)
	}
	return list
}
