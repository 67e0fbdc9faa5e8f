package setup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"fremskridt/ui/kit"
)

const (
	toolsTop = 10
	formWide = 460
)

// panel is a page of tools above a table, and a foot.
func panel(tools, body fyne.CanvasObject, foot *kit.FootStrip) fyne.CanvasObject {
	return container.New(&panelLayout{}, tools, body, foot)
}

type panelLayout struct{}

func (*panelLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 260) }

func (*panelLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	kit.Place(o[0], kit.Margin, toolsTop, s.Width-2*kit.Margin, kit.ControlHeight)
	top := float32(2*toolsTop + kit.ControlHeight)
	kit.Place(o[1], kit.Margin, top, s.Width-2*kit.Margin, s.Height-top-kit.FootHeight-kit.Gap)
	kit.Place(o[2], 0, s.Height-kit.FootHeight, s.Width, kit.FootHeight)
}

// tools are controls beside each other.
func tools(o ...fyne.CanvasObject) *fyne.Container { return container.New(&kit.Line{Gap: 8}, o...) }

// rows is a table of rows that are all there.
type rows struct {
	view  *kit.DataTable
	cells [][]kit.Cell
}

func newRows(columns []kit.Column, empty string) *rows {
	r := &rows{}
	r.view = kit.NewDataTable(columns, func(i int) ([]kit.Cell, bool) {
		if i < 0 || i >= len(r.cells) {
			return nil, false
		}
		return r.cells[i], true
	})
	r.view.Empty = empty
	return r
}

// set shows other rows; the choice stays where it can.
func (r *rows) set(cells [][]kit.Cell, groups ...int) {
	r.cells = cells
	r.view.SetGroups(groups)
	r.view.SetLength(len(cells))
	if r.view.Selected() < 0 && len(cells) > len(groups) {
		r.view.Select(min(len(groups), 1))
	}
}

// sentencesOf stands sentences below each other.
func sentencesOf(list ...string) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, text := range list {
		rows = append(rows, kit.NewParagraph(kit.Body, kit.Run{Text: text}))
	}
	return container.New(&kit.Flow{Gap: 8, Width: 400}, rows...)
}
