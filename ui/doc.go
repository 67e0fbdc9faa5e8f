// SPDX-License-Identifier: MPL-2.0

// Package ui is the window of the program. Its [Shell] shows screens from the packages
// below it and owns what they share: the open register, menus, language, appearance,
// locking and files.
//
// The screens form a stack (router.go). At its bottom is the root screen of an area,
// such as the list of citizens; a citizen and a form lie above it. To add a screen,
// write a package that implements [screen.Screen], with the optional interfaces it
// needs, and push it; an area also gets a line in the table in areas.go.
package ui
