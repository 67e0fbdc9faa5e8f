// SPDX-License-Identifier: MPL-2.0

//go:build !cgo || ci

package ui

import "fyne.io/fyne/v2"

// protectEvents does nothing without a window of the system.
func protectEvents(fyne.Window, func(func())) {}
