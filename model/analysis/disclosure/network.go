// SPDX-License-Identifier: MPL-2.0

package disclosure

import "slices"

// flowNetwork is the bipartite graph of one group of categories at a level: leaves
// (rows) by target groups (columns), with the counts as capacities. Leaves that are
// withheld are merged into their team, withheld teams into All, and withheld target
// groups into the first column.
type flowNetwork struct {
	suppression *suppression
	columns     []View   // target groups by column
	column      []int    // by view, of a published target group
	rows        [][]cell // by view, nil for none
	active      []View   // the views with a row
	sums        []int32  // by view, of the group

	// The state of the search for a cut: the cells with a flow; the rows that the last
	// search reached; and from where each row and column was reached.
	filled     []position
	reached    []View
	fromColumn []int32 // by view
	fromRow    []View  // by column
}

// cell is an edge of the network.
type cell struct {
	n, flow int32
	joined  bool // somebody is counted here, in any group
	checked bool // no small cut contains it
}

// position is a cell's place in a network.
type position struct {
	row    View
	column int32
}

// edge is an edge of a cut, by its views.
type edge struct{ leaf, targetGroup View }

// withheldTargetGroups is the view of the first column.
const withheldTargetGroups = none

// unreached marks a row or column that a search has not reached.
const unreached = -1

// newFlowNetwork merges the atoms with anybody counted by what is published, with
// the counts of one of the groups.
func newFlowNetwork(s *suppression, groups []int, group int) *flowNetwork {
	p := s.partition
	f := &flowNetwork{
		suppression: s, columns: []View{withheldTargetGroups}, column: make([]int, len(p.views)), rows: make([][]cell, len(p.views)),
		sums: make([]int32, len(p.views)), fromColumn: make([]int32, len(p.views)),
	}
	for v := range f.fromColumn {
		f.fromColumn[v] = unreached
	}
	for _, v := range p.views[All].children {
		if p.views[v].targetGroup && !s.withheld[v] {
			f.column[v] = len(f.columns)
			f.columns = append(f.columns, v)
		}
	}
	f.fromRow = make([]View, len(f.columns))
	for a := range p.atoms {
		counted, n := false, int32(0)
		for category, k := range s.ofAtom(int32(a)) {
			counted = counted || k > 0
			if groups[category] == group {
				n += k
			}
		}
		if !counted {
			continue
		}
		row := p.atoms[a].leaf
		for s.withheld[row] && row != All {
			row = p.views[row].parent
		}
		f.row(row)[f.column[p.atoms[a].targetGroup]].join(cell{n: n, joined: true})
		for _, v := range p.viewsOf[a] {
			f.sums[v] += n
		}
	}
	return f
}

// row returns the row of a view, a new one where there is none.
func (f *flowNetwork) row(v View) []cell {
	if f.rows[v] == nil {
		f.rows[v] = make([]cell, len(f.columns))
		f.active = append(f.active, v)
	}
	return f.rows[v]
}

// contract merges a view that is withheld from now on into the one around it.
func (f *flowNetwork) contract(v View) {
	views := f.suppression.partition.views
	switch {
	case v == All:
	case views[v].targetGroup:
		from := f.column[v]
		f.column[v] = 0
		for _, row := range f.active {
			f.rows[row][0].join(f.rows[row][from])
			f.rows[row][from] = cell{}
		}
	case f.rows[v] != nil:
		into := f.row(views[v].parent)
		for k, from := range f.rows[v] {
			into[k].join(from)
		}
		f.rows[v] = nil
		f.active = slices.DeleteFunc(f.active, func(row View) bool { return row == v })
	}
}

// join merges another cell into this one. Merging adds no cut, so checked stays set.
func (c *cell) join(other cell) {
	c.n += other.n
	c.joined = c.joined || other.joined
	c.checked = c.checked || other.checked
}

// smallCut finds a cut of 1 to 4 citizens that all edges cross in the same
// direction, or nil.
func (f *flowNetwork) smallCut() []edge {
	if f.suppression.withheld[All] {
		return nil
	}
	for _, v := range f.active {
		row := f.rows[v]
		for k := range row {
			if !Small(row[k].n) || row[k].checked {
				continue
			}
			if cut := f.minimumCut(position{v, int32(k)}); cut != nil {
				return cut
			}
			row[k].checked = true
		}
	}
	return nil
}

// minimumCut is the smallest cut with a cell, or nil where it has [Threshold]
// citizens or more. It is where the largest flow from the cell's row to its column
// saturates the network (Ford and Fulkerson 1956): from row to column a cell's
// capacity is its count, from column to row it is unlimited.
func (f *flowNetwork) minimumCut(at position) []edge {
	for _, p := range f.filled {
		if row := f.rows[p.row]; row != nil {
			row[p.column].flow = 0
		}
	}
	f.filled = f.filled[:0]
	for flow := int32(0); flow < Threshold; {
		if !f.search(at.row, at.column) {
			return f.cutEdges()
		}
		flow += f.augment(at.row, at.column, Threshold-flow)
	}
	return nil
}

// search looks for a path with residual capacity from a row to a column, breadth
// first, and records from where each row and column was reached.
func (f *flowNetwork) search(from View, to int32) bool {
	for _, row := range f.reached {
		f.fromColumn[row] = unreached
	}
	for k := range f.fromRow {
		f.fromRow[k] = unreached
	}
	f.reached = append(f.reached[:0], from)
	f.fromColumn[from] = 0
	for next := 0; next < len(f.reached); next++ {
		row := f.reached[next]
		for k, at := range f.rows[row] {
			if f.fromRow[k] != unreached || at.flow >= at.n {
				continue
			}
			f.fromRow[k] = row
			if int32(k) == to {
				return true
			}
			for _, v := range f.active {
				if f.fromColumn[v] != unreached || !f.rows[v][k].joined {
					continue
				}
				f.fromColumn[v] = int32(k)
				f.reached = append(f.reached, v)
				if last := f.rows[v][to]; last.flow < last.n {
					f.fromRow[to] = v
					return true
				}
			}
		}
	}
	return false
}

// augment sends as much flow along the path of the last search as its residual
// capacity and most allow, and returns how much.
func (f *flowNetwork) augment(from View, to, most int32) int32 {
	for column := to; ; {
		row := f.fromRow[column]
		at := f.rows[row][column]
		if most = min(most, at.n-at.flow); row == from {
			break
		}
		column = f.fromColumn[row]
	}
	for column := to; ; {
		row := f.fromRow[column]
		f.fill(position{row, column}, most)
		if row == from {
			return most
		}
		column = f.fromColumn[row]
		f.fill(position{row, column}, -most)
	}
}

func (f *flowNetwork) fill(at position, flow int32) {
	f.rows[at.row][at.column].flow += flow
	f.filled = append(f.filled, at)
}

// cutEdges are the edges with citizens from what the last search reached to what it
// did not.
func (f *flowNetwork) cutEdges() []edge {
	var cut []edge
	for _, row := range f.reached {
		for k, at := range f.rows[row] {
			if f.fromRow[k] == unreached && at.n > 0 {
				cut = append(cut, edge{row, f.columns[k]})
			}
		}
	}
	return cut
}
