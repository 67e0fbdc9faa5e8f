// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// showNotices shows the licences of what the program contains.
func showNotices(env screen.Env) {
	list := newTextList(assets.Notices())
	size := env.Canvas().Size()
	room := container.NewGridWrap(fyne.NewSize(min(760, size.Width-120), min(460, size.Height-200)), list)
	d := widgets.NewKeyDialog(strings.TrimSuffix(env.Words.T("about.notices"), " …"), room, env.Words.T("citizen.close"), "")
	d.Width, d.First, list.close = room.MinSize().Width, list, d.Close
	d.Open(env.Canvas())
}

// textList shows a long text, of which only the visible lines are laid out. Keys scroll
// it; Enter and Escape close it.
type textList struct {
	widget.List
	close func()
}

const textListSize = 12

func newTextList(text string) *textList {
	lines := strings.Split(strings.TrimSpace(strings.ReplaceAll(text, "\t", "    ")), "\n")
	l := &textList{}
	l.HideSeparators = true
	l.Length = func() int { return len(lines) }
	l.CreateItem = func() fyne.CanvasObject {
		t := canvas.NewText("", widgets.CurrentPalette().Ink)
		t.TextSize, t.TextStyle = textListSize, fyne.TextStyle{Monospace: true}
		return t
	}
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		t := o.(*canvas.Text)
		t.Text = lines[i]
		t.Refresh()
	}
	l.ExtendBaseWidget(l)
	return l
}

// FocusGained implements [fyne.Focusable]. It does not mark a line, as a list does.
func (l *textList) FocusGained() {}

// FocusLost implements [fyne.Focusable].
func (l *textList) FocusLost() {}

// TypedKey implements [fyne.Focusable].
func (l *textList) TypedKey(e *fyne.KeyEvent) {
	page := l.Size().Height
	by := map[fyne.KeyName]float32{fyne.KeyUp: -page / 10, fyne.KeyDown: page / 10, fyne.KeyPageUp: -page, fyne.KeyPageDown: page}
	switch e.Name {
	case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter:
		l.close()
	case fyne.KeyHome:
		l.ScrollToTop()
	case fyne.KeyEnd:
		l.ScrollToBottom()
	default:
		if by[e.Name] != 0 {
			l.ScrollToOffset(max(0, l.GetScrollOffset()+by[e.Name]))
		}
	}
}
