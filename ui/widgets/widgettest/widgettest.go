// SPDX-License-Identifier: MPL-2.0

// Package widgettest reads what a test canvas shows and types on it as a user would.
package widgettest

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Find returns the visible widgets of type T in o, in drawing order.
func Find[T any](o fyne.CanvasObject) []T {
	var list []T
	if !o.Visible() {
		return nil
	}
	if w, ok := o.(T); ok {
		list = append(list, w)
	}
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			list = append(list, Find[T](child)...)
		}
	case *container.Scroll:
		list = append(list, Find[T](o.Content)...)
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			list = append(list, Find[T](child)...)
		}
	}
	return list
}

// Texts returns the visible labels and paragraphs in o, one per line.
func Texts(o fyne.CanvasObject) string {
	var b strings.Builder
	for _, l := range Find[*widgets.Label](o) {
		b.WriteString(l.Text + "\n")
	}
	for _, p := range Find[*widgets.Paragraph](o) {
		for _, r := range p.Runs {
			b.WriteString(r.Text)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// Top returns the open dialog or, if there is none, the page.
func Top(c fyne.Canvas) fyne.CanvasObject {
	if top := c.Overlays().Top(); top != nil {
		return top
	}
	return c.Content()
}

// Press sends keys to the focused widget or, if there is none, to the page.
func Press(c fyne.Canvas, names ...fyne.KeyName) {
	for _, name := range names {
		e := &fyne.KeyEvent{Name: name}
		if w := c.Focused(); w != nil {
			w.TypedKey(e)
			continue
		}
		if keys := c.OnTypedKey(); keys != nil {
			keys(e)
		}
	}
}

// Write types text into the focused widget.
func Write(c fyne.Canvas, text string) {
	for _, r := range text {
		c.Focused().TypedRune(r)
	}
}
