// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"context"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// NewActivity opens the form for a new activity.
func (p *Page) NewActivity() {
	if p.header != nil {
		p.openActivityForm(model.Activity{Citizen: p.state.Citizen, Start: p.o.EntryDay()})
	}
}

// EditActivity opens the form for the activity selected in the table.
func (p *Page) EditActivity() {
	if a, ok := p.chosenActivity(); ok {
		p.openActivityForm(a)
	}
}

// EndActivity ends the selected activity today.
func (p *Page) EndActivity() {
	a, ok := p.chosenActivity()
	if !ok {
		return
	}
	if !a.End.IsZero() && !a.End.After(p.o.EntryDay()) || a.Start.After(p.o.EntryDay()) {
		p.o.Toast(p.o.Words.T("activity.not_running"))
		return
	}
	ended := a
	ended.End = p.o.EntryDay()
	p.putActivity(ended, func(done model.Activity) {
		p.undo = func() { a.Revision = done.Revision; p.putActivity(a, nil) }
		p.o.Toast(p.o.Words.T("activity.ended"))
	})
}

// RemoveActivity deletes the selected activity after a confirmation.
func (p *Page) RemoveActivity() {
	a, ok := p.chosenActivity()
	if !ok {
		return
	}
	w := p.o.Words
	d := widgets.NewKeyDialog(w.T("activity.remove.title"), widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T("activity.remove.text")}),
		w.T("activity.remove.accept"), w.T("start.cancel"))
	d.OnAccept = func() bool {
		p.o.Run(func(ctx context.Context) error { return p.o.Register.RemoveActivity(ctx, a.ID, a.Revision) }, func(err error) {
			if err != nil {
				p.o.ShowError(err)
				return
			}
			p.undo = func() { a.ID, a.Revision = "", 0; p.putActivity(a, nil) }
			p.o.Toast(w.T("activity.removed"))
			p.o.Changed()
		})
		return true
	}
	d.Open(p.o.Canvas())
}

// UndoActivity reverts the last change of an activity, outcome or contact.
func (p *Page) UndoActivity() {
	if undo := p.undo; undo != nil {
		p.undo = nil
		undo()
	}
}

// chosenActivity returns the activity selected in the table. Without one, a
// toast says how to select it.
func (p *Page) chosenActivity() (model.Activity, bool) {
	if p.state.Tab == TabActivities && p.activityTable != nil {
		if i := p.activityTable.Selected(); i >= 0 && i < len(p.activityRows) {
			for _, a := range p.data.history.Activities {
				if a.ID == p.activityRows[i] {
					return a, true
				}
			}
		}
	}
	p.o.Toast(p.o.Words.T("activity.choose"))
	return model.Activity{}, false
}

func (p *Page) putActivity(a model.Activity, then func(model.Activity)) {
	var done model.Activity
	p.o.Run(func(ctx context.Context) (err error) {
		done, err = p.o.Register.PutActivity(ctx, a)
		return err
	}, func(err error) {
		if err != nil {
			p.o.ShowError(err)
			return
		}
		if then != nil {
			then(done)
		}
		p.o.Changed()
	})
}

// undoActivity returns what reverts a change: a new activity is removed, a
// changed one restored.
func (p *Page) undoActivity(before, after model.Activity) func() {
	if before.ID != "" {
		return func() { before.Revision = after.Revision; p.putActivity(before, nil) }
	}
	return func() {
		p.o.Run(func(ctx context.Context) error {
			return p.o.Register.RemoveActivity(ctx, after.ID, after.Revision)
		}, func(err error) {
			if err != nil {
				p.o.ShowError(err)
				return
			}
			p.o.Changed()
		})
	}
}
