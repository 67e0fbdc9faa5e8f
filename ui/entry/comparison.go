// SPDX-License-Identifier: MPL-2.0

package entry

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Decider stores the decision about an item that two entries answer differently,
// and returns how many items still differ.
type Decider interface {
	ResolveDifference(ctx context.Context, assessment model.ID, answer model.Answer) (left int, err error)
}

var _ Decider = (*store.Access)(nil)

// ComparisonOptions configure a [Comparison].
type ComparisonOptions struct {
	screen.Env
	Decider     Decider
	Citizen     model.Citizen
	Assessment  model.Assessment // without answers; EnteredBy is the first entry's user
	Instrument  *model.Instrument
	SecondBy    string
	Differences []store.Difference
	OnAgreed    func() // no differences are left
}

// Comparison shows the differences between two entries of the same paper form.
// Each is decided by accepting one entry or by typing what the paper says.
type Comparison struct {
	o       ComparisonOptions
	content *fyne.Container
	list    *fyne.Container
	scroll  widgets.FocusScroll
	rows    []*comparisonRow
	count   *widgets.Label
	busy    bool
}

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

// NewComparison returns the screen.
func NewComparison(o ComparisonOptions) *Comparison {
	w := o.Words
	c := &Comparison{o: o, list: container.New(&differList{}), count: widgets.NewMutedLabel(widgets.Second, "")}
	c.list.Add(widgets.NewBareCard(nil))
	for _, diff := range o.Differences {
		r := c.row(diff)
		c.rows = append(c.rows, r)
		c.list.Add(r.content)
	}
	c.scroll = widgets.NewFocusScroll(c.list)
	for _, r := range c.rows {
		c.scroll.Follow(r.first, r.second, r.typed, r.scale)
	}
	name := widgets.NewLabel(widgets.SmallTitle, w.T("differ.title", "Name", o.Citizen.Name))
	facts := widgets.NewMutedLabel(widgets.Second, w.T("differ.facts", "Date", w.Date(o.Assessment.Date), "Who", w.T("figure."+string(o.Assessment.Respondent)),
		"First", o.Assessment.EnteredBy, "Second", o.SecondBy))
	how := widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T("differ.how")})
	back := widgets.NewIconButton(widgets.IconBack, "", o.Back)
	head := container.New(&widgets.Inset{Top: 10, Side: widgets.Margin, Foot: 10},
		container.NewVBox(container.New(&widgets.Line{Gap: widgets.Gap}, back, name, facts), container.New(&widgets.Flow{Width: 300}, how)))
	foot := container.NewStack(widgets.NewSurface(), container.New(&widgets.Inset{Top: 8, Side: widgets.Margin, Foot: 8}, c.count))
	c.content = container.NewBorder(container.NewStack(widgets.NewSurface(), head), foot, nil, nil, c.scroll.Scroll)
	c.refresh()
	return c
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
	r.scale = widgets.NewScaleInput(it.Code, w.Of(it.Question), scaleSteps(in, it, w.Of), reasons, words)
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

// Content implements [screen.Screen].
func (c *Comparison) Content() fyne.CanvasObject { return c.content }

// Assessment returns the id of the assessment.
func (c *Comparison) Assessment() model.ID { return c.o.Assessment.ID }

// FocusFirst focuses the first undecided item.
func (c *Comparison) FocusFirst() {
	for _, r := range c.rows {
		if !r.decided {
			c.o.Canvas().Focus(r.first)
			return
		}
	}
}

// move focuses the next or previous undecided item.
func (c *Comparison) move(from *comparisonRow, by int) {
	at := 0
	for i, r := range c.rows {
		if r == from {
			at = i
		}
	}
	for i := at + by; i >= 0 && i < len(c.rows); i += by {
		if !c.rows[i].decided {
			c.o.Canvas().Focus(c.rows[i].first)
			return
		}
	}
}

// TypedKey implements [screen.KeyHandler].
func (c *Comparison) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		c.o.Back()
	}
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

func (c *Comparison) refresh() {
	open := 0
	for _, r := range c.rows {
		if !r.decided {
			open++
		}
	}
	c.count.SetText(c.o.Words.N("differ.left", open))
	c.list.Refresh()
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

// differList places the items below each other on a card.
type differList struct{ known float32 }

func (l *differList) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(600, l.arrange(o, max(640, l.known), false)+columnBottom)
}

func (l *differList) Layout(o []fyne.CanvasObject, s fyne.Size) {
	l.known = s.Width
	widgets.Place(o[0], widgets.Margin, widgets.Gap, s.Width-2*widgets.Margin, l.arrange(o, s.Width, true)-widgets.Gap)
}

func (l *differList) arrange(o []fyne.CanvasObject, width float32, move bool) float32 {
	w, y := width-2*widgets.Margin-2, float32(widgets.Gap+1)
	for _, object := range o[1:] {
		h := object.(*fyne.Container).Layout.(*comparisonRowLayout).HeightFor(w)
		if move {
			widgets.Place(object, widgets.Margin+1, y, w, h)
		}
		y += h
	}
	return y + 1
}
