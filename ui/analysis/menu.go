// SPDX-License-Identifier: MPL-2.0

package analysis

import (
	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/screen"
)

// Title is empty: the screen is about a group.
func (s *Screen) Title() string { return "" }

// Refresh reads the citizens again and shows the same part of them.
func (s *Screen) Refresh() { s.Load() }

// Menu implements [screen.MenuProvider].
func (s *Screen) Menu() screen.Menu {
	w := s.o.Words
	m := screen.Menu{Title: w.T("analysis.title")}
	for i, name := range s.Tabs() {
		m.Commands = append(m.Commands, screen.Command{
			Name: name, Shortcut: screen.Ctrl(fyne.KeyName(rune('1' + i))), Do: func() { s.SelectTab(i) },
		})
	}
	m.Commands = append(m.Commands,
		screen.Separator(),
		screen.Command{Name: w.T("team.report"), Shortcut: screen.Ctrl(fyne.KeyE), Do: s.onReport},
		screen.Command{Name: w.T("follow.again"), Shortcut: screen.Ctrl(fyne.KeyR), Do: s.Load})
	return m
}

var (
	_ screen.Stateful[State] = (*Screen)(nil)
	_ screen.Loader          = (*Screen)(nil)
	_ screen.Focuser         = (*Screen)(nil)
	_ screen.Refresher       = (*Screen)(nil)
	_ screen.MenuProvider    = (*Screen)(nil)
)
