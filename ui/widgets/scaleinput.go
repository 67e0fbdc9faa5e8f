// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// ScaleWords are the texts of a [ScaleInput] apart from those of its question.
type ScaleWords struct {
	Missing string // on the box for a missing answer
	Skipped string // below a skipped question
	Why     string // title of the reasons
	Clear   string // the row of the reasons that clears the answer
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

// chosenStep returns the index of the step that is the answer, or -1.
func (s *ScaleInput) chosenStep() int {
	if !s.answer.Entered || s.answer.Missing != 0 {
		return -1
	}
	return stepIndex(s.Steps, s.answer.Value)
}

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
