// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
)

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
		if two := 10*s.answer.Value + d; stepIndex(s.Steps, two) >= 0 {
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
	if stepIndex(s.Steps, d) < 0 {
		return
	}
	s.answerWith(ScaleAnswer{Entered: true, Value: d})
	if startsTwoDigits(s.Steps, d) {
		s.awaitingSecondDigit = true
		return
	}
	s.move(1)
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

// step changes the value by one step; without a value it begins at an end of the
// scale.
func (s *ScaleInput) step(by int) {
	if len(s.Steps) == 0 {
		return
	}
	i, last := s.chosenStep(), len(s.Steps)-1
	switch {
	case i < 0 && by > 0:
		i = 0
	case i < 0:
		i = last
	default:
		i = max(0, min(i+by, last))
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
