// SPDX-License-Identifier: MPL-2.0

package entry

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Decider takes what is decided about an item that two entries answer
// differently, and tells how many still differ.
type Decider interface {
	ResolveDifference(ctx context.Context, assessment model.ID, answer model.Answer) (left int, err error)
}

var _ Decider = (*store.Access)(nil)

// DifferOptions are what the differences of two entries are shown from.
type DifferOptions struct {
	screen.Env
	Decider     Decider
	Citizen     model.Citizen
	Assessment  model.Assessment // its head, with who entered it first
	Instrument  *model.Instrument
	SecondBy    string
	Differences []store.Difference
	OnAgreed    func() // nothing differs any more
}

// Differ shows where two entries of one paper differ, side by side. Each is
// decided by taking one of them, or by typing what the paper says.
type Differ struct {
	o       DifferOptions
	content *fyne.Container
	list    *fyne.Container
	scroll  widgets.FocusScroll
	rows    []*differRow
	count   *widgets.Label
	busy    bool
}

// differRow is one item: the question with its scale, and the two answers.
type differRow struct {
	d             *Differ
	diff          store.Difference
	scale         *widgets.ScaleInput
	first, second *widgets.Button
	typed         *widgets.Button // takes what the scale holds
	choice        *fyne.Container
	done          *widgets.Label
	decided       bool
	content       *fyne.Container
}

// NewDiffer returns the screen.
func NewDiffer(o DifferOptions) *Differ {
	w := o.Words
	d := &Differ{o: o, list: container.New(&differList{}), count: widgets.NewMutedLabel(widgets.Second, "")}
	d.list.Add(widgets.NewBareCard(nil))
	for _, diff := range o.Differences {
		r := d.row(diff)
		d.rows = append(d.rows, r)
		d.list.Add(r.content)
	}
	d.scroll = widgets.NewFocusScroll(d.list)
	for _, r := range d.rows {
		d.scroll.Follow(r.first, r.second, r.typed, r.scale)
	}
	name := widgets.NewLabel(widgets.SmallTitle, w.T("differ.title", "Name", o.Citizen.Name))
	facts := widgets.NewMutedLabel(widgets.Second, w.T("differ.facts", "Date", w.Date(o.Assessment.Date), "Who", w.T("figure."+string(o.Assessment.Respondent)),
		"First", o.Assessment.EnteredBy, "Second", o.SecondBy))
	how := widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T("differ.how")})
	back := widgets.NewIconButton(widgets.IconBack, "", o.Back)
	head := container.New(&widgets.Inset{Top: 10, Side: widgets.Margin, Foot: 10},
		container.NewVBox(container.New(&widgets.Line{Gap: widgets.Gap}, back, name, facts), container.New(&widgets.Flow{Width: 300}, how)))
	foot := container.NewStack(widgets.NewSurface(), container.New(&widgets.Inset{Top: 8, Side: widgets.Margin, Foot: 8}, d.count))
	d.content = container.NewBorder(container.NewStack(widgets.NewSurface(), head), foot, nil, nil, d.scroll.Scroll)
	d.refresh()
	return d
}

func (d *Differ) row(diff store.Difference) *differRow {
	w, in := d.o.Words, d.o.Instrument
	it, _ := in.Item(diff.Item)
	r := &differRow{d: d, diff: diff, done: widgets.NewLabel(widgets.BodyBold, "")}
	words := widgets.ScaleWords{Missing: w.T("entry.missing"), Why: w.T("entry.why"), Clear: w.T("entry.clear")}
	var reasons []widgets.ScaleReason
	for _, m := range in.Missing {
		reasons = append(reasons, widgets.ScaleReason{Code: m.Code, Label: w.Of(m.Name)})
	}
	r.scale = widgets.NewScaleInput(it.Code, w.Of(it.Question), scaleSteps(in, it, w.Of), reasons, words)
	r.scale.SetNote(w.T("differ.or_type"))
	r.scale.OnAnswer = func(widgets.ScaleAnswer) { r.onScale() }
	// A digit answers and wants to move on: then the answer is whole.
	r.scale.OnMove = func(by int) {
		if by > 0 && r.scale.Answer().Entered && !r.decided {
			r.take()
			return
		}
		d.move(r, by)
	}
	label := func(by string, a model.Answer) string { return w.T("differ.says", "By", by, "Answer", d.answer(it, a)) }
	r.first = widgets.NewButton(label(d.o.Assessment.EnteredBy, diff.First), func() { r.decide(named(diff.Item, diff.First)) })
	r.second = widgets.NewButton(label(d.o.SecondBy, diff.Second), func() { r.decide(named(diff.Item, diff.Second)) })
	r.typed = widgets.NewPrimaryButton(widgets.IconCheck, "", r.take)
	r.typed.Hidden = true
	r.choice = container.New(&widgets.Line{Gap: widgets.Gap}, r.first, r.second, r.typed, r.done)
	r.scale.Last = true
	r.content = container.New(&differRowLayout{r}, r.choice, r.scale, widgets.NewRule())
	return r
}

// named is an answer that names its item also where it is none.
func named(item string, a model.Answer) model.Answer {
	a.Item = item
	return a
}

// answer is an answer in words; who has left it out is named beside it.
func (d *Differ) answer(it model.Item, a model.Answer) string {
	w := d.o.Words
	switch {
	case !a.Entered:
		return w.T("differ.left_out")
	case !a.HasValue():
		reason, _ := d.o.Instrument.Reason(a.Missing)
		return "× " + w.Of(reason.Name)
	}
	scale, _ := d.o.Instrument.Scale(it.Scale)
	return strconv.Itoa(a.Value) + " " + w.Of(scale.Label(a.Value))
}

// Content is what the screen shows.
func (d *Differ) Content() fyne.CanvasObject { return d.content }

// Assessment is what is compared.
func (d *Differ) Assessment() model.ID { return d.o.Assessment.ID }

// FocusFirst gives the keyboard to the first item that is not decided.
func (d *Differ) FocusFirst() {
	for _, r := range d.rows {
		if !r.decided {
			d.o.Canvas().Focus(r.first)
			return
		}
	}
}

// move goes to the next item that is not decided, or the one before.
func (d *Differ) move(from *differRow, by int) {
	at := 0
	for i, r := range d.rows {
		if r == from {
			at = i
		}
	}
	for i := at + by; i >= 0 && i < len(d.rows); i += by {
		if !d.rows[i].decided {
			d.o.Canvas().Focus(d.rows[i].first)
			return
		}
	}
}

// TypedKey takes the keys that no widget wants.
func (d *Differ) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		d.o.Back()
	}
}

// take decides by what was typed.
func (r *differRow) take() { r.decide(fromScale(r.diff.Item, r.scale.Answer())) }

// onScale offers what was chosen on the scale.
func (r *differRow) onScale() {
	if r.decided {
		return
	}
	w := r.d.o.Words
	it, _ := r.d.o.Instrument.Item(r.diff.Item)
	a := fromScale(r.diff.Item, r.scale.Answer())
	r.typed.Hidden = !a.Entered
	r.typed.SetText(w.T("differ.says", "By", w.T("differ.paper"), "Answer", r.d.answer(it, a)))
	r.choice.Refresh()
}

// decide has the register take an answer for what the paper says.
func (r *differRow) decide(a model.Answer) {
	d := r.d
	if d.busy || r.decided {
		return
	}
	d.busy = true
	var left int
	d.o.Run(func(ctx context.Context) (err error) {
		left, err = d.o.Decider.ResolveDifference(context.WithoutCancel(ctx), d.o.Assessment.ID, a)
		return err
	}, func(err error) {
		d.busy = false
		if err != nil {
			r.scale.SetAnswer(widgets.ScaleAnswer{})
			d.o.Toast(d.o.Explain(err))
			return
		}
		it, _ := d.o.Instrument.Item(r.diff.Item)
		r.decided = true
		d.o.Changed()
		r.scale.SetNote("")
		r.scale.SetAnswer(toScale(a))
		r.scale.Disable()
		r.first.Hidden, r.second.Hidden, r.typed.Hidden = true, true, true
		r.done.SetText(d.o.Words.T("differ.decided", "Answer", d.answer(it, a)))
		r.choice.Refresh()
		d.refresh()
		if left == 0 {
			d.o.OnAgreed()
			return
		}
		d.FocusFirst()
	})
}

func (d *Differ) refresh() {
	open := 0
	for _, r := range d.rows {
		if !r.decided {
			open++
		}
	}
	d.count.SetText(d.o.Words.N("differ.left", open))
	d.list.Refresh()
}

const choiceHigh = 44

// differRowLayout stands the question above the two answers, which come first by
// keyboard.
type differRowLayout struct{ r *differRow }

func (l *differRowLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(600, l.HeightFor(l.r.scale.Size().Width))
}

func (l *differRowLayout) HeightFor(width float32) float32 {
	return l.r.scale.HeightFor(max(640, width)) + choiceHigh
}

func (l *differRowLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	const left = 77 // below the question
	widgets.Place(o[0], left, s.Height-choiceHigh, s.Width-left, choiceHigh-8)
	widgets.Place(o[1], 0, 0, s.Width, s.Height-choiceHigh)
	widgets.Place(o[2], 0, s.Height-1, s.Width, 1)
}

// differList stands the items on a card.
type differList struct{ known float32 }

func (l *differList) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(600, l.stand(o, max(640, l.known), false)+columnFoot)
}

func (l *differList) Layout(o []fyne.CanvasObject, s fyne.Size) {
	l.known = s.Width
	widgets.Place(o[0], widgets.Margin, widgets.Gap, s.Width-2*widgets.Margin, l.stand(o, s.Width, true)-widgets.Gap)
}

func (l *differList) stand(o []fyne.CanvasObject, width float32, move bool) float32 {
	w, y := width-2*widgets.Margin-2, float32(widgets.Gap+1)
	for _, object := range o[1:] {
		h := object.(*fyne.Container).Layout.(*differRowLayout).HeightFor(w)
		if move {
			widgets.Place(object, widgets.Margin+1, y, w, h)
		}
		y += h
	}
	return y + 1
}
