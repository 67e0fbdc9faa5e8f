// SPDX-License-Identifier: MPL-2.0

package entry

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// footer shows whether everything is saved, the keys, and what is left.
type footer struct {
	f        *Form
	status   *widgets.Label
	hints    *fyne.Container
	skipped  *widgets.Label
	left     *widgets.Label
	complete *widgets.Button
	content  *fyne.Container
}

func newFooter(f *Form) *footer {
	w := f.o.Words
	b := &footer{
		f: f, status: widgets.NewLabel(widgets.SecondBold, ""), skipped: widgets.NewLabel(widgets.SecondBold, ""), left: widgets.NewMutedLabel(widgets.Second, ""),
		complete: widgets.NewPrimaryButton(widgets.IconNone, w.T("entry.complete"), f.Complete),
	}
	b.status.Shrinks = true
	b.complete.Hint = "Ctrl+S"
	b.hints = container.New(&widgets.Line{Gap: 5})
	for _, h := range []widgets.KeyHint{
		{Key: f.digits(), Text: w.T("entry.hint_answer")},
		{Key: "-", Text: w.T("entry.hint_missing")},
		{Key: "Backspace", Text: w.T("entry.hint_clear")},
		{Key: w.T("key.enter"), Text: w.T("entry.hint_next")},
	} {
		b.hints.Add(widgets.NewKeyCap(h.Key))
		b.hints.Add(widgets.NewMutedLabel(widgets.Second, h.Text+"  "))
	}
	b.content = container.New(&footerLayout{b}, widgets.NewSurface(), widgets.NewRule(), b.status, b.hints, b.skipped, b.left, b.complete)
	return b
}

// digits returns the range of keys that answer a question of the form.
func (f *Form) digits() string {
	low, high := 9, 0
	for _, it := range f.state.items {
		scale, _ := f.in.Scale(it.Scale)
		low, high = min(low, scale.Low()), max(high, scale.High())
	}
	if high > 9 { // two digits are typed for it
		low, high = 0, 9
	}
	return strconv.Itoa(low) + "–" + strconv.Itoa(high)
}

func (b *footer) refresh() {
	f, w := b.f, b.f.o.Words
	status := f.save.Status()
	switch {
	case status != "":
	case f.saved != "":
		status = w.T("entry.saved", "Time", f.saved)
	default:
		status = w.T("entry.nothing_yet")
	}
	open := f.state.unanswered()
	var over []string
	for _, it := range open {
		if i := f.state.index(it.Code); f.state.skipped(i) && i != f.current {
			over = append(over, it.Code)
		}
	}
	skipped := ""
	switch {
	case len(over) == 1:
		skipped = w.T("entry.over_one", "Code", over[0])
	case len(over) > 3:
		skipped = w.N("entry.over", len(over))
	case len(over) > 1:
		skipped = w.T("entry.over_some", "Codes", strings.Join(over, ", "))
	}
	left := w.T("entry.all")
	if len(open) > 0 {
		left = w.N("entry.left", len(open))
	}
	if status != b.status.Text || skipped != b.skipped.Text || left != b.left.Text {
		b.status.SetText(status)
		b.skipped.SetText(skipped)
		b.left.SetText(left)
		b.content.Layout.Layout(b.content.Objects, b.content.Size())
	}
}

type footerLayout struct{ b *footer }

func (*footerLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(400, footerHeight) }

func (l *footerLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	const gap = 14
	b := l.b
	widgets.Place(o[0], 0, 0, s.Width, s.Height)
	widgets.Place(o[1], 0, 0, s.Width, 1)
	m := b.complete.MinSize()
	right := s.Width - widgets.Margin - m.Width
	widgets.Place(b.complete, right, (s.Height-m.Height)/2+.5, m.Width, m.Height)
	for _, t := range []*widgets.Label{b.left, b.skipped} {
		right -= t.MinSize().Width + gap
		widgets.Place(t, right, 1, t.MinSize().Width, s.Height-1)
	}
	hints := b.hints.MinSize()
	room := max(0, right-gap-widgets.Margin)
	wanted := widgets.SecondBold.Width(b.status.Text) + 2
	show := room-wanted-gap >= hints.Width
	b.hints.Hidden = !show
	if !show {
		widgets.Place(b.status, widgets.Margin, 1, min(room, wanted), s.Height-1)
		return
	}
	widgets.Place(b.status, widgets.Margin, 1, wanted, s.Height-1)
	widgets.Place(b.hints, widgets.Margin+wanted+gap, 1, hints.Width, s.Height-1)
}
