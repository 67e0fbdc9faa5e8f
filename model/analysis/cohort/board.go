// SPDX-License-Identifier: MPL-2.0

package cohort

import "slices"

// flowNetwork is the graph of what is told of one group of a step: the citizens of a row
// and a column. Its rows are the told caseworkers; for those who are not told, their
// teams; and for the teams that are not told, all. Its columns are the told target
// groups, and the first for those that are not.
type flowNetwork struct {
	suppression *suppression
	columns     []int32  // target groups, by column; withheldTargets the first
	column      []int    // by view, of a target group that is told
	rows        [][]cell // by view, nil for none
	active      []int32  // the rows that there are
	sums        []int32  // by view, of what it holds

	// Of the cut that is looked for: the cells with a flow, by row and column; the
	// rows reached by the last walk; and by what each was reached.
	filled          []crossing
	reached         []int32
	byColumn, byRow []int32 // by view, and by column
}

// cell are the citizens of a row and a column.
type cell struct {
	n, flow int32
	joined  bool // somebody is counted there, in whatever group
	checked bool // no small cut crosses it
}

// withheldTargets stands for the target groups that are withheld, together.
const withheldTargets = none

// crossing is a cell that a cut crosses, by its views.
type crossing struct{ left, right int32 }

// newFlowNetwork joins the atoms, of anybody who is counted, by what is told. Of the
// citizens it counts those in one of the groups of categories.
func newFlowNetwork(c *suppression, groups []int, group int) *flowNetwork {
	v := c.views
	b := &flowNetwork{
		suppression: c, columns: []int32{withheldTargets}, column: make([]int, len(v.list)), rows: make([][]cell, len(v.list)),
		sums: make([]int32, len(v.list)), byColumn: make([]int32, len(v.list)),
	}
	for id := range b.byColumn {
		b.byColumn[id] = unreached
	}
	for _, id := range v.list[all].parts {
		if v.list[id].target && !c.hidden[id] {
			b.column[id] = len(b.columns)
			b.columns = append(b.columns, id)
		}
	}
	b.byRow = make([]int32, len(b.columns))
	for a := range v.atoms {
		counted, n := false, int32(0)
		for category, k := range c.ofAtom(int32(a)) {
			counted = counted || k > 0
			if groups[category] == group {
				n += k
			}
		}
		if !counted {
			continue
		}
		row := v.atoms[a].leaf
		for c.hidden[row] && row != all {
			row = v.list[row].parent
		}
		b.row(row)
		at := &b.rows[row][b.column[v.atoms[a].target]]
		at.n += n
		at.joined = true
		for _, id := range v.viewsOf[a] {
			b.sums[id] += n
		}
	}
	return b
}

func (b *flowNetwork) row(view int32) []cell {
	if b.rows[view] == nil {
		b.rows[view] = make([]cell, len(b.columns))
		b.active = append(b.active, view)
	}
	return b.rows[view]
}

// contract lets a view that is withheld now be told with what holds it.
func (b *flowNetwork) contract(view int32) {
	v := b.suppression.views
	switch {
	case view == all:
	case v.list[view].target:
		from := b.column[view]
		b.column[view] = 0
		for _, id := range b.active {
			b.rows[id][0].join(b.rows[id][from])
			b.rows[id][from] = cell{}
		}
	case b.rows[view] != nil:
		into := b.row(v.list[view].parent)
		for k, from := range b.rows[view] {
			into[k].join(from)
		}
		b.rows[view] = nil
		b.active = slices.DeleteFunc(b.active, func(id int32) bool { return id == view })
	}
}

// join adds a cell to another. What no small cut crosses, none crosses after: it
// would have been one before.
func (c *cell) join(other cell) {
	c.n += other.n
	c.joined = c.joined || other.joined
	c.checked = c.checked || other.checked
}

// smallCut is a cut of 1 to 4 citizens that crosses in one direction alone, or nil
// where there is none.
func (b *flowNetwork) smallCut() []crossing {
	if b.suppression.hidden[all] {
		return nil
	}
	for _, id := range b.active {
		row := b.rows[id]
		for k := range row {
			if !small(row[k].n) || row[k].checked {
				continue
			}
			if cut := b.cut(id, int32(k)); cut != nil {
				return cut
			}
			row[k].checked = true
		}
	}
	return nil
}

// cut is the smallest cut with a cell, nil where it is of Fewest citizens or more. It
// is what a flow from the row to the column fills (Ford and Fulkerson 1956): as much
// goes from a row to a column as their cell has citizens, and anything back.
func (b *flowNetwork) cut(from, to int32) []crossing {
	for _, at := range b.filled {
		if row := b.rows[at.left]; row != nil {
			row[at.right].flow = 0
		}
	}
	b.filled = b.filled[:0]
	for flow := int32(0); flow < Threshold; {
		if !b.walk(from, to) {
			return b.crossings()
		}
		flow += b.push(from, to, Threshold-flow)
	}
	return nil
}

// walk goes in breadth from a row, until it comes to a column. It marks what it
// reaches with where it came from.
func (b *flowNetwork) walk(from, to int32) bool {
	for _, row := range b.reached {
		b.byColumn[row] = unreached
	}
	for k := range b.byRow {
		b.byRow[k] = unreached
	}
	b.reached = append(b.reached[:0], from)
	b.byColumn[from] = 0
	for next := 0; next < len(b.reached); next++ {
		row := b.reached[next]
		for k, at := range b.rows[row] {
			if b.byRow[k] != unreached || at.flow >= at.n {
				continue
			}
			b.byRow[k] = row
			if int32(k) == to {
				return true
			}
			for _, id := range b.active {
				if b.byColumn[id] != unreached || !b.rows[id][k].joined {
					continue
				}
				b.byColumn[id] = int32(k)
				b.reached = append(b.reached, id)
				if last := b.rows[id][to]; last.flow < last.n {
					b.byRow[to] = id
					return true
				}
			}
		}
	}
	return false
}

// unreached marks a row or a column that no walk has come to.
const unreached = -1

// push lets as much flow as there is room along the way that was walked.
func (b *flowNetwork) push(from, to, most int32) int32 {
	for column := to; ; {
		row := b.byRow[column]
		at := b.rows[row][column]
		if most = min(most, at.n-at.flow); row == from {
			break
		}
		column = b.byColumn[row]
	}
	for column := to; ; {
		row := b.byRow[column]
		b.fill(row, column, most)
		if row == from {
			return most
		}
		column = b.byColumn[row]
		b.fill(row, column, -most)
	}
}

func (b *flowNetwork) fill(row, column, flow int32) {
	b.rows[row][column].flow += flow
	b.filled = append(b.filled, crossing{row, column})
}

// crossings are the cells with citizens between what the last walk reached and what
// it did not.
func (b *flowNetwork) crossings() []crossing {
	var cut []crossing
	for _, row := range b.reached {
		for k, at := range b.rows[row] {
			if b.byRow[k] == unreached && at.n > 0 {
				cut = append(cut, crossing{row, b.columns[k]})
			}
		}
	}
	return cut
}
