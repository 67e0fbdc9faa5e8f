// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// popover shows content above the window. A click outside the content closes it.
type popover struct {
	widget.BaseWidget

	content fyne.CanvasObject
	at      fyne.Position
	size    fyne.Size
	canvas  fyne.Canvas
	closed  func()
}

// showPopover opens content at a position of the window, moved as far as needed to
// fit. closed may be nil.
func showPopover(c fyne.Canvas, content fyne.CanvasObject, at fyne.Position, size fyne.Size, closed func()) *popover {
	p := &popover{content: content, at: at, size: size, canvas: c, closed: closed}
	p.ExtendBaseWidget(p)
	c.Overlays().Add(p)
	p.Resize(c.Size())
	return p
}

// close removes the content and calls closed, once.
func (p *popover) close() {
	if p.canvas == nil {
		return
	}
	c := p.canvas
	p.canvas = nil
	c.Overlays().Remove(p)
	if p.closed != nil {
		p.closed()
	}
}

// Tapped implements [fyne.Tappable].
func (p *popover) Tapped(*fyne.PointEvent) { p.close() }

// TappedSecondary implements [fyne.SecondaryTappable].
func (p *popover) TappedSecondary(*fyne.PointEvent) { p.close() }

// CreateRenderer implements [fyne.Widget].
func (p *popover) CreateRenderer() fyne.WidgetRenderer { return &popoverRenderer{popover: p} }

type popoverRenderer struct {
	noDestroy
	popover *popover
}

func (r *popoverRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *popoverRenderer) Layout(s fyne.Size) {
	const edge = 4
	p := r.popover
	x := fyne.Max(edge, fyne.Min(p.at.X, s.Width-p.size.Width-edge))
	y := fyne.Max(edge, fyne.Min(p.at.Y, s.Height-p.size.Height-edge))
	p.content.Move(fyne.NewPos(x, y))
	p.content.Resize(p.size)
}

func (r *popoverRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.popover.content}
}

func (r *popoverRenderer) Refresh() {
	r.Layout(r.popover.Size())
	r.popover.content.Refresh()
}
