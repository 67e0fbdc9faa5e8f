// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"context"
	"errors"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/entry"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
)

// beginForm asks what is to be filled in about the citizen of a page. The respondent
// may be empty.
func (s *Shell) beginForm(page *citizen.Page, by model.Respondent) {
	history, ok := page.CaseHistory()
	if !ok {
		return
	}
	entry.Begin(entry.BeginOptions{
		Env: s.env(s.top()), History: history, Respondent: by, Instruments: s.session.instruments, User: s.session.user.Initials,
		OnBegin: func(header model.Assessment) {
			s.openForm(page, func(ctx context.Context, a *store.Access) (*store.Draft, error) {
				return a.BeginDraft(ctx, history.Citizen.ID, header)
			})
		},
	})
}

// openDraft opens the form of a draft.
func (s *Shell) openDraft(page *citizen.Page, id model.ID) {
	s.openForm(page, func(ctx context.Context, a *store.Access) (*store.Draft, error) { return a.OpenDraft(ctx, id) })
}

// openForm opens a draft and shows its form, if the page is still visible then.
func (s *Shell) openForm(page *citizen.Page, open func(ctx context.Context, a *store.Access) (*store.Draft, error)) {
	now := s.session
	var draft *store.Draft
	var history model.CaseHistory
	now.work.run(func(ctx context.Context) (err error) {
		if draft, err = open(ctx, now.access); err != nil {
			return err
		}
		history, err = now.access.CaseHistory(ctx, draft.Assessment().Citizen)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			s.showError(err)
		case s.isTop(page):
			s.changes++ // the draft may be new
			s.showForm(history, draft.Assessment(), func(o *entry.Options) { o.Draft = draft })
		}
	})
}

// showForm shows the form for an assessment; set gives the options what they are a
// form of.
func (s *Shell) showForm(history model.CaseHistory, header model.Assessment, set func(*entry.Options)) {
	now := s.session
	raters := []string{now.user.Initials}
	if c := history.Citizen.Caseworker; c != "" && c != raters[0] {
		raters = append(raters, c)
	}
	push(s.router, func(env screen.Env) *entry.Form {
		o := entry.Options{
			Env: env, Citizen: history.Citizen, Number: entry.NumberOf(history, header), Vocabulary: now.vocabulary, Raters: raters,
			OnDone: func() { s.onFormDone(s.words.T("form.done")) }, OnHandOut: s.startCitizenMode,
		}
		set(&o)
		return entry.New(o)
	}, s.reopenForm)
}

// onFormDone leaves a form, or the differences of two, for the citizen's figure.
func (s *Shell) onFormDone(message string) {
	switch s.top().screen.(type) {
	case *entry.Form, *entry.Comparison:
	default:
		return // it was left while it was being saved
	}
	s.drop()
	at := find[*citizen.Page](s.router).State()
	at.Tab = citizen.TabFigure
	s.drop()
	s.openCitizen(at)
	s.say(message)
}

// reopenForm shows a form again above its citizen.
func (s *Shell) reopenForm(at entry.State) {
	page := find[*citizen.Page](s.router)
	if at.SecondEntry {
		s.openSecondEntry(page, at.Assessment)
		return
	}
	s.openDraft(page, at.Assessment)
}

// openSecondEntry opens the second entry of an assessment. If it is complete and
// differs from the first, the differences are shown.
func (s *Shell) openSecondEntry(page *citizen.Page, id model.ID) {
	now := s.session
	var second *store.SecondEntry
	var differences []store.Difference
	var enteredBy string
	var history model.CaseHistory
	now.work.run(func(ctx context.Context) (err error) {
		differences, err = now.access.Differences(ctx, id)
		switch {
		case errors.Is(err, store.ErrNoSecondEntry) || err == nil && len(differences) == 0:
			second, err = now.access.BeginSecondEntry(ctx, id)
		case err == nil:
			enteredBy, err = now.access.SecondEnteredBy(ctx, id)
		}
		if err != nil {
			return err
		}
		history, err = now.access.CaseHistory(ctx, page.State().Citizen)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			s.showError(err)
		case !s.isTop(page):
		case second == nil:
			s.showDifferences(history, id, enteredBy, differences)
		default:
			s.changes++
			s.showForm(history, second.Header(), func(o *entry.Options) {
				o.SecondEntry, o.OnHandOut = second, nil
				o.OnDone = func() { s.onFormDone(s.words.T("differ.agreed")) }
				o.OnDifferences = func(list []store.Difference) {
					s.drop()
					s.showDifferences(history, id, now.user.Initials, list)
				}
			})
		}
	})
}

// showDifferences shows where the two entries of an assessment differ.
func (s *Shell) showDifferences(history model.CaseHistory, id model.ID, enteredBy string, list []store.Difference) {
	now := s.session
	var header model.Assessment
	for _, a := range history.Assessments {
		if a.ID == id {
			header = a
		}
	}
	push(s.router, func(env screen.Env) *entry.Comparison {
		return entry.NewComparison(entry.ComparisonOptions{
			Env: env, Decider: now.access, Citizen: history.Citizen, Assessment: header, Instrument: now.instruments[header.Instrument],
			SecondBy: enteredBy, Differences: list, OnAgreed: func() { s.onFormDone(s.words.T("differ.agreed")) },
		})
	}, s.reopenForm)
}

// startCitizenMode hands the visible form to the citizen. Without menu there are no
// shortcuts, the window does not close, and only the caseworker's passphrase leads
// back to the form.
func (s *Shell) startCitizenMode() {
	now, form := s.session, find[*entry.Form](s.router)
	s.pushModal(&layer{citizenMode: true}, func(screen.Env) screen.Screen {
		return form.CitizenScreen(entry.CitizenScreenOptions{Check: now.register.CheckOwnPassphrase, NoPassphrase: now.invented, OnUnlocked: s.pop})
	})
}
