// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// KeyHint is a key and what it does on this screen.
type KeyHint struct{ Key, Text string }

// FootStrip is the status line at the bottom of a screen: texts at the left, of
// which the first is bold, and key hints at the right.
type FootStrip struct {
	widget.BaseWidget

	Icon  Icon // before the texts, for example a warning
	Plain bool // the first text is not bold
	Top   bool // at the top of a screen, with its line below it
	Texts []string
	Hints []KeyHint
}

// NewFootStrip returns a strip with texts at the left and hints at the right.
func NewFootStrip(texts []string, hints []KeyHint) *FootStrip {
	f := &FootStrip{Texts: texts, Hints: hints}
	f.ExtendBaseWidget(f)
	return f
}

// SetTexts changes the texts at the left.
func (f *FootStrip) SetTexts(texts ...string) {
	f.Texts = texts
	f.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (f *FootStrip) CreateRenderer() fyne.WidgetRenderer {
	f.ExtendBaseWidget(f)
	r := &footRenderer{foot: f, back: &canvas.Rectangle{}, line: &canvas.Rectangle{}, icon: newGlyph()}
	r.Refresh()
	return r
}

type footRenderer struct {
	noDestroy
	foot    *FootStrip
	back    *canvas.Rectangle
	line    *canvas.Rectangle
	icon    *glyph
	texts   []*canvas.Text
	caps    []*KeyCap
	hints   []*canvas.Text
	objects []fyne.CanvasObject
}

func (r *footRenderer) MinSize() fyne.Size { return fyne.NewSize(0, FootHeight) }

func (r *footRenderer) Layout(s fyne.Size) {
	const line = 1
	r.back.Resize(s)
	r.line.Resize(fyne.NewSize(s.Width, line))
	if r.foot.Top {
		r.line.Move(fyne.NewPos(0, s.Height-line))
	}
	h := s.Height - line

	right := s.Width - Margin
	for i := len(r.caps) - 1; i >= 0; i-- {
		t := r.hints[i]
		right -= ceil(t.MinSize().Width)
		placeText(t, right, line, 0, h)
		c := r.caps[i].MinSize()
		right -= c.Width + 3
		r.caps[i].Resize(c)
		r.caps[i].Move(fyne.NewPos(right, line+round((h-c.Height)/2)))
		right -= 17
	}

	x := float32(Margin)
	if r.foot.Icon != IconNone {
		r.icon.put(x, line, 16, h, 16)
		x += 23
	}
	for i, t := range r.texts {
		t.Text = Ellipsis(r.role(i), r.foot.Texts[i], fyne.Max(0, right-x))
		t.Hidden = right-x < 24
		placeText(t, x, line, 0, h)
		x += ceil(t.MinSize().Width) + 17
	}
}

func (r *footRenderer) role(i int) Role {
	if i == 0 && !r.foot.Plain {
		return SecondBold
	}
	return Second
}

func (r *footRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *footRenderer) Refresh() {
	p := CurrentPalette()
	r.build()
	r.back.FillColor, r.line.FillColor = p.Surface, p.Line
	r.back.Refresh()
	r.line.Refresh()
	r.icon.set(r.foot.Icon, p.Ink, iconLine)
	for i, t := range r.texts {
		role := r.role(i)
		t.Text, t.TextSize, t.TextStyle, t.Color = r.foot.Texts[i], role.Size(), role.Style(), p.Muted
		if i == 0 {
			t.Color = p.Ink
		}
	}
	for i, t := range r.hints {
		r.caps[i].Key = r.foot.Hints[i].Key
		r.caps[i].Refresh()
		t.Text, t.TextSize, t.Color = r.foot.Hints[i].Text, Second.Size(), p.Muted
	}
	r.Layout(r.foot.Size())
	canvas.Refresh(r.foot)
}

func (r *footRenderer) build() {
	if len(r.texts) == len(r.foot.Texts) && len(r.caps) == len(r.foot.Hints) && r.objects != nil {
		return
	}
	r.texts, r.caps, r.hints = nil, nil, nil
	r.objects = []fyne.CanvasObject{r.back, r.line, r.icon.Image}
	for range r.foot.Texts {
		t := &canvas.Text{}
		r.texts = append(r.texts, t)
		r.objects = append(r.objects, t)
	}
	for range r.foot.Hints {
		c, t := NewKeyCap(""), &canvas.Text{}
		r.caps, r.hints = append(r.caps, c), append(r.hints, t)
		r.objects = append(r.objects, c, t)
	}
}
