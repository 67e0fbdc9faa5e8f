// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// timelineEntry is an outcome or event. remove and restore are nil for events
// that come from changes of the master data.
type timelineEntry struct {
	on      model.Date
	text    string
	remove  func(ctx context.Context) error
	restore func(ctx context.Context) error
}

// timeline returns the citizen's outcomes and events, latest first.
func (p *Page) timeline() []timelineEntry {
	w, r := p.o.Words, p.o.Register
	var list []timelineEntry
	for _, o := range p.data.history.Outcomes {
		list = append(list, timelineEntry{
			on: o.Date, text: w.T("event.outcome", "Name", p.outcomeName(o.Kind)),
			remove:  func(ctx context.Context) error { return r.RemoveOutcome(ctx, o.ID) },
			restore: func(ctx context.Context) error { _, err := r.AddOutcome(ctx, o); return err },
		})
	}
	for _, e := range p.data.history.Events {
		h := timelineEntry{on: e.Date}
		switch e.Kind {
		case model.EventContact:
			h.text = w.T("event.contact")
			if e.To != "" {
				h.text = w.T("event.contact_about", "About", e.To)
			}
			h.remove = func(ctx context.Context) error { return r.RemoveContact(ctx, e.ID) }
			h.restore = func(ctx context.Context) error { _, err := r.AddContact(ctx, e); return err }
		case model.EventCaseworker:
			h.text = w.T("event.caseworker", "From", e.From, "To", e.To)
		case model.EventTargetGroup:
			h.text = w.T("event.target_group", "From", p.fieldValue("target_group", e.From), "To", p.fieldValue("target_group", e.To))
		}
		list = append(list, h)
	}
	slices.SortStableFunc(list, func(a, b timelineEntry) int { return cmp.Compare(b.on.Days(), a.on.Days()) })
	return list
}

// timelineCard lists the timeline, with buttons to add and remove entries.
func (p *Page) timelineCard() fyne.CanvasObject {
	w := p.o.Words
	list := []fyne.CanvasObject{widgets.NewLabel(widgets.CardTitle, w.T("event.title"))}
	all := p.timeline()
	if len(all) == 0 {
		note := widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T("event.none")})
		note.Muted = true
		list = append(list, note)
	}
	for _, h := range all {
		row := []fyne.CanvasObject{fact(w.ShortDate(h.on), h.text)}
		if h.remove != nil {
			remove := widgets.NewButton(w.T("event.remove"), func() { p.removeTimelineEntry(h) })
			remove.Compact = true
			row = append(row, remove)
		}
		list = append(list, container.New(&widgets.SpaceBetween{Gap: 8}, row...))
	}
	list = append(list, container.New(&widgets.Inset{Top: 8}, container.New(&widgets.Line{Gap: 8},
		widgets.NewButton(w.T("event.add_outcome"), p.AddOutcome), widgets.NewButton(w.T("event.add_contact"), p.AddContact))))
	return widgets.NewCard(container.New(&widgets.Flow{Gap: 6, Width: 320}, list...))
}

// changeTimeline runs a change, confirms it with a toast and refreshes; undo
// reverts it, if it is not nil.
func (p *Page) changeTimeline(do func(ctx context.Context) error, said string, back func(ctx context.Context) error) {
	p.o.Run(do, func(err error) {
		if err != nil {
			p.o.ShowError(err)
			return
		}
		p.undo = nil
		if back != nil {
			p.undo = func() { p.changeTimeline(back, p.o.Words.T("event.undone"), nil) }
		}
		p.o.Toast(said)
		p.o.Changed()
	})
}

func (p *Page) removeTimelineEntry(h timelineEntry) {
	p.changeTimeline(h.remove, p.o.Words.T("event.removed"), h.restore)
}

// AddOutcome asks for the outcome of the case and its date.
func (p *Page) AddOutcome() {
	if p.header == nil {
		return
	}
	w := p.o.Words
	var names, codes []string
	for _, o := range p.o.Vocabulary.OutcomeKinds {
		if o.ValidOn(p.o.EntryDay()) {
			names, codes = append(names, w.Of(o.Name)), append(codes, o.Code)
		}
	}
	kind := widgets.NewDropdown(names, nil)
	p.askTimelineEntry(w.T("event.new_outcome"), widgets.NewField(w.T("event.outcome_kind"), kind), kind, func(on model.Date) (do, back func(ctx context.Context) error) {
		o := model.Outcome{Citizen: p.state.Citizen, Date: on, Kind: codes[kind.Selected]}
		return func(ctx context.Context) (err error) {
			o, err = p.o.Register.AddOutcome(ctx, o)
			return err
		}, func(ctx context.Context) error { return p.o.Register.RemoveOutcome(ctx, o.ID) }
	})
}

// AddContact asks for a contact with the citizen.
func (p *Page) AddContact() {
	if p.header == nil {
		return
	}
	w := p.o.Words
	about := widgets.NewEntry()
	about.SetPlaceholder(w.T("event.about_hint"))
	p.askTimelineEntry(w.T("event.new_contact"), widgets.NewField(w.T("event.about"), about), about.Focusable(), func(on model.Date) (do, back func(ctx context.Context) error) {
		e := model.Event{Citizen: p.state.Citizen, Date: on, To: strings.TrimSpace(about.Text())}
		return func(ctx context.Context) (err error) {
			e, err = p.o.Register.AddContact(ctx, e)
			return err
		}, func(ctx context.Context) error { return p.o.Register.RemoveContact(ctx, e.ID) }
	})
}

// askTimelineEntry opens a form with a field and a date, which must not be in
// the future.
func (p *Page) askTimelineEntry(title string, what fyne.CanvasObject, first fyne.Focusable,
	on func(day model.Date) (do, back func(ctx context.Context) error),
) {
	w := p.o.Words
	date := newOptionalDate(w, p.o.EntryDay(), p.o.EntryDay())
	d := widgets.NewFormDialog(strings.TrimSuffix(title, " …"), widgets.Flow{Gap: 8, Width: 380},
		[]fyne.CanvasObject{what, widgets.NewField(w.T("event.date"), date)}, w.T("save.accept"), w.T("start.cancel"))
	d.First = first
	d.Work(p.o.Run, p.o.Explain, func() (string, func(context.Context) error, func()) {
		day := date.Date()
		switch {
		case date.Validate() != nil || day.IsZero():
			date.Focus()
			return w.T("date.wrong"), nil, nil
		case day.After(p.o.EntryDay()):
			date.Focus()
			return w.T("event.future"), nil, nil
		}
		do, back := on(day)
		return "", do, func() {
			p.undo = func() { p.changeTimeline(back, w.T("event.undone"), nil) }
			p.o.Toast(w.T("event.saved"))
			p.o.Changed()
		}
	})
	d.Open(p.o.Canvas())
}
