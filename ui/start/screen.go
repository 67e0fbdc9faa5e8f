// SPDX-License-Identifier: MPL-2.0

package start

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// NewRegister holds the details of a register that is to be created.
type NewRegister struct {
	Municipality string
	Initials     string
	Passphrase   string
	Dir          string
}

// Options configure the page. The On functions do what the user asks for and call
// done once, with the error if it failed.
type Options struct {
	screen.Env
	Recent []string // folders of registers, the latest first
	Home   string   // where a new register is suggested

	OnCreate func(s NewRegister, done func(err error))
	OnOpen   func(dir string, done func(err error))
	// OnDemo creates an invented municipality and opens it. If it is nil, the page
	// does not offer one.
	OnDemo func(progress func(done, total int), done func(err error)) (cancel func())

	// Judge comments on a new passphrase and reports whether it is good enough. names
	// are words that it should not contain.
	Judge func(text string, names ...string) (sentence string, good bool)
}

// Screen is the start page.
type Screen struct {
	o          Options
	create     *widgets.Button
	open       *widgets.Button
	demo       *widgets.Button
	cancel     *widgets.Button
	bar        *widget.ProgressBar
	step       *widgets.Label
	work       *fyne.Container // progress of the demo, in place of its button
	recent     *widgets.DataTable
	problem    *widgets.Paragraph
	notice     *widgets.Card
	content    fyne.CanvasObject
	cancelDemo func()
}

// New returns the start page.
func New(o Options) *Screen {
	s := &Screen{o: o}
	s.build()
	return s
}

// Title is empty: no register is open.
func (s *Screen) Title() string { return "" }

// Content implements [screen.Screen].
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// FocusFirst gives the keyboard to the likeliest choice.
func (s *Screen) FocusFirst() {
	switch {
	case s.recent != nil:
		s.o.Focus(s.recent)
	case s.demo != nil:
		s.o.Focus(s.demo)
	default:
		s.o.Focus(s.create)
	}
}

// ShowError explains an error on the page, or removes the last one if err is nil or a
// cancellation.
func (s *Screen) ShowError(err error) {
	if err == nil || errors.Is(err, context.Canceled) {
		s.notice.Hide()
		s.content.Refresh()
		return
	}
	s.problem.SetRuns(widgets.Run{Text: s.o.Explain(err)})
	s.notice.Show()
	s.content.Refresh()
}

func (s *Screen) build() {
	w := s.o.Words
	s.create = widgets.NewButton(w.T("start.create.button"), s.CreateDialog)
	s.open = widgets.NewButton(w.T("start.open.button"), s.OpenDialog)
	s.open.Hint, s.create.Hint = w.T("key.ctrl")+"+O", w.T("key.ctrl")+"+N"
	cards := []fyne.CanvasObject{
		choice(widgets.IconPlus, w.T("start.create"), w.T("start.create.text"), s.create),
		choice(widgets.IconPeople, w.T("start.open"), w.T("start.open.text"), s.open),
	}
	if s.o.OnDemo != nil {
		s.demo = widgets.NewPrimaryButton(widgets.IconNone, w.T("start.demo.button"), s.onDemo)
		s.cancel = widgets.NewButton(w.T("start.cancel"), s.onCancel)
		s.bar = widget.NewProgressBar()
		s.bar.TextFormatter = func() string { return "" }
		s.step = widgets.NewMutedLabel(widgets.Second, "")
		s.work = container.NewBorder(s.step, nil, nil, s.cancel, container.New(&centered{height: 8}, s.bar))
		s.work.Hide()
		cards = append(cards, choice(widgets.IconBars, w.T("start.demo"), w.T("start.demo.text"),
			container.NewStack(container.New(&bottomLeft{}, s.demo), s.work)))
	}
	s.problem = widgets.NewParagraph(widgets.Body)
	warning := widgets.NewIconView(widgets.IconWarning)
	s.notice = widgets.NewCard(container.New(&iconText{}, warning, s.problem))
	s.notice.Hide()

	title := widgets.NewLabel(widgets.PageTitle, w.T("start.title"))
	under := widgets.NewMutedLabel(widgets.Body, w.T("start.subtitle"))
	objects := []fyne.CanvasObject{title, under, container.New(&choiceRow{}, cards...), s.notice}
	if len(s.o.Recent) > 0 {
		s.open.Variant = widgets.Secondary
		s.recent = s.recentTable()
		objects = append(objects, widgets.NewLabel(widgets.CardTitle, w.T("start.recent")),
			container.New(&fixedHeight{widgets.HeadHeight + 2 + float32(len(s.o.Recent))*widgets.RowHeight}, s.recent))
	}
	s.content = newPage(objects...)
}

// choice returns the card of one of the choices.
func choice(icon widgets.Icon, title, text string, button fyne.CanvasObject) fyne.CanvasObject {
	view := widgets.NewIconView(icon)
	view.Side = 24
	return widgets.NewCard(container.New(&choiceLayout{}, view, widgets.NewLabel(widgets.CardTitle, title),
		widgets.NewParagraph(widgets.Body, widgets.Run{Text: text}), button))
}

func (s *Screen) recentTable() *widgets.DataTable {
	w := s.o.Words
	t := widgets.NewDataTable([]widgets.Column{
		{ID: "name", Title: w.T("start.recent.name"), Width: 260, Bold: true},
		{ID: "dir", Title: w.T("start.recent.dir"), Width: 400, Flexible: true},
	}, func(i int) ([]widgets.Cell, bool) {
		if i < 0 || i >= len(s.o.Recent) {
			return nil, false
		}
		dir := s.o.Recent[i]
		name := strings.TrimSuffix(filepath.Base(dir), filepath.Ext(dir))
		return []widgets.Cell{{Text: name}, {Text: s.o.Shorten(dir), Muted: true}}, true
	})
	t.SetLength(len(s.o.Recent))
	t.Select(0)
	t.OnOpen = func(i int) { s.o.OnOpen(s.o.Recent[i], s.ShowError) }
	return t
}

func (s *Screen) onDemo() {
	s.ShowError(nil)
	s.setBusy(true)
	s.bar.SetValue(0)
	s.step.SetText(s.o.Words.T("start.demo.begin"))
	finished := false
	stop := s.o.OnDemo(s.onProgress, func(err error) {
		finished = true
		s.cancelDemo = nil
		s.setBusy(false)
		s.ShowError(err)
	})
	if !finished {
		s.cancelDemo = stop
		s.o.Focus(s.cancel)
	}
}

func (s *Screen) onProgress(done, total int) {
	if total <= 0 {
		return
	}
	s.bar.SetValue(float64(done) / float64(total))
	s.step.SetText(s.o.Words.T("start.demo.progress", "Done", s.o.Words.Count(done), "Total", s.o.Words.Count(total)))
}

func (s *Screen) onCancel() {
	if s.cancelDemo != nil {
		s.cancelDemo()
	}
}

func (s *Screen) setBusy(on bool) {
	s.demo.Hidden, s.work.Hidden = on, !on
	for _, b := range []*widgets.Button{s.create, s.open} {
		if on {
			b.Disable()
		} else {
			b.Enable()
		}
	}
	s.content.Refresh()
}
