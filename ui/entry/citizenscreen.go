// SPDX-License-Identifier: MPL-2.0

package entry

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// CanHandOut reports whether the citizen may answer on the screen.
func (f *Form) CanHandOut() bool {
	return f.o.Draft != nil && f.o.OnHandOut != nil && f.head.Respondent == model.ByCitizen
}

// HandOut switches to the citizen's screen.
func (f *Form) HandOut() {
	if f.CanHandOut() {
		f.o.OnHandOut()
	}
}

// CitizenScreenOptions configure a [CitizenScreen].
type CitizenScreenOptions struct {
	// Check returns nil for the caseworker's passphrase. It runs off the UI goroutine.
	Check func(ctx context.Context, pass []byte) error
	// NoPassphrase is set for an invented register, which opens without one.
	NoPassphrase bool
	OnUnlocked   func()
}

// CitizenScreen is handed to the citizen: one question at a time and nothing
// else. Only the caseworker's passphrase leaves it.
type CitizenScreen struct {
	f *Form
	o CitizenScreenOptions

	item   string // code of the current question
	thanks bool

	content  *fyne.Container
	where    *widgets.Label
	progress *widgets.BigProgress
	question *widgets.Paragraph
	help     *widgets.Paragraph
	scale    *widgets.BigScale
	back     *widgets.Button
	next     *widgets.Button
	unlock   *widgets.Button
	dialog   *widgets.KeyDialog
	failures int
	waiting  bool
}

// CitizenScreen returns the citizen's screen for the form's answers.
func (f *Form) CitizenScreen(o CitizenScreenOptions) *CitizenScreen {
	w := f.o.Words
	c := &CitizenScreen{
		f: f, o: o, where: widgets.NewMutedLabel(widgets.Large, ""), progress: widgets.NewBigProgress(),
		question: widgets.NewParagraph(widgets.Headline), help: widgets.NewParagraph(widgets.Large), scale: widgets.NewBigScale(),
	}
	c.help.Muted = true
	c.scale.OnAnswer = func(a widgets.ScaleAnswer) { f.saveAnswers(f.state.set(fromScale(c.item, a))) }
	c.scale.OnNext = func() { c.move(1) }
	c.back = widgets.NewIconButton(widgets.IconBack, w.T("hand.back"), func() { c.move(-1) })
	c.next = widgets.NewPrimaryButton(widgets.IconNone, w.T("hand.next"), func() { c.move(1) })
	c.next.Trailing = widgets.IconForward
	c.back.Big, c.next.Big = true, true
	c.unlock = widgets.NewIconButton(widgets.IconLock, w.T("hand.out"), c.AskPassphrase)
	c.unlock.Variant = widgets.Quiet
	ground := canvas.NewRectangle(widgets.CurrentPalette().Surface)
	c.content = container.New(&citizenLayout{c}, ground, c.where, c.progress, c.question, c.help, c.scale, c.back, c.next, c.unlock)
	if shown := f.state.shown(); len(shown) > 0 {
		c.item = shown[0].Code
	}
	c.refresh()
	return c
}

// Content implements [screen.Screen].
func (c *CitizenScreen) Content() fyne.CanvasObject { return c.content }

// FocusFirst implements [screen.Focuser].
func (c *CitizenScreen) FocusFirst() {
	if c.thanks {
		c.f.o.Canvas().Unfocus()
		return
	}
	c.f.o.Canvas().Focus(c.scale)
}

// TypedKey implements [screen.KeyHandler].
func (c *CitizenScreen) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		c.AskPassphrase()
	case fyne.KeyPageUp:
		c.move(-1)
	case fyne.KeyPageDown, fyne.KeyReturn, fyne.KeyEnter:
		c.move(1)
	}
}

// index returns the position of the current question among those asked.
func (c *CitizenScreen) index(shown []model.Item) int {
	for i, it := range shown {
		if it.Code == c.item {
			return i
		}
	}
	return 0
}

func (c *CitizenScreen) move(by int) {
	shown := c.f.state.shown()
	i := c.index(shown)
	switch {
	case c.thanks && by < 0:
		c.thanks = false
	case c.thanks:
		return
	case i+by >= len(shown):
		c.thanks = true
	case i+by >= 0:
		c.item = shown[i+by].Code
	}
	c.refresh()
	c.FocusFirst()
}

func (c *CitizenScreen) refresh() {
	f, w := c.f, c.f.o.Words
	shown := f.state.shown()
	i := c.index(shown)
	c.back.Hidden = i == 0 && !c.thanks
	c.next.Hidden, c.scale.Hidden, c.where.Hidden = c.thanks, c.thanks, c.thanks
	if c.thanks {
		c.progress.Set(len(shown), len(shown))
		c.question.SetRuns(widgets.Run{Text: w.T("hand.thanks")})
		c.help.SetRuns(widgets.Run{Text: w.T("hand.give_back")})
		c.content.Refresh()
		return
	}
	it := shown[i]
	c.where.SetText(w.T("hand.where", "Number", i+1, "Of", len(shown)))
	c.progress.Set(i, len(shown))
	c.question.SetRuns(widgets.Run{Text: w.Of(it.Question)})
	help := w.T("hand.help")
	if note := w.Of(it.Note); note != "" {
		help = note
	}
	c.help.SetRuns(widgets.Run{Text: help})
	scale, _ := f.in.Scale(it.Scale)
	c.scale.Set(widgets.ScaleSteps(scale, w.Of), c.reasons(), toScale(f.state.answer(it.Code)))
	c.content.Refresh()
}

// reasons returns the missing reasons that a citizen can choose, in the
// citizen's words.
func (c *CitizenScreen) reasons() []widgets.ScaleReason {
	w := c.f.o.Words
	var list []widgets.ScaleReason
	for _, m := range c.f.in.Missing {
		label := w.Of(m.Name)
		switch m.Key {
		case "not_asked", "illegible":
			continue
		case "declined":
			label = w.T("hand.declined")
		}
		list = append(list, widgets.ScaleReason{Code: m.Code, Label: label})
	}
	return list
}
