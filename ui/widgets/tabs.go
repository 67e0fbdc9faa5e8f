// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// Tabs is a strip of page names; the selected one is underlined. The strip is one
// tab stop, and the arrow keys change the selection.
type Tabs struct {
	control

	Items     []string
	Selected  int
	OnChanged func(selected int)
}

var (
	_ fyne.Focusable    = (*Tabs)(nil)
	_ fyne.Tappable     = (*Tabs)(nil)
	_ desktop.Hoverable = (*Tabs)(nil)
)

// NewTabs returns a strip with its first item selected.
func NewTabs(items []string, changed func(selected int)) *Tabs {
	t := &Tabs{Items: items, OnChanged: changed}
	t.ExtendBaseWidget(t)
	return t
}

// SetSelected selects item i and calls OnChanged if that is a change.
func (t *Tabs) SetSelected(i int) {
	if i < 0 || i >= len(t.Items) || i == t.Selected {
		return
	}
	t.Selected = i
	t.Refresh()
	if t.OnChanged != nil {
		t.OnChanged(i)
	}
}

// Tapped implements [fyne.Tappable].
func (t *Tabs) Tapped(e *fyne.PointEvent) {
	t.focusByPointer(t)
	x := float32(0)
	for i := range t.Items {
		x += t.width(i)
		if e.Position.X < x {
			t.SetSelected(i)
			return
		}
		x += tabGap
	}
}

// TypedKey implements [fyne.Focusable].
func (t *Tabs) TypedKey(e *fyne.KeyEvent) {
	t.keyed(t, e)
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		bubbleKey(t, e)
	case fyne.KeyLeft:
		t.SetSelected(t.Selected - 1)
	case fyne.KeyRight:
		t.SetSelected(t.Selected + 1)
	case fyne.KeyHome:
		t.SetSelected(0)
	case fyne.KeyEnd:
		t.SetSelected(len(t.Items) - 1)
	}
}

const (
	tabInset  = 12
	tabGap    = 4
	tabHeight = 34
	tabMark   = 3
)

func (t *Tabs) role(i int) Role {
	if i == t.Selected {
		return BodyBold
	}
	return Body
}

func (t *Tabs) width(i int) float32 {
	return round(t.role(i).Width(t.Items[i])) + 2*tabInset
}

// CreateRenderer implements [fyne.Widget].
func (t *Tabs) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	r := &tabsRenderer{tabs: t, mark: &canvas.Rectangle{}, ring: newFrame(controlRadius)}
	r.Refresh()
	return r
}

type tabsRenderer struct {
	noDestroy
	tabs    *Tabs
	mark    *canvas.Rectangle
	ring    *frame
	texts   []*canvas.Text
	objects []fyne.CanvasObject
}

func (r *tabsRenderer) MinSize() fyne.Size {
	w := float32(0)
	for i := range r.tabs.Items {
		w += r.tabs.width(i) + tabGap
	}
	return fyne.NewSize(fyne.Max(0, w-tabGap), tabHeight)
}

func (r *tabsRenderer) Layout(s fyne.Size) {
	x := float32(0)
	for i, t := range r.texts {
		w := r.tabs.width(i)
		placeText(t, x+tabInset, 0, 0, s.Height-2)
		if i == r.tabs.Selected {
			r.mark.Move(fyne.NewPos(x, s.Height-tabMark))
			r.mark.Resize(fyne.NewSize(w, tabMark))
			r.ring.layout(fyne.NewPos(x, 2), fyne.NewSize(w, s.Height-tabMark-4), 2)
		}
		x += w + tabGap
	}
}

func (r *tabsRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *tabsRenderer) Refresh() {
	p := CurrentPalette()
	if len(r.texts) != len(r.tabs.Items) {
		r.texts = nil
		r.objects = append(r.ring.objects(), r.mark)
		for range r.tabs.Items {
			t := &canvas.Text{}
			r.texts = append(r.texts, t)
			r.objects = append(r.objects, t)
		}
	}
	r.ring.paint(p.Focus, p.Surface)
	r.ring.show(r.tabs.ring())
	r.mark.FillColor = p.Ink
	r.mark.Refresh()
	for i, t := range r.texts {
		role := r.tabs.role(i)
		t.Text, t.TextSize, t.TextStyle, t.Color = r.tabs.Items[i], role.Size(), role.Style(), p.Muted
		if i == r.tabs.Selected {
			t.Color = p.Ink
		}
		t.Refresh()
	}
	r.Layout(r.tabs.Size())
}
