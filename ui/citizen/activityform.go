// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"context"
	"math"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// activityForm holds the fields of an activity.
type activityForm struct {
	page       *Page
	types      []model.ActivityType
	kind       *widgets.Typeahead
	start, end *widgets.DateField
	hours      *widgets.Entry
	provider   *widgets.Entry
	planned    *widgets.Checkbox
	warned     bool // the overlap with another activity has been pointed out
}

func newActivityForm(p *Page, a model.Activity) *activityForm {
	w := p.o.Words
	f := &activityForm{
		page: p, start: newOptionalDate(w, a.Start, p.o.EntryDay()), end: newOptionalDate(w, a.End, p.o.EntryDay()),
		hours: widgets.NewEntry(), provider: widgets.NewEntry(), planned: widgets.NewCheckbox(w.T("activity.is_planned"), nil),
	}
	var names []string
	f.types, names = p.activityChoices(a)
	f.kind = widgets.NewTypeahead(names, func(i int, text string) (int, bool) { return matchActivity(names[i], f.types[i], text) })
	for i, t := range f.types {
		if t.Code == a.Type {
			f.kind.SetSelected(i)
		}
	}
	if a.Minutes > 0 {
		f.hours.SetText(w.Hours(a.Minutes))
	}
	f.provider.SetText(a.Provider)
	f.planned.Checked = a.Planned
	return f
}

func (f *activityForm) fields() []fyne.CanvasObject {
	w := f.page.o.Words
	return []fyne.CanvasObject{
		widgets.NewField(w.T("activity.type"), f.kind),
		pair(widgets.NewField(w.T("activity.from"), f.start), widgets.NewField(w.T("activity.to_open"), f.end)),
		pair(widgets.NewField(w.T("activity.hours"), f.hours), widgets.NewField(w.T("activity.provider"), f.provider)),
		f.planned,
	}
}

// read returns the activity with the values of the fields, or what is wrong. An
// overlap is pointed out once.
func (f *activityForm) read(a model.Activity) (to model.Activity, wrong string) {
	w := f.page.o.Words
	minutes, ok := parseHours(f.hours.Text())
	switch {
	case f.kind.Selected() < 0:
		return a, w.T("activity.need_type")
	case f.start.Validate() != nil || f.end.Validate() != nil:
		return a, w.T("date.wrong")
	case !ok:
		return a, w.T("activity.hours_wrong")
	}
	a.Type, a.Minutes, a.Provider, a.Planned = f.types[f.kind.Selected()].Code, minutes, strings.TrimSpace(f.provider.Text()), f.planned.Checked
	a.Start, a.End = f.start.Date(), f.end.Date()
	switch {
	case a.Start.IsZero():
		return a, w.T("activity.need_start")
	case !a.End.IsZero() && a.End.Before(a.Start):
		return a, w.T("activity.ends_before")
	}
	if n := f.page.countOverlaps(a); n > 0 && !f.warned {
		f.warned = true
		return a, w.N("activity.overlaps", n)
	}
	return a, ""
}

// openActivityForm asks for a new activity, or for changes of an existing one.
func (p *Page) openActivityForm(a model.Activity) {
	w := p.o.Words
	f := newActivityForm(p, a)
	title := w.T("activity.new")
	if a.ID != "" {
		title = w.T("activity.edit")
	}
	d := widgets.NewFormDialog(strings.TrimSuffix(title, " …"), widgets.Flow{Gap: 8, Width: formWidth}, f.fields(), w.T("save.accept"), w.T("start.cancel"))
	d.First = f.kind.Focusable()
	d.Work(p.o.Run, p.o.Explain, func() (string, func(context.Context) error, func()) {
		to, wrong := f.read(a)
		if wrong != "" {
			return wrong, nil, nil
		}
		var saved model.Activity
		return "", func(ctx context.Context) (err error) {
				saved, err = p.o.Register.PutActivity(ctx, to)
				return err
			}, func() {
				p.undo = p.undoActivity(a, saved)
				p.o.Toast(w.T("activity.saved"))
				p.o.Changed()
			}
	})
	d.Open(p.o.Canvas())
}

// activityChoices returns the types valid today, and the type that the activity
// already has.
func (p *Page) activityChoices(a model.Activity) (types []model.ActivityType, names []string) {
	for _, k := range p.o.Vocabulary.ActivityTypes {
		if k.Code == a.Type || k.ValidOn(p.o.EntryDay()) {
			types, names = append(types, k), append(names, p.o.Words.Of(k.Name))
		}
	}
	return types, names
}

// countOverlaps returns how many other activities of the same type share a day
// with a.
func (p *Page) countOverlaps(a model.Activity) (n int) {
	for _, o := range p.data.history.Activities {
		if o.ID == a.ID && a.ID != "" || o.Type != a.Type {
			continue
		}
		if (a.End.IsZero() || !o.Start.After(a.End)) && (o.End.IsZero() || !a.Start.After(o.End)) {
			n++
		}
	}
	return n
}

// parseHours reads hours a week, with comma or point, as minutes; empty text is
// 0.
func parseHours(text string) (minutes int, ok bool) {
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
