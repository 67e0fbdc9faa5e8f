// SPDX-License-Identifier: MPL-2.0

package setup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

const (
	toolsTop = 10
	formWide = 460
)

// newPanel returns tools above a table and a foot.
func newPanel(tools, body fyne.CanvasObject, foot *widgets.FootStrip) fyne.CanvasObject {
	return container.New(&panelLayout{}, tools, body, foot)
}

type panelLayout struct{}

func (*panelLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 260) }

func (*panelLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	widgets.Place(o[0], widgets.Margin, toolsTop, s.Width-2*widgets.Margin, widgets.ControlHeight)
	top := float32(2*toolsTop + widgets.ControlHeight)
	widgets.Place(o[1], widgets.Margin, top, s.Width-2*widgets.Margin, s.Height-top-widgets.FootHeight-widgets.Gap)
	widgets.Place(o[2], 0, s.Height-widgets.FootHeight, s.Width, widgets.FootHeight)
}

// tools returns controls in a row.
func tools(o ...fyne.CanvasObject) *fyne.Container { return container.New(&widgets.Line{Gap: 8}, o...) }

// staticTable is a table with all its rows in memory.
type staticTable struct {
	view  *widgets.DataTable
	cells [][]widgets.Cell
}

func newStaticTable(columns []widgets.Column, empty string) *staticTable {
	r := &staticTable{}
	r.view = widgets.NewDataTable(columns, func(i int) ([]widgets.Cell, bool) {
		if i < 0 || i >= len(r.cells) {
			return nil, false
		}
		return r.cells[i], true
	})
	r.view.Empty = empty
	return r
}

// set shows other rows and keeps the selection. groups are the indexes of headings.
func (r *staticTable) set(cells [][]widgets.Cell, groups ...int) {
	r.cells = cells
	r.view.SetGroups(groups)
	r.view.SetLength(len(cells))
	if r.view.Selected() < 0 && len(cells) > len(groups) {
		r.view.Select(min(len(groups), 1))
	}
}

// paragraphs returns sentences below each other.
func paragraphs(list ...string) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, text := range list {
		rows = append(rows, widgets.NewParagraph(widgets.Body, widgets.Run{Text: text}))
	}
	return container.New(&widgets.Flow{Gap: 8, Width: 400}, rows...)
}
