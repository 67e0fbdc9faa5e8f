// SPDX-License-Identifier: MPL-2.0

package team

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/group"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Register is what the screen needs of the register.
type Register interface {
	group.Register
	CaseHistories(ctx context.Context, ids []model.ID) ([]model.CaseHistory, error)
	LogShown(ctx context.Context, list string, citizens []model.ID) error
}

// Options are what the screen is made from.
type Options struct {
	screen.Env
	Register   Register
	Vocabulary *model.Vocabulary
	// Title is the title where no team is chosen.
	Title string

	OnCitizen func(citizen model.ID)
	OnBack    func()                // from the reading, when it is broken off
	OnReport  func(c cohort.Choice) // writes what is shown to a file
}

// State is what is looked at. It outlives the screen.
type State struct {
	Choice cohort.Choice
	Who    model.Respondent
	Weeks  int // from how many without activity a citizen is on the list
}

// shown is what the register says about the chosen part, and is not changed.
type shown struct {
	choice    cohort.Choice
	offer     cohort.Offer
	coverage  cohort.Coverage
	movement  cohort.Movement
	scatter   cohort.Scatter
	targeting cohort.Targeting
	passive   []passive
}

// passive is a row of the list of the long passive.
type passive struct {
	cohort.PassiveCitizen
	name string
}

// Screen is the team's page.
type Screen struct {
	o     Options
	place State
	shown shown
	query screen.Latest

	content  *fyne.Container
	progress *group.Progress
	built    bool

	filters      *group.Filters
	title        *widgets.Label
	who          *widgets.Segmented
	numbers      *widgets.Paragraph
	movement     *widgets.GroupView
	scatter      *widgets.GroupView
	targeting    *widgets.GroupView
	list         *widgets.DataTable
	listed       *screen.ShownList
	weeks        *widgets.Dropdown
	passiveCount *widgets.Label
	foot         *widgets.FootStrip
}

// New returns the screen at a place; Load fills it.
func New(o Options, at State) *Screen {
	s := &Screen{o: o, place: at}
	if s.place.Who == "" {
		s.place.Who = model.ByCitizen
	}
	if s.place.Weeks == 0 {
		s.place.Weeks = defaultWeeks
	}
	s.progress = group.NewProgress(o.Words, o.Words.T("team.reading"), s.onCancel)
	s.content = container.NewStack(s.progress.Content)
	return s
}

// defaultWeeks is from how many weeks on it is long to be without activity.
const defaultWeeks = 8

// Content is what the screen shows.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// State is what is looked at now.
func (s *Screen) State() State { return s.place }

// FocusFirst moves the keyboard to the first figure, or to what ends the reading.
func (s *Screen) FocusFirst() {
	if !s.built {
		s.o.Focus(s.progress.Cancel())
		return
	}
	s.o.Focus(s.movement.Focusable())
	s.listed.Changed()
}

// Load reads the citizens, where they have changed, and shows the chosen part.
func (s *Screen) Load() { s.ask(s.place.Choice, "") }

// ask shows another part; changed is the field by which it is another.
func (s *Screen) ask(choice cohort.Choice, changed cohort.Field) {
	place := s.place
	var now shown
	s.query.Run(s.o.Run, func(ctx context.Context) error {
		c, norms, err := group.Read(ctx, s.o.Register, s.progress.SetRead)
		if err != nil {
			return err
		}
		now, err = s.look(ctx, c, norms, choice, changed, place)
		return err
	}, func(err error) {
		if err != nil {
			s.fail(err)
			return
		}
		s.shown = now
		s.place.Choice = now.choice
		s.show()
	})
}

// look makes the figures of a part.
func (s *Screen) look(ctx context.Context, c *cohort.Cohort, n analysis.Norms, choice cohort.Choice, changed cohort.Field, at State) (shown, error) {
	g, err := group.Choose(c, choice, changed, s.o.Today(), n)
	if err != nil {
		return shown{}, err
	}
	now := shown{
		choice: g.Choice(), offer: c.Offer(g.Choice(), s.o.Today()), coverage: g.Coverage(),
		movement: g.Movement(at.Who), scatter: g.Scatter(at.Who), targeting: g.Targeting(at.Who),
	}
	list := g.LongPassive(at.Weeks)
	ids := make([]model.ID, len(list))
	for i, p := range list {
		ids[i] = p.Citizen
	}
	names := map[model.ID]string{}
	if len(ids) > 0 {
		courses, err := s.o.Register.CaseHistories(ctx, ids)
		if err != nil {
			return shown{}, err
		}
		for _, course := range courses {
			names[course.Citizen.ID] = course.Citizen.Name
		}
	}
	for _, p := range list {
		now.passive = append(now.passive, passive{p, names[p.Citizen]})
	}
	return now, nil
}

// onReport writes what is shown to a file: before anything has been read, nothing.
func (s *Screen) onReport() {
	if s.built {
		s.o.OnReport(s.shown.choice)
	}
}

func (s *Screen) onCancel() {
	s.query.Cancel()
	s.o.OnBack()
}

func (s *Screen) fail(err error) {
	s.built = false
	page, again := group.NewFailure(s.o.Words, s.o.Words.T("team.failed"), s.o.Explain(err), s.Load)
	s.content.Objects = []fyne.CanvasObject{page}
	s.content.Refresh()
	s.o.Focus(again)
}

func (s *Screen) show() {
	first := !s.built
	if first {
		s.build()
	}
	w, now := s.o.Words, s.shown
	title := s.o.Title
	if now.choice.Team != "" {
		title = now.choice.Team
	}
	if now.choice.Caseworker != "" {
		title += ", " + now.choice.Caseworker
	}
	s.title.SetText(title)
	s.filters.Show(now.choice, now.offer, s.o.Today())
	s.numbers.SetRuns(numbers(w, now.coverage)...)
	s.movement.Show(plots.NewMovement(now.movement, w))
	s.scatter.Show(plots.NewScatter(now.scatter, now.scatter.OnScreen(), w))
	s.targeting.Show(plots.NewTargeting(now.targeting, w))
	s.list.SetLength(len(now.passive))
	s.passiveCount.SetText(w.N("list.count", len(now.passive)))
	s.listed.Changed()
	s.list.Refresh()
	small := w.T("team.small")
	if s.filters.Withheld() {
		small = w.T("team.withheld")
	}
	s.foot.SetTexts(w.T("caution.regression"), w.T("cohort.shows", "Part", s.filters.Text()), small)
	s.content.Refresh()
	if first {
		s.FocusFirst() // the button that had the keyboard is gone
	}
}

func (s *Screen) onWho(i int) {
	s.place.Who = [...]model.Respondent{model.ByCitizen, model.ByCaseworker}[i]
	s.Load()
}

func (s *Screen) onWeeks(i int) {
	s.place.Weeks = weekChoices[i]
	s.Load()
}
