// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"codeberg.org/fremskridt/fremskridt/plots"
)

// BigScale is a scale in large boxes for a citizen who answers, with the allowed
// reasons for a missing answer as large buttons below. It is one tab stop: digits
// choose, the arrow keys move among boxes and reasons, Backspace clears the answer and
// Enter calls OnNext. Answering does not move on by itself.
type BigScale struct {
	control

	Steps   []ScaleStep
	Reasons []ScaleReason

	OnAnswer func(a ScaleAnswer)
	OnNext   func()

	answer              ScaleAnswer
	awaitingSecondDigit bool // see ScaleInput
	hoveredBox          int
}

var (
	_ fyne.Focusable    = (*BigScale)(nil)
	_ fyne.Tappable     = (*BigScale)(nil)
	_ desktop.Hoverable = (*BigScale)(nil)
)

// NewBigScale returns a scale without an answer.
func NewBigScale() *BigScale {
	b := &BigScale{hoveredBox: noBox}
	b.ExtendBaseWidget(b)
	return b
}

// Set shows another scale with its answer.
func (b *BigScale) Set(steps []ScaleStep, reasons []ScaleReason, a ScaleAnswer) {
	b.Steps, b.Reasons, b.answer, b.awaitingSecondDigit = steps, reasons, a, false
	b.Refresh()
}

// Answer returns the answer.
func (b *BigScale) Answer() ScaleAnswer { return b.answer }

// place returns the index of the chosen step or, after the steps, of the chosen
// reason; -1 for none.
func (b *BigScale) place() int {
	if !b.answer.Entered {
		return -1
	}
	for i, s := range b.Steps {
		if b.answer.Missing == 0 && s.Value == b.answer.Value {
			return i
		}
	}
	for i, r := range b.Reasons {
		if b.answer.Missing == r.Code {
			return len(b.Steps) + i
		}
	}
	return -1
}

func (b *BigScale) choose(i int) {
	var a ScaleAnswer
	switch {
	case i < 0 || i >= len(b.Steps)+len(b.Reasons):
		return
	case i < len(b.Steps):
		a = ScaleAnswer{Entered: true, Value: b.Steps[i].Value}
	default:
		a = ScaleAnswer{Entered: true, Missing: b.Reasons[i-len(b.Steps)].Code}
	}
	b.answerWith(a)
}

func (b *BigScale) answerWith(a ScaleAnswer) {
	if a == b.answer {
		return
	}
	b.answer = a
	b.Refresh()
	if b.OnAnswer != nil {
		b.OnAnswer(a)
	}
}

// TypedRune implements [fyne.Focusable].
func (b *BigScale) TypedRune(r rune) {
	if r < '0' || r > '9' {
		return
	}
	d := int(r - '0')
	if b.awaitingSecondDigit {
		d += 10 * b.answer.Value
	}
	for i, s := range b.Steps {
		if s.Value == d {
			b.choose(i)
		}
	}
	b.awaitingSecondDigit = !b.awaitingSecondDigit && d == 1 && len(b.Steps) > 0 && b.Steps[len(b.Steps)-1].Value >= 10
}

// TypedKey implements [fyne.Focusable].
func (b *BigScale) TypedKey(e *fyne.KeyEvent) {
	if isDigit(e.Name) {
		return
	}
	b.awaitingSecondDigit = false
	if b.clicked {
		b.clicked = false
		b.Refresh()
	}
	at, steps := b.place(), len(b.Steps)
	switch e.Name {
	case fyne.KeyLeft:
		if at < 0 {
			at = steps
		}
		b.choose(max(0, at-1))
	case fyne.KeyRight:
		b.choose(min(at+1, steps+len(b.Reasons)-1))
	case fyne.KeyDown:
		if at < steps && len(b.Reasons) > 0 {
			b.choose(steps)
		}
	case fyne.KeyUp:
		if at >= steps {
			b.choose(0)
		}
	case fyne.KeyBackspace, fyne.KeyDelete:
		b.answerWith(ScaleAnswer{})
	case fyne.KeyReturn, fyne.KeyEnter:
		if b.OnNext != nil {
			b.OnNext()
		}
	default:
		bubbleKey(b, e)
	}
}

// Tapped implements [fyne.Tappable].
func (b *BigScale) Tapped(e *fyne.PointEvent) {
	b.focusByPointer(b)
	b.choose(b.boxAt(e.Position))
}

// MouseMoved implements [desktop.Hoverable].
func (b *BigScale) MouseMoved(e *desktop.MouseEvent) {
	b.control.MouseMoved(e)
	if i := b.boxAt(e.Position); i != b.hoveredBox {
		b.hoveredBox = i
		b.Refresh()
	}
}

// MouseIn implements [desktop.Hoverable].
func (b *BigScale) MouseIn(e *desktop.MouseEvent) { b.MouseMoved(e) }

// MouseOut implements [desktop.Hoverable].
func (b *BigScale) MouseOut() {
	b.hoveredBox = noBox
	b.control.MouseOut()
}

// Sizes of a BigScale.
const (
	bigHeight    = 136
	bigGap       = 20
	bigNarrowGap = 10 // gap between many boxes
	bigMaxWidth  = 260
	bigMaxInside = 6 // up to so many boxes have their labels inside
	bigBelow     = 34
	bigReasons   = 34 // above the reasons
	bigReason    = 56
	bigPadding   = 26
	bigRing      = 10
	bigRingWidth = 2
)

func (b *BigScale) inside() bool { return len(b.Steps) <= bigMaxInside }

// boxes returns the rectangles of the steps and, after them, of the reasons.
func (b *BigScale) boxes(width float32) []scaleRect {
	var list []scaleRect
	n := float32(len(b.Steps))
	gap := float32(bigGap)
	if !b.inside() {
		gap = bigNarrowGap
	}
	w := fyne.Min(bigMaxWidth, float32(int((width-(n-1)*gap)/fyne.Max(1, n))))
	y := float32(bigHeight)
	for i := range b.Steps {
		list = append(list, scaleRect{float32(i) * (w + gap), 0, w, bigHeight})
	}
	if !b.inside() {
		y += bigBelow
	}
	y += bigReasons
	x := float32(0)
	for _, r := range b.Reasons {
		w := ceil(PageTitle.Width(r.Label)) + 2*bigPadding
		if x > 0 && x+w > width {
			x, y = 0, y+bigReason+bigNarrowGap
		}
		list = append(list, scaleRect{x, y, w, bigReason})
		x += w + bigGap
	}
	return list
}

type scaleRect struct{ x, y, w, h float32 }

func (b *BigScale) boxAt(p fyne.Position) int {
	for i, r := range b.boxes(b.Size().Width) {
		if p.X >= r.x && p.X <= r.x+r.w && p.Y >= r.y && p.Y <= r.y+r.h {
			return i
		}
	}
	return noBox
}

// HeightFor returns the height at a width.
func (b *BigScale) HeightFor(width float32) float32 {
	high := float32(bigHeight)
	for _, r := range b.boxes(width) {
		high = fyne.Max(high, r.y+r.h)
	}
	if len(b.Reasons) == 0 && !b.inside() {
		high += bigBelow
	}
	return high
}

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
	digit := ScaleInput{Steps: r.scale.Steps}
	if !r.scale.inside() {
		r.centred(BigDigit, digit.stepText(i), at, p.Ink)
		return
	}
	lines := wrapText(role, s.Label, at.w-20, 3)
	high := BigDigit.Line() + float32(len(lines))*role.Line()
	y := at.y + round((at.h-high)/2)
	r.centred(BigDigit, digit.stepText(i), scaleRect{at.x, y, at.w, BigDigit.Line()}, p.Ink)
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

// BigProgress shows one bar per question.
type BigProgress struct {
	widget.BaseWidget

	at, of int
}

// NewBigProgress returns a progress without questions.
func NewBigProgress() *BigProgress {
	b := &BigProgress{}
	b.ExtendBaseWidget(b)
	return b
}

// Set sets the current question at, counted from 0, and the number of questions.
func (b *BigProgress) Set(at, of int) {
	b.at, b.of = at, of
	b.Refresh()
}

const bigBars = 452

// CreateRenderer implements [fyne.Widget].
func (b *BigProgress) CreateRenderer() fyne.WidgetRenderer {
	r := &barsRenderer{bars: b, drawing: newDrawing(drawBars)}
	r.Refresh()
	return r
}

type barsRenderer struct {
	noDestroy
	bars    *BigProgress
	drawing *drawing
}

func (r *barsRenderer) MinSize() fyne.Size           { return fyne.NewSize(bigBars, 8) }
func (r *barsRenderer) Layout(s fyne.Size)           { r.drawing.Resize(s) }
func (r *barsRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.drawing.Raster} }

func (r *barsRenderer) Refresh() {
	r.drawing.set([2]int{r.bars.at, r.bars.of}, CurrentPalette())
}

func drawBars(b *Brush, size fyne.Size, value any, p plots.Palette) {
	v := value.([2]int)
	at, of := v[0], v[1]
	if of == 0 {
		return
	}
	step := fyne.Min(46, (size.Width+8)/float32(of))
	gap := fyne.Min(8, step/4)
	left := size.Width - step*float32(of) + gap
	for i := range of {
		c := p.Line
		switch {
		case i < at:
			c = p.Ink
		case i == at:
			c = p.Focus
		}
		// Done and coming differ in height too, not only in colour.
		y, h := float32(0), float32(8)
		if i > at {
			y, h = 2, 4
		}
		b.RoundRect(left+float32(i)*step, y, step-gap, h, h/2, c)
	}
}
