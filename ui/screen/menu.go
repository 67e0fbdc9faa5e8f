// SPDX-License-Identifier: MPL-2.0

package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// MenuProvider is a screen with commands of its own in the main menu.
type MenuProvider interface{ Menu() Menu }

// Menu is what a screen adds to the main menu.
type Menu struct {
	// Title and Commands make up the screen's own menu.
	Title    string
	Commands []Command
	// View are commands for the top of the view menu.
	View []Command
	// HideEdit leaves out the menu with search and copying.
	HideEdit bool
}

// Command is an item of the main menu. The zero Command is a separator.
type Command struct {
	Name     string
	Shortcut fyne.Shortcut
	Do       func()
	Disabled bool
}

// Separator returns a line between commands.
func Separator() Command { return Command{} }

// IsSeparator reports whether the command is a line between others.
func (c Command) IsSeparator() bool { return c.Name == "" }

// Ctrl returns the shortcut of a key with Ctrl, or Cmd on a Mac, and more modifiers.
func Ctrl(key fyne.KeyName, more ...fyne.KeyModifier) fyne.Shortcut {
	s := &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
	for _, m := range more {
		s.Modifier |= m
	}
	return s
}

// AltLeft is the shortcut that goes back.
func AltLeft() fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt}
}
