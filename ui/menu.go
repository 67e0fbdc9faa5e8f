// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"codeberg.org/fremskridt/fremskridt/ui/citizens"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/start"
)

// menu returns the main menu for the visible screen, or nil in citizen mode. Every
// shortcut of the program is an item of it: elsewhere a focused text field would
// swallow them.
func (s *Shell) menu() *fyne.MainMenu {
	if s.top() != nil && s.top().citizenMode {
		return nil
	}
	menus := []*fyne.Menu{fyne.NewMenu(s.words.T("menu.files"), s.fileItems()...)}
	var own screen.Menu
	if s.inside() {
		if p, ok := topAs[screen.MenuProvider](s.router); ok {
			own = p.Menu()
			if !own.HideEdit {
				menus = append(menus, s.editMenu())
			}
			menus = append(menus, fyne.NewMenu(own.Title, s.items(own.Commands)...))
		}
	}
	view := append(s.items(s.viewCommands(own)), s.viewChoices()...)
	menus = append(menus, fyne.NewMenu(s.words.T("menu.view"), view...))
	help := s.items([]screen.Command{
		{Name: s.words.T("menu.keys"), Shortcut: screen.Ctrl(fyne.KeyH, fyne.KeyModifierShift), Do: func() { showKeys(s.env(s.top())) }},
		{Name: s.words.T("menu.support"), Do: s.saveSupport},
		{Name: s.words.T("menu.about"), Do: func() { showAbout(s.env(s.top()), s.o.Version) }},
	})
	menus = append(menus, fyne.NewMenu(s.words.T("menu.help"), help...))
	return fyne.NewMainMenu(menus...)
}

func (s *Shell) fileItems() []*fyne.MenuItem {
	w := s.words
	sep := fyne.NewMenuItemSeparator
	quit := fyne.NewMenuItem(w.T("menu.quit"), s.onQuit)
	quit.IsQuit, quit.Shortcut = true, screen.Ctrl(fyne.KeyQ)
	switch {
	case s.session != nil:
		lock := fyne.NewMenuItem(w.T("menu.lock"), s.onLock) // works with a dialog open too
		lock.Shortcut = screen.Ctrl(fyne.KeyL)
		items := []*fyne.MenuItem{lock}
		if s.inside() {
			setup := screen.Command{Name: w.T("menu.setup"), Shortcut: screen.Ctrl(fyne.KeyComma), Do: func() { s.goTo(areaSetup) }}
			items = []*fyne.MenuItem{s.item(setup), sep(), lock}
		}
		leave := screen.Command{Name: w.T("menu.leave"), Shortcut: screen.Ctrl(fyne.KeyW), Do: s.closeToStart}
		return append(items, s.item(leave), sep(), quit)
	case s.top() != nil:
		return append(s.items([]screen.Command{
			{Name: w.T("menu.create"), Shortcut: screen.Ctrl(fyne.KeyN), Do: func() { s.onStart((*start.Screen).CreateDialog) }},
			{Name: w.T("menu.open"), Shortcut: screen.Ctrl(fyne.KeyO), Do: func() { s.onStart((*start.Screen).OpenDialog) }},
			screen.Separator(),
		}), quit)
	}
	return []*fyne.MenuItem{quit} // while a register is being closed
}

func (s *Shell) editMenu() *fyne.Menu {
	copier, _ := topAs[screen.TextCopier](s.router)
	return fyne.NewMenu(s.words.T("menu.edit"), s.items([]screen.Command{
		{Name: s.words.T("menu.search"), Shortcut: screen.Ctrl(fyne.KeyF), Do: s.onSearch, Disabled: s.session.access == nil},
		{
			Name: s.words.T("menu.copy_words"), Shortcut: screen.Ctrl(fyne.KeyC, fyne.KeyModifierShift),
			Do: func() { copier.CopyText() }, Disabled: copier == nil,
		},
	})...)
}

// viewCommands returns the areas and the visible screen's own commands.
func (s *Shell) viewCommands(own screen.Menu) []screen.Command {
	var list []screen.Command
	if s.inside() {
		for _, a := range s.areas() {
			if a.shortcut != nil {
				list = append(list, screen.Command{Name: s.words.T(a.title), Shortcut: a.shortcut, Do: func() { s.goTo(a.id) }})
			}
		}
	}
	if len(list) > 0 {
		list = append(list, screen.Separator())
	}
	if len(own.View) > 0 {
		list = append(append(list, own.View...), screen.Separator())
	}
	return list
}

func (s *Shell) items(commands []screen.Command) []*fyne.MenuItem {
	items := make([]*fyne.MenuItem, len(commands))
	for i, c := range commands {
		items[i] = s.item(c)
	}
	return items
}

// item returns the menu item of a command. The toolkit runs the shortcut even of a
// disabled item and with a dialog open; this item does not.
func (s *Shell) item(c screen.Command) *fyne.MenuItem {
	if c.IsSeparator() {
		return fyne.NewMenuItemSeparator()
	}
	m := fyne.NewMenuItem(c.Name, nil)
	m.Shortcut, m.Disabled = c.Shortcut, c.Disabled
	m.Action = func() {
		s.idle.noteActivity()
		if c.Disabled || s.window.Canvas().Overlays().Top() != nil {
			return
		}
		if s.focusedTakes(c.Shortcut) {
			return
		}
		c.Do()
	}
	return m
}

// focusedTakes gives a shortcut of the toolkit's own, such as undo, to a focused text
// field and reports whether there was one.
func (s *Shell) focusedTakes(shortcut fyne.Shortcut) bool {
	if _, custom := shortcut.(*desktop.CustomShortcut); custom || shortcut == nil {
		return false
	}
	field, ok := s.window.Canvas().Focused().(fyne.Shortcutable)
	if ok {
		field.TypedShortcut(shortcut)
	}
	return ok
}

// onSearch goes to the list and its search field.
func (s *Shell) onSearch() {
	s.goTo(areaCitizens)
	if list, ok := topAs[*citizens.Screen](s.router); ok {
		list.FocusSearch()
	}
}
