// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

const fieldLabel = 15

// Field is an input with its name as a label above it.
type Field struct {
	widget.BaseWidget

	Input fyne.CanvasObject
	label *Label
}

// NewField returns input with the label name.
func NewField(name string, input fyne.CanvasObject) *Field {
	f := &Field{Input: input, label: NewMutedLabel(Second, name)}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer implements [fyne.Widget].
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	f.ExtendBaseWidget(f)
	return &fieldRenderer{field: f}
}

type fieldRenderer struct {
	noDestroy
	field *Field
}

func (r *fieldRenderer) MinSize() fyne.Size {
	label, input := r.field.label.MinSize(), r.field.Input.MinSize()
	return fyne.NewSize(fyne.Max(label.Width, input.Width), fieldLabel+input.Height)
}

func (r *fieldRenderer) Layout(s fyne.Size) {
	r.field.label.Resize(fyne.NewSize(s.Width, fieldLabel))
	r.field.Input.Move(fyne.NewPos(0, fieldLabel))
	r.field.Input.Resize(s.SubtractWidthHeight(0, fieldLabel))
}

func (r *fieldRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.field.label, r.field.Input}
}

func (r *fieldRenderer) Refresh() {
	r.field.label.Refresh()
	r.field.Input.Refresh()
}
