// SPDX-License-Identifier: MPL-2.0

// Package screen is the contract between the shell and the screens it shows: the
// interfaces a screen implements, and the [Env] it is given.
//
// A screen must implement [Screen]. Everything else is optional: the shell looks
// for [Focuser], [Loader], [Refresher], [KeyHandler], [MenuProvider], [TextCopier],
// [Leaver] and [Closer], and keeps the state of a [Stateful] screen when it is
// rebuilt or the register is locked.
package screen

import "fyne.io/fyne/v2"

// Screen is one page of the program.
type Screen interface {
	// Content is what the screen shows. It is the same object for the life of the
	// screen.
	Content() fyne.CanvasObject
	// Title is the first part of the window's title, or empty.
	Title() string
}

// Stateful is a screen that can be built again from a state, in another language or
// after the register was locked. A state outlives the screen and must hold nothing
// that the screen has read from the register, other than identifiers.
type Stateful[T any] interface {
	Screen
	State() T
}

// Focuser is a screen that wants the keyboard when it is shown.
type Focuser interface{ FocusFirst() }

// Loader is a screen that reads the register. Load is called once, after the screen
// is shown.
type Loader interface{ Load() }

// Refresher is a screen that shows data which may change. Refresh reads it again; it
// is called when [Env.Changed] was called while the screen was visible, or when the
// screen is shown again after a change.
type Refresher interface{ Refresh() }

// KeyHandler is a screen that takes keys which no focused widget wants.
type KeyHandler interface{ TypedKey(e *fyne.KeyEvent) }

// TextCopier is a screen that can put its contents on the clipboard as text.
type TextCopier interface{ CopyText() }

// Leaver is a screen that may have unsaved work. Leave calls leave when the screen
// may be left, at once or later, and not at all if the user decides to stay.
type Leaver interface{ Leave(leave func()) }

// Closer is a screen that must stop timers or wipe secrets when it is dropped.
type Closer interface{ Close() }
