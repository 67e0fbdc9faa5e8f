// SPDX-License-Identifier: MPL-2.0

package analysis

import (
	"context"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/ui/group"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Options are what the screen is made from.
type Options struct {
	screen.Env
	Register   group.Register
	Vocabulary *model.Vocabulary

	OnBack   func()                // from the work, when it is broken off
	OnReport func(c cohort.Choice) // writes what is shown to a file
}

// The pages of the screen.
const (
	TabProgression = iota
	TabJob
	TabAgreement
)

// State is what is looked at. It outlives the screen.
type State struct {
	Tab    int
	Choice cohort.Choice
	View   int    // which figure or table of the first page
	Item   string // code of the item that is followed about the first activity
	Flex   bool   // a flex job instead of a job
}

// shown is what is known of the chosen part, and is not changed.
type shown struct {
	choice  cohort.Choice
	offer   cohort.Offer
	figures cohort.Figures
}

// Screen is the analysis.
type Screen struct {
	o     Options
	place State
	shown shown
	known bool
	query screen.Latest

	content  *fyne.Container
	tabs     *widgets.Tabs
	filters  *group.Filters
	body     *fyne.Container
	progress *group.Progress
	first    fyne.Focusable
}

// New returns the screen at a place; Load fills it.
func New(o Options, at State) *Screen {
	s := &Screen{o: o, place: at}
	s.build()
	return s
}

// Content is what the screen shows.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// State is what is looked at now.
func (s *Screen) State() State { return s.place }

// Tabs are the names of the pages.
func (s *Screen) Tabs() []string {
	w := s.o.Words
	return []string{w.T("analysis.tab.progression"), w.T("analysis.tab.job"), w.T("analysis.tab.agreement")}
}

// SelectTab goes to a page.
func (s *Screen) SelectTab(i int) { s.tabs.SetSelected(i) }

// FocusFirst moves the keyboard to the figure, or to what ends the work.
func (s *Screen) FocusFirst() {
	if s.first != nil {
		s.o.Focus(s.first)
	}
}

// Load reads the citizens, where they have changed, and computes the figures.
func (s *Screen) Load() { s.ask(s.place.Choice, "") }

func (s *Screen) ask(choice cohort.Choice, changed cohort.Field) {
	s.progress = group.NewProgress(s.o.Words, s.o.Words.T("analysis.working"), s.onCancel)
	s.put(s.progress.Content, s.progress.Cancel())
	progress := s.progress
	var now shown
	s.query.Run(s.o.Run, func(ctx context.Context) error {
		c, norms, err := group.Read(ctx, s.o.Register, progress.SetRead)
		if err != nil {
			return err
		}
		g, err := group.Choose(c, choice, changed, s.o.Today(), norms)
		if err != nil {
			return err
		}
		now.choice, now.offer = g.Choice(), c.Offer(g.Choice(), s.o.Today())
		now.figures, err = g.Figures(ctx, progress.SetComputed)
		return err
	}, func(err error) {
		if err != nil {
			s.fail(err)
			return
		}
		first := !s.known
		s.shown, s.known = now, true
		s.place.Choice = now.choice
		s.filters.Show(now.choice, now.offer, s.o.Today())
		s.show()
		if first {
			s.FocusFirst() // the button that had the keyboard is gone
		}
	})
}

// onCancel goes back to what was shown before, or away.
func (s *Screen) onCancel() {
	s.query.Cancel()
	if s.known {
		s.show()
		return
	}
	s.o.OnBack()
}

func (s *Screen) fail(err error) {
	page, again := group.NewFailure(s.o.Words, s.o.Words.T("analysis.failed"), s.o.Explain(err), s.Load)
	s.put(page, again)
}

// put shows something below the head.
func (s *Screen) put(o fyne.CanvasObject, first fyne.Focusable) {
	s.first = first
	s.body.Objects = []fyne.CanvasObject{o}
	s.body.Refresh()
}

// onReport writes what is shown to a file: before anything has been read, nothing.
func (s *Screen) onReport() {
	if s.known {
		s.o.OnReport(s.shown.choice)
	}
}

func (s *Screen) onTab(i int) {
	s.place.Tab = i
	if s.known {
		s.show()
	}
}

func (s *Screen) show() {
	switch s.place.Tab {
	case TabJob:
		s.showJob()
	case TabAgreement:
		s.showAgreement()
	default:
		s.showProgression()
	}
}
