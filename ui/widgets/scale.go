// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"slices"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
)

// ScaleStep is one step of a scale with its label.
type ScaleStep struct {
	Value int
	Label string
}

// ScaleSteps returns the steps of a scale with their labels in the language of of.
func ScaleSteps(s model.Scale, of func(model.Text) string) []ScaleStep {
	steps := make([]ScaleStep, len(s.Labels))
	for i, l := range s.Labels {
		steps[i] = ScaleStep{Value: s.First + i, Label: of(l)}
	}
	return steps
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

func isDigit(k fyne.KeyName) bool { return len(k) == 1 && k >= fyne.Key0 && k <= fyne.Key9 }

// stepIndex returns the index of the step with a value, or -1.
func stepIndex(steps []ScaleStep, value int) int {
	return slices.IndexFunc(steps, func(s ScaleStep) bool { return s.Value == value })
}

// startsTwoDigits reports whether a digit may be the first of two on a scale.
func startsTwoDigits(steps []ScaleStep, digit int) bool {
	return digit > 0 && slices.ContainsFunc(steps, func(s ScaleStep) bool { return s.Value/10 == digit })
}
