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
func (s *ScaleInput) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	r := &scaleRenderer{scale: s}
	r.Refresh()
	return r
}

// createParts creates the canvas objects when the question is first visible.
func (r *scaleRenderer) createParts() {
	r.ring, r.line = newFrame(controlRadius), &canvas.Rectangle{}
	r.dot, r.hole = &canvas.Circle{}, &canvas.Circle{}
	r.cross = &canvas.Text{Text: "×", TextSize: 18, TextStyle: fyne.TextStyle{Bold: true}}
	r.code, r.note = &canvas.Text{TextSize: Second.Size()}, &canvas.Text{TextSize: Second.Size()}
	r.skipped = &canvas.Text{TextSize: Body.Size(), TextStyle: BodyBold.Style()}
	for range r.scale.Steps {
		r.boxes = append(r.boxes, newScaleBox())
	}
	r.missing = newScaleBox()
}

// scaleBox is a box with a digit and a label of up to two lines.
type scaleBox struct {
	frame *frame
	digit *canvas.Text
	lines [2]*canvas.Text
}

func newScaleBox() *scaleBox {
	b := &scaleBox{frame: newFrame(controlRadius), digit: &canvas.Text{TextSize: CardTitle.Size(), TextStyle: fyne.TextStyle{Bold: true}}}
	for i := range b.lines {
		b.lines[i] = &canvas.Text{TextSize: Axis.Size()}
	}
	return b
}

func (b *scaleBox) objects() []fyne.CanvasObject {
	return append(b.frame.objects(), b.digit, b.lines[0], b.lines[1])
}

type scaleRenderer struct {
	noDestroy
	scale   *ScaleInput
	ring    *frame
	line    *canvas.Rectangle
	dot     *canvas.Circle
	hole    *canvas.Circle
	cross   *canvas.Text
	code    *canvas.Text
	texts   []*canvas.Text
	skipped *canvas.Text
	note    *canvas.Text
	boxes   []*scaleBox
	missing *scaleBox
	objects []fyne.CanvasObject
	width   float32 // for which the texts are wrapped
}

func (r *scaleRenderer) MinSize() fyne.Size {
	w := r.scale.Size().Width
	if w == 0 {
		w = 1246
	}
	return fyne.NewSize(scaleText+260+scaleMissingWidth+scaleMissingGap+scaleRight+60, r.scale.HeightFor(w))
}

func (r *scaleRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *scaleRenderer) Layout(size fyne.Size) {
	if size.Width == 0 || r.objects == nil {
		return
	}
	if size.Width != r.width {
		r.Refresh()
		return
	}
	s := r.scale
	g := s.shapeFor(size.Width)
	g.top = round(g.top + (size.Height-g.height)/2)
	s.shape = g
	h := size.Height - 1
	r.ring.layout(fyne.NewPos(4, 1), fyne.NewSize(size.Width-8, h-2), 2)
	r.line.Move(fyne.NewPos(0, h))
	r.line.Resize(fyne.NewSize(size.Width, 1))
	r.layoutMark(h)
	r.layoutText(g, h)
	for i, b := range r.boxes {
		r.layoutBox(b, g.boxX(i), g.box, g)
	}
	if !g.inside {
		r.layoutBelow(g)
	}
	r.layoutMissing(g)
}

func (r *scaleRenderer) layoutMark(h float32) {
	s := r.scale
	size, border := float32(9), float32(1)
	if s.skipped() {
		size, border = 11, 2
	}
	y := float32(int(h/2)) + .5
	r.dot.Move(fyne.NewPos(scaleMark+.5-size/2, y-size/2))
	r.dot.Resize(fyne.NewSquareSize(size))
	in := size - 2*border
	r.hole.Move(fyne.NewPos(scaleMark+.5-in/2, y-in/2))
	r.hole.Resize(fyne.NewSquareSize(in))
	r.cross.Alignment = fyne.TextAlignCenter
	placeText(r.cross, scaleMark-10, 0, 20, h)
	placeText(r.code, scaleCode, 0, 0, h)
}

func (r *scaleRenderer) layoutText(g scaleShape, h float32) {
	high := float32(len(r.texts)) * Body.Line()
	if !r.skipped.Hidden {
		high += Body.Line()
	}
	if !r.note.Hidden {
		high += Second.Line()
	}
	y := round((h - high) / 2)
	for _, t := range r.texts {
		placeText(t, scaleText, y, 0, Body.Line())
		y += Body.Line()
	}
	if !r.skipped.Hidden {
		placeText(r.skipped, scaleText, y, 0, Body.Line())
		y += Body.Line()
	}
	if !r.note.Hidden {
		r.note.Text = Ellipsis(Second, r.scale.Note, g.text)
		placeText(r.note, scaleText, y, 0, Second.Line())
	}
}

func (r *scaleRenderer) layoutBox(b *scaleBox, x, w float32, g scaleShape) {
	b.frame.layout(fyne.NewPos(x, g.top), fyne.NewSize(w, scaleBoxHeight), 1)
	if !g.inside {
		b.digit.Alignment = fyne.TextAlignCenter
		placeText(b.digit, x, g.top, w, scaleBoxHeight)
		return
	}
	b.digit.Alignment = fyne.TextAlignLeading
	placeText(b.digit, x+8, g.top, 0, scaleBoxHeight)
	layoutLabel(b.lines, x+24, g.top)
}

func layoutLabel(lines [2]*canvas.Text, x, top float32) {
	if lines[1].Text == "" {
		placeText(lines[0], x, top, 0, scaleBoxHeight)
		return
	}
	y := top + (scaleBoxHeight-2*Axis.Line())/2
	placeText(lines[0], x, y, 0, Axis.Line())
	placeText(lines[1], x, y+Axis.Line(), 0, Axis.Line())
}

// layoutBelow puts the labels of the two ends and of the chosen step below the
// boxes. An end's label is hidden where the chosen one would overlap it.
func (r *scaleRenderer) layoutBelow(g scaleShape) {
	y := g.top + scaleBoxHeight + 2
	last := len(r.boxes) - 1
	end := g.boxX(last) + g.box
	chosen := r.scale.chosenStep()
	var from, to float32 // of the chosen label
	for _, i := range []int{chosen, 0, last} {
		if i < 0 || i == chosen && from != to {
			continue
		}
		t := r.boxes[i].lines[0]
		w := ceil(t.MinSize().Width)
		x := g.boxX(i) + (g.box-w)/2
		if i == 0 {
			x = g.first
		}
		x = fyne.Max(g.first, fyne.Min(x, end-w))
		placeText(t, x, y, 0, Axis.Line())
		if i == chosen {
			from, to = x-8, x+w+8
			continue
		}
		t.Hidden = from != to && x < to && x+w > from
	}
}

func (r *scaleRenderer) layoutMissing(g scaleShape) {
	b := r.missing
	b.frame.layout(fyne.NewPos(g.missing, g.top), fyne.NewSize(scaleMissingWidth, scaleBoxHeight), 1)
	placeText(b.digit, g.missing+8, g.top, 0, scaleBoxHeight)
	layoutLabel(b.lines, g.missing+24, g.top)
}

// Refresh implements [fyne.WidgetRenderer].
func (r *scaleRenderer) Refresh() {
	s, p := r.scale, CurrentPalette()
	if s.culled {
		r.objects = nil
		canvas.Refresh(s)
		return
	}
	if r.ring == nil {
		r.createParts()
	}
	width := s.Size().Width
	r.width = width
	if width == 0 {
		width = 1246
	}
	g := s.shapeFor(width)
	ground := p.Surface
	if s.focused {
		ground = p.Selection
	}
	r.ring.paint(p.Focus, p.Selection)
	r.ring.show(s.focused)
	r.line.FillColor, r.line.Hidden = p.Line, s.Last
	r.paintMark(p, ground)

	role := Body
	if s.focused {
		role = BodyBold
	}
	lines := wrapText(role, s.Question, g.text, scaleMaxLines)
	changed := len(r.texts) != len(lines)
	for len(r.texts) < len(lines) {
		r.texts = append(r.texts, &canvas.Text{TextSize: Body.Size()})
	}
	r.texts = r.texts[:len(lines)]
	for i, t := range r.texts {
		t.Text, t.TextStyle, t.Color = lines[i], role.Style(), p.Ink
	}
	r.skipped.Text, r.skipped.Color, r.skipped.Hidden = s.Words.Skipped, p.Ink, !s.skipped() || s.focused
	r.note.Text, r.note.Color, r.note.Hidden = s.Note, p.Muted, s.Note == ""
	for i := range r.boxes {
		r.paintStep(i, g, p)
	}
	r.paintMissing(p, ground)
	if changed || r.objects == nil {
		r.build()
	}
	r.Layout(s.Size())
	canvas.Refresh(s)
}

func (r *scaleRenderer) build() {
	r.objects = append(r.ring.objects(), r.line, r.dot, r.hole, r.cross, r.code)
	for _, t := range r.texts {
		r.objects = append(r.objects, t)
	}
	r.objects = append(r.objects, r.skipped, r.note)
	for _, b := range r.boxes {
		r.objects = append(r.objects, b.objects()...)
	}
	if len(r.scale.Reasons) > 0 {
		r.objects = append(r.objects, r.missing.objects()...)
	}
}

func (r *scaleRenderer) paintMark(p plots.Palette, ground color.NRGBA) {
	s := r.scale
	missing := s.answer.Entered && s.answer.Missing != 0
	r.dot.FillColor, r.hole.FillColor = p.Ink, ground
	if !s.answer.Entered && !s.skipped() {
		r.dot.FillColor = p.Edge
	}
	r.dot.Hidden, r.hole.Hidden = missing, missing || s.answer.Entered
	r.cross.Color, r.cross.Hidden = p.Ink, !missing
	r.code.Text, r.code.Color = s.Code, p.Muted
}

func (r *scaleRenderer) paintStep(i int, g scaleShape, p plots.Palette) {
	s, b := r.scale, r.boxes[i]
	chosen := i == s.chosenStep()
	faded := s.answer.Entered && s.answer.Missing != 0
	edge, fill, ink, words := p.Edge, p.Surface, p.Ink, p.Muted
	role := Axis
	switch {
	case chosen:
		edge, fill, ink, words, role = p.Citizen, p.Citizen, p.OnChosen, p.OnChosen, AxisBold
	case faded:
		edge, ink = p.Line, p.Muted
	}
	if s.hoveredBox == i && !s.Disabled() && !chosen {
		fill = mix(p.Ink, fill, 6)
	}
	b.frame.paint(edge, fill)
	b.digit.Text, b.digit.Color = strconv.Itoa(s.Steps[i].Value), ink
	label := s.Steps[i].Label
	if !g.inside {
		switch {
		case chosen:
			words = p.Ink
		case i > 0 && i < len(s.Steps)-1:
			label = ""
		}
		b.setLines([]string{Ellipsis(role, label, (g.boxX(len(s.Steps)-1)+g.box-g.first)*.45)}, role, words)
		return
	}
	b.setLines(wrapText(role, label, g.box-28, 2), role, words)
}

func (b *scaleBox) setLines(lines []string, role Role, c color.Color) {
	for i, t := range b.lines {
		t.Text = ""
		if i < len(lines) {
			t.Text = lines[i]
		}
		t.Hidden = t.Text == ""
		t.TextStyle, t.Color = role.Style(), c
	}
}

func (r *scaleRenderer) paintMissing(p plots.Palette, ground color.NRGBA) {
	s, b := r.scale, r.missing
	if s.answer.Entered && s.answer.Missing != 0 {
		b.frame.paint(p.Ink, p.Raised)
		b.digit.Text, b.digit.Color = "×", p.Ink
		b.setLines(wrapText(AxisBold, s.reasonLabel(), scaleMissingWidth-30, 2), AxisBold, p.Ink)
		return
	}
	fill := ground
	if s.hoveredBox == missingBox && !s.Disabled() {
		fill = mix(p.Ink, fill, 6)
	}
	b.frame.paint(p.Line, fill)
	b.digit.Text, b.digit.Color = "–", p.Muted
	b.setLines([]string{s.Words.Missing}, Second, p.Muted)
}
