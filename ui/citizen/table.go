package citizen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"fremskridt/ui/kit"
)

// table is a table of rows that are all there.
func (p *Page) table(columns []kit.Column, cells [][]kit.Cell, empty string) *kit.DataTable {
	t := kit.NewDataTable(columns, func(i int) ([]kit.Cell, bool) {
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

// tablePage is a tab with a table over the whole of it.
func (p *Page) tablePage(table *kit.DataTable, texts []string, hints []kit.KeyHint) fyne.CanvasObject {
	return container.NewBorder(nil, kit.NewFootStrip(texts, hints), nil, nil,
		container.New(&kit.Inset{Top: kit.Gap, Side: kit.Margin, Foot: kit.Gap}, table))
}
