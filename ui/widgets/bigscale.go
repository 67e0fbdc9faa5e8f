// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
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
	if b.answer.Missing == 0 {
		return stepIndex(b.Steps, b.answer.Value)
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
	second := b.awaitingSecondDigit
	if second {
		d += 10 * b.answer.Value
	}
	i := stepIndex(b.Steps, d)
	b.choose(i)
	b.awaitingSecondDigit = !second && i >= 0 && startsTwoDigits(b.Steps, d)
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
