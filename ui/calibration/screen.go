// SPDX-License-Identifier: MPL-2.0

package calibration

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/ui/saving"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Register is what the screen needs of the register.
type Register interface {
	VignetteRatings(ctx context.Context) ([]analysis.Rating, error)
	RateVignette(ctx context.Context, vignette, item string, value int) error
	Calibration(ctx context.Context, instrument string) (analysis.Calibration, error)
}

// Options are what the screen is made from.
type Options struct {
	screen.Env
	Register   Register
	Instrument *model.Instrument
	Vignettes  []model.Vignette
	User       string // initials
	Leader     bool   // may see the others, once there are enough
}

// The pages of the screen.
const (
	TabVignettes = iota
	TabResult
)

// State is where a person is. It outlives the screen.
type State struct {
	Tab      int
	Vignette int // 1 is the first; 0 is the first that is not done
}

// key is a question about a vignette.
type key struct{ vignette, item string }

// Screen is the calibration.
type Screen struct {
	o      Options
	place  State
	items  []model.Item
	values map[key]int // the user's scores
	read   bool
	save   *saving.Queue

	tabs    *widgets.Tabs
	body    *fyne.Container
	sheet   *sheet
	foot    *widgets.FootStrip
	content fyne.CanvasObject
	result  screen.Latest
}

// New returns the screen at a place; Load fills it.
func New(o Options, at State) *Screen {
	s := &Screen{o: o, place: at, items: o.Instrument.ItemsOf(model.ByCaseworker), values: map[key]int{}}
	s.save = saving.New(o.Env, s.onSaving)
	w := o.Words
	s.tabs = widgets.NewTabs([]string{w.T("calibration.vignettes"), w.T("calibration.result")}, nil)
	s.tabs.Selected = at.Tab
	s.tabs.OnChanged = s.onTab
	s.foot = widgets.NewFootStrip([]string{w.T("calibration.reading")}, s.hints())
	s.body = container.NewStack()
	s.content = widgets.NewTabbedPage(w.T("calibration.title"), s.tabs, s.body, s.foot)
	return s
}

// Content is what the screen shows.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// State is where the person is now.
func (s *Screen) State() State { return s.place }

// Load reads what the user has scored.
func (s *Screen) Load() {
	var ratings []analysis.Rating
	s.o.Run(func(ctx context.Context) (err error) {
		ratings, err = s.o.Register.VignetteRatings(ctx)
		return err
	}, func(err error) {
		if err != nil {
			s.fail(err)
			return
		}
		for _, r := range ratings {
			s.values[key{r.Vignette, r.Item}] = r.Value
		}
		s.read = true
		if s.place.Vignette < 1 || s.place.Vignette > len(s.o.Vignettes) {
			s.place.Vignette = s.firstOpen() + 1
		}
		s.sheet = newSheet(s)
		s.onTab(s.place.Tab)
	})
}

// hints are the keys that work on the page.
func (s *Screen) hints() []widgets.KeyHint {
	w := s.o.Words
	back := widgets.KeyHint{Key: w.T("key.esc"), Text: w.T("citizen.hint_back")}
	if s.place.Tab == TabResult {
		return []widgets.KeyHint{back}
	}
	return []widgets.KeyHint{
		{Key: "1–9", Text: w.T("calibration.hint_answer")}, {Key: w.T("calibration.pages"), Text: w.T("calibration.hint_pages")}, back,
	}
}

// firstOpen is the first vignette that is not scored whole, or else the first.
func (s *Screen) firstOpen() int {
	for i := range s.o.Vignettes {
		if s.scored(i) < len(s.items) {
			return i
		}
	}
	return 0
}

// scored is how many questions of a vignette have an answer.
func (s *Screen) scored(vignette int) int {
	n := 0
	for _, it := range s.items {
		if s.values[key{s.o.Vignettes[vignette].Code, it.Code}] != 0 {
			n++
		}
	}
	return n
}

func (s *Screen) all() (n int) {
	for i := range s.o.Vignettes {
		n += s.scored(i)
	}
	return n
}

// SelectTab goes to a page, as the keys of the menu do.
func (s *Screen) SelectTab(i int) { s.tabs.SetSelected(i) }

func (s *Screen) onTab(i int) {
	s.place.Tab = i
	s.foot.Hints = s.hints()
	s.foot.Refresh()
	switch {
	case !s.read:
	case i == TabResult:
		s.loadResult()
	default:
		s.put(s.sheet.content)
		s.sheet.show()
		s.sheet.focus()
	}
}

// Step goes to the vignette after this one, or the one before.
func (s *Screen) Step(by int) {
	to := s.place.Vignette + by
	if !s.read || s.place.Tab != TabVignettes || to < 1 {
		return
	}
	if to > len(s.o.Vignettes) {
		s.SelectTab(TabResult)
		return
	}
	s.place.Vignette = to
	s.sheet.show()
	s.sheet.focus()
}

// TypedKey takes the keys that no widget wants.
func (s *Screen) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		s.o.Back()
	case fyne.KeyPageDown:
		s.Step(1)
	case fyne.KeyPageUp:
		s.Step(-1)
	}
}

func (s *Screen) put(content fyne.CanvasObject) {
	s.body.Objects = []fyne.CanvasObject{content}
	s.body.Refresh()
}

func (s *Screen) fail(err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	s.put(container.NewCenter(container.New(&widgets.Flow{Gap: 8, Width: 420},
		widgets.NewLabel(widgets.CardTitle, s.o.Words.T("calibration.failed")), widgets.NewParagraph(widgets.Body, widgets.Run{Text: s.o.Explain(err)}))))
}

// onAnswer shows a score and queues it for saving.
func (s *Screen) onAnswer(k key, value int) {
	s.values[k] = value
	s.save.Put(saving.Write{Key: k.vignette + " " + k.item, Do: func(ctx context.Context) error {
		return s.o.Register.RateVignette(ctx, k.vignette, k.item, value)
	}})
}

// onSaving shows the progress of saving.
func (s *Screen) onSaving() { s.sheet.progress() }

// Leave implements [screen.Leaver]: it leaves when everything is saved, and asks
// first if something cannot be saved.
func (s *Screen) Leave(leave func()) { s.save.Leave(leave) }
