// SPDX-License-Identifier: MPL-2.0

package entry

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/saving"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

var (
	assessmentKinds = []model.AssessmentKind{model.KindBaseline, model.KindOrdinary, model.KindExit, model.KindExtra, model.KindRetest}
	presences       = []model.Presence{model.PresenceUnknown, model.PresencePresent, model.PresenceAbsent}
)

// header shows citizen and instrument, and the fields of the assessment as a
// whole.
type header struct {
	f        *Form
	back     *widgets.Button
	name     *widgets.Label
	facts    *widgets.Label
	handOut  *widgets.Button
	earlier  *widgets.Button
	date     *widgets.DateField
	modes    []string // codes
	raters   []string
	note     *widgets.Entry
	fields   []*widgets.Field
	widths   []float32
	count    *widgets.Label
	progress *widgets.ScaleProgress
	content  *fyne.Container
}

func newHeader(f *Form) *header {
	w := f.o.Words
	h := &header{
		f: f, back: widgets.NewIconButton(widgets.IconBack, "", func() { f.o.Back() }),
		name: widgets.NewLabel(widgets.SmallTitle, f.o.Citizen.Name), facts: widgets.NewMutedLabel(widgets.Second, ""),
		count: widgets.NewMutedLabel(widgets.Second, ""), progress: widgets.NewScaleProgress(),
	}
	h.facts.Shrinks = true
	h.handOut = widgets.NewButton(w.T("entry.hand_out"), f.HandOut)
	h.earlier = widgets.NewButton(w.T("entry.show_earlier"), f.ToggleEarlier)
	h.earlier.Hint = "F4"
	h.handOut.Hidden = !f.CanHandOut()
	h.earlier.Hidden = f.o.Draft == nil
	h.build()
	objects := []fyne.CanvasObject{h.back, h.name, h.facts, h.handOut, h.earlier}
	for _, field := range h.fields {
		objects = append(objects, field)
	}
	objects = append(objects, h.count, h.progress)
	h.content = container.New(&headerLayout{h}, objects...)
	h.refresh()
	return h
}

func (h *header) build() {
	f, w := h.f, h.f.o.Words
	h.buildDate()
	var names []string
	for _, k := range assessmentKinds {
		names = append(names, w.T("sheet.kind."+string(k)))
	}
	h.addDropdown("entry.kind", names, slices.Index(assessmentKinds, f.head.Kind), 124, func(s *model.Assessment, i int) { s.Kind = assessmentKinds[i] })

	names = nil
	for _, m := range f.o.Vocabulary.Modes {
		if m.ValidOn(f.head.Date) || m.Code == f.head.Mode {
			h.modes, names = append(h.modes, m.Code), append(names, w.Of(m.Name))
		}
	}
	h.addDropdown("entry.mode", names, slices.Index(h.modes, f.head.Mode), 124, func(s *model.Assessment, i int) { s.Mode = h.modes[i] })

	names = nil
	for _, p := range presences {
		names = append(names, w.T("entry.presence."+presenceKey(p)))
	}
	h.addDropdown("entry.presence", names, slices.Index(presences, f.head.Presence), 124, func(s *model.Assessment, i int) { s.Presence = presences[i] })

	if f.head.Respondent == model.ByCaseworker {
		h.raters = slices.Clone(f.o.Raters)
		if f.head.Rater != "" && !slices.Contains(h.raters, f.head.Rater) {
			h.raters = append(h.raters, f.head.Rater)
		}
		h.addDropdown("entry.rater", h.raters, slices.Index(h.raters, f.head.Rater), 104, func(s *model.Assessment, i int) { s.Rater = h.raters[i] })
	}

	h.note = widgets.NewEntry()
	h.note.SetText(f.head.Note)
	h.note.OnChanged = h.changeNote
	h.note.OnSubmitted = func(string) { f.FocusFirst() }
	h.addField("entry.note", h.note, 0)
	if f.o.Draft == nil {
		h.note.Disable()
	}
}

// buildDate adds the date, which a second entry cannot change.
func (h *header) buildDate() {
	f := h.f
	h.date = newPastDate(f.o.Words, f.o.EntryDay())
	h.date.SetDate(f.head.Date)
	h.date.OnChanged = func(d model.Date, err error) {
		if err != nil {
			f.o.Toast(h.date.Problem())
			return
		}
		h.change(func(s *model.Assessment) { s.Date = d })
	}
	if f.o.Draft != nil {
		h.addField("entry.date", h.date, 124)
		return
	}
	fixed := widgets.NewEntry()
	fixed.SetText(widgets.FormatDate(f.head.Date))
	fixed.Disable()
	h.addField("entry.date", fixed, 124)
}

func presenceKey(p model.Presence) string {
	if p == model.PresenceUnknown {
		return "unsaid"
	}
	return string(p)
}

func (h *header) addField(key string, input fyne.CanvasObject, width float32) {
	h.fields = append(h.fields, widgets.NewField(h.f.o.Words.T(key), input))
	h.widths = append(h.widths, width)
}

func (h *header) addDropdown(key string, names []string, selected int, width float32, set func(s *model.Assessment, i int)) {
	d := widgets.NewDropdown(names, func(i int) { h.change(func(s *model.Assessment) { set(s, i) }) })
	d.Selected = selected
	if h.f.o.Draft == nil {
		d.Disable()
	}
	h.addField(key, d, width)
}

// change changes the fields of the assessment and saves them.
func (h *header) change(do func(s *model.Assessment)) {
	f := h.f
	if f.o.Draft == nil {
		return
	}
	before := f.head
	do(&f.head)
	if sameHeader(before, f.head) {
		return
	}
	head := f.head
	f.save.Put(saving.Write{Key: "head", Do: func(ctx context.Context) error { return f.o.Draft.SetHeader(ctx, head) }, Done: f.onSaved})
}

// changeNote saves the note. One that is too long is marked and not saved, so that it
// can be shortened.
func (h *header) changeNote(text string) {
	err := model.CheckText(model.TextNote, text)
	if h.note.Invalid != (err != nil) {
		h.note.Invalid = err != nil
		h.note.Refresh()
		h.f.o.ShowError(err)
	}
	if err == nil {
		h.change(func(s *model.Assessment) { s.Note = text })
	}
}

func sameHeader(a, b model.Assessment) bool {
	return a.Date == b.Date && a.Kind == b.Kind && a.Mode == b.Mode && a.Presence == b.Presence && a.Rater == b.Rater && a.Note == b.Note
}

func (h *header) refresh() {
	f, w := h.f, h.f.o.Words
	facts := []string{w.T("figure.case", "Case", f.o.Citizen.CaseNumber), w.T("entry.version", "Code", f.in.Code, "Version", f.in.Version)}
	if f.o.Number > 0 {
		facts = append(facts, w.T("entry.number", "Number", f.o.Number))
	}
	if f.IsSecondEntry() {
		facts = append(facts, w.T("entry.second"))
	}
	h.facts.SetText(strings.Join(facts, " · "))
	h.earlier.Text = w.T("entry.show_earlier")
	if f.showingEarlier {
		h.earlier.Text = w.T("entry.hide_earlier")
	}
	h.earlier.Refresh()
	h.content.Refresh()
}

// refreshProgress shows which questions are answered.
func (h *header) refreshProgress(shown []model.Item) {
	f := h.f
	states := make([]widgets.ScaleState, len(shown))
	current, answered := -1, 0
	for i, it := range shown {
		states[i] = f.state.scaleState(it.Code)
		if states[i] != widgets.ScaleOpen {
			answered++
		}
		if f.focused && it.Code == f.state.items[f.current].Code {
			current = i
		}
	}
	before, _ := h.progress.States()
	h.progress.Set(states, current)
	h.count.SetText(f.o.Words.T("entry.progress", "Who", f.o.Words.T("figure."+string(f.head.Respondent)), "Count", strconv.Itoa(answered), "Of", len(shown)))
	if len(before) != len(states) {
		h.content.Layout.Layout(nil, h.content.Size())
	}
}

// newPastDate returns a field for a date that is not in the future.
func newPastDate(w *assets.Words, today model.Date) *widgets.DateField {
	return widgets.NewDateField(today, widgets.DateRange{Last: today}, func(err error) string {
		if errors.Is(err, widgets.ErrDateLate) {
			return w.T("entry.future")
		}
		return w.T("entry.no_date")
	})
}
