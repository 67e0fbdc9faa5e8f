// SPDX-License-Identifier: MPL-2.0

package group

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/plots/report"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// NewTable shows a table of numbers: what it shows above it, why some of them are
// missing below it.
func NewTable(t report.Table) (content fyne.CanvasObject, table *widgets.DataTable) {
	columns := make([]widgets.Column, len(t.Head))
	for i, head := range t.Head {
		wide := widgets.SecondBold.Width(head)
		for _, row := range t.Rows {
			if i < len(row) {
				wide = max(wide, widgets.Body.Width(row[i].Text))
			}
		}
		columns[i] = widgets.Column{ID: head, Title: head, Width: wide + 2*widgets.CellInset + 2}
		if i == 0 {
			columns[i].Flexible, columns[i].Bold = true, true
			continue
		}
		columns[i].Align, columns[i].TitleAlign = fyne.TextAlignTrailing, fyne.TextAlignTrailing
	}
	table = widgets.NewDataTable(columns, func(i int) ([]widgets.Cell, bool) {
		if i < 0 || i >= len(t.Rows) {
			return nil, false
		}
		cells := make([]widgets.Cell, len(t.Head))
		for k, c := range t.Rows[i] {
			cells[k] = widgets.Cell{Text: c.Text}
		}
		return cells, true
	})
	table.Bare, table.RowHeight = true, widgets.ListRowHeight
	table.SetLength(len(t.Rows))
	var above, below fyne.CanvasObject
	if t.Description != "" {
		above = container.New(&widgets.Inset{Side: widgets.Gap, Foot: 8}, newNote(t.Description))
	}
	if len(t.Notes) > 0 {
		lines := make([]fyne.CanvasObject, len(t.Notes))
		for i, n := range t.Notes {
			lines[i] = newNote(n)
		}
		below = container.New(&widgets.Inset{Top: 6, Side: widgets.Gap, Foot: 8}, container.New(&widgets.Flow{Gap: 2, Width: 200}, lines...))
	}
	return container.NewBorder(above, below, nil, nil, table), table
}

func newNote(text string) fyne.CanvasObject {
	p := widgets.NewParagraph(widgets.Second, widgets.Run{Text: text})
	p.Muted = true
	return container.New(&widgets.Flow{Width: 200}, p)
}
