// SPDX-License-Identifier: MPL-2.0

package widgets

import "fyne.io/fyne/v2"

// Column describes one column of a [DataTable].
type Column struct {
	ID         string
	Title      string
	TitleAlign fyne.TextAlign
	Width      float32 // including CellInset on both sides
	Flexible   bool    // absorbs its share of surplus or missing width
	Align      fyne.TextAlign
	Sortable   bool
	Bold       bool

	// Draw paints Cell.Value over the whole cell, behind the text. Values should be
	// pointers: the drawing is cached by comparing them.
	Draw Draw
	// Head paints HeadValue into the column's head, behind the title.
	Head      Draw
	HeadValue any
}

// Cell is the content of one row in one column.
type Cell struct {
	Text    string
	Bold    bool
	Muted   bool
	Mark    Mark   // before the text
	Tail    string // bold, after the text, never shortened
	Chevron bool   // a small arrow after the text: opening the row goes there
	Value   any    // for Column.Draw
}

// widths distributes total among columns. Flexible columns absorb a surplus or
// deficit in proportion to their widths, down to a minimum.
func widths(columns []Column, total float32) []float32 {
	const least = 40
	ws := make([]float32, len(columns))
	fixed, flexible := float32(0), float32(0)
	for i, c := range columns {
		ws[i] = c.Width
		fixed += c.Width
		if c.Flexible {
			flexible += c.Width
		}
	}
	if flexible == 0 {
		return ws
	}
	used, last := float32(0), 0
	for i, c := range columns {
		if c.Flexible {
			ws[i] = fyne.Max(least, round(c.Width+(total-fixed)*c.Width/flexible))
			last = i
		}
		used += ws[i]
	}
	ws[last] = fyne.Max(least, ws[last]+total-used)
	return ws
}
