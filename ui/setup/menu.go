// SPDX-License-Identifier: MPL-2.0

package setup

import (
	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/screen"
)

// Title is empty: the screen is about no single citizen.
func (s *Screen) Title() string { return "" }

// Menu lists the pages.
func (s *Screen) Menu() screen.Menu {
	m := screen.Menu{Title: s.o.Words.T("menu.setup")}
	for i, name := range s.names {
		m.Commands = append(m.Commands, screen.Command{
			Name: s.o.Words.T("setup." + name), Shortcut: screen.Ctrl(fyne.KeyName(rune('1' + i))), Do: func() { s.SelectTab(name) },
		})
	}
	return m
}

var (
	_ screen.Stateful[State] = (*Screen)(nil)
	_ screen.Loader          = (*Screen)(nil)
	_ screen.Focuser         = (*Screen)(nil)
	_ screen.MenuProvider    = (*Screen)(nil)
)
