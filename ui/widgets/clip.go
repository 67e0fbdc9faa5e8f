// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// clip draws only what lies within its own size. Its owner lays out the objects.
type clip struct {
	widget.BaseWidget

	objects []fyne.CanvasObject
}

func newClip() *clip {
	c := &clip{}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer implements [fyne.Widget].
func (c *clip) CreateRenderer() fyne.WidgetRenderer { return &clipRenderer{clip: c} }

type clipRenderer struct {
	noDestroy
	clip *clip
}

// IsClip makes the painter cut off what lies outside the widget.
func (r *clipRenderer) IsClip() {}

func (r *clipRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *clipRenderer) Layout(fyne.Size)             {}
func (r *clipRenderer) Refresh()                     {}
func (r *clipRenderer) Objects() []fyne.CanvasObject { return r.clip.objects }
