package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/entry"
)

// formPlace is a questionnaire that is being entered. Its draft outlives the
// screen.
type formPlace struct {
	assessment model.ID
	again      bool
}

// onNewSheet asks what is to be entered about the citizen who is shown.
func (s *Shell) onNewSheet() { s.beginSheet("") }

// beginSheet asks the same, with the respondent where that is known.
func (s *Shell) beginSheet(by model.Respondent) {
	course, ok := s.page.Course()
	if !ok {
		return
	}
	entry.Begin(entry.BeginOptions{
		Course: course, Respondent: by, Instruments: s.session.instruments, User: s.session.user.Initials, Today: s.today(),
		Words: s.words, Canvas: s.window.Canvas, Tell: s.say,
		OnBegin: func(head model.Assessment) {
			s.openEntry(func(ctx context.Context, a *store.Access) (*store.Draft, error) {
				return a.BeginDraft(ctx, course.Citizen.ID, head)
			})
		},
	})
}

// openDraft goes on with a draft.
func (s *Shell) openDraft(id model.ID) {
	s.openEntry(func(ctx context.Context, a *store.Access) (*store.Draft, error) { return a.OpenDraft(ctx, id) })
}

func (s *Shell) openEntry(open func(ctx context.Context, a *store.Access) (*store.Draft, error)) {
	now, page := s.session, s.page
	var e *store.Draft
	var course model.CaseHistory
	now.work.run(func(ctx context.Context) (err error) {
		if e, err = open(ctx, now.access); err != nil {
			return err
		}
		course, err = now.access.CaseHistory(ctx, e.Assessment().Citizen)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			s.tell(err)
		case s.page == page && s.form == nil:
			o := s.formOptions(course, e.Assessment())
			o.Draft = e
			s.showForm(o)
		}
	})
}

// formOptions are what every form is made from.
func (s *Shell) formOptions(course model.CaseHistory, head model.Assessment) entry.Options {
	now := s.session
	raters := []string{now.user.Initials}
	if c := course.Citizen.Caseworker; c != "" && c != raters[0] {
		raters = append(raters, c)
	}
	return entry.Options{
		Citizen: course.Citizen, Number: entry.NumberOf(course, head), Vocabulary: now.vocabulary, Raters: raters,
		Today: s.today(), Now: s.o.Now, Words: s.words, Run: now.work.run, After: s.after, AtEnd: now.work.runBeforeClose,
		Canvas: s.window.Canvas, Explain: s.explain, Tell: s.say,
		OnLeave: s.closeForm, OnDone: func() { s.onFormDone(s.words.T("form.done")) }, OnHandOut: s.handOut,
	}
}

func (s *Shell) showForm(o entry.Options) {
	s.form = entry.New(o)
	s.window.Canvas().Unfocus()
	s.show(s.form.Content())
	s.title(s.words.T("form.title", "Form", s.words.T("menu.form"), "Name", o.Citizen.Name))
	s.form.FocusFirst()
}

// closeForm goes back to the citizen, who is read anew.
func (s *Shell) closeForm() {
	if s.form == nil {
		return
	}
	s.form = nil
	s.openCitizen(s.page.State())
}

// onFormDone shows the citizen's figure with what has been entered.
func (s *Shell) onFormDone(what string) {
	if s.form == nil && s.differ == nil {
		return
	}
	s.form, s.differ = nil, nil
	at := s.page.State()
	at.Tab = citizen.TabFigure
	s.openCitizen(at)
	s.countUrgent()
	s.say(what)
}

// handOut gives the screen to the citizen. Nothing but the caseworker's passphrase
// leads back: there is no menu and so no shortcut, and the window does not close.
func (s *Shell) handOut() {
	now := s.session
	now.modal = true
	s.handed = s.form.Citizen(entry.CitizenOptions{
		Check: now.register.CheckOwnPassphrase, Open: now.invented, OnOut: s.takeBack,
	})
	s.window.SetMainMenu(nil) // first, so that the content takes its room
	s.frame(s.handed.Content())
	s.window.SetFullScreen(true)
	s.handed.FocusFirst()
}

// takeBack goes on with the form where the citizen left it.
func (s *Shell) takeBack() {
	s.session.modal = false
	s.handed = nil
	s.window.SetFullScreen(false)
	s.frame(s.form.Content())
	s.form.FocusFirst()
}

// leaveForm goes away from a form, if one is open, when everything is saved.
func (s *Shell) leaveForm(then func()) {
	if s.form == nil {
		then()
		return
	}
	form := s.form
	form.Leave(func() {
		if s.form == form {
			s.form = nil
			then()
		}
	})
}

// formMenu is what can be done about a form.
func (s *Shell) formMenu() *fyne.Menu {
	w, f := s.words, s.form
	sep := fyne.NewMenuItemSeparator
	undo := s.item(w.T("menu.undo"), &fyne.ShortcutUndo{}, func() { s.written(&fyne.ShortcutUndo{}, f.Undo) })
	redo := s.item(w.T("menu.redo"), &fyne.ShortcutRedo{}, func() { s.written(&fyne.ShortcutRedo{}, f.Redo) })
	earlier := s.item(w.T("menu.earlier"), nil, f.ToggleEarlier)
	discard := s.item(w.T("entry.discard"), nil, f.Discard)
	hand := s.item(w.T("entry.hand_out"), keys(fyne.KeyB, 0), f.HandOut)
	earlier.Disabled, discard.Disabled, hand.Disabled = f.Again(), f.Again(), !f.CanHandOut()
	return fyne.NewMenu(w.T("menu.form"),
		s.item(w.T("entry.complete"), keys(fyne.KeyS, 0), f.Complete), sep(), undo, redo, sep(), earlier, hand, sep(), discard,
		s.item(w.T("menu.form_back"), nil, func() { f.Leave(s.closeForm) }))
}

// written lets a field that is being written in take a shortcut first.
func (s *Shell) written(shortcut fyne.Shortcut, otherwise func()) {
	if field, ok := s.window.Canvas().Focused().(fyne.Shortcutable); ok {
		field.TypedShortcut(shortcut)
		return
	}
	otherwise()
}

// resume goes on with a questionnaire where somebody was before.
func (s *Shell) resume(at formPlace) {
	if at.again {
		s.enterAgain(at.assessment)
		return
	}
	s.openDraft(at.assessment)
}

// enterAgain begins the second entry of a questionnaire, or goes on with it. One
// that is done, and differs from the first, shows where.
func (s *Shell) enterAgain(id model.ID) {
	now, page := s.session, s.page
	var e *store.SecondEntry
	var differ []store.Difference
	var second string
	var course model.CaseHistory
	now.work.run(func(ctx context.Context) (err error) {
		if differ, err = now.access.Differences(ctx, id); errors.Is(err, store.ErrNoSecondEntry) || err == nil && len(differ) == 0 {
			e, err = now.access.BeginSecondEntry(ctx, id)
		} else if err == nil {
			second, err = now.access.SecondEnteredBy(ctx, id)
		}
		if err != nil {
			return err
		}
		course, err = now.access.CaseHistory(ctx, page.State().Citizen)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			s.tell(err)
		case s.page != page || s.form != nil:
		case e == nil:
			s.showDiffer(course, id, second, differ)
		default:
			o := s.formOptions(course, e.Header())
			o.Second, o.OnHandOut = e, nil
			o.OnDone = func() { s.onFormDone(s.words.T("differ.agreed")) }
			o.OnDiffer = func(list []store.Difference) { s.showDiffer(course, id, now.user.Initials, list) }
			s.showForm(o)
		}
	})
}

// showDiffer shows where two entries differ.
func (s *Shell) showDiffer(course model.CaseHistory, id model.ID, second string, list []store.Difference) {
	var head model.Assessment
	for _, a := range course.Assessments {
		if a.ID == id {
			head = a
		}
	}
	s.form = nil
	s.differ = entry.NewDiffer(entry.DifferOptions{
		Decider: s.session.access, Citizen: course.Citizen, Assessment: head, Instrument: s.session.instruments[head.Instrument],
		SecondBy: second, Differences: list, Words: s.words, Run: s.session.work.run, Canvas: s.window.Canvas,
		Explain: s.explain, Tell: s.say, OnLeave: s.back,
		OnAgreed: func() { s.onFormDone(s.words.T("differ.agreed")) },
	})
	s.window.Canvas().Unfocus()
	s.show(s.differ.Content())
	s.title(s.words.T("form.title", "Form", s.words.T("menu.form"), "Name", course.Citizen.Name))
	s.differ.FocusFirst()
}
