package ui

import (
	"context"
	"fmt"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/analysis"
	"codeberg.org/fremskridt/fremskridt/ui/calibration"
	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/citizens"
	"codeberg.org/fremskridt/fremskridt/ui/followup"
	"codeberg.org/fremskridt/fremskridt/ui/setup"
	"codeberg.org/fremskridt/fremskridt/ui/team"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// area is one of the parts of the program that the rail leads to.
type area int

const (
	areaCitizens area = iota
	areaFollowUp
	areaTeam
	areaAnalysis
	areaSetup
)

// place is where a person is in an open register. It outlives the screens, so
// that they can be built anew.
type place struct {
	area   area
	list   citizens.State
	page   *citizen.State // over the list, while one is open
	form   *formPlace     // over the citizen, while one is open
	follow followup.State
	scored *calibration.State // over the follow-up, while it is open
	setup  setup.State

	team     team.State
	analysis analysis.State
}

// areas are those that the user may see, in the order of the rail.
func (s *Shell) areas() []area {
	if s.session.access == nil {
		return []area{areaSetup}
	}
	if s.session.leader == nil {
		return []area{areaCitizens, areaFollowUp, areaSetup}
	}
	return []area{areaCitizens, areaFollowUp, areaTeam, areaAnalysis, areaSetup}
}

// railItems are the areas as the rail shows them.
func (s *Shell) railItems() []widgets.RailItem {
	var items []widgets.RailItem
	for _, a := range s.areas() {
		switch a {
		case areaCitizens:
			items = append(items, widgets.RailItem{Icon: widgets.IconPeople, Text: s.words.T("list.title")})
		case areaFollowUp:
			items = append(items, widgets.RailItem{Icon: widgets.IconCalendarCheck, Text: s.words.T("follow.title"), Badge: s.urgentBadge()})
		case areaTeam:
			items = append(items, widgets.RailItem{Icon: widgets.IconBars, Text: s.words.T("team.title")})
		case areaAnalysis:
			items = append(items, widgets.RailItem{Icon: widgets.IconForest, Text: s.words.T("analysis.title")})
		case areaSetup:
			items = append(items, widgets.RailItem{Icon: widgets.IconSliders, Text: s.words.T("menu.setup")})
		}
	}
	return items
}

// where is where the person is now.
func (s *Shell) where() place {
	at := s.at
	if s.list != nil {
		at.list = s.list.State()
	}
	at.page = nil
	if s.page != nil {
		p := s.page.State()
		at.page = &p
	}
	at.form = nil
	switch {
	case s.differ != nil:
		at.form = &formPlace{assessment: s.differ.Assessment(), again: true}
	case s.form != nil:
		at.form = &formPlace{assessment: s.form.Assessment(), again: s.form.Again()}
	}
	if s.follow != nil {
		at.follow = s.follow.State()
	}
	at.scored = nil
	if s.calibration != nil {
		p := s.calibration.State()
		at.scored = &p
	}
	if s.team != nil {
		at.team = s.team.State()
	}
	if s.analysis != nil {
		at.analysis = s.analysis.State()
	}
	if s.setup != nil {
		at.setup = s.setup.State()
	}
	return at
}

// goTo changes to another area, or to the list from one of its citizens.
func (s *Shell) goTo(a area) {
	if a == s.at.area {
		s.back()
		return
	}
	at := s.where()
	at.area, at.page, at.form, at.scored = a, nil, nil, nil
	s.leaveForm(func() { s.showPlace(at) })
}

// showPlace builds the screens of a place.
func (s *Shell) showPlace(at place) {
	if !slices.Contains(s.areas(), at.area) {
		at.area = s.areas()[0]
	}
	s.at = at
	s.screens = screens{}
	switch at.area {
	case areaSetup:
		s.showSetup(at.setup)
		return
	case areaTeam:
		s.showTeam(at.team)
	case areaAnalysis:
		s.showAnalysis(at.analysis)
	case areaFollowUp:
		s.showFollowUp(at.follow)
		if at.scored != nil {
			s.calibrate(*at.scored)
		}
	default:
		s.showList(at.list)
		if !s.session.counted {
			s.countUrgent()
		}
	}
	if at.page != nil {
		s.openCitizen(*at.page)
		if at.form != nil {
			s.resume(*at.form)
		}
	}
}

func (s *Shell) showList(at citizens.State) {
	s.list = citizens.New(citizens.Options{
		Register: s.session.access, Vocabulary: s.session.vocabulary, Instruments: s.session.instruments,
		User: s.session.user, Today: s.today(), Words: s.words, Run: s.session.work.run,
		OnOpen: func(id model.ID) { s.openCitizen(citizen.State{Citizen: id}) },
		OnNew:  s.onNewCitizen,
		Focus:  s.focus, Explain: s.explain, Tell: s.say,
		Command: fmt.Sprintf("fremskridt import --store %q --user %s …", s.session.register.Dir(), s.session.user.Initials),
	}, at)
	s.frame(s.list.Content())
	s.list.Load(at.Selected)
	s.list.FocusList()
}

// onNewCitizen asks for a new citizen, and shows who it is.
func (s *Shell) onNewCitizen() {
	now := s.session
	teams := now.user.Teams
	if now.user.AllTeams {
		teams = now.teams
	}
	citizen.Create(citizen.CreateOptions{
		Register: now.access, Vocabulary: now.vocabulary, Teams: teams, User: now.user.Initials, Today: s.today(),
		Words: s.words, Run: now.work.run, Canvas: s.window.Canvas, Explain: s.explain,
		OnCreated: func(c model.Citizen) {
			s.openCitizen(citizen.State{Citizen: c.ID})
			s.say(s.words.T("create.done", "Name", c.Name))
		},
	})
}

func (s *Shell) showSetup(at setup.State) {
	now := s.session
	o := setup.Options{
		Register: now.register, Own: now.ownAccess(), Vocabulary: now.vocabulary, Instruments: now.instruments,
		User: now.user, Invented: now.invented, Window: s.windowChoices(), Now: s.o.Now, Words: s.words, Run: now.work.run,
		Canvas: s.window.Canvas, Focus: s.focus, Explain: s.explain, Tell: s.say, Copy: s.copy, PickFolder: s.pickFolder,
		Shorten: s.shorten, Judge: s.judgePassphrase, OnOwnUserChanged: s.reread,
		OnRecoveryKey: func(key string) {
			here := s.where()
			s.showRecoveryKey(key, true, func() { s.showPlace(here) })
		},
	}
	switch {
	case now.admin != nil:
		o.Admin, o.Deletion = now.admin, now.admin
	case now.leader != nil:
		o.Deletion = now.leader
	}
	s.setup = setup.New(o, at)
	s.frame(s.setup.Content())
	s.setup.Load()
	s.setup.FocusFirst()
}

// windowChoices are what the setup lets one choose about the window.
func (s *Shell) windowChoices() setup.WindowSettings {
	w := setup.WindowSettings{IdleMinutes: s.settings.idleMinutes(), SetIdleMinutes: s.settings.setIdleMinutes}
	for i, l := range languages {
		w.Languages = append(w.Languages, l.name)
		if l.lang == s.words.Lang {
			w.Language = i
		}
	}
	w.SetLanguage = func(i int) { s.chooseLanguage(languages[i].lang) }
	for i, a := range appearances {
		w.Appearances = append(w.Appearances, s.words.T("menu.appearance."+string(a)))
		if a == s.settings.appearance() {
			w.Appearance = i
		}
	}
	w.SetAppearance = func(i int) { s.chooseAppearance(appearances[i]) }
	return w
}

// reread finds anew what the user may do, and builds the screens by it.
func (s *Shell) reread() {
	now := s.session
	fresh := session{register: now.register}
	now.work.run(func(ctx context.Context) error { return fresh.loadUser(ctx) }, func(err error) {
		if err != nil {
			s.tell(err)
			return
		}
		now.user, now.access, now.admin, now.leader, now.teams = fresh.user, fresh.access, fresh.admin, fresh.leader, fresh.teams
		s.showPlace(s.where())
	})
}
