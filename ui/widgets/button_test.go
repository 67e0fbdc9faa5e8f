// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/plots"
)

func lightApp(t *testing.T) plots.Palette {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, NewTheme(plots.Light(), false))
	return plots.Light()
}

func mouse(b desktop.MouseButton) *desktop.MouseEvent { return &desktop.MouseEvent{Button: b} }

// The focus ring shows for the keyboard, and not after a click until a key is used.
func TestFocusRing(t *testing.T) {
	p := lightApp(t)
	b := NewButton("Gem", nil)
	w := test.NewTempWindow(t, b)
	r := test.WidgetRenderer(b).(*buttonRenderer)
	ring := func() bool { edge, _, _ := r.colours(); return edge == p.Focus }

	w.Canvas().Focus(b)
	if !ring() {
		t.Error("no ring with the focus by keyboard")
	}
	w.Canvas().Unfocus()
	if ring() {
		t.Error("a ring without the focus")
	}
	b.MouseDown(mouse(desktop.MouseButtonPrimary))
	b.MouseUp(mouse(desktop.MouseButtonPrimary))
	if w.Canvas().Focused() != fyne.Focusable(b) || ring() {
		t.Error("a click gives no focus, or shows a ring")
	}
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyA})
	if !ring() {
		t.Error("no ring after a key")
	}
	b.Disable()
	if ring() {
		t.Error("a disabled button has a ring")
	}
}

func TestButtonColours(t *testing.T) {
	p := lightApp(t)
	for _, c := range []struct {
		name       string
		variant    Variant
		do         func(b *Button)
		edge, fill any
	}{
		{"ordinary", Secondary, func(*Button) {}, p.Edge, p.Surface},
		{"hovered", Secondary, func(b *Button) { b.MouseIn(nil) }, p.Edge, mix(p.Ink, p.Surface, 8)},
		{"no longer hovered", Secondary, func(b *Button) { b.MouseIn(nil); b.MouseOut() }, p.Edge, p.Surface},
		{"pressed", Secondary, func(b *Button) { b.MouseDown(mouse(desktop.MouseButtonPrimary)) }, p.Edge, mix(p.Ink, p.Surface, 16)},
		{"released", Secondary, func(b *Button) {
			b.MouseDown(mouse(desktop.MouseButtonPrimary))
			b.MouseUp(mouse(desktop.MouseButtonPrimary))
		}, p.Edge, p.Surface},
		{"pressed by the other button", Secondary, func(b *Button) { b.MouseDown(mouse(desktop.MouseButtonSecondary)) }, p.Edge, p.Surface},
		{"primary", Primary, func(*Button) {}, p.Primary, p.Primary},
		{"quiet", Quiet, func(*Button) {}, withAlpha(p.Ink, 0), withAlpha(p.Ink, 0)},
		{"quiet, hovered", Quiet, func(b *Button) { b.MouseIn(nil) }, withAlpha(p.Ink, 0), withAlpha(p.Ink, 8)},
		{"disabled", Primary, func(b *Button) { b.Disable(); b.MouseDown(mouse(desktop.MouseButtonPrimary)) }, p.Line, p.Surface},
	} {
		b := NewButton("Gem", nil)
		b.Variant = c.variant
		test.NewTempWindow(t, NewCard(nil)) // the button is on no window: no focus
		c.do(b)
		edge, fill, _ := test.WidgetRenderer(b).(*buttonRenderer).colours()
		if c.variant == Quiet {
			edge.R, edge.G, edge.B = p.Ink.R, p.Ink.G, p.Ink.B
			fill.R, fill.G, fill.B = p.Ink.R, p.Ink.G, p.Ink.B
		}
		if edge != c.edge || fill != c.fill {
			t.Errorf("%s: edge %v, fill %v; want %v, %v", c.name, edge, fill, c.edge, c.fill)
		}
	}
}

// A button is as wide as its parts, and its text never leaves it.
func TestButtonSize(t *testing.T) {
	lightApp(t)
	width := func(change func(b *Button)) float32 {
		b := NewButton("Gem", nil)
		change(b)
		b.Refresh()
		return b.MinSize().Width
	}
	plain := width(func(*Button) {})
	for name, change := range map[string]func(b *Button){
		"an icon":          func(b *Button) { b.Icon = IconPlus },
		"a trailing icon":  func(b *Button) { b.Trailing = IconDown },
		"a hint":           func(b *Button) { b.Hint = "Ctrl+S" },
		"a longer text":    func(b *Button) { b.SetText("Gem og luk") },
		"bold":             func(b *Button) { b.Variant = Primary },
		"a size for hands": func(b *Button) { b.Big = true },
	} {
		if got := width(change); got <= plain {
			t.Errorf("%s: %g wide, plain %g", name, got, plain)
		}
	}
	if got := width(func(b *Button) { b.Compact = true }); got >= plain {
		t.Errorf("compact: %g wide, plain %g", got, plain)
	}
	icon := NewIconButton(IconBack, "", nil)
	if got := icon.MinSize(); got != fyne.NewSize(34, ControlHeight) {
		t.Errorf("an icon alone is %v", got)
	}
	b := NewIconButton(IconPlus, "Ny aktivitet", nil)
	b.Hint, b.Trailing = "Ctrl+N", IconDown
	b.Refresh()
	b.Resize(b.MinSize())
	r := test.WidgetRenderer(b).(*buttonRenderer)
	x := float32(0)
	for _, o := range []fyne.CanvasObject{r.icon.Image, r.text, r.hint, r.trailing.Image} {
		if o.Position().X < x {
			t.Errorf("a part at %g overlaps the one before, which ends at %g", o.Position().X, x)
		}
		x = o.Position().X + o.MinSize().Width
	}
	if end := r.trailing.Position().X + r.trailing.Size().Width; end > b.Size().Width {
		t.Errorf("the parts end at %g, the button at %g", end, b.Size().Width)
	}
}
