// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"codeberg.org/fremskridt/fremskridt/plots"
)

// CreateRenderer implements [fyne.Widget].
func (b *BigScale) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	r := &bigRenderer{scale: b, ring: &canvas.Rectangle{StrokeWidth: bigRingWidth, CornerRadius: 10}}
	r.Refresh()
	return r
}

type bigRenderer struct {
	noDestroy
	scale   *BigScale
	ring    *canvas.Rectangle
	objects []fyne.CanvasObject
}

func (r *bigRenderer) MinSize() fyne.Size {
	w := r.scale.Size().Width
	if w == 0 {
		w = 1120
	}
	return fyne.NewSize(600, r.scale.HeightFor(w))
}

func (r *bigRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *bigRenderer) Layout(s fyne.Size) {
	if s.Width != 0 {
		r.build(s.Width)
	}
}

// build creates the canvas objects of the current scale.
func (r *bigRenderer) build(width float32) {
	b, p := r.scale, CurrentPalette()
	r.ring.StrokeColor, r.ring.Hidden = p.Focus, !b.ring()
	r.ring.Move(fyne.NewPos(-bigRing, -bigRing))
	r.ring.Resize(fyne.NewSize(width+2*bigRing, b.HeightFor(width)+2*bigRing))
	r.objects = []fyne.CanvasObject{r.ring}
	chosen := b.place()
	for i, at := range b.boxes(width) {
		f := newFrame(8)
		edge, fill, border := p.Edge, p.Surface, float32(2)
		switch {
		case i == chosen:
			edge, fill, border = p.Citizen, p.Selection, 3
		case i == b.hoveredBox:
			fill = mix(p.Ink, fill, 6)
		}
		f.layout(fyne.NewPos(at.x, at.y), fyne.NewSize(at.w, at.h), border)
		f.paint(edge, fill)
		r.objects = append(r.objects, f.objects()...)
		role := Large
		if i == chosen {
			role = PageTitle
		}
		if i >= len(b.Steps) {
			r.centred(role, b.Reasons[i-len(b.Steps)].Label, at, p.Ink)
			continue
		}
		r.step(i, at, role, p)
	}
	if !b.inside() {
		r.wordsBelow(width, chosen, p)
	}
}

func (r *bigRenderer) centred(role Role, text string, at scaleRect, ink color.Color) {
	t := NewText(role, text, ink)
	t.Alignment = fyne.TextAlignCenter
	placeText(t, at.x, at.y, at.w, at.h)
	r.objects = append(r.objects, t)
}

func (r *bigRenderer) step(i int, at scaleRect, role Role, p plots.Palette) {
	s := r.scale.Steps[i]
	digit := strconv.Itoa(s.Value)
	if !r.scale.inside() {
		r.centred(BigDigit, digit, at, p.Ink)
		return
	}
	lines := wrapText(role, s.Label, at.w-20, 3)
	high := BigDigit.Line() + float32(len(lines))*role.Line()
	y := at.y + round((at.h-high)/2)
	r.centred(BigDigit, digit, scaleRect{at.x, y, at.w, BigDigit.Line()}, p.Ink)
	y += BigDigit.Line()
	for _, l := range lines {
		r.centred(role, l, scaleRect{at.x, y, at.w, role.Line()}, p.Ink)
		y += role.Line()
	}
}

// wordsBelow puts the labels of the ends of a long scale below it, and the label of
// the chosen step between them.
func (r *bigRenderer) wordsBelow(width float32, chosen int, p plots.Palette) {
	steps := r.scale.Steps
	last := len(steps) - 1
	first, end := NewText(Large, steps[0].Label, p.Ink), NewText(Large, steps[last].Label, p.Ink)
	right := r.scale.boxes(width)[last]
	first.Text = Ellipsis(Large, first.Text, width/3)
	end.Text = Ellipsis(Large, end.Text, width/3)
	placeText(first, 0, bigHeight+6, 0, Large.Line())
	placeText(end, right.x+right.w-ceil(end.MinSize().Width), bigHeight+6, 0, Large.Line())
	if chosen == 0 {
		first.TextStyle = PageTitle.Style()
	}
	if chosen == last {
		end.TextStyle = PageTitle.Style()
	}
	r.objects = append(r.objects, first, end)
	if chosen > 0 && chosen < last {
		r.centred(PageTitle, Ellipsis(PageTitle, steps[chosen].Label, width/3-20), scaleRect{0, bigHeight + 6, width, Large.Line()}, p.Ink)
	}
}

func (r *bigRenderer) Refresh() {
	w := r.scale.Size().Width
	if w > 0 {
		r.build(w)
	}
	canvas.Refresh(r.scale)
}
