// SPDX-License-Identifier: MPL-2.0

package widgets

import "fyne.io/fyne/v2"

// Flow is a layout that stacks its objects over the full width; each [Paragraph]
// gets the height it needs at that width. Hidden objects and empty paragraphs take
// no room.
type Flow struct {
	Gap      float32
	Width    float32 // minimum
	MaxWidth float32 // 0: unlimited

	lastWidth float32 // of the last Layout, from which MinSize takes the height
}

// MinSize implements [fyne.Layout].
func (l *Flow) MinSize(o []fyne.CanvasObject) fyne.Size {
	w := max(l.Width, l.lastWidth)
	return fyne.NewSize(l.Width, l.arrange(o, w, false))
}

// Layout implements [fyne.Layout].
func (l *Flow) Layout(o []fyne.CanvasObject, s fyne.Size) {
	l.lastWidth = s.Width
	if l.MaxWidth > 0 {
		l.lastWidth = min(l.lastWidth, l.MaxWidth)
	}
	l.arrange(o, l.lastWidth, true)
}

func (l *Flow) arrange(o []fyne.CanvasObject, w float32, move bool) float32 {
	y := float32(0)
	for _, object := range o {
		if !object.Visible() {
			continue
		}
		h := object.MinSize().Height
		if p, ok := object.(*Paragraph); ok {
			if len(p.Runs) == 0 {
				continue
			}
			h = p.HeightFor(w)
		}
		if move {
			object.Move(fyne.NewPos(0, y))
			object.Resize(fyne.NewSize(w, h))
		}
		y += h + l.Gap
	}
	return max(0, y-l.Gap)
}

// Inset is a layout with a margin around its single object.
type Inset struct{ Top, Side, Foot float32 }

// MinSize implements [fyne.Layout].
func (l *Inset) MinSize(o []fyne.CanvasObject) fyne.Size {
	m := o[0].MinSize()
	return fyne.NewSize(m.Width+2*l.Side, m.Height+l.Top+l.Foot)
}

// Layout implements [fyne.Layout].
func (l *Inset) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Move(fyne.NewPos(l.Side, l.Top))
	o[0].Resize(fyne.NewSize(s.Width-2*l.Side, s.Height-l.Top-l.Foot))
}
