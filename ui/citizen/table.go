// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// table returns a table of fixed rows.
func (p *Page) table(columns []widgets.Column, cells [][]widgets.Cell, empty string) *widgets.DataTable {
	t := widgets.NewDataTable(columns, func(i int) ([]widgets.Cell, bool) {
		if i < 0 || i >= len(cells) {
			return nil, false
		}
		return cells[i], true
	})
	t.Empty = empty
	t.SetLength(len(cells))
	if len(cells) > 0 {
		t.Select(0)
	}
	return t
}

// tablePage returns a tab that consists of a table.
func (p *Page) tablePage(table *widgets.DataTable, texts []string, hints []widgets.KeyHint) fyne.CanvasObject {
	return container.NewBorder(nil, widgets.NewFootStrip(texts, hints), nil, nil,
		container.New(&widgets.Inset{Top: widgets.Gap, Side: widgets.Margin, Foot: widgets.Gap}, table))
}
