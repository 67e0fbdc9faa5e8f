// SPDX-License-Identifier: MPL-2.0

package entry

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/saving"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Form is an assessment on one page.
type Form struct {
	o     Options
	in    *model.Instrument
	head  model.Assessment
	state *state
	save  *saving.Queue
	saved string // time of the last save, as shown

	content        *fyne.Container
	header         *header
	guide          *guide
	rows           []*widgets.ScaleInput
	column         *fyne.Container
	scroll         *container.Scroll
	footer         *footer
	current        int // index of the question with the focus, or the last one that had it
	focused        bool
	earlier        []model.Assessment // nil until they are requested
	showingEarlier bool               // earlier answers are visible
	finished       bool               // completed or discarded
}

// New returns the form for a draft or a second entry.
func New(o Options) *Form {
	f := &Form{o: o}
	if o.SecondEntry != nil {
		f.in, f.head = o.SecondEntry.Instrument(), o.SecondEntry.Header()
		f.head.Answers = o.SecondEntry.Answers()
	} else {
		f.in, f.head = o.Draft.Instrument(), o.Draft.Assessment()
	}
	f.state = newState(f.in, f.head)
	f.head.Answers = nil
	f.save = saving.New(o.Env, f.onSaving)
	f.build()
	return f
}

// Content implements [screen.Screen].
func (f *Form) Content() fyne.CanvasObject { return f.content }

// Assessment returns the id of the assessment.
func (f *Form) Assessment() model.ID { return f.head.ID }

// IsSecondEntry reports whether this is a second entry.
func (f *Form) IsSecondEntry() bool { return f.o.SecondEntry != nil }

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
	f.column = container.New(&widgets.CardList{Bottom: columnBottom})
	f.column.Add(widgets.NewBareCard(nil))
	for i, it := range f.state.items {
		scale, _ := f.in.Scale(it.Scale)
		in := widgets.NewScaleInput(it.Code, w.Of(it.Question), widgets.ScaleSteps(scale, w.Of), reasons, words)
		in.Keys = keys
		in.SetCulled(true)
		in.SetAnswer(toScale(f.state.answer(it.Code)))
		in.OnAnswer = func(a widgets.ScaleAnswer) { f.onAnswer(fromScale(it.Code, a)) }
		in.OnMove = func(by int) { f.move(i, by) }
		in.OnFocus = func(focused bool) { f.onFocus(i, focused) }
		f.rows = append(f.rows, in)
		f.column.Add(in)
	}
	f.scroll = container.NewVScroll(f.column)
	f.scroll.OnScrolled = func(fyne.Position) { f.updateCulled() }
	f.header, f.guide, f.footer = newHeader(f), newGuide(f), newFooter(f)
	f.content = container.New(&formLayout{f}, widgets.NewSurface(), f.header.content, widgets.NewRule(), f.guide.content, f.scroll, f.footer.content)
	f.current = f.firstOpen()
	f.refresh()
}

func (f *Form) onAnswer(w model.Answer) { f.saveAnswers(f.state.set(w)) }

// saveAnswers shows answers and queues them for saving.
func (f *Form) saveAnswers(answers []model.Answer) {
	if len(answers) == 0 {
		return
	}
	f.save.Put(saving.Write{Do: func(ctx context.Context) error {
		if f.o.SecondEntry != nil {
			return f.o.SecondEntry.Answer(ctx, answers...)
		}
		return f.o.Draft.Answer(ctx, answers...)
	}, Done: f.onSaved})
	f.refresh()
}

// Undo reverts the last change and goes to its question.
func (f *Form) Undo() { f.afterUndo(f.state.undo()) }

// Redo repeats the last change undone and goes to its question.
func (f *Form) Redo() { f.afterUndo(f.state.redo()) }

func (f *Form) afterUndo(answers []model.Answer) {
	if len(answers) == 0 {
		return
	}
	f.saveAnswers(answers)
	if i := f.state.index(answers[0].Item); f.rows[i].Visible() {
		f.focusRow(i)
	}
}

// refresh shows the state: which questions are asked, their answers, and the
// progress.
func (f *Form) refresh() {
	shown := f.state.shown()
	moved := false
	for i, in := range f.rows {
		code := f.state.items[i].Code
		height := in.MinSize().Height
		in.SetAnswer(toScale(f.state.answer(code)))
		in.SetSkipped(f.state.skipped(i))
		asked := slices.ContainsFunc(shown, func(it model.Item) bool { return it.Code == code })
		moved = moved || asked != in.Visible() || height != in.MinSize().Height
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
	f.updateCulled()
	f.header.refreshProgress(shown)
	f.guide.refresh()
	f.footer.refresh()
}

// relayout places the questions again after one of them was shown, hidden or
// changed its height.
func (f *Form) relayout() {
	s := f.column.Size()
	if s.Width == 0 {
		return
	}
	height := max(f.column.MinSize().Height, f.scroll.Size().Height)
	if height != s.Height {
		f.column.Resize(fyne.NewSize(s.Width, height))
		f.scroll.Refresh()
		return
	}
	f.column.Layout.Layout(f.column.Objects, s)
}

// updateCulled lets only the questions be painted that are visible, or nearly
// so.
func (f *Form) updateCulled() {
	const near = 120
	from, to := f.scroll.Offset.Y-near, f.scroll.Offset.Y+f.scroll.Size().Height+near
	for _, in := range f.rows {
		y := in.Position().Y
		in.SetCulled(y+in.Size().Height < from || y > to || !in.Visible())
	}
}

// onSaved notes that something has been saved.
func (f *Form) onSaved() {
	f.saved = f.o.Now().Local().Format(f.o.Words.T("entry.clock"))
	f.o.Changed()
}

// onSaving shows the progress of saving.
func (f *Form) onSaving() { f.footer.refresh() }

// Leave implements [screen.Leaver]: it leaves when everything is saved, and asks
// first if something cannot be saved.
func (f *Form) Leave(leave func()) { f.save.Leave(leave) }

// Discard deletes the draft after a confirmation.
func (f *Form) Discard() {
	if f.o.Draft == nil {
		return
	}
	w := f.o.Words
	answered := len(f.state.list())
	text := widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.N("entry.discard_ask", answered)})
	d := widgets.NewKeyDialog(w.T("entry.discard"), container.New(&widgets.Flow{Width: 400}, text), w.T("entry.discard_yes"), w.T("entry.discard_no"))
	d.OnAccept = func() bool {
		f.save.Drop()
		f.finished = true
		f.save.Put(saving.Write{Do: f.o.Draft.Discard, Done: func() {
			f.o.Toast(w.T("entry.discarded"))
			f.o.Changed()
			f.o.Back()
		}})
		return true
	}
	d.Open(f.o.Canvas())
}

// complete completes the assessment after everything before it is saved.
func (f *Form) complete() {
	var differ []store.Difference
	f.finished = true
	f.save.Put(saving.Write{Do: func(ctx context.Context) (err error) {
		if f.o.SecondEntry != nil {
			differ, err = f.o.SecondEntry.Finish(ctx)
			return err
		}
		return f.o.Draft.Complete(ctx)
	}, Done: func() {
		f.o.Changed()
		if len(differ) > 0 {
			f.o.OnDifferences(differ)
			return
		}
		f.o.OnDone()
	}})
}

// ToggleEarlier shows or hides the earlier answers. That they were shown is
// recorded with the assessment.
func (f *Form) ToggleEarlier() {
	if f.o.Draft == nil {
		return
	}
	if f.showingEarlier || f.earlier != nil {
		f.showingEarlier = !f.showingEarlier
		f.showEarlier()
		return
	}
	var list []model.Assessment
	f.save.Put(saving.Write{Do: func(ctx context.Context) (err error) {
		list, err = f.o.Draft.Earlier(ctx)
		return err
	}, Done: func() {
		f.earlier, f.showingEarlier = list, true
		if len(list) == 0 {
			f.earlier = []model.Assessment{}
			f.o.Toast(f.o.Words.T("entry.no_earlier"))
		}
		f.showEarlier()
	}})
}

// maxEarlier is how many earlier answers are shown below a question.
const maxEarlier = 3

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
