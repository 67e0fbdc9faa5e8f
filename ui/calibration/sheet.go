// SPDX-License-Identifier: MPL-2.0

package calibration

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// sheet is a vignette with the questions about it.
type sheet struct {
	s        *Screen
	count    *widgets.Label
	title    *widgets.Label
	text     *widgets.Paragraph
	back     *widgets.Button
	next     *widgets.Button
	rows     []*widgets.ScaleInput
	column   *fyne.Container
	scroll   widgets.FocusScroll
	content  *fyne.Container
	current  int
	changing bool // the answers are being shown
}

func newSheet(s *Screen) *sheet {
	w := s.o.Words
	v := &sheet{
		s: s, count: widgets.NewMutedLabel(widgets.Body, ""), title: widgets.NewLabel(widgets.PageTitle, ""), text: widgets.NewParagraph(widgets.Large),
		back: widgets.NewIconButton(widgets.IconBack, w.T("calibration.back"), func() { s.Step(-1) }),
		next: widgets.NewButton("", func() { s.Step(1) }),
	}
	v.next.Trailing = widgets.IconForward
	keys := &widgets.ScaleKeys{}
	v.column = container.New(&widgets.CardList{Bottom: widgets.Gap}, widgets.NewBareCard(nil))
	var follow []fyne.CanvasObject
	for i, it := range s.items {
		scale, _ := s.o.Instrument.Scale(it.Scale)
		in := widgets.NewScaleInput(it.Code, w.Of(it.Question), widgets.ScaleSteps(scale, w.Of), nil, widgets.ScaleWords{})
		in.Keys = keys
		in.OnAnswer = func(a widgets.ScaleAnswer) { v.onAnswer(it.Code, a) }
		in.OnMove = func(by int) { v.move(i, by) }
		in.OnFocus = func(focused bool) {
			if focused {
				v.current = i
			}
		}
		v.rows = append(v.rows, in)
		v.column.Add(in)
		follow = append(follow, in)
	}
	v.scroll = widgets.NewFocusScroll(v.column)
	v.scroll.Follow(follow...)
	v.content = container.New(&sheetLayout{v}, v.title, v.count, v.back, v.next, v.text, v.scroll.Scroll)
	return v
}

func (v *sheet) vignette() model.Vignette { return v.s.o.Vignettes[v.s.place.Vignette-1] }

// show shows the vignette of the place, with the answers there are.
func (v *sheet) show() {
	w, at := v.s.o.Words, v.s.place.Vignette
	v.title.SetText(w.Of(v.vignette().Title))
	v.text.SetRuns(widgets.Run{Text: w.Of(v.vignette().Text)})
	if at == 1 {
		v.back.Disable()
	} else {
		v.back.Enable()
	}
	v.next.SetText(w.T("calibration.next"))
	if at == len(v.s.o.Vignettes) {
		v.next.SetText(w.T("calibration.to_result"))
	}
	v.changing = true
	for i, it := range v.s.items {
		value := v.s.values[key{v.vignette().Code, it.Code}]
		v.rows[i].SetAnswer(widgets.ScaleAnswer{Entered: value != 0, Value: value})
	}
	v.changing = false
	v.progress()
	v.content.Refresh()
	v.content.Layout.Layout(v.content.Objects, v.content.Size())
}

// progress says how far one is.
func (v *sheet) progress() {
	w, s := v.s.o.Words, v.s
	at := s.place.Vignette
	v.count.SetText(w.T("calibration.progress", "At", at, "Of", len(s.o.Vignettes), "Done", s.scored(at-1), "All", len(s.items)))
	saved := s.save.Status()
	switch {
	case saved != "":
	case s.all() == 0:
		saved = w.T("entry.nothing_yet")
	default:
		saved = w.T("calibration.saved")
	}
	s.foot.SetTexts(saved, w.T("calibration.total", "Done", s.all(), "All", len(s.items)*len(s.o.Vignettes)))
	v.content.Layout.Layout(v.content.Objects, v.content.Size())
}

// focus gives the keyboard to the first question without an answer.
func (v *sheet) focus() {
	for i, it := range v.s.items {
		if v.s.values[key{v.vignette().Code, it.Code}] == 0 {
			v.s.o.Focus(v.rows[i])
			return
		}
	}
	if len(v.rows) > 0 {
		v.s.o.Focus(v.rows[0])
	}
}

// move goes to the question after or before, and from the last one to the button
// that leads on.
func (v *sheet) move(i, by int) {
	switch i += by; {
	case i >= 0 && i < len(v.rows):
		v.s.o.Focus(v.rows[i])
	case by > 0:
		v.s.o.Focus(v.next)
	}
}

func (v *sheet) onAnswer(item string, a widgets.ScaleAnswer) {
	if v.changing {
		return
	}
	value := 0
	if a.Entered {
		value = a.Value
	}
	v.s.onAnswer(key{v.vignette().Code, item}, value)
}
