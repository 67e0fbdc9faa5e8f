// SPDX-License-Identifier: MPL-2.0

package unlock

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

const (
	columnWidth  = 460
	steadyHeight = 290
)

// heading is the text above the card of a page.
type heading struct{ title, subtitle string }

// page returns a column with the heading and objects.
func (h heading) page(objects ...fyne.CanvasObject) fyne.CanvasObject {
	title, under := widgets.NewLabel(widgets.PageTitle, h.title), widgets.NewMutedLabel(widgets.Body, h.subtitle)
	title.Shrinks, under.Shrinks = true, true
	column := &widgets.CenteredColumn{
		Width: columnWidth, Gaps: []float32{4, 16, widgets.Gap}, AnchorHeight: steadyHeight,
		Min: fyne.NewSize(columnWidth+2*widgets.Margin, 400),
	}
	return container.New(column, append([]fyne.CanvasObject{title, under}, objects...)...)
}

// card returns a card with rows below each other.
func card(rows ...fyne.CanvasObject) fyne.CanvasObject {
	inner := container.New(&widgets.Flow{Gap: widgets.Gap, Width: columnWidth - 2*(widgets.Gap+1) - 2*cardPadding}, rows...)
	return widgets.NewCard(container.New(&widgets.Inset{Top: cardPadding, Side: cardPadding, Foot: cardPadding}, inner))
}

const cardPadding = 6 // in addition to that of every card

// line returns controls in a row.
func line(o ...fyne.CanvasObject) fyne.CanvasObject {
	return container.New(&widgets.Line{Gap: 8}, o...)
}

// quietButtons returns buttons for below a card, aligned with its text.
func quietButtons(o ...fyne.CanvasObject) fyne.CanvasObject {
	return container.New(&widgets.Inset{Side: widgets.Gap + 1 + cardPadding - quietButtonInset}, line(o...))
}

const quietButtonInset = 12 // from the edge of a button to its text

// status shows what a page is doing, or what is wrong.
type status struct {
	icon    *widgets.IconView
	text    *widgets.Paragraph
	row     *fyne.Container
	changed func()
}

func newStatus(changed func()) *status {
	s := &status{icon: widgets.NewIconView(widgets.IconWarning), text: widgets.NewParagraph(widgets.Body), changed: changed}
	s.row = container.New(&iconText{}, s.icon, s.text)
	s.row.Hide()
	return s
}

func (s *status) objects() []fyne.CanvasObject { return []fyne.CanvasObject{s.row} }

func (s *status) showError(text string) { s.set(widgets.IconWarning, text) }
func (s *status) showInfo(text string)  { s.set(widgets.IconInfo, text) }
func (s *status) clear()                { s.set(widgets.IconInfo, "") }

func (s *status) set(icon widgets.Icon, text string) {
	s.icon.Icon = icon
	s.icon.Refresh()
	s.text.SetRuns()
	if text != "" {
		s.text.SetRuns(widgets.Run{Text: text})
	}
	s.row.Hidden = text == ""
	s.changed()
}

// iconText places an icon to the left of a paragraph.
type iconText struct{ known float32 }

const iconTextIndent = 24

func (l *iconText) MinSize(o []fyne.CanvasObject) fyne.Size {
	p, _ := o[1].(*widgets.Paragraph)
	return fyne.NewSize(200, max(18, p.HeightFor(max(200, l.known)-iconTextIndent)))
}

func (l *iconText) Layout(o []fyne.CanvasObject, s fyne.Size) {
	l.known = s.Width
	o[0].Move(fyne.NewPos(0, 1))
	o[0].Resize(fyne.NewSize(16, 16))
	o[1].Move(fyne.NewPos(iconTextIndent, 0))
	o[1].Resize(fyne.NewSize(s.Width-iconTextIndent, s.Height))
}

// setEnabled enables or disables controls.
func setEnabled(on bool, controls ...interface {
	Enable()
	Disable()
},
) {
	for _, c := range controls {
		if on {
			c.Enable()
		} else {
			c.Disable()
		}
	}
}
