// SPDX-License-Identifier: MPL-2.0

package entry

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// comparisonRow is one item: the question with its scale, and the two answers.
type comparisonRow struct {
	c             *Comparison
	difference    store.Difference
	scale         *widgets.ScaleInput
	first, second *widgets.Button
	typed         *widgets.Button // accepts the answer on the scale
	choice        *fyne.Container
	done          *widgets.Label
	decided       bool
	content       *fyne.Container
}

func (c *Comparison) row(diff store.Difference) *comparisonRow {
	w, in := c.o.Words, c.o.Instrument
	it, _ := in.Item(diff.Item)
	r := &comparisonRow{c: c, difference: diff, done: widgets.NewLabel(widgets.BodyBold, "")}
	words := widgets.ScaleWords{Missing: w.T("entry.missing"), Why: w.T("entry.why"), Clear: w.T("entry.clear")}
	var reasons []widgets.ScaleReason
	for _, m := range in.Missing {
		reasons = append(reasons, widgets.ScaleReason{Code: m.Code, Label: w.Of(m.Name)})
	}
	scale, _ := in.Scale(it.Scale)
	r.scale = widgets.NewScaleInput(it.Code, w.Of(it.Question), widgets.ScaleSteps(scale, w.Of), reasons, words)
	r.scale.SetNote(w.T("differ.or_type"))
	r.scale.OnAnswer = func(widgets.ScaleAnswer) { r.onScale() }
	// A move after an answer means that the answer is complete.
	r.scale.OnMove = func(by int) {
		if by > 0 && r.scale.Answer().Entered && !r.decided {
			r.take()
			return
		}
		c.move(r, by)
	}
	label := func(by string, a model.Answer) string {
		return w.T("differ.says", "By", by, "Answer", c.answer(r.difference.Item, a))
	}
	r.first = widgets.NewButton(label(c.o.Assessment.EnteredBy, diff.First), func() { r.decide(withItem(diff.Item, diff.First)) })
	r.second = widgets.NewButton(label(c.o.SecondBy, diff.Second), func() { r.decide(withItem(diff.Item, diff.Second)) })
	r.typed = widgets.NewPrimaryButton(widgets.IconCheck, "", r.take)
	r.typed.Hidden = true
	r.choice = container.New(&widgets.Line{Gap: widgets.Gap}, r.first, r.second, r.typed, r.done)
	r.scale.Last = true
	r.content = container.New(&comparisonRowLayout{r}, r.choice, r.scale, widgets.NewRule())
	return r
}

// withItem returns the answer with its item set, also for an item without an
// answer.
func withItem(item string, a model.Answer) model.Answer {
	a.Item = item
	return a
}

// answer returns an answer as text.
func (c *Comparison) answer(item string, a model.Answer) string {
	if !a.Entered {
		return c.o.Words.T("differ.left_out")
	}
	return c.o.Words.Answer(c.o.Instrument, item, a)
}

// take decides by the answer on the scale.
func (r *comparisonRow) take() { r.decide(fromScale(r.difference.Item, r.scale.Answer())) }

// onScale offers the answer on the scale.
func (r *comparisonRow) onScale() {
	if r.decided {
		return
	}
	w := r.c.o.Words
	a := fromScale(r.difference.Item, r.scale.Answer())
	r.typed.Hidden = !a.Entered
	r.typed.SetText(w.T("differ.says", "By", w.T("differ.paper"), "Answer", r.c.answer(r.difference.Item, a)))
	r.choice.Refresh()
}

// decide stores an answer as what the paper says.
func (r *comparisonRow) decide(a model.Answer) {
	c := r.c
	if c.busy || r.decided {
		return
	}
	c.busy = true
	var left int
	c.o.Run(func(ctx context.Context) (err error) {
		left, err = c.o.Decider.ResolveDifference(context.WithoutCancel(ctx), c.o.Assessment.ID, a)
		return err
	}, func(err error) {
		c.busy = false
		if err != nil {
			r.scale.SetAnswer(widgets.ScaleAnswer{})
			c.o.Toast(c.o.Explain(err))
			return
		}
		r.decided = true
		c.o.Changed()
		r.scale.SetNote("")
		r.scale.SetAnswer(toScale(a))
		r.scale.Disable()
		r.first.Hidden, r.second.Hidden, r.typed.Hidden = true, true, true
		r.done.SetText(c.o.Words.T("differ.decided", "Answer", c.answer(r.difference.Item, a)))
		r.choice.Refresh()
		c.refresh()
		if left == 0 {
			c.o.OnAgreed()
			return
		}
		c.FocusFirst()
	})
}

const choiceHeight = 44

// comparisonRowLayout places the question above the two answers, which come
// first in the tab order.
type comparisonRowLayout struct{ r *comparisonRow }

func (l *comparisonRowLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(600, l.HeightFor(l.r.scale.Size().Width))
}

func (l *comparisonRowLayout) HeightFor(width float32) float32 {
	return l.r.scale.HeightFor(max(640, width)) + choiceHeight
}

func (l *comparisonRowLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	const left = 77 // aligned with the question
	widgets.Place(o[0], left, s.Height-choiceHeight, s.Width-left, choiceHeight-8)
	widgets.Place(o[1], 0, 0, s.Width, s.Height-choiceHeight)
	widgets.Place(o[2], 0, s.Height-1, s.Width, 1)
}
