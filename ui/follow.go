package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/calibration"
	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/followup"
)

func (s *Shell) showFollowUp(at followup.State) {
	if at.Weeks == 0 {
		at.Weeks = s.settings.passiveWeeks()
	}
	s.follow = followup.New(followup.Options{
		Register: s.session.access, User: s.session.user, Today: s.today(), Words: s.words, Run: s.session.work.run,
		OnOpen: s.openTask, OnCitizen: func(id model.ID) { s.openCitizen(citizen.State{Citizen: id}) },
		OnUrgent: s.setUrgent, OnMoved: s.countUrgent, OnWeeks: s.settings.setPassiveWeeks,
		Canvas: s.window.Canvas, Focus: s.focus, Explain: s.explain, Tell: s.say, SaveAs: s.saveAs,
	}, at)
	s.frame(s.follow.Content())
	s.follow.Load()
	s.follow.FocusList()
}

// openTask does what a row of the follow-up asks for. The citizen is below it,
// so that there is a way back.
func (s *Shell) openTask(r store.FollowUpRow) {
	at := citizen.State{Citizen: r.ID}
	if r.Kind == model.TaskDraft || r.Kind == model.TaskSecondEntry {
		at.Tab = citizen.TabSheets
	}
	var then func()
	switch r.Kind {
	case model.TaskOverdue, model.TaskDue, model.TaskComing, model.TaskNoFollowUp, model.TaskCounterpart:
		then = func() { s.beginSheet(r.Respondent) }
	}
	s.openCitizenThen(at, then)
	switch r.Kind {
	case model.TaskDraft:
		s.openDraft(r.Assessment)
	case model.TaskSecondEntry:
		s.enterAgain(r.Assessment)
	}
}

// onCitizenRead follows a citizen who has just been read, and may have been left
// again by then.
func (s *Shell) onCitizenRead(page *citizen.Page, name string, then *func()) {
	if s.page != page || s.form != nil || s.differ != nil {
		return
	}
	s.title(name)
	if do := *then; do != nil {
		*then = nil
		do()
	}
}

// countUrgent finds the number of the follow-up in the rail.
func (s *Shell) countUrgent() {
	now := s.session
	if now.access == nil {
		return
	}
	q := store.FollowUpQuery{Scope: store.ScopeMine, AsOf: s.today(), PassiveWeeks: s.settings.passiveWeeks()}
	var rows []store.FollowUpRow
	now.work.run(func(ctx context.Context) (err error) {
		rows, err = now.access.FollowUp(ctx, q)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			s.tell(err)
		case s.session == now:
			s.setUrgent(followup.Urgent(rows))
		}
	})
}

func (s *Shell) setUrgent(n int) {
	s.session.urgent, s.session.counted = n, true
	if !s.inside() || s.rail == nil {
		return
	}
	for i, a := range s.areas() {
		if a == areaFollowUp {
			s.rail.SetBadge(i, s.urgentBadge())
		}
	}
}

// urgentBadge is the number of the follow-up as the rail shows it.
func (s *Shell) urgentBadge() string {
	if n := s.session.urgent; n > 0 {
		return s.words.Count(n)
	}
	return ""
}

// followUpMenu is what can be done about the follow-up.
func (s *Shell) followUpMenu() *fyne.Menu {
	w, f := s.words, s.follow
	sep := fyne.NewMenuItemSeparator
	m := fyne.NewMenu(w.T("follow.title"),
		s.item(w.T("follow.open"), nil, f.Open), s.item(w.T("follow.open_citizen"), nil, f.OpenCitizen), sep(),
		s.item(w.T("follow.move"), keys(fyne.KeyM, 0), f.MoveDue), sep())
	for i, scope := range f.Scopes() {
		m.Items = append(m.Items, s.item(f.ScopeName(scope), keys(fyne.KeyName(rune('1'+i)), 0), func() { f.SelectScope(scope) }))
	}
	m.Items = append(m.Items, s.item(w.T("follow.kinds_menu"), keys(fyne.KeyK, 0), f.FocusKinds), sep(),
		s.item(w.T("follow.save"), keys(fyne.KeyS, fyne.KeyModifierShift), f.Export),
		s.item(w.T("follow.again"), keys(fyne.KeyR, 0), f.Load), sep(),
		s.item(w.T("calibration.menu"), keys(fyne.KeyK, fyne.KeyModifierShift), func() { s.calibrate(calibration.State{}) }))
	return m
}
