// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Label is one line of text in a [Role]. It is shortened with an ellipsis where
// there is no room, and follows the theme.
type Label struct {
	widget.BaseWidget

	Text    string
	Role    Role
	Muted   bool
	Align   fyne.TextAlign
	Shrinks bool // may be narrower than its text
}

// NewLabel returns a label in the main text colour.
func NewLabel(role Role, text string) *Label {
	l := &Label{Role: role, Text: text}
	l.ExtendBaseWidget(l)
	return l
}

// NewMutedLabel returns a label in the secondary text colour.
func NewMutedLabel(role Role, text string) *Label {
	l := &Label{Role: role, Text: text, Muted: true}
	l.ExtendBaseWidget(l)
	return l
}

// SetText changes the text.
func (l *Label) SetText(text string) {
	if l.Text == text {
		return
	}
	l.Text = text
	l.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (l *Label) CreateRenderer() fyne.WidgetRenderer {
	l.ExtendBaseWidget(l)
	r := &labelRenderer{label: l, text: &canvas.Text{}}
	r.Refresh()
	return r
}

type labelRenderer struct {
	noDestroy
	label *Label
	text  *canvas.Text
}

func (r *labelRenderer) MinSize() fyne.Size {
	l := r.label
	if l.Shrinks {
		return fyne.NewSize(l.Role.Size(), l.Role.Line())
	}
	return fyne.NewSize(ceil(l.Role.Width(l.Text)), l.Role.Line())
}

func (r *labelRenderer) Layout(s fyne.Size) {
	l := r.label
	if s.Width > 0 {
		if cut := Ellipsis(l.Role, l.Text, s.Width); cut != r.text.Text {
			r.text.Text = cut
			r.text.Refresh()
		}
	}
	r.text.Alignment = l.Align
	placeText(r.text, 0, 0, s.Width, s.Height)
}

func (r *labelRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.text} }

func (r *labelRenderer) Refresh() {
	l, p := r.label, CurrentPalette()
	r.text.Text, r.text.TextSize, r.text.TextStyle = l.Text, l.Role.Size(), l.Role.Style()
	r.text.Color = p.Ink
	if l.Muted {
		r.text.Color = p.Muted
	}
	r.Layout(l.Size())
	r.text.Refresh()
}
