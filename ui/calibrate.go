package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/ui/calibration"
)

// calibrate shows the vignettes, over the follow-up.
func (s *Shell) calibrate(at calibration.State) {
	in, err := assets.Instrument()
	if err != nil {
		s.tell(err)
		return
	}
	vignettes, err := assets.Vignettes()
	if err != nil {
		s.tell(err)
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
		access = now.leader // who sees more
	}
	s.calibration = calibration.New(calibration.Options{
		Register: access, Instrument: own, Vignettes: vignettes, User: now.user.Initials,
		Leader: now.leader != nil, Words: s.words, Run: now.work.run, AtEnd: now.work.runBeforeClose,
		OnBack: s.back, Focus: s.focus, Explain: s.explain, Tell: s.say,
	}, at)
	s.window.Canvas().Unfocus()
	s.show(s.calibration.Content())
	s.calibration.Load()
}

func (s *Shell) calibrationMenu() *fyne.Menu {
	w, c := s.words, s.calibration
	return fyne.NewMenu(w.T("calibration.title"),
		s.item(w.T("calibration.vignettes"), keys(fyne.Key1, 0), func() { c.SelectTab(calibration.TabVignettes) }),
		s.item(w.T("calibration.result"), keys(fyne.Key2, 0), func() { c.SelectTab(calibration.TabResult) }),
		fyne.NewMenuItemSeparator(),
		s.item(w.T("calibration.menu_back"), nil, func() { c.Step(-1) }),
		s.item(w.T("calibration.menu_next"), nil, func() { c.Step(1) }),
		fyne.NewMenuItemSeparator(),
		s.item(w.T("citizen.back"), &desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt}, s.back))
}
