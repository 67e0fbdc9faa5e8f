// SPDX-License-Identifier: MPL-2.0

package citizens

import (
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Columns of the table.
const (
	colName = iota
	colCase
	colGroup
	colLatest
	colIndex
	colActivity
	colDue
	colCaseworker
	columnCount
)

// row is a citizen in the table.
type row struct {
	id         model.ID
	cells      []widgets.Cell
	hasDetails bool
}

// newRow returns a row without details.
func (s *Screen) newRow(r store.CitizenRow) *row {
	cells := make([]widgets.Cell, columnCount)
	cells[colName] = widgets.Cell{Text: r.Name, Muted: !r.Closed.IsZero()}
	cells[colCase] = widgets.Cell{Text: r.CaseNumber}
	cells[colGroup] = widgets.Cell{Text: s.targetGroup(r.TargetGroup)}
	cells[colCaseworker] = widgets.Cell{Text: r.Caseworker}
	if r.Latest.IsZero() {
		cells[colLatest] = widgets.Cell{Text: s.o.Words.T("list.none_yet"), Muted: true}
	} else {
		cells[colLatest] = widgets.Cell{Text: s.o.Words.ShortDate(r.Latest)}
	}
	return &row{id: r.ID, cells: cells}
}

func (s *Screen) targetGroup(code string) string {
	if g, ok := s.o.Vocabulary.TargetGroup(code); ok {
		return s.o.Words.Of(g.Name)
	}
	return code
}

// addDetails fills the cells that need the case history.
func (r *row) addDetails(d *detailCells) {
	r.hasDetails = true
	r.cells[colIndex], r.cells[colActivity], r.cells[colDue] = d.index, d.activity, d.due
}
