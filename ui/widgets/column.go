// SPDX-License-Identifier: MPL-2.0

package widgets

import "fyne.io/fyne/v2"

// Column describes one column of a DataTable.
type Column struct {
	ID         string
	Title      string
	TitleAlign fyne.TextAlign
	Width      float32 // the inset of 8 on both sides included
	Flexible   bool    // takes its share of the width that is left or lacking
	Align      fyne.TextAlign
	Sortable   bool
	Bold       bool

	// Draw paints Cell.Value over the whole cell, below the text. Values are
	// best pointers, so that a value seen before is recognised.
	Draw Draw
	// Head paints HeadValue into the head of the column, below the title.
	Head      Draw
	HeadValue any
}

// Cell is what one row shows in one column.
type Cell struct {
	Text    string
	Bold    bool
	Muted   bool
	Mark    Mark   // before the text
	Tail    string // bold, after the text and never cut
	Chevron bool   // a small arrow after the text: the row leads somewhere
	Value   any    // for Column.Draw
}

// widths shares total among columns. What is left over, or lacking, goes to
// the flexible ones in proportion to their widths.
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
