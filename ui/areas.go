// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/analysis"
	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/citizens"
	"codeberg.org/fremskridt/fremskridt/ui/followup"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/setup"
	"codeberg.org/fremskridt/fremskridt/ui/team"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// areaID identifies an area: a part of the program with an item in the rail.
type areaID string

const (
	areaCitizens areaID = "citizens"
	areaFollowUp areaID = "follow-up"
	areaTeam     areaID = "team"
	areaAnalysis areaID = "analysis"
	areaSetup    areaID = "setup"
)

// area describes an area to the rail and the view menu.
type area struct {
	id       areaID
	title    string // key of its name
	icon     widgets.Icon
	shortcut fyne.Shortcut // in the view menu; nil for an area that is not in it
	access   *store.Access // by which its screens read the register; nil for users without it
	open     func()        // shows its root screen
}

// areas returns the areas that the user may see, in the order of the rail.
func (s *Shell) areas() []area {
	n := s.session
	shift := fyne.KeyModifierShift
	var allowed []area
	for _, a := range []area{
		{areaCitizens, "list.title", widgets.IconPeople, screen.Ctrl(fyne.KeyB), n.access, func() { s.openList(citizens.State{}) }},
		{areaFollowUp, "follow.title", widgets.IconCalendarCheck, screen.Ctrl(fyne.KeyO), n.access, func() { s.openFollowUp(followup.State{}) }},
		{areaTeam, "team.title", widgets.IconBars, screen.Ctrl(fyne.KeyG), n.leader, func() { s.openTeam(team.State{}) }},
		{areaAnalysis, "analysis.title", widgets.IconForest, screen.Ctrl(fyne.KeyG, shift), n.leader, func() { s.openAnalysis(analysis.State{}) }},
		{areaSetup, "menu.setup", widgets.IconSliders, nil, n.setupAccess(), func() { s.openSetup(setup.State{}) }},
	} {
		if a.access != nil {
			allowed = append(allowed, a)
		}
	}
	return allowed
}

func (s *Shell) areaByID(id areaID) area {
	areas := s.areas()
	for _, a := range areas {
		if a.id == id {
			return a
		}
	}
	return areas[0]
}

// pushRoot shows the root screen of an area in place of the whole stack.
func pushRoot[T any, S screen.Stateful[T]](s *Shell, id areaID, build func(screen.Env) S, reopen func(T)) {
	s.dropAll()
	s.area = id
	push(s.router, build, reopen)
}

// goTo shows another area as it was left, or the root screen of the same area.
func (s *Shell) goTo(id areaID) {
	if id == s.area {
		s.backToRoot()
		return
	}
	s.leaveTop(func() {
		s.saved[s.area] = s.stack[0].save()
		if restore := s.saved[id]; restore != nil {
			restore()
			return
		}
		s.areaByID(id).open()
	})
}

// restore shows saved screens, the bottom one of an area. If the user may not see
// that area, the user's first area is shown.
func (s *Shell) restore(id areaID, screens []func()) {
	areas := s.areas()
	allowed := slices.ContainsFunc(areas, func(a area) bool { return a.id == id })
	if len(screens) == 0 || !allowed {
		areas[0].open()
		return
	}
	for _, show := range screens {
		show()
	}
}

// rebuild builds the screens again as they are, in a new language or appearance. A
// modal screen stays as it is.
func (s *Shell) rebuild() {
	switch l := s.top(); {
	case l == nil || l.modal:
	case s.session == nil:
		l.save()()
	default:
		s.leaveTop(func() { s.restore(s.area, s.saveStack()) })
	}
}

func (s *Shell) openList(at citizens.State) {
	now := s.session
	pushRoot(s, areaCitizens, func(env screen.Env) *citizens.Screen {
		return citizens.New(citizens.Options{
			Env: env, Register: now.access, Vocabulary: now.vocabulary, Instruments: now.instruments, User: now.user,
			OnOpen: s.openCitizenByID, OnNew: s.onNewCitizen, CitizenCommands: citizen.Commands(s.words, nil),
			ImportCommand: fmt.Sprintf("fremskridt import --store %q --user %s …", now.register.Dir(), now.user.Initials),
		}, at)
	}, s.openList)
}

func (s *Shell) openFollowUp(at followup.State) {
	if at.Weeks == 0 {
		at.Weeks = s.settings.passiveWeeks()
	}
	now := s.session
	pushRoot(s, areaFollowUp, func(env screen.Env) *followup.Screen {
		return followup.New(followup.Options{
			Env: env, Register: now.access, User: now.user,
			OnOpen: s.openTask, OnCitizen: s.openCitizenByID, OnCalibrate: s.onCalibrate,
			OnUrgent: s.setUrgent, OnWeeks: s.settings.setPassiveWeeks,
		}, at)
	}, s.openFollowUp)
}

func (s *Shell) openTeam(at team.State) {
	now := s.session
	title := now.register.Municipality()
	if !now.user.AllTeams && len(now.user.Teams) == 1 {
		title = now.user.Teams[0]
	}
	pushRoot(s, areaTeam, func(env screen.Env) *team.Screen {
		return team.New(team.Options{
			Env: env, Register: now.leader, Vocabulary: now.vocabulary, Title: title,
			OnCitizen: s.openCitizenByID, OnBack: func() { s.goTo(areaCitizens) }, OnReport: func(c cohort.Choice) { saveReport(env, now, c) },
		}, at)
	}, s.openTeam)
}

func (s *Shell) openAnalysis(at analysis.State) {
	now := s.session
	pushRoot(s, areaAnalysis, func(env screen.Env) *analysis.Screen {
		return analysis.New(analysis.Options{
			Env: env, Register: now.leader, Vocabulary: now.vocabulary,
			OnBack: func() { s.goTo(areaCitizens) }, OnReport: func(c cohort.Choice) { saveReport(env, now, c) },
		}, at)
	}, s.openAnalysis)
}

func (s *Shell) openSetup(at setup.State) {
	now := s.session
	o := setup.Options{
		Register: now.register, Own: now.ownAccess(), Vocabulary: now.vocabulary, Instruments: now.instruments,
		User: now.user, Invented: now.invented, Window: s.windowSettings(), Judge: s.judgePassphrase,
		OnOwnUserChanged: s.reloadUser, OnRecoveryKey: func(key string) { s.showRecoveryKey(key, true, s.pop) },
	}
	switch {
	case now.user.Has(model.RoleAdministrator):
		o.Admin, o.Deletion = now.admin, now.admin
	case now.leader != nil:
		o.Deletion = now.leader
	}
	if now.admin != nil {
		o.Admin = now.admin
	}
	pushRoot(s, areaSetup, func(env screen.Env) *setup.Screen {
		o.Env = env
		return setup.New(o, at)
	}, s.openSetup)
}

// windowSettings returns what the setup offers to change about the window.
func (s *Shell) windowSettings() setup.WindowSettings {
	w := setup.WindowSettings{IdleMinutes: s.settings.idleMinutes(), SetIdleMinutes: s.settings.setIdleMinutes}
	for i, l := range languages() {
		w.Languages = append(w.Languages, l.name)
		if l.lang == s.words.Lang {
			w.Language = i
		}
	}
	w.SetLanguage = func(i int) { s.chooseLanguage(languages()[i].lang) }
	for i, a := range appearances() {
		w.Appearances = append(w.Appearances, s.words.T("menu.appearance."+string(a)))
		if a == s.settings.appearance() {
			w.Appearance = i
		}
	}
	w.SetAppearance = func(i int) { s.chooseAppearance(appearances()[i]) }
	return w
}

// reloadUser reads again what the user may do, and shows the screens by it.
func (s *Shell) reloadUser() {
	now := s.session
	fresh := session{register: now.register}
	now.work.run(func(ctx context.Context) error { return fresh.loadUser(ctx) }, func(err error) {
		if err != nil {
			s.showError(err)
			return
		}
		now.user, now.access, now.admin, now.leader, now.teams = fresh.user, fresh.access, fresh.admin, fresh.leader, fresh.teams
		s.restore(s.area, s.saveStack())
	})
}

// countUrgent counts the urgent tasks of the user for the rail, if data have changed
// since they were last counted.
func (s *Shell) countUrgent() {
	now := s.session
	if now == nil || now.access == nil || now.countedAt == s.changes {
		return
	}
	now.countedAt = s.changes
	q := store.FollowUpQuery{Scope: store.ScopeMine, AsOf: s.today(), PassiveWeeks: s.settings.passiveWeeks()}
	var rows []store.FollowUpRow
	now.work.run(func(ctx context.Context) (err error) {
		rows, err = now.access.FollowUp(ctx, q)
		return err
	}, func(err error) {
		if err != nil {
			s.showError(err)
			return
		}
		s.setUrgent(followup.Urgent(rows))
	})
}

func (s *Shell) setUrgent(n int) {
	s.session.urgent, s.session.countedAt = n, s.changes
	if !s.inside() || s.frame.rail == nil {
		return
	}
	for i, a := range s.areas() {
		if a.id == areaFollowUp {
			s.frame.rail.SetBadge(i, s.urgentBadge())
		}
	}
}

// urgentBadge is the number of urgent tasks as the rail shows it.
func (s *Shell) urgentBadge() string {
	if n := s.session.urgent; n > 0 {
		return s.words.Count(n)
	}
	return ""
}

func (s *Shell) openCitizenByID(id model.ID) { s.openCitizen(citizen.State{Citizen: id}) }
