// SPDX-License-Identifier: MPL-2.0

package entry

import (
	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// firstOpen returns the index of the first unanswered question, or 0.
func (f *Form) firstOpen() int {
	if open := f.state.unanswered(); len(open) > 0 {
		return f.state.index(open[0].Code)
	}
	return 0
}

// FocusFirst focuses the current question.
func (f *Form) FocusFirst() {
	if len(f.rows) > 0 {
		f.focusRow(f.current)
	}
}

// focusRow focuses a question through the canvas: the driver does not find the
// canvas of a question that was never painted.
func (f *Form) focusRow(i int) { f.o.Canvas().Focus(f.rows[i]) }

// reveal scrolls as little as possible to show a whole question.
func (f *Form) reveal(i int) {
	in := f.rows[i]
	top, bottom := in.Position().Y-widgets.Margin, in.Position().Y+in.Size().Height+widgets.Margin
	y := max(f.scroll.Offset.Y, bottom-f.scroll.Size().Height)
	y = max(0, min(y, top, f.column.Size().Height-f.scroll.Size().Height))
	if y != f.scroll.Offset.Y {
		f.scroll.ScrollToOffset(fyne.NewPos(0, y))
	}
}

func (f *Form) onFocus(i int, focused bool) {
	f.focused = focused
	if focused {
		f.current = i
		f.state.furthest = max(f.state.furthest, i)
	}
	f.refresh()
	if focused {
		f.reveal(i)
		f.updateCulled()
	}
}

// move focuses the next or previous question, and after the last one the button
// that completes.
func (f *Form) move(i, by int) {
	for i += by; i >= 0 && i < len(f.rows); i += by {
		if f.rows[i].Visible() {
			f.focusRow(i)
			return
		}
	}
	if by > 0 {
		f.o.Canvas().Focus(f.footer.complete)
	}
}

// TypedKey implements [screen.KeyHandler].
func (f *Form) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		f.o.Back()
	case fyne.KeyF4:
		f.ToggleEarlier()
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		if f.o.Canvas().Focused() == nil {
			f.FocusFirst()
		}
	case fyne.KeyHome:
		f.move(-1, 1)
	case fyne.KeyEnd:
		f.move(len(f.rows), -1)
	case fyne.KeyPageUp:
		f.jump(-pageStep)
	case fyne.KeyPageDown:
		f.jump(pageStep)
	}
}

// pageStep is how many questions Page Up and Page Down skip.
const pageStep = 8

func (f *Form) jump(by int) {
	i := max(0, min(f.current+by, len(f.rows)-1))
	for i > 0 && !f.rows[i].Visible() {
		i--
	}
	f.focusRow(i)
}
