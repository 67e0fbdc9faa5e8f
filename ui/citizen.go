// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/calibration"
	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/citizens"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
)

func (s *Shell) openCitizen(at citizen.State) { s.openCitizenThen(at, nil) }

// openCitizenThen shows a citizen and calls then once the citizen has been read, if
// the page is still visible.
func (s *Shell) openCitizenThen(at citizen.State, then func(*citizen.Page)) *citizen.Page {
	if at.View == (citizen.View{}) {
		at.View = s.settings.figure()
	}
	now := s.session
	var page *citizen.Page
	return push(s.router, func(env screen.Env) *citizen.Page {
		page = citizen.New(citizen.Options{
			Env: env, Register: now.access, Vocabulary: now.vocabulary, Instruments: now.instruments,
			Teams: now.teams, Municipality: now.register.Municipality(), User: now.user.Initials,
			ListCommands: citizens.Commands(s.words, nil),
			OnDraft:      func(id model.ID) { s.openDraft(page, id) },
			OnNew:        func() { s.beginForm(page, "") },
			OnAgain:      func(id model.ID) { s.openSecondEntry(page, id) },
			OnView:       s.settings.setFigure,
			OnRead: func() {
				if do := then; do != nil && s.isTop(page) {
					then = nil
					do(page)
				}
			},
		}, at)
		return page
	}, s.openCitizen)
}

// onNewCitizen asks for a new citizen and then shows the page.
func (s *Shell) onNewCitizen() {
	now := s.session
	teams := now.user.Teams
	if now.user.AllTeams {
		teams = now.teams
	}
	citizen.Create(citizen.CreateOptions{
		Env: s.env(s.top()), Register: now.access, Vocabulary: now.vocabulary, Teams: teams, User: now.user.Initials,
		OnCreated: func(c model.Citizen) {
			s.dataChanged()
			s.openCitizenByID(c.ID)
			s.say(s.words.T("create.done", "Name", c.Name))
		},
	})
}

// openTask opens what a row of the follow-up is about, above the citizen's page.
func (s *Shell) openTask(r store.FollowUpRow) {
	at := citizen.State{Citizen: r.ID}
	switch r.Kind {
	case model.TaskDraft:
		at.Tab = citizen.TabAssessments
		s.openDraft(s.openCitizenThen(at, nil), r.Assessment)
	case model.TaskSecondEntry:
		at.Tab = citizen.TabAssessments
		s.openSecondEntry(s.openCitizenThen(at, nil), r.Assessment)
	case model.TaskOverdue, model.TaskDue, model.TaskUpcoming, model.TaskNoFollowUp, model.TaskCounterpart:
		s.openCitizenThen(at, func(p *citizen.Page) { s.beginForm(p, r.Respondent) })
	default:
		s.openCitizen(at)
	}
}

func (s *Shell) onCalibrate() { s.openCalibration(calibration.State{}) }

func (s *Shell) openCalibration(at calibration.State) {
	in, err := assets.Instrument()
	if err != nil {
		s.showError(err)
		return
	}
	vignettes, err := assets.Vignettes()
	if err != nil {
		s.showError(err)
		return
	}
	now := s.session
	own, ok := now.instruments[in.Key()]
	if !ok {
		s.say(s.words.T("calibration.no_instrument", "Instrument", in.Key()))
		return
	}
	access := now.access
	if now.leader != nil {
		access = now.leader // also sees the other raters
	}
	push(s.router, func(env screen.Env) *calibration.Screen {
		return calibration.New(calibration.Options{
			Env: env, Register: access, Instrument: own, Vignettes: vignettes, User: now.user.Initials, Leader: now.leader != nil,
		}, at)
	}, s.openCalibration)
}
