package citizen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"fremskridt/ui/kit"
)

// wideFrom is the width of a page from which there is room for everything
// beside the figure.
const wideFrom = 1500

const (
	headerHigh, headerSmall = 58, 52
	tabsHigh, tabsSmall     = 34, 32
)

// pageLayout stands the header and the tabs on one surface above the body.
type pageLayout struct{ header *header }

func (*pageLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 320) }

func (l *pageLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	head, tabs := float32(headerHigh), float32(tabsHigh)
	wide := s.Width >= wideFrom
	if !wide {
		head, tabs = headerSmall, tabsSmall
	}
	l.header.fit(wide)
	place(o[0], 0, 0, s.Width, head+tabs)
	place(o[1], 0, 0, s.Width, head)
	place(o[2], kit.Margin, head, s.Width-2*kit.Margin, tabs)
	place(o[3], 0, head+tabs-1, s.Width, 1)
	place(o[4], 0, head+tabs, s.Width, s.Height-head-tabs)
}

// inset leaves the usual room around its one object.
type inset struct{ top, side, foot float32 }

func (l *inset) MinSize(o []fyne.CanvasObject) fyne.Size {
	m := o[0].MinSize()
	return fyne.NewSize(m.Width+2*l.side, m.Height+l.top+l.foot)
}

func (l *inset) Layout(o []fyne.CanvasObject, s fyne.Size) {
	place(o[0], l.side, l.top, s.Width-2*l.side, s.Height-l.top-l.foot)
}

// flow stands its objects below each other over the whole width, text broken
// into as many lines as it needs.
type flow struct {
	gap   float32
	width float32 // least
	most  float32 // no wider, where it is set
	known float32
}

func (l *flow) MinSize(o []fyne.CanvasObject) fyne.Size {
	w := max(l.width, l.known)
	return fyne.NewSize(l.width, l.stand(o, w, false))
}

func (l *flow) Layout(o []fyne.CanvasObject, s fyne.Size) {
	l.known = s.Width
	if l.most > 0 {
		l.known = min(l.known, l.most)
	}
	l.stand(o, l.known, true)
}

func (l *flow) stand(o []fyne.CanvasObject, w float32, move bool) float32 {
	y := float32(0)
	for _, object := range o {
		if !object.Visible() {
			continue
		}
		h := object.MinSize().Height
		if p, ok := object.(*kit.Paragraph); ok {
			h = p.HeightFor(w)
		}
		if move {
			place(object, 0, y, w, h)
		}
		y += h + l.gap
	}
	return max(0, y-l.gap)
}

// ends stands the first object at the left and the rest at the right.
type ends struct{ gap float32 }

func (l *ends) MinSize(o []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for _, object := range o {
		m.Width += object.MinSize().Width + l.gap
		m.Height = max(m.Height, object.MinSize().Height)
	}
	return m
}

func (l *ends) Layout(o []fyne.CanvasObject, s fyne.Size) {
	right := s.Width
	for i := len(o) - 1; i > 0; i-- {
		if !o[i].Visible() {
			continue
		}
		m := o[i].MinSize()
		right -= m.Width
		place(o[i], right, (s.Height-m.Height)/2, m.Width, m.Height)
		right -= l.gap
	}
	h := o[0].MinSize().Height
	place(o[0], 0, (s.Height-h)/2, max(0, right), h)
}

func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

func surface() fyne.CanvasObject { return canvas.NewRectangle(kit.CurrentPalette().Surface) }

func rule() *canvas.Rectangle {
	r := canvas.NewRectangle(kit.CurrentPalette().Line)
	r.SetMinSize(fyne.NewSize(1, 1))
	return r
}
