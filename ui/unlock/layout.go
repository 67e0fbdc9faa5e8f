package unlock

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Where a page begins is told by the height of the shortest, so that a sentence
// which comes and goes does not move it.
const (
	columnWidth     = 460
	minColumnHeight = 290
)

// heading is what stands above the card of a page.
type heading struct{ title, subtitle string }

// page stands a heading and objects in one calm column.
func (h heading) page(objects ...fyne.CanvasObject) fyne.CanvasObject {
	title, under := widgets.NewLabel(widgets.PageTitle, h.title), widgets.NewMutedLabel(widgets.Body, h.subtitle)
	title.Shrinks, under.Shrinks = true, true
	return container.New(&column{}, append([]fyne.CanvasObject{title, under}, objects...)...)
}

// card is a surface with rows below each other.
func card(rows ...fyne.CanvasObject) fyne.CanvasObject {
	inner := container.New(&widgets.Flow{Gap: widgets.Gap, Width: columnWidth - 2*(widgets.Gap+1) - 2*cardPadding}, rows...)
	return widgets.NewCard(container.New(&widgets.Inset{Top: cardPadding, Side: cardPadding, Foot: cardPadding}, inner))
}

const cardPadding = 6 // inside a card, beside the usual

// line stands controls beside each other.
func line(o ...fyne.CanvasObject) fyne.CanvasObject {
	return container.New(&widgets.Line{Gap: 8}, o...)
}

// quietButtons stands quiet buttons below a card, their words below its own.
func quietButtons(o ...fyne.CanvasObject) fyne.CanvasObject {
	return container.New(&widgets.Inset{Side: widgets.Gap + 1 + cardPadding - quietButtonInset}, line(o...))
}

const quietButtonInset = 12 // of a button's words

// column stands its objects below each other, a little above the middle.
type column struct{}

func (*column) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(columnWidth+2*widgets.Margin, 400)
}

func (*column) Layout(o []fyne.CanvasObject, s fyne.Size) {
	x := (s.Width - columnWidth) / 2
	high := stand(o, x, 0, false)
	stand(o, x, max(widgets.Margin, min((s.Height-minColumnHeight)*0.4, s.Height-high-widgets.Margin)), true)
}

func stand(o []fyne.CanvasObject, x, y float32, move bool) float32 {
	top := y
	for i, object := range o {
		h := object.MinSize().Height
		if move {
			object.Move(fyne.NewPos(x, y))
			object.Resize(fyne.NewSize(columnWidth, h))
		}
		y += h
		switch i {
		case 0:
			y += 4
		case 1:
			y += 16
		default:
			y += widgets.Gap
		}
	}
	return y - top - widgets.Gap
}

// fill gives its one object all the room.
type fill struct{}

func (*fill) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (*fill) Layout(o []fyne.CanvasObject, s fyne.Size) { o[0].Resize(s) }

// status is where a page says what it does, or what is wrong.
type status struct {
	icon    *widgets.IconView
	text    *widgets.Paragraph
	row     *fyne.Container
	changed func()
}

func newStatus(changed func()) *status {
	s := &status{icon: widgets.NewIconView(widgets.IconWarning), text: widgets.NewParagraph(widgets.Body), changed: changed}
	s.row = container.New(&beside{}, s.icon, s.text)
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

// beside stands an icon before a text of as many lines as it needs.
type beside struct{ known float32 }

const besideText = 24

func (l *beside) MinSize(o []fyne.CanvasObject) fyne.Size {
	p, _ := o[1].(*widgets.Paragraph)
	return fyne.NewSize(200, max(18, p.HeightFor(max(200, l.known)-besideText)))
}

func (l *beside) Layout(o []fyne.CanvasObject, s fyne.Size) {
	l.known = s.Width
	o[0].Move(fyne.NewPos(0, 1))
	o[0].Resize(fyne.NewSize(16, 16))
	o[1].Move(fyne.NewPos(besideText, 0))
	o[1].Resize(fyne.NewSize(s.Width-besideText, s.Height))
}

// setEnabled lets controls be used, or not.
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
