package group

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"fremskridt/documents"
	"fremskridt/ui/kit"
)

// NewTable shows a table of numbers: what it shows above it, why some of them are
// missing below it.
func NewTable(t documents.Table) (content fyne.CanvasObject, table *kit.DataTable) {
	columns := make([]kit.Column, len(t.Head))
	for i, head := range t.Head {
		wide := kit.SecondBold.Width(head)
		for _, row := range t.Rows {
			if i < len(row) {
				wide = max(wide, kit.Body.Width(row[i].Text))
			}
		}
		columns[i] = kit.Column{ID: head, Title: head, Width: wide + 2*kit.CellInset + 2}
		if i == 0 {
			columns[i].Flexible, columns[i].Bold = true, true
			continue
		}
		columns[i].Align, columns[i].TitleAlign = fyne.TextAlignTrailing, fyne.TextAlignTrailing
	}
	table = kit.NewDataTable(columns, func(i int) ([]kit.Cell, bool) {
		if i < 0 || i >= len(t.Rows) {
			return nil, false
		}
		cells := make([]kit.Cell, len(t.Head))
		for k, c := range t.Rows[i] {
			cells[k] = kit.Cell{Text: c.Text}
		}
		return cells, true
	})
	table.Bare, table.RowHeight = true, kit.ListRowHeight
	table.SetLength(len(t.Rows))
	var above, below fyne.CanvasObject
	if t.Shows != "" {
		above = container.New(&kit.Inset{Side: kit.Gap, Foot: 8}, newNote(t.Shows))
	}
	if len(t.Notes) > 0 {
		lines := make([]fyne.CanvasObject, len(t.Notes))
		for i, n := range t.Notes {
			lines[i] = newNote(n)
		}
		below = container.New(&kit.Inset{Top: 6, Side: kit.Gap, Foot: 8}, container.New(&kit.Flow{Gap: 2, Width: 200}, lines...))
	}
	return container.NewBorder(above, below, nil, nil, table), table
}

func newNote(text string) fyne.CanvasObject {
	p := kit.NewParagraph(kit.Second, kit.Run{Text: text})
	p.Muted = true
	return container.New(&kit.Flow{Width: 200}, p)
}
