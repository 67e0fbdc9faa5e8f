// SPDX-License-Identifier: MPL-2.0

//go:build !cgo || ci || gles

package ui

import "fyne.io/fyne/v2"

func graphicsNames(fyne.Window) []string { return nil }
