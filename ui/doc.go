// Package ui is the window: the shell around the screens, who is logged in, the
// menus with every shortcut, language and appearance.
package ui
