// SPDX-License-Identifier: MPL-2.0

package screentest

import (
	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

// Visible returns the open dialog or, without one, the screen.
func (s *Shell) Visible() fyne.CanvasObject { return widgettest.Top(s.Window.Canvas()) }

// Texts returns the labels and paragraphs of the open dialog or the screen.
func (s *Shell) Texts() string { return widgettest.Texts(s.Visible()) }

// Keys presses keys where the keyboard is.
func (s *Shell) Keys(names ...fyne.KeyName) { widgettest.Press(s.Window.Canvas(), names...) }

// Type types text where the keyboard is.
func (s *Shell) Type(text string) { widgettest.Write(s.Window.Canvas(), text) }

// Button returns the visible button with a text.
func (s *Shell) Button(text string) *widgets.Button {
	s.tb.Helper()
	for _, b := range widgettest.Find[*widgets.Button](s.Visible()) {
		if b.Text == text {
			return b
		}
	}
	s.tb.Fatalf("no button %q:\n%s", text, s.Texts())
	return nil
}

// Tap presses the visible button with a text, if it is enabled.
func (s *Shell) Tap(text string) {
	s.tb.Helper()
	b := s.Button(text)
	if b.Disabled() {
		s.tb.Fatalf("the button %q is disabled", text)
	}
	b.OnTapped()
}

// Entries returns the visible entries, in their order.
func (s *Shell) Entries() []*widgets.Entry { return widgettest.Find[*widgets.Entry](s.Visible()) }

// Table returns the only visible table.
func (s *Shell) Table() *widgets.DataTable {
	s.tb.Helper()
	list := widgettest.Find[*widgets.DataTable](s.Visible())
	if len(list) != 1 {
		s.tb.Fatalf("%d tables are visible", len(list))
	}
	return list[0]
}

// Row returns the texts of the cells of a row of the only visible table.
func (s *Shell) Row(i int) []string {
	s.tb.Helper()
	cells, ok := s.Table().Row(i)
	if !ok {
		s.tb.Fatalf("row %d has not been read", i)
	}
	texts := make([]string, len(cells))
	for k, c := range cells {
		texts[k] = c.Text
	}
	return texts
}
