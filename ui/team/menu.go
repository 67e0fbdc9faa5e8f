// SPDX-License-Identifier: MPL-2.0

package team

import (
	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/screen"
)

// Title is empty: the page is about a group.
func (s *Screen) Title() string { return "" }

// Refresh reads the citizens again and shows the same part of them.
func (s *Screen) Refresh() { s.Load() }

// Menu implements [screen.MenuProvider].
func (s *Screen) Menu() screen.Menu {
	w := s.o.Words
	return screen.Menu{Title: w.T("team.title"), Commands: []screen.Command{
		{Name: w.T("team.report"), Shortcut: screen.Ctrl(fyne.KeyE), Do: s.onReport},
		{Name: w.T("follow.again"), Shortcut: screen.Ctrl(fyne.KeyR), Do: s.Load},
	}}
}

var (
	_ screen.Stateful[State] = (*Screen)(nil)
	_ screen.Loader          = (*Screen)(nil)
	_ screen.Focuser         = (*Screen)(nil)
	_ screen.Refresher       = (*Screen)(nil)
	_ screen.MenuProvider    = (*Screen)(nil)
)
