// SPDX-License-Identifier: MPL-2.0

//go:build cgo && !ci && !gles

package ui

import (
	"fyne.io/fyne/v2"
	"github.com/go-gl/gl/v2.1/gl"
)

// graphicsNames are what the graphics driver of a window says of itself.
func graphicsNames(w fyne.Window) (names []string) {
	native, ok := w.(interface{ RunWithContext(func()) })
	if !ok {
		return nil
	}
	native.RunWithContext(func() {
		for _, name := range []uint32{gl.VENDOR, gl.RENDERER, gl.VERSION} {
			if text := gl.GetString(name); text != nil {
				names = append(names, gl.GoStr(text))
			}
		}
	})
	return names
}
