// SPDX-License-Identifier: MPL-2.0

package calibration

import (
	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/screen"
)

// Title is empty: the vignettes are about invented people.
func (s *Screen) Title() string { return "" }

// Menu implements [screen.MenuProvider].
func (s *Screen) Menu() screen.Menu {
	w := s.o.Words
	return screen.Menu{
		Title: w.T("calibration.title"), HideEdit: true,
		Commands: []screen.Command{
			{Name: w.T("calibration.vignettes"), Shortcut: screen.Ctrl(fyne.Key1), Do: func() { s.SelectTab(TabVignettes) }},
			{Name: w.T("calibration.result"), Shortcut: screen.Ctrl(fyne.Key2), Do: func() { s.SelectTab(TabResult) }},
			screen.Separator(),
			{Name: w.T("calibration.menu_back"), Do: func() { s.Step(-1) }},
			{Name: w.T("calibration.menu_next"), Do: func() { s.Step(1) }},
			screen.Separator(),
			{Name: w.T("citizen.back"), Shortcut: screen.AltLeft(), Do: s.o.Back},
		},
	}
}

var (
	_ screen.Stateful[State] = (*Screen)(nil)
	_ screen.Loader          = (*Screen)(nil)
	_ screen.KeyHandler      = (*Screen)(nil)
	_ screen.MenuProvider    = (*Screen)(nil)
	_ screen.Leaver          = (*Screen)(nil)
)
