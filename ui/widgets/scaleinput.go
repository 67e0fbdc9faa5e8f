// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// ScaleStep is one step of a scale with its label.
type ScaleStep struct {
	Value int
	Label string
}

// ScaleReason is a reason for a missing answer.
type ScaleReason struct {
	Code  int
	Label string
}

// ScaleAnswer is the state of a [ScaleInput]: not answered, a value, or the code of
// the reason for a missing answer.
type ScaleAnswer struct {
	Entered bool
	Value   int
	Missing int // code of a reason; 0 with a value
}

// ScaleWords are the texts of a [ScaleInput] apart from those of its question.
type ScaleWords struct {
	Missing string // on the box for a missing answer
	Skipped string // below a skipped question
	Why     string // title of the reasons
	Clear   string // the row of the reasons that clears the answer
}

// ScaleKeys distinguishes pressed keys from repeated ones; the scales of a form share
// one. A held digit is repeated by the keyboard, and would answer one question after
// the other.
type ScaleKeys struct{ seen, fresh bool }

func (k *ScaleKeys) down() {
	if k != nil {
		k.seen, k.fresh = true, true
	}
}

// repeated reports whether a rune comes from a key that is held down.
func (k *ScaleKeys) repeated() bool {
	if k == nil || !k.seen {
		return false
	}
	again := !k.fresh
	k.fresh = false
	return again
}

// ScaleInput is a question with the steps of its scale. It is one tab stop.
//
// A digit answers and moves on. A digit that may be the first of two, as 1 on a scale
// that reaches 10, answers, and the question waits for the next key: a second digit
// that completes a step replaces the answer; any other key leaves it, and a digit then
// answers the next question. No time is measured, so the same keys give the same
// answers at any speed.
//
// Left and right change the value and stay, up and down go to the previous and the
// next question, Backspace clears the answer, and minus opens the reasons for a
// missing answer, which are chosen by a digit.
type ScaleInput struct {
	control

	Code     string
	Question string
	Steps    []ScaleStep // in the order of the printed form, for reversed scales too
	Reasons  []ScaleReason
	Words    ScaleWords
	Keys     *ScaleKeys
	Skipped  bool   // marks the question while it has no answer
	Note     string // a second line below the question
	Last     bool   // without a line below it

	OnAnswer func(a ScaleAnswer)
	// OnMove is called with 1 or -1 to give the focus to the next or previous question.
	OnMove  func(by int)
	OnFocus func(focused bool)

	answer ScaleAnswer
	// awaitingSecondDigit is set while the typed digit may be the first of two.
	awaitingSecondDigit bool
	hoveredBox          int // under the pointer: a step, missingBox or noBox
	shape               scaleShape
	// culled is set while the question is scrolled out of view and has no canvas objects.
	culled      bool
	shapeKey    scaleShapeKey
	cachedShape scaleShape // for shapeKey
}

// scaleShapeKey holds everything that a scaleShape depends on.
type scaleShapeKey struct {
	width          float32
	question, note string
	skipped        bool
	steps          int
}

const (
	noBox      = -1
	missingBox = -2
)

var (
	_ fyne.Focusable    = (*ScaleInput)(nil)
	_ fyne.Tappable     = (*ScaleInput)(nil)
	_ desktop.Hoverable = (*ScaleInput)(nil)
	_ desktop.Keyable   = (*ScaleInput)(nil)
)

// NewScaleInput returns an unanswered question.
func NewScaleInput(code, question string, steps []ScaleStep, reasons []ScaleReason, words ScaleWords) *ScaleInput {
	s := &ScaleInput{Code: code, Question: question, Steps: steps, Reasons: reasons, Words: words, hoveredBox: noBox}
	s.ExtendBaseWidget(s)
	return s
}

// Answer returns the answer.
func (s *ScaleInput) Answer() ScaleAnswer { return s.answer }

// SetAnswer sets the answer without calling OnAnswer.
func (s *ScaleInput) SetAnswer(a ScaleAnswer) {
	s.awaitingSecondDigit = false
	if a != s.answer {
		s.answer = a
		s.Refresh()
	}
}

// SetSkipped sets Skipped.
func (s *ScaleInput) SetSkipped(skipped bool) {
	if skipped != s.Skipped {
		s.Skipped = skipped
		s.Refresh()
	}
}

// SetNote sets Note.
func (s *ScaleInput) SetNote(note string) {
	if note != s.Note {
		s.Note = note
		s.Refresh()
	}
}

// SetCulled removes the canvas objects of a question that is scrolled out of view, or
// brings them back. A long form would otherwise paint many of them.
func (s *ScaleInput) SetCulled(culled bool) {
	if culled != s.culled {
		s.culled = culled
		s.Refresh()
	}
}

// Focus gives the question the focus.
func (s *ScaleInput) Focus() { focus(s) }

// FocusGained implements [fyne.Focusable].
func (s *ScaleInput) FocusGained() {
	s.awaitingSecondDigit = false
	s.control.FocusGained()
	if s.OnFocus != nil {
		s.OnFocus(true)
	}
}

// FocusLost implements [fyne.Focusable].
func (s *ScaleInput) FocusLost() {
	s.awaitingSecondDigit = false
	s.control.FocusLost()
	if s.OnFocus != nil {
		s.OnFocus(false)
	}
}

// KeyDown implements [desktop.Keyable].
func (s *ScaleInput) KeyDown(e *fyne.KeyEvent) {
	s.control.KeyDown(e)
	s.Keys.down()
}

// TypedRune implements [fyne.Focusable].
func (s *ScaleInput) TypedRune(r rune) {
	if s.Disabled() || s.Keys.repeated() {
		return
	}
	switch {
	case r >= '0' && r <= '9':
		s.typeDigit(r)
	case r == '-' || r == '–' || r == '−':
		s.openReasons()
	}
}

func (s *ScaleInput) typeDigit(r rune) {
	d := int(r - '0')
	if s.awaitingSecondDigit {
		s.awaitingSecondDigit = false
		if two := 10*s.answer.Value + d; s.has(two) {
			s.answerWith(ScaleAnswer{Entered: true, Value: two})
			s.move(1)
			return
		}
		// The first digit was the whole answer; this one answers the next question.
		s.move(1)
		if c := fyne.CurrentApp().Driver().CanvasForObject(s); c != nil && c.Focused() != nil && c.Focused() != fyne.Focusable(s) {
			c.Focused().TypedRune(r)
		}
		return
	}
	if !s.has(d) {
		return
	}
	s.answerWith(ScaleAnswer{Entered: true, Value: d})
	if s.startsTwoDigits(d) {
		s.awaitingSecondDigit = true
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

// startsTwoDigits reports whether a digit may be the first of two.
func (s *ScaleInput) startsTwoDigits(d int) bool {
	for _, step := range s.Steps {
		if d > 0 && step.Value/10 == d {
			return true
		}
	}
	return false
}

// TypedKey implements [fyne.Focusable].
func (s *ScaleInput) TypedKey(e *fyne.KeyEvent) {
	if isDigit(e.Name) || e.Name == fyne.KeyMinus {
		return // handled as a rune
	}
	s.awaitingSecondDigit = false
	if s.Disabled() {
		bubbleKey(s, e)
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
		s.answerWith(ScaleAnswer{})
	default:
		bubbleKey(s, e)
	}
}

func isDigit(k fyne.KeyName) bool { return len(k) == 1 && k >= fyne.Key0 && k <= fyne.Key9 }

// step changes the value by one step; without a value it begins at an end of the
// scale.
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
	s.answerWith(ScaleAnswer{Entered: true, Value: s.Steps[i].Value})
}

func (s *ScaleInput) answerWith(a ScaleAnswer) {
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

// openReasons opens the list of reasons for a missing answer.
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
			s.answerWith(ScaleAnswer{Entered: true, Missing: s.Reasons[i].Code})
			if byKey {
				s.move(1)
			}
		default:
			s.answerWith(ScaleAnswer{})
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

// MouseMoved implements [desktop.Hoverable].
func (s *ScaleInput) MouseMoved(e *desktop.MouseEvent) {
	s.control.MouseMoved(e)
	s.hover(s.boxAt(e.Position))
}

// MouseOut implements [desktop.Hoverable].
func (s *ScaleInput) MouseOut() {
	s.hovered = false
	s.hover(noBox)
}

// MouseIn implements [desktop.Hoverable].
func (s *ScaleInput) MouseIn(e *desktop.MouseEvent) { s.MouseMoved(e) }

func (s *ScaleInput) hover(box int) {
	if box != s.hoveredBox {
		s.hoveredBox = box
		s.Refresh()
	}
}

// Tapped implements [fyne.Tappable]. A box answers, and the focus stays at this
// question.
func (s *ScaleInput) Tapped(e *fyne.PointEvent) {
	if s.Disabled() {
		return
	}
	s.awaitingSecondDigit = false
	focus(s)
	switch box := s.boxAt(e.Position); box {
	case noBox:
	case missingBox:
		s.openReasons()
	default:
		s.answerWith(ScaleAnswer{Entered: true, Value: s.Steps[box].Value})
	}
}

func (s *ScaleInput) boxAt(p fyne.Position) int {
	g := s.shape
	if p.Y < g.top || p.Y > g.top+scaleBoxHeight {
		return noBox
	}
	for i := range s.Steps {
		if x := g.boxX(i); p.X >= x && p.X <= x+g.box {
			return i
		}
	}
	if len(s.Reasons) > 0 && p.X >= g.missing && p.X <= g.missing+scaleMissingWidth {
		return missingBox
	}
	return noBox
}

// HeightFor returns the height of the question at a width. It is the same with and
// without the focus, which makes the question bold.
func (s *ScaleInput) HeightFor(width float32) float32 { return s.shapeFor(width).height }

// Sizes of a question's row.
const (
	scaleHeight         = 45
	scaleBoxWidth       = 108
	scaleBoxHeight      = 36
	scaleGap            = 6
	scaleMissingWidth   = 112
	scaleMissingGap     = 12
	scaleRight          = 13
	scaleMark           = 21 // the middle of the mark
	scaleCode           = 41
	scaleText           = 77
	scaleTextMinWidth   = 230
	scaleTextGap        = 16
	scaleMaxInside      = 5  // up to so many boxes have their labels inside
	scaleMinInsideWidth = 84 // if they are at least so wide
	scaleMaxLines       = 3  // of a question
)

// scaleShape is the geometry of a question's row.
type scaleShape struct {
	width, height float32
	top           float32 // of the boxes
	first         float32 // x of the first box
	box           float32 // width of one
	missing       float32 // x of the missing box
	text          float32 // width of the question
	inside        bool    // labels in the boxes, otherwise below them
}

func (g scaleShape) boxX(i int) float32 { return g.first + float32(i)*(g.box+scaleGap) }

func (s *ScaleInput) shapeFor(width float32) scaleShape {
	m := scaleShapeKey{width, s.Question, s.Note, s.skipped(), len(s.Steps)}
	if m != s.shapeKey {
		s.shapeKey, s.cachedShape = m, s.newShape(width)
	}
	return s.cachedShape
}

func (s *ScaleInput) newShape(width float32) scaleShape {
	g := scaleShape{width: width}
	g.missing = width - scaleRight - scaleMissingWidth
	right := g.missing - scaleMissingGap
	full := float32(scaleMaxInside*scaleBoxWidth + (scaleMaxInside-1)*scaleGap)
	column := fyne.Max(260, fyne.Min(full, right-scaleText-scaleTextGap-scaleTextMinWidth))
	g.first = right - column
	boxes := max(scaleMaxInside, len(s.Steps))
	g.box = float32(int((column - float32(boxes-1)*scaleGap) / float32(boxes)))
	g.inside = len(s.Steps) <= scaleMaxInside && g.box >= scaleMinInsideWidth
	g.text = fyne.Max(60, g.first-scaleTextGap-scaleText)

	// Room for the question in bold, which it is with the focus, and for the word
	// "skipped" below it, which it has without.
	lines := len(wrapText(Body, s.Question, g.text, scaleMaxLines))
	if s.skipped() {
		lines++
	}
	high := float32(max(lines, len(wrapText(BodyBold, s.Question, g.text, scaleMaxLines)))) * Body.Line()
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

// wrapText wraps text at width. The last of at most most lines is shortened.
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

// reasonLabel returns the label of the chosen reason.
func (s *ScaleInput) reasonLabel() string {
	for _, r := range s.Reasons {
		if r.Code == s.answer.Missing {
			return r.Label
		}
	}
	return s.Words.Missing
}
