// SPDX-License-Identifier: MPL-2.0

package followup

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// moveBy is how far ahead a new day is suggested.
const moveBy = model.DueWindow

// movable reports whether a row is about a next measurement.
func movable(k model.TaskKind) bool {
	switch k {
	case model.TaskOverdue, model.TaskDue, model.TaskUpcoming, model.TaskNoFollowUp:
		return true
	}
	return false
}

// MoveDue asks for another day for the next measurement of the selected row,
// and why.
func (s *Screen) MoveDue() {
	w := s.o.Words
	r, ok := s.selected()
	if !ok || !movable(r.Kind) {
		s.o.Toast(w.T("follow.move.which"))
		return
	}
	date := s.dateField()
	date.SetDate(model.MaxDate(r.Due, s.o.Today()).Add(moveBy))
	reason := widgets.NewEntry()
	reason.SetPlaceholder(w.T("follow.move.reason_hint"))
	d := widgets.NewFormDialog(w.T("follow.move.title"), widgets.Flow{Gap: widgets.Gap, Width: 420}, []fyne.CanvasObject{
		widgets.NewParagraph(widgets.Body, widgets.Run{Text: r.Name, Bold: true}, widgets.Run{Text: w.T("follow.move.now", "Date", w.Date(r.Due))}),
		widgets.NewField(w.T("follow.move.date"), date), widgets.NewField(w.T("follow.move.reason"), reason),
	}, w.T("follow.move.accept"), w.T("start.cancel"))
	d.First = date.Focusable()
	d.Work(s.o.Run, s.o.Explain, func() (string, func(context.Context) error, func()) {
		why := strings.TrimSpace(reason.Text())
		switch {
		case date.Validate() != nil:
			date.Focus()
			return "", nil, nil
		case why == "":
			reason.Focus()
			return w.T("follow.move.need_reason"), nil, nil
		}
		due := date.Date()
		return "", func(ctx context.Context) error { return s.o.Register.MoveDue(ctx, r.ID, due, why) }, func() {
			s.o.Toast(w.T("follow.move.done", "Date", w.Date(due)))
			s.o.Changed()
		}
	})
	d.Open(s.o.Canvas())
}

// dateField is a field for a day that has not gone by.
func (s *Screen) dateField() *widgets.DateField {
	w := s.o.Words
	return widgets.NewDateField(s.o.Today(), widgets.DateRange{First: s.o.Today()}, func(err error) string {
		if errors.Is(err, widgets.ErrDateEarly) {
			return w.T("follow.move.past")
		}
		return w.T("entry.no_date")
	})
}
