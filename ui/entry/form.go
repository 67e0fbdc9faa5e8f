// SPDX-License-Identifier: MPL-2.0

package entry

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Form is a whole questionnaire on one page.
type Form struct {
	o     Options
	in    *model.Instrument
	head  model.Assessment
	state *state
	save  *saver
	saved string // when something was last saved

	content  *fyne.Container
	header   *header
	guide    *guide
	rows     []*widgets.ScaleInput
	column   *fyne.Container
	scroll   *container.Scroll
	foot     *foot
	current  int // the question that has or last had the keyboard
	focused  bool
	earlier  []model.Assessment // once they have been asked for
	showing  bool               // the earlier answers
	leaving  bool
	finished bool // completed or thrown away
	kept     func()
}

// New returns the form of what Options say.
func New(o Options) *Form {
	f := &Form{o: o}
	if o.Second != nil {
		f.in, f.head = o.Second.Instrument(), o.Second.Header()
		f.head.Answers = o.Second.Answers()
	} else {
		f.in, f.head = o.Draft.Instrument(), o.Draft.Assessment()
	}
	f.state = newState(f.in, f.head)
	f.head.Answers = nil
	f.save = newSaver(o.Run, o.After, f.onSaver)
	if o.BeforeClose != nil {
		f.kept = o.BeforeClose(f.save.flush)
	}
	f.build()
	return f
}

// Content is what the form shows.
func (f *Form) Content() fyne.CanvasObject { return f.content }

// Assessment is what is being entered.
func (f *Form) Assessment() model.ID { return f.head.ID }

// Again reports whether it is the second entry.
func (f *Form) Again() bool { return f.o.Second != nil }

func (f *Form) build() {
	w := f.o.Words
	keys := &widgets.ScaleKeys{}
	words := widgets.ScaleWords{
		Missing: w.T("entry.missing"), Skipped: w.T("entry.skipped"), Why: w.T("entry.why"), Clear: w.T("entry.clear"),
	}
	var reasons []widgets.ScaleReason
	for _, m := range f.in.Missing {
		reasons = append(reasons, widgets.ScaleReason{Code: m.Code, Label: w.Of(m.Name)})
	}
	f.column = container.New(&column{})
	f.column.Add(widgets.NewBareCard(nil))
	for i, it := range f.state.items {
		in := widgets.NewScaleInput(it.Code, w.Of(it.Question), scaleSteps(f.in, it, w.Of), reasons, words)
		in.Keys = keys
		in.SetAsleep(true)
		in.SetAnswer(toScale(f.state.answer(it.Code)))
		in.OnAnswer = func(a widgets.ScaleAnswer) { f.onAnswer(fromScale(it.Code, a)) }
		in.OnMove = func(by int) { f.move(i, by) }
		in.OnFocus = func(focused bool) { f.onFocus(i, focused) }
		f.rows = append(f.rows, in)
		f.column.Add(in)
	}
	f.scroll = container.NewVScroll(f.column)
	f.scroll.OnScrolled = func(fyne.Position) { f.wake() }
	f.header, f.guide, f.foot = newHeader(f), newGuide(f), newFoot(f)
	f.content = container.New(&formLayout{f}, widgets.NewSurface(), f.header.content, widgets.NewRule(), f.guide.content, f.scroll, f.foot.content)
	f.current = f.firstOpen()
	f.refresh()
}

func scaleSteps(in *model.Instrument, it model.Item, of func(model.Text) string) []widgets.ScaleStep {
	scale, _ := in.Scale(it.Scale)
	steps := make([]widgets.ScaleStep, len(scale.Labels))
	for i, l := range scale.Labels {
		steps[i] = widgets.ScaleStep{Value: scale.First + i, Label: of(l)}
	}
	return steps
}

// firstOpen is the first question without an answer, or else the first one.
func (f *Form) firstOpen() int {
	if open := f.state.unanswered(); len(open) > 0 {
		return f.state.index(open[0].Code)
	}
	return 0
}

// FocusFirst gives the keyboard to the question that is next.
func (f *Form) FocusFirst() {
	if len(f.rows) > 0 {
		f.focusRow(f.current)
	}
}

// focusRow gives the keyboard to a question. The window is asked, not the driver,
// which does not know a question that was never painted.
func (f *Form) focusRow(i int) { f.o.Canvas().Focus(f.rows[i]) }

// reveal scrolls no further than needed to show a question whole.
func (f *Form) reveal(i int) {
	in := f.rows[i]
	top, bottom := in.Position().Y-widgets.Margin, in.Position().Y+in.Size().Height+widgets.Margin
	y := max(f.scroll.Offset.Y, bottom-f.scroll.Size().Height)
	y = max(0, min(y, top, f.column.Size().Height-f.scroll.Size().Height))
	if y != f.scroll.Offset.Y {
		f.scroll.ScrollToOffset(fyne.NewPos(0, y))
	}
}

func (f *Form) onFocus(i int, focused bool) {
	f.focused = focused
	if focused {
		f.current = i
		f.state.far = max(f.state.far, i)
	}
	f.refresh()
	if focused {
		f.reveal(i)
		f.wake()
	}
}

// move goes to the question after or before, and from the last one to the button
// that completes.
func (f *Form) move(i, by int) {
	for i += by; i >= 0 && i < len(f.rows); i += by {
		if f.rows[i].Visible() {
			f.focusRow(i)
			return
		}
	}
	if by > 0 {
		f.o.Canvas().Focus(f.foot.complete)
	}
}

func (f *Form) onAnswer(w model.Answer) { f.store(f.state.set(w)) }

// store shows answers and saves them.
func (f *Form) store(answers []model.Answer) {
	if len(answers) == 0 {
		return
	}
	f.save.put(job{do: func(ctx context.Context) error {
		if f.o.Second != nil {
			return f.o.Second.Answer(ctx, answers...)
		}
		return f.o.Draft.Answer(ctx, answers...)
	}, done: f.onSaved})
	f.refresh()
}

// Undo takes back what was done last, and goes there.
func (f *Form) Undo() { f.changed(f.state.undo()) }

// Redo does again what was taken back.
func (f *Form) Redo() { f.changed(f.state.redo()) }

func (f *Form) changed(answers []model.Answer) {
	if len(answers) == 0 {
		return
	}
	f.store(answers)
	if i := f.state.index(answers[0].Item); f.rows[i].Visible() {
		f.focusRow(i)
	}
}

// refresh shows the state: which questions are asked, what they hold, and how
// far one is.
func (f *Form) refresh() {
	shown := f.state.shown()
	moved := false
	for i, in := range f.rows {
		code := f.state.items[i].Code
		high := in.MinSize().Height
		in.SetAnswer(toScale(f.state.answer(code)))
		in.SetSkipped(f.state.skipped(i))
		asked := slices.ContainsFunc(shown, func(it model.Item) bool { return it.Code == code })
		moved = moved || asked != in.Visible() || high != in.MinSize().Height
		switch {
		case asked && !in.Visible():
			in.Show()
		case !asked && in.Visible():
			in.Hide()
		}
	}
	if moved {
		f.relayout()
	}
	f.wake()
	f.header.refreshProgress(shown)
	f.guide.refresh()
	f.foot.refresh()
}

// relayout stands the questions anew, because one of them has come or gone or is
// higher than before.
func (f *Form) relayout() {
	s := f.column.Size()
	if s.Width == 0 {
		return
	}
	high := max(f.column.MinSize().Height, f.scroll.Size().Height)
	if high != s.Height {
		f.column.Resize(fyne.NewSize(s.Width, high))
		f.scroll.Refresh()
		return
	}
	f.column.Layout.Layout(f.column.Objects, s)
}

// wake lets the questions be painted that are seen, or nearly so.
func (f *Form) wake() {
	const near = 120
	from, to := f.scroll.Offset.Y-near, f.scroll.Offset.Y+f.scroll.Size().Height+near
	for _, in := range f.rows {
		y := in.Position().Y
		in.SetAsleep(y+in.Size().Height < from || y > to || !in.Visible())
	}
}

// onSaved notes that the register has something.
func (f *Form) onSaved() {
	f.saved = f.o.Now().Local().Format(f.o.Words.T("entry.clock"))
	f.o.Changed()
}

// onSaver follows how saving goes.
func (f *Form) onSaver() {
	if f.foot != nil {
		f.foot.refresh()
	}
}

// TypedKey takes the keys that no widget wants.
func (f *Form) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		f.o.Back()
	case fyne.KeyF4:
		f.ToggleEarlier()
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		if f.o.Canvas().Focused() == nil {
			f.FocusFirst()
		}
	case fyne.KeyHome:
		f.move(-1, 1)
	case fyne.KeyEnd:
		f.move(len(f.rows), -1)
	case fyne.KeyPageUp:
		f.jump(-pageOf)
	case fyne.KeyPageDown:
		f.jump(pageOf)
	}
}

// pageOf is how many questions a page up or down is.
const pageOf = 8

func (f *Form) jump(by int) {
	i := max(0, min(f.current+by, len(f.rows)-1))
	for i > 0 && !f.rows[i].Visible() {
		i--
	}
	f.focusRow(i)
}

// Leave goes away when everything is saved. What cannot be saved is said first.
func (f *Form) Leave(then func()) {
	f.leaving = true
	f.save.whenSaved(func() {
		f.leaving = false
		f.gone()
		then()
	})
	if !f.leaving || f.save.busy || f.save.err == nil {
		return
	}
	f.leaving = false
	w := f.o.Words
	text := widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.N("entry.unsaved", f.save.left(), "Why", f.o.Explain(f.save.err))})
	d := widgets.NewKeyDialog(w.T("entry.unsaved_title"), container.New(&widgets.Flow{Width: 400}, text), w.T("entry.again"), w.T("entry.leave_anyway"))
	d.OnAccept = func() bool {
		d.Close()
		f.Leave(then)
		return true
	}
	d.OnCancel = then
	d.Open(f.o.Canvas())
}

// gone says that nothing is left to be saved at the end.
func (f *Form) gone() {
	if f.kept != nil {
		f.kept()
		f.kept = nil
	}
}

// Discard throws the draft away, once that is confirmed.
func (f *Form) Discard() {
	if f.o.Draft == nil {
		return
	}
	w := f.o.Words
	answered := len(f.state.list())
	text := widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.N("entry.discard_ask", answered)})
	d := widgets.NewKeyDialog(w.T("entry.discard"), container.New(&widgets.Flow{Width: 400}, text), w.T("entry.discard_yes"), w.T("entry.discard_no"))
	d.OnAccept = func() bool {
		f.save.forget()
		f.finished = true
		f.save.put(job{do: f.o.Draft.Discard, done: func() {
			f.gone()
			f.o.Toast(w.T("entry.discarded"))
			f.o.Changed()
			f.o.Back()
		}})
		return true
	}
	d.Open(f.o.Canvas())
}

// complete ends the entry when everything before it is saved.
func (f *Form) complete() {
	var differ []store.Difference
	f.finished = true
	f.save.put(job{do: func(ctx context.Context) (err error) {
		if f.o.Second != nil {
			differ, err = f.o.Second.Finish(ctx)
			return err
		}
		return f.o.Draft.Complete(ctx)
	}, done: func() {
		f.gone()
		f.o.Changed()
		if len(differ) > 0 {
			f.o.OnDiffer(differ)
			return
		}
		f.o.OnDone()
	}})
}

// ToggleEarlier shows the earlier answers, or hides them. That they were shown
// is kept with the questionnaire.
func (f *Form) ToggleEarlier() {
	if f.o.Draft == nil {
		return
	}
	if f.showing || f.earlier != nil {
		f.showing = !f.showing
		f.showEarlier()
		return
	}
	var list []model.Assessment
	f.save.put(job{do: func(ctx context.Context) (err error) {
		list, err = f.o.Draft.Earlier(ctx)
		return err
	}, done: func() {
		f.earlier, f.showing = list, true
		if len(list) == 0 {
			f.earlier = []model.Assessment{}
			f.o.Toast(f.o.Words.T("entry.no_earlier"))
		}
		f.showEarlier()
	}})
}

// earlierMost is how many earlier answers stand below a question.
const earlierMost = 3

func (f *Form) showEarlier() {
	for i, it := range f.state.items {
		f.rows[i].SetNote(f.earlierNote(it))
	}
	f.header.refresh()
	f.relayout()
	f.refresh()
	if f.focused {
		f.reveal(f.current)
	}
}
