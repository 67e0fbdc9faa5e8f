// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/dates"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// NewActivity asks for an activity of the citizen.
func (p *Page) NewActivity() {
	if p.header != nil {
		p.askActivity(model.Activity{Citizen: p.place.Citizen, Start: p.o.EntryDay()})
	}
}

// EditActivity changes the activity that is chosen in the table.
func (p *Page) EditActivity() {
	if a, ok := p.chosenActivity(); ok {
		p.askActivity(a)
	}
}

// EndActivity lets the chosen activity end today.
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

// RemoveActivity takes the chosen activity out, after a question.
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

// UndoActivity takes back the last change of an activity.
func (p *Page) UndoActivity() {
	if undo := p.undo; undo != nil {
		p.undo = nil
		undo()
	}
}

// chosenActivity is the one under the table's mark; a passive time is none. Where
// there is none it says how one is chosen.
func (p *Page) chosenActivity() (model.Activity, bool) {
	if p.place.Tab == TabActivities && p.activityTable != nil {
		if i := p.activityTable.Selected(); i >= 0 && i < len(p.activityRows) {
			for _, a := range p.data.course.Activities {
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

// askActivity asks for an activity, or for another state of one.
func (p *Page) askActivity(a model.Activity) {
	w := p.o.Words
	kinds, names := p.activityKinds(a)
	kind := widgets.NewTypeahead(names, func(i int, text string) (int, bool) { return fitsActivity(w.Of(kinds[i].Name), kinds[i], text) })
	for i, k := range kinds {
		if k.Code == a.Type {
			kind.SetSelected(i)
		}
	}
	start, end := openDate(w, a.Start, p.o.EntryDay()), openDate(w, a.End, p.o.EntryDay())
	hours, provider := widgets.NewEntry(), widgets.NewEntry()
	if a.Minutes > 0 {
		hours.SetText(w.Hours(a.Minutes))
	}
	provider.SetText(a.Provider)
	planned := widgets.NewCheckbox(w.T("activity.is_planned"), nil)
	planned.Checked = a.Planned
	title := w.T("activity.new")
	if a.ID != "" {
		title = w.T("activity.edit")
	}
	d := widgets.NewFormDialog(strings.TrimSuffix(title, " …"), widgets.Flow{Gap: 8, Width: formWide}, []fyne.CanvasObject{
		widgets.NewField(w.T("activity.type"), kind),
		pair(widgets.NewField(w.T("activity.from"), start), widgets.NewField(w.T("activity.to_open"), end)),
		pair(widgets.NewField(w.T("activity.hours"), hours), widgets.NewField(w.T("activity.provider"), provider)),
		planned,
	}, w.T("save.accept"), w.T("start.cancel"))
	d.First = kind.Focusable()
	warned := false
	d.Work(p.o.Run, p.o.Explain, func() (string, func(context.Context) error, func()) {
		minutes, ok := minutesOf(hours.Text())
		switch {
		case kind.Selected() < 0:
			return w.T("activity.need_type"), nil, nil
		case start.Validate() != nil || end.Validate() != nil:
			return w.T("date.wrong"), nil, nil
		case !ok:
			return w.T("activity.hours_wrong"), nil, nil
		}
		to := a
		to.Type, to.Minutes, to.Provider, to.Planned = kinds[kind.Selected()].Code, minutes, strings.TrimSpace(provider.Text()), planned.Checked
		to.Start, to.End = dates.In(start, p.o.EntryDay()), dates.In(end, p.o.EntryDay())
		switch {
		case to.Start.IsZero():
			return w.T("activity.need_start"), nil, nil
		case !to.End.IsZero() && to.End.Before(to.Start):
			return w.T("activity.ends_before"), nil, nil
		}
		if n := p.overlaps(to); n > 0 && !warned {
			warned = true
			return w.N("activity.overlaps", n), nil, nil
		}
		var done model.Activity
		return "", func(ctx context.Context) (err error) {
				done, err = p.o.Register.PutActivity(ctx, to)
				return err
			}, func() {
				p.undo = p.undoOf(a, done)
				p.o.Toast(w.T("activity.saved"))
				p.o.Changed()
			}
	})
	d.Open(p.o.Canvas())
}

// undoOf takes a change back: what was new goes, what was there comes back.
func (p *Page) undoOf(before, after model.Activity) func() {
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

// activityKinds are the kinds that may be chosen: those of the vocabulary that
// are valid today, and the one that the activity has.
func (p *Page) activityKinds(a model.Activity) (kinds []model.ActivityType, names []string) {
	for _, k := range p.o.Vocabulary.ActivityTypes {
		if k.Code == a.Type || k.ValidOn(p.o.EntryDay()) {
			kinds, names = append(kinds, k), append(names, p.o.Words.Of(k.Name))
		}
	}
	return kinds, names
}

// fitsActivity is how well what is typed fits a kind of activity: best where its
// name begins so, then where a word of the name does, then where the name has it
// somewhere, then by its code or another word for it.
func fitsActivity(name string, k model.ActivityType, text string) (rank int, fits bool) {
	name, text = strings.ToLower(name), strings.ToLower(strings.TrimSpace(text))
	if strings.HasPrefix(name, text) {
		return 0, true
	}
	words := strings.Fields(text)
	all := func(of func(word string) bool) bool {
		return len(words) > 0 && !slices.ContainsFunc(words, func(word string) bool { return !of(word) })
	}
	begins := func(list []string) func(word string) bool {
		return func(word string) bool {
			return slices.ContainsFunc(list, func(s string) bool { return strings.HasPrefix(s, word) })
		}
	}
	other := append([]string{k.Code}, k.Synonyms...)
	switch {
	case all(begins(strings.FieldsFunc(name, notLetter))):
		return 1, true
	case all(func(word string) bool { return strings.Contains(name, word) }):
		return 2, true
	case all(begins(strings.FieldsFunc(strings.ToLower(strings.Join(append(other, name), " ")), notLetter))):
		return 3, true
	}
	return 0, false
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// overlaps counts the citizen's other activities of the same kind on some of the
// same days.
func (p *Page) overlaps(a model.Activity) (n int) {
	for _, o := range p.data.course.Activities {
		if o.ID == a.ID && a.ID != "" || o.Type != a.Type {
			continue
		}
		if (a.End.IsZero() || !o.Start.After(a.End)) && (o.End.IsZero() || !a.Start.After(o.End)) {
			n++
		}
	}
	return n
}

// minutesOf reads hours a week as people write them; nothing is none.
func minutesOf(text string) (minutes int, ok bool) {
	text = strings.ReplaceAll(strings.TrimSpace(text), ",", ".")
	if text == "" {
		return 0, true
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || v < 0 || v > 100 || math.IsNaN(v) {
		return 0, false
	}
	return int(math.Round(v * 60)), true
}
