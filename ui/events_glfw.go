// SPDX-License-Identifier: MPL-2.0

//go:build cgo && !ci

package ui

import (
	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// protectEvents passes every event of the system's window through protect. The toolkit
// has no hook for that, but each of its events enters by one of these callbacks. Where
// the window is of another kind, the event loop alone recovers.
func protectEvents(w fyne.Window, protect func(func())) {
	native, ok := w.(interface{ RunWithContext(func()) })
	if !ok {
		return
	}
	native.RunWithContext(func() {
		if g := glfw.GetCurrentContext(); g != nil {
			protectCallbacks(g, protect)
		}
	})
}

func protectCallbacks(g *glfw.Window, protect func(func())) {
	plain := func(set func(func(*glfw.Window)) func(*glfw.Window)) {
		if f := set(nil); f != nil {
			set(func(w *glfw.Window) { protect(func() { f(w) }) })
		}
	}
	plain(func(f func(*glfw.Window)) func(*glfw.Window) { return g.SetCloseCallback(f) })
	plain(func(f func(*glfw.Window)) func(*glfw.Window) { return g.SetRefreshCallback(f) })
	numbers := func(set func(func(*glfw.Window, int, int)) func(*glfw.Window, int, int)) {
		if f := set(nil); f != nil {
			set(func(w *glfw.Window, x, y int) { protect(func() { f(w, x, y) }) })
		}
	}
	numbers(func(f func(*glfw.Window, int, int)) func(*glfw.Window, int, int) { return g.SetPosCallback(f) })
	numbers(func(f func(*glfw.Window, int, int)) func(*glfw.Window, int, int) { return g.SetSizeCallback(f) })
	numbers(func(f func(*glfw.Window, int, int)) func(*glfw.Window, int, int) {
		return g.SetFramebufferSizeCallback(f)
	})
	positions := func(set func(func(*glfw.Window, float64, float64)) func(*glfw.Window, float64, float64)) {
		if f := set(nil); f != nil {
			set(func(w *glfw.Window, x, y float64) { protect(func() { f(w, x, y) }) })
		}
	}
	positions(func(f func(*glfw.Window, float64, float64)) func(*glfw.Window, float64, float64) {
		return g.SetCursorPosCallback(f)
	})
	positions(func(f func(*glfw.Window, float64, float64)) func(*glfw.Window, float64, float64) {
		return g.SetScrollCallback(f)
	})
	if f := g.SetContentScaleCallback(nil); f != nil {
		g.SetContentScaleCallback(func(w *glfw.Window, x, y float32) { protect(func() { f(w, x, y) }) })
	}
	if f := g.SetMouseButtonCallback(nil); f != nil {
		g.SetMouseButtonCallback(func(w *glfw.Window, b glfw.MouseButton, a glfw.Action, m glfw.ModifierKey) {
			protect(func() { f(w, b, a, m) })
		})
	}
	if f := g.SetKeyCallback(nil); f != nil {
		g.SetKeyCallback(func(w *glfw.Window, k glfw.Key, code int, a glfw.Action, m glfw.ModifierKey) {
			protect(func() { f(w, k, code, a, m) })
		})
	}
	if f := g.SetCharCallback(nil); f != nil {
		g.SetCharCallback(func(w *glfw.Window, r rune) { protect(func() { f(w, r) }) })
	}
	if f := g.SetFocusCallback(nil); f != nil {
		g.SetFocusCallback(func(w *glfw.Window, on bool) { protect(func() { f(w, on) }) })
	}
}
