package followup

import (
	"context"
	"strings"

	"fyne.io/fyne/v2/container"

	"fremskridt/model"
	"fremskridt/ui/kit"
)

// moveBy is how far ahead a new day is suggested.
const moveBy = model.DueWindow

// movable reports whether a row is about a next measurement.
func movable(k model.TaskKind) bool {
	switch k {
	case model.TaskOverdue, model.TaskDue, model.TaskComing, model.TaskNoFollowUp:
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
		s.o.Tell(w.T("follow.move.which"))
		return
	}
	date := s.dateField()
	date.SetText(written(model.MaxDate(r.Due, s.o.Today).Add(moveBy)))
	reason := kit.NewEntry()
	reason.SetPlaceholder(w.T("follow.move.reason_hint"))
	wrong := kit.NewParagraph(kit.Body)
	d := kit.NewKeyDialog(w.T("follow.move.title"), container.New(&kit.Flow{Gap: kit.Gap, Width: 420},
		kit.NewParagraph(kit.Body, kit.Run{Text: r.Name, Bold: true}, kit.Run{Text: w.T("follow.move.now", "Date", w.Date(r.Due))}),
		kit.NewField(w.T("follow.move.date"), date), kit.NewField(w.T("follow.move.reason"), reason), wrong,
	), w.T("follow.move.accept"), w.T("start.cancel"))
	d.Width, d.First = 460, date.Focusable()
	say := func(text string) {
		wrong.SetRuns(kit.Run{Text: text})
		d.Refresh()
	}
	busy := false
	d.OnAccept = func() bool {
		if busy {
			return false
		}
		due, err := model.ParseDate(date.Text(), s.o.Today)
		why := strings.TrimSpace(reason.Text())
		switch {
		case date.Validate() != nil || err != nil:
			date.Focus()
			return false
		case why == "":
			say(w.T("follow.move.need_reason"))
			reason.Focus()
			return false
		}
		busy = true
		s.o.Run(func(ctx context.Context) error {
			return s.o.Register.MoveDue(ctx, r.ID, due, why)
		}, func(err error) {
			busy = false
			if err != nil {
				say(s.o.Explain(err))
				return
			}
			d.Close()
			s.o.Tell(w.T("follow.move.done", "Date", w.Date(due)))
			s.Load()
			s.o.OnMoved()
		})
		return false
	}
	d.Open(s.o.Canvas())
}

// dateField is a field for a day that has not gone by.
func (s *Screen) dateField() *kit.DateField {
	w, today := s.o.Words, s.o.Today
	field := kit.NewDateField(func(text string) (string, error) {
		d, err := model.ParseDate(text, today)
		switch {
		case err != nil:
			return "", err
		case d.Before(today):
			return "", errPast
		}
		return written(d), nil
	}, func(text string, days int) string {
		d, err := model.ParseDate(text, today)
		if err != nil {
			return written(today)
		}
		return written(model.MaxDate(d.Add(days), today))
	})
	field.Explain = func(err error) string {
		if err == errPast {
			return w.T("follow.move.past")
		}
		return w.T("entry.no_date")
	}
	return field
}
