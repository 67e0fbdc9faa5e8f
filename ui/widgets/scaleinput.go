// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// ScaleStep is one step of a scale, with its wording.
type ScaleStep struct {
	Value int
	Label string
}

// ScaleReason is why an answer is missing.
type ScaleReason struct {
	Code  int
	Label string
}

// ScaleAnswer is what a ScaleInput holds: nothing yet, a value, or the code of a
// missing reason.
type ScaleAnswer struct {
	Entered bool
	Value   int
	Missing int // code of a reason; 0 where there is a value
}

// ScaleWords are the words that a ScaleInput needs for itself.
type ScaleWords struct {
	Missing string // on the box of the missing answer
	Skipped string // below a question that was passed over
	Why     string // above the reasons
	Clear   string // takes the answer back
}

// ScaleKeys is shared by the scales of a form and tells a key that is pressed
// from one that is held down: the keyboard repeats a held digit, which would
// answer one question after the other.
type ScaleKeys struct{ seen, fresh bool }

func (k *ScaleKeys) down() {
	if k != nil {
		k.seen, k.fresh = true, true
	}
}

// repeated reports whether a rune comes of a key that is held.
func (k *ScaleKeys) repeated() bool {
	if k == nil || !k.seen {
		return false
	}
	again := !k.fresh
	k.fresh = false
	return again
}

// ScaleInput is a question with the steps of its scale. It is one stop for the
// Tab key.
//
// A digit answers and moves on. Where a digit may be the first of two, as 1 is on
// a scale that reaches 10, it is the answer, and the question waits: a second
// digit that makes a step of the scale completes it, and any other key says that
// the one digit was meant; another digit then answers the next question. No time
// is measured, so that the same keys give the same answers however fast they are
// pressed.
//
// Left and right move the value and stay, up and down go to the question before
// and after, Backspace takes the answer back, and minus opens the reasons for a
// missing answer, of which a digit chooses one.
type ScaleInput struct {
	control

	Code     string
	Question string
	Steps    []ScaleStep // in the order of the paper, reversed scales too
	Reasons  []ScaleReason
	Words    ScaleWords
	Keys     *ScaleKeys
	Skipped  bool   // draws the question as passed over while it has no answer
	Note     string // a second line below the question
	Last     bool   // no line below it

	OnAnswer func(a ScaleAnswer)
	// OnMove is told that the keyboard should go to the next question, or the one
	// before.
	OnMove  func(by int)
	OnFocus func(focused bool)

	answer ScaleAnswer
	// half is set while the digit that was typed may be the first of two.
	half  bool
	over  int // the box under the pointer: a step, scaleMissing or scaleNothing
	shape scaleShape
	// asleep is set where nobody sees the question: then it has no parts.
	asleep  bool
	measure scaleMeasure
	known   scaleShape // for measure
}

// scaleMeasure is what the shape of a question depends on.
type scaleMeasure struct {
	width          float32
	question, note string
	skipped        bool
	steps          int
}

const (
	scaleNothing = -1
	scaleMissing = -2
)

var (
	_ fyne.Focusable    = (*ScaleInput)(nil)
	_ fyne.Tappable     = (*ScaleInput)(nil)
	_ desktop.Hoverable = (*ScaleInput)(nil)
	_ desktop.Keyable   = (*ScaleInput)(nil)
)

// NewScaleInput returns a question without an answer.
func NewScaleInput(code, question string, steps []ScaleStep, reasons []ScaleReason, words ScaleWords) *ScaleInput {
	s := &ScaleInput{Code: code, Question: question, Steps: steps, Reasons: reasons, Words: words, over: scaleNothing}
	s.ExtendBaseWidget(s)
	return s
}

// Answer returns what is answered.
func (s *ScaleInput) Answer() ScaleAnswer { return s.answer }

// SetAnswer shows an answer, without telling OnAnswer.
func (s *ScaleInput) SetAnswer(a ScaleAnswer) {
	s.half = false
	if a != s.answer {
		s.answer = a
		s.Refresh()
	}
}

// SetSkipped draws the question as passed over, or not.
func (s *ScaleInput) SetSkipped(skipped bool) {
	if skipped != s.Skipped {
		s.Skipped = skipped
		s.Refresh()
	}
}

// SetNote changes the second line.
func (s *ScaleInput) SetNote(note string) {
	if note != s.Note {
		s.Note = note
		s.Refresh()
	}
}

// SetAsleep says that nobody sees the question, which then costs nothing to paint.
// A long form has many of them.
func (s *ScaleInput) SetAsleep(asleep bool) {
	if asleep != s.asleep {
		s.asleep = asleep
		s.Refresh()
	}
}

// Focus moves the keyboard here.
func (s *ScaleInput) Focus() { focus(s) }

// FocusGained implements fyne.Focusable.
func (s *ScaleInput) FocusGained() {
	s.half = false
	s.control.FocusGained()
	if s.OnFocus != nil {
		s.OnFocus(true)
	}
}

// FocusLost implements fyne.Focusable.
func (s *ScaleInput) FocusLost() {
	s.half = false
	s.control.FocusLost()
	if s.OnFocus != nil {
		s.OnFocus(false)
	}
}

// KeyDown implements desktop.Keyable.
func (s *ScaleInput) KeyDown(e *fyne.KeyEvent) {
	s.control.KeyDown(e)
	s.Keys.down()
}

// TypedRune implements fyne.Focusable.
func (s *ScaleInput) TypedRune(r rune) {
	if s.Disabled() || s.Keys.repeated() {
		return
	}
	switch {
	case r >= '0' && r <= '9':
		s.digit(r)
	case r == '-' || r == '–' || r == '−':
		s.openReasons()
	}
}

func (s *ScaleInput) digit(r rune) {
	d := int(r - '0')
	if s.half {
		s.half = false
		if two := 10*s.answer.Value + d; s.has(two) {
			s.give(ScaleAnswer{Entered: true, Value: two})
			s.move(1)
			return
		}
		// The one digit was meant, and this one answers the next question.
		s.move(1)
		if c := fyne.CurrentApp().Driver().CanvasForObject(s); c != nil && c.Focused() != nil && c.Focused() != fyne.Focusable(s) {
			c.Focused().TypedRune(r)
		}
		return
	}
	if !s.has(d) {
		return
	}
	s.give(ScaleAnswer{Entered: true, Value: d})
	if s.beginsTwo(d) {
		s.half = true
		return
	}
	s.move(1)
}

func (s *ScaleInput) has(value int) bool { return s.index(value) >= 0 }

func (s *ScaleInput) index(value int) int {
	for i, step := range s.Steps {
		if step.Value == value {
			return i
		}
	}
	return -1
}

// beginsTwo reports whether a digit may be the first of two.
func (s *ScaleInput) beginsTwo(d int) bool {
	for _, step := range s.Steps {
		if d > 0 && step.Value/10 == d {
			return true
		}
	}
	return false
}

// TypedKey implements fyne.Focusable.
func (s *ScaleInput) TypedKey(e *fyne.KeyEvent) {
	if isDigit(e.Name) || e.Name == fyne.KeyMinus {
		return // comes as a rune too
	}
	s.half = false
	if s.Disabled() {
		escalate(s, e)
		return
	}
	switch e.Name {
	case fyne.KeyLeft:
		s.step(-1)
	case fyne.KeyRight:
		s.step(1)
	case fyne.KeyUp:
		s.move(-1)
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		s.move(1)
	case fyne.KeyBackspace, fyne.KeyDelete:
		s.give(ScaleAnswer{})
	default:
		escalate(s, e)
	}
}

func isDigit(k fyne.KeyName) bool { return len(k) == 1 && k >= fyne.Key0 && k <= fyne.Key9 }

// step moves the value; a question without one begins at an end of the scale.
func (s *ScaleInput) step(by int) {
	if len(s.Steps) == 0 {
		return
	}
	i := s.index(s.answer.Value)
	switch {
	case (!s.answer.Entered || s.answer.Missing != 0 || i < 0) && by > 0:
		i = 0
	case !s.answer.Entered || s.answer.Missing != 0 || i < 0:
		i = len(s.Steps) - 1
	default:
		i = max(0, min(i+by, len(s.Steps)-1))
	}
	s.give(ScaleAnswer{Entered: true, Value: s.Steps[i].Value})
}

func (s *ScaleInput) give(a ScaleAnswer) {
	if a == s.answer {
		return
	}
	s.answer = a
	s.Refresh()
	if s.OnAnswer != nil {
		s.OnAnswer(a)
	}
}

func (s *ScaleInput) move(by int) {
	if s.OnMove != nil {
		s.OnMove(by)
	}
}

// openReasons asks why the answer is missing.
func (s *ScaleInput) openReasons() {
	if len(s.Reasons) == 0 {
		return
	}
	d := fyne.CurrentApp().Driver()
	c := d.CanvasForObject(s)
	if c == nil {
		return
	}
	rows := make([]string, 0, len(s.Reasons)+1)
	cursor := 0
	for i, r := range s.Reasons {
		rows = append(rows, r.Label)
		if s.answer.Entered && s.answer.Missing == r.Code {
			cursor = i
		}
	}
	if s.answer.Entered {
		rows = append(rows, s.Words.Clear)
	}
	var over *popover
	list := newReasonList(s.Words.Why, rows, len(s.Reasons), cursor, s.Keys)
	list.picked = func(i int, byKey bool) {
		over.close()
		switch {
		case i < 0:
		case i < len(s.Reasons):
			s.give(ScaleAnswer{Entered: true, Missing: s.Reasons[i].Code})
			if byKey {
				s.move(1)
			}
		default:
			s.give(ScaleAnswer{})
		}
	}
	size := list.MinSize()
	size.Width = fyne.Max(size.Width, reasonsWidth)
	at := d.AbsolutePositionForObject(s)
	right := at.X + s.Size().Width - scaleRight
	y := at.Y + s.Size().Height + 1
	if y+size.Height > c.Size().Height-4 {
		y = fyne.Max(4, at.Y-size.Height-1)
	}
	over = showPopover(c, list, fyne.NewPos(right-size.Width, y), size, func() { c.Focus(s) })
	c.Focus(list)
}

// MouseMoved implements desktop.Hoverable.
func (s *ScaleInput) MouseMoved(e *desktop.MouseEvent) {
	s.control.MouseMoved(e)
	s.hover(s.boxAt(e.Position))
}

// MouseOut implements desktop.Hoverable.
func (s *ScaleInput) MouseOut() {
	s.hovered = false
	s.hover(scaleNothing)
}

// MouseIn implements desktop.Hoverable.
func (s *ScaleInput) MouseIn(e *desktop.MouseEvent) { s.MouseMoved(e) }

func (s *ScaleInput) hover(box int) {
	if box != s.over {
		s.over = box
		s.Refresh()
	}
}

// Tapped implements fyne.Tappable. A box answers, and the keyboard stays at the
// question that was pointed at.
func (s *ScaleInput) Tapped(e *fyne.PointEvent) {
	if s.Disabled() {
		return
	}
	s.half = false
	focus(s)
	switch box := s.boxAt(e.Position); box {
	case scaleNothing:
	case scaleMissing:
		s.openReasons()
	default:
		s.give(ScaleAnswer{Entered: true, Value: s.Steps[box].Value})
	}
}

func (s *ScaleInput) boxAt(p fyne.Position) int {
	g := s.shape
	if p.Y < g.top || p.Y > g.top+scaleBoxHeight {
		return scaleNothing
	}
	for i := range s.Steps {
		if x := g.boxX(i); p.X >= x && p.X <= x+g.box {
			return i
		}
	}
	if len(s.Reasons) > 0 && p.X >= g.missing && p.X <= g.missing+scaleMissingWidth {
		return scaleMissing
	}
	return scaleNothing
}

// HeightFor returns how high the question is at a width. The focus, which turns
// it bold, does not change that.
func (s *ScaleInput) HeightFor(width float32) float32 { return s.shapeFor(width).height }

// The measures of a row.
const (
	scaleHeight       = 45
	scaleBoxWidth     = 108
	scaleBoxHeight    = 36
	scaleGap          = 6
	scaleMissingWidth = 112
	scaleMissingGap   = 12
	scaleRight        = 13
	scaleMark         = 21 // the middle of the mark
	scaleCode         = 41
	scaleText         = 77
	scaleTextLeast    = 230
	scaleTextGap      = 16
	scaleFive         = 5  // as many boxes have their wording inside
	scaleInside       = 84 // and are at least so wide
	scaleLines        = 3  // of a question
)

// scaleShape says where the parts of a row stand.
type scaleShape struct {
	width, height float32
	top           float32 // of the boxes
	first         float32 // x of the first box
	box           float32 // width of one
	missing       float32 // x of the missing box
	text          float32 // width of the question
	inside        bool    // the wording stands in the boxes, else below them
}

func (g scaleShape) boxX(i int) float32 { return g.first + float32(i)*(g.box+scaleGap) }

func (s *ScaleInput) shapeFor(width float32) scaleShape {
	m := scaleMeasure{width, s.Question, s.Note, s.skipped(), len(s.Steps)}
	if m != s.measure {
		s.measure, s.known = m, s.newShape(width)
	}
	return s.known
}

func (s *ScaleInput) newShape(width float32) scaleShape {
	g := scaleShape{width: width}
	g.missing = width - scaleRight - scaleMissingWidth
	right := g.missing - scaleMissingGap
	full := float32(scaleFive*scaleBoxWidth + (scaleFive-1)*scaleGap)
	column := fyne.Max(260, fyne.Min(full, right-scaleText-scaleTextGap-scaleTextLeast))
	g.first = right - column
	boxes := max(scaleFive, len(s.Steps))
	g.box = float32(int((column - float32(boxes-1)*scaleGap) / float32(boxes)))
	g.inside = len(s.Steps) <= scaleFive && g.box >= scaleInside
	g.text = fyne.Max(60, g.first-scaleTextGap-scaleText)

	// The focus turns the question bold, and takes the word below it away.
	lines := len(wrapText(Body, s.Question, g.text, scaleLines))
	if s.skipped() {
		lines++
	}
	high := float32(max(lines, len(wrapText(BodyBold, s.Question, g.text, scaleLines)))) * Body.Line()
	if s.Note != "" {
		high += Second.Line()
	}
	boxesHigh := float32(scaleBoxHeight)
	if !g.inside {
		boxesHigh += 2 + Axis.Line()
	}
	g.height = fyne.Max(scaleHeight, fyne.Max(high+9, boxesHigh+9))
	g.top = round((g.height - 1 - boxesHigh) / 2)
	return g
}

func (s *ScaleInput) skipped() bool { return s.Skipped && !s.answer.Entered && s.Words.Skipped != "" }

// wrapText breaks text into lines no wider than width; the last one is cut.
func wrapText(role Role, text string, width float32, most int) []string {
	var lines []string
	rest := ""
	for _, word := range strings.Fields(text) {
		switch {
		case rest == "":
			rest = word
		case len(lines) == most-1 || role.Width(rest+" "+word) <= width:
			rest += " " + word
		default:
			lines = append(lines, rest)
			rest = word
		}
	}
	lines = append(lines, rest)
	for i := range lines {
		lines[i] = Ellipsis(role, lines[i], width)
	}
	return lines
}

func (s *ScaleInput) stepText(i int) string { return strconv.Itoa(s.Steps[i].Value) }

// reasonLabel is the wording of the missing reason that is chosen.
func (s *ScaleInput) reasonLabel() string {
	for _, r := range s.Reasons {
		if r.Code == s.answer.Missing {
			return r.Label
		}
	}
	return s.Words.Missing
}
