// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// Segment is one option of a [Segmented].
type Segment struct {
	Text  string
	Count string // shown after the text, unless empty
	Mark  Shape  // before the text: a respondent's, in their colour
}

func (s Segment) mark(chosen bool) fyne.Resource {
	p := CurrentPalette()
	edge := p.Caseworker
	switch {
	case chosen:
		edge = p.OnPrimary
	case s.Mark == Disc:
		edge = p.Citizen
	}
	return Mark{Shape: s.Mark, Edge: edge}.resource(p.Ink, p.Surface)
}

func (s Segment) label() string {
	if s.Count == "" {
		return s.Text
	}
	return s.Text + " " + s.Count
}

// Segmented is a row of options of which one is selected. It is one tab stop; the
// arrow keys change the selection.
type Segmented struct {
	control

	Segments  []Segment
	Selected  int
	Compact   bool
	OnChanged func(selected int)
}

var (
	_ fyne.Focusable    = (*Segmented)(nil)
	_ fyne.Tappable     = (*Segmented)(nil)
	_ desktop.Hoverable = (*Segmented)(nil)
)

// NewSegmented returns a row of options with the first one selected.
func NewSegmented(segments []Segment, changed func(selected int)) *Segmented {
	s := &Segmented{Segments: segments, OnChanged: changed}
	s.ExtendBaseWidget(s)
	return s
}

// SetSelected selects option i and calls OnChanged if that is a change.
func (s *Segmented) SetSelected(i int) {
	if i < 0 || i >= len(s.Segments) || i == s.Selected {
		return
	}
	s.Selected = i
	s.Refresh()
	if s.OnChanged != nil {
		s.OnChanged(i)
	}
}

// SetSegments changes texts and counts and keeps the selection.
func (s *Segmented) SetSegments(segments []Segment) {
	s.Segments = segments
	s.Refresh()
}

// Tapped implements [fyne.Tappable].
func (s *Segmented) Tapped(e *fyne.PointEvent) {
	if s.Disabled() {
		return
	}
	s.focusByPointer(s)
	x := float32(0)
	for i := range s.Segments {
		x += s.width(i) + 1
		if e.Position.X < x {
			s.SetSelected(i)
			return
		}
	}
}

// TypedKey implements [fyne.Focusable].
func (s *Segmented) TypedKey(e *fyne.KeyEvent) {
	s.keyed(s, e)
	if s.Disabled() {
		return
	}
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		bubbleKey(s, e)
	case fyne.KeyLeft, fyne.KeyUp:
		s.SetSelected(s.Selected - 1)
	case fyne.KeyRight, fyne.KeyDown:
		s.SetSelected(s.Selected + 1)
	case fyne.KeyHome:
		s.SetSelected(0)
	case fyne.KeyEnd:
		s.SetSelected(len(s.Segments) - 1)
	}
}

func (s *Segmented) role(i int) Role {
	switch {
	case s.Compact && i == s.Selected:
		return SecondBold
	case s.Compact:
		return Second
	case i == s.Selected:
		return BodyBold
	}
	return Body
}

func (s *Segmented) width(i int) float32 {
	inset := float32(12)
	if s.Compact {
		inset = 10
	}
	return round(s.role(i).Width(s.Segments[i].label())) + Mark{Shape: s.Segments[i].Mark}.advance() + 2*inset
}

// CreateRenderer implements [fyne.Widget].
func (s *Segmented) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	r := &segmentedRenderer{seg: s, frame: newFrame(controlRadius), fill: &canvas.Rectangle{}}
	r.Refresh()
	return r
}

type segmentedRenderer struct {
	noDestroy
	seg     *Segmented
	frame   *frame
	fill    *canvas.Rectangle
	texts   []*canvas.Text
	marks   []*canvas.Image // one a segment
	lines   []*canvas.Rectangle
	objects []fyne.CanvasObject
}

func (r *segmentedRenderer) MinSize() fyne.Size {
	w := float32(1)
	for i := range r.seg.Segments {
		w += r.seg.width(i) + 1
	}
	if r.seg.Compact {
		return fyne.NewSize(w, CompactHeight)
	}
	return fyne.NewSize(w, ControlHeight)
}

func (r *segmentedRenderer) Layout(s fyne.Size) {
	border := float32(1)
	if r.seg.ring() {
		border = 2
	}
	r.frame.layout(fyne.Position{}, s, border)
	x, last := float32(1), len(r.texts)-1
	for i, t := range r.texts {
		w := r.seg.width(i)
		mark := Mark{Shape: r.seg.Segments[i].Mark}.advance()
		left := x + (w-mark-round(t.MinSize().Width))/2
		Place(r.marks[i], left, (s.Height-markSide)/2, markSide, markSide)
		placeText(t, left+mark, 0, 0, s.Height)
		if i < last {
			r.lines[i].Move(fyne.NewPos(x+w, border))
			r.lines[i].Resize(fyne.NewSize(1, s.Height-2*border))
		}
		if i == r.seg.Selected {
			r.layoutFill(x, w, s.Height, border, i == 0, i == last)
		}
		x += w + 1
	}
}

func (r *segmentedRenderer) layoutFill(x, w, h, border float32, first, last bool) {
	radius := controlRadius - border
	r.fill.TopLeftCornerRadius, r.fill.BottomLeftCornerRadius = 0, 0
	r.fill.TopRightCornerRadius, r.fill.BottomRightCornerRadius = 0, 0
	if first {
		r.fill.TopLeftCornerRadius, r.fill.BottomLeftCornerRadius = radius, radius
		x, w = border, w-border+1
	}
	if last {
		r.fill.TopRightCornerRadius, r.fill.BottomRightCornerRadius = radius, radius
		w -= border - 1
	}
	r.fill.Move(fyne.NewPos(x, border))
	r.fill.Resize(fyne.NewSize(w, h-2*border))
	r.fill.Refresh()
}

func (r *segmentedRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *segmentedRenderer) Refresh() {
	p := CurrentPalette()
	if len(r.texts) != len(r.seg.Segments) {
		r.build()
	}
	edge := p.Edge
	if r.seg.ring() {
		edge = p.Focus
	}
	r.frame.paint(edge, p.Surface)
	r.fill.FillColor = p.Primary
	r.fill.Hidden = r.seg.Selected < 0 || r.seg.Selected >= len(r.seg.Segments)
	for i, t := range r.texts {
		role := r.seg.role(i)
		t.Text, t.TextSize, t.TextStyle = r.seg.Segments[i].label(), role.Size(), role.Style()
		t.Color = p.Ink
		switch {
		case i == r.seg.Selected:
			t.Color = p.OnPrimary
		case r.seg.Disabled():
			t.Color = p.Edge
		}
		t.Refresh()
		r.marks[i].Resource = r.seg.Segments[i].mark(i == r.seg.Selected)
		r.marks[i].Hidden = r.marks[i].Resource == nil
		r.marks[i].Refresh()
	}
	for _, l := range r.lines {
		l.FillColor = p.Line
		l.Refresh()
	}
	r.Layout(r.seg.Size())
}

func (r *segmentedRenderer) build() {
	r.texts, r.marks, r.lines = nil, nil, nil
	r.objects = append(r.frame.objects(), r.fill)
	for i := range r.seg.Segments {
		t := &canvas.Text{}
		m := &canvas.Image{FillMode: canvas.ImageFillContain}
		r.texts, r.marks = append(r.texts, t), append(r.marks, m)
		r.objects = append(r.objects, m, t)
		if i == len(r.seg.Segments)-1 {
			break
		}
		l := &canvas.Rectangle{}
		r.lines = append(r.lines, l)
		r.objects = append(r.objects, l)
	}
}
