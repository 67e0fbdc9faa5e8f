// SPDX-License-Identifier: MPL-2.0

package disclosure

// Row is what a person is grouped by, as numbers that the caller chooses.
type Row struct{ Team, Caseworker, TargetGroup uint16 }

// View is a set of rows that may be looked at, by its number in a [Partition].
type View int32

const (
	// All is the view of every row.
	All View = 0
	// none is no view.
	none View = -1
)

// Partition has the views of some rows: all, each team, each caseworker of a team,
// and each target group. A single team, target group, or caseworker of a team is no
// view of its own, for it has the same rows as the view around it.
//
// A Partition does not change and is safe for concurrent use.
type Partition struct {
	rows    []Row
	teams   int // how many there are
	views   []viewInfo
	atoms   []atom
	viewsOf [][]View // by atom, the views that contain it
	atomOf  []int32  // by row
}

// viewInfo is a view's place in the hierarchy.
type viewInfo struct {
	parent      View // none for All
	targetGroup bool
	size        int32  // rows
	children    []View // the views with this one as parent
	atoms       []int32
}

// atom is the intersection of a caseworker's (or undivided team's) view, the leaf,
// with a target group: the finest set that a count could ever be computed for.
type atom struct{ leaf, targetGroup View }

// NewPartition finds the views of the rows.
func NewPartition(rows []Row) *Partition {
	p := &Partition{rows: rows, views: []viewInfo{{parent: none}}, atomOf: make([]int32, len(rows))}
	type caseworker struct{ team, initials uint16 }
	leaves := map[caseworker]View{}
	caseworkers := map[uint16]int{} // by team
	teams, targetGroups := map[uint16]View{}, map[uint16]View{}
	for _, r := range rows {
		k := caseworker{r.Team, r.Caseworker}
		if _, known := leaves[k]; !known {
			leaves[k] = none
			caseworkers[r.Team]++
		}
		teams[r.Team], targetGroups[r.TargetGroup] = none, none
	}
	p.teams = len(teams)
	child := func(known map[uint16]View, name uint16) View {
		if len(known) == 1 {
			return All
		}
		if known[name] == none {
			known[name] = p.add(All)
		}
		return known[name]
	}
	atoms := map[atom]int32{}
	for i, r := range rows {
		a := atom{child(teams, r.Team), child(targetGroups, r.TargetGroup)}
		if caseworkers[r.Team] > 1 {
			k := caseworker{r.Team, r.Caseworker}
			if leaves[k] == none {
				leaves[k] = p.add(a.leaf)
			}
			a.leaf = leaves[k]
		}
		id, known := atoms[a]
		if !known {
			id = int32(len(p.atoms))
			atoms[a], p.atoms, p.viewsOf = id, append(p.atoms, a), append(p.viewsOf, p.containing(a))
			for _, v := range p.viewsOf[id] {
				p.views[v].atoms = append(p.views[v].atoms, id)
			}
			p.views[a.targetGroup].targetGroup = a.targetGroup != All
		}
		p.atomOf[i] = id
		for _, v := range p.viewsOf[id] {
			p.views[v].size++
		}
	}
	return p
}

func (p *Partition) add(parent View) View {
	v := View(len(p.views))
	p.views = append(p.views, viewInfo{parent: parent})
	p.views[parent].children = append(p.views[parent].children, v)
	return v
}

// containing returns the views that contain an atom, each once.
func (p *Partition) containing(a atom) []View {
	list := []View{All}
	for v := a.leaf; v != All; v = p.views[v].parent {
		list = append(list, v)
	}
	if a.targetGroup != All {
		list = append(list, a.targetGroup)
	}
	return list
}

// Contains reports whether a view contains a row.
func (p *Partition) Contains(v View, row int) bool {
	a := p.atoms[p.atomOf[row]]
	return v == All || a.leaf == v || a.targetGroup == v || p.views[a.leaf].parent == v
}

// Any is a field of a [Selection] that selects every value.
const Any = -1

// Selection selects rows by team, caseworker and target group, each a number of a
// [Row] or [Any]. A target group is selected without team and caseworker.
type Selection struct{ Team, Caseworker, TargetGroup int }

func (s Selection) matches(r Row) bool {
	return (s.Team == Any || s.Team == int(r.Team)) && (s.Caseworker == Any || s.Caseworker == int(r.Caseworker)) &&
		(s.TargetGroup == Any || s.TargetGroup == int(r.TargetGroup))
}

// Find returns the view of a selection, or false where no row matches it.
func (p *Partition) Find(s Selection) (View, bool) {
	if s == (Selection{Any, Any, Any}) {
		return All, true
	}
	for i, r := range p.rows {
		if !s.matches(r) {
			continue
		}
		a := p.atoms[p.atomOf[i]]
		switch {
		case s.TargetGroup != Any:
			return a.targetGroup, true
		case s.Caseworker != Any:
			return a.leaf, true
		case p.views[a.leaf].parent > All: // a caseworker of one of several teams
			return p.views[a.leaf].parent, true
		case p.teams > 1:
			return a.leaf, true
		}
		return All, true
	}
	return none, false
}
