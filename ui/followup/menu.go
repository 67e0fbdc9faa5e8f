// SPDX-License-Identifier: MPL-2.0

package followup

import (
	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/screen"
)

// Title is empty: the list is about no single citizen.
func (s *Screen) Title() string { return "" }

// FocusFirst gives the keyboard to the list.
func (s *Screen) FocusFirst() {
	s.FocusList()
	s.shown.Changed()
}

// Refresh reads the list again and keeps the selection where it can.
func (s *Screen) Refresh() { s.Load() }

// Menu implements [screen.MenuProvider].
func (s *Screen) Menu() screen.Menu {
	w := s.o.Words
	sep := screen.Separator()
	m := screen.Menu{Title: w.T("follow.title"), Commands: []screen.Command{
		{Name: w.T("follow.open"), Do: s.Open},
		{Name: w.T("follow.open_citizen"), Do: s.OpenCitizen},
		sep,
		{Name: w.T("follow.move"), Shortcut: screen.Ctrl(fyne.KeyM), Do: s.MoveDue},
		sep,
	}}
	for i, scope := range s.scopes {
		m.Commands = append(m.Commands, screen.Command{
			Name: s.ScopeName(scope), Shortcut: screen.Ctrl(fyne.KeyName(rune('1' + i))), Do: func() { s.SelectScope(scope) },
		})
	}
	m.Commands = append(m.Commands,
		screen.Command{Name: w.T("follow.kinds_menu"), Shortcut: screen.Ctrl(fyne.KeyK), Do: s.FocusKinds},
		sep,
		screen.Command{Name: w.T("follow.save"), Shortcut: screen.Ctrl(fyne.KeyS, fyne.KeyModifierShift), Do: s.Export},
		screen.Command{Name: w.T("follow.again"), Shortcut: screen.Ctrl(fyne.KeyR), Do: s.Load},
		sep,
		screen.Command{Name: w.T("calibration.menu"), Shortcut: screen.Ctrl(fyne.KeyK, fyne.KeyModifierShift), Do: s.o.OnCalibrate},
	)
	return m
}

var (
	_ screen.Stateful[State] = (*Screen)(nil)
	_ screen.Loader          = (*Screen)(nil)
	_ screen.Focuser         = (*Screen)(nil)
	_ screen.Refresher       = (*Screen)(nil)
	_ screen.MenuProvider    = (*Screen)(nil)
)
