// SPDX-License-Identifier: MPL-2.0

package citizens

import (
	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
)

// Title is empty: the list is about no single citizen.
func (s *Screen) Title() string { return "" }

// Menu implements [screen.MenuProvider].
func (s *Screen) Menu() screen.Menu {
	return screen.Menu{
		Title:    s.o.Words.T("menu.citizen"),
		Commands: append(Commands(s.o.Words, s), s.o.CitizenCommands...),
	}
}

// Commands returns the commands of the list: those of s or, if s is nil, the same
// commands disabled, for the menu of a citizen's page.
func Commands(w *assets.Words, s *Screen) []screen.Command {
	open := screen.Command{Name: w.T("menu.open_citizen"), Disabled: true}
	create := screen.Command{Name: w.T("list.new") + " …", Disabled: true}
	if s != nil {
		open.Disabled, open.Do = false, s.Open
		create.Disabled, create.Do, create.Shortcut = false, s.o.OnNew, screen.Ctrl(fyne.KeyN)
	}
	return []screen.Command{open, create}
}

var (
	_ screen.Stateful[State] = (*Screen)(nil)
	_ screen.Loader          = (*Screen)(nil)
	_ screen.Refresher       = (*Screen)(nil)
	_ screen.Focuser         = (*Screen)(nil)
	_ screen.MenuProvider    = (*Screen)(nil)
)
