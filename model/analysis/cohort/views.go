// SPDX-License-Identifier: MPL-2.0

package cohort

// views are the parts of a cohort that can be looked at: all, each team, each
// caseworker of a team, and each target group. What one of several is not there:
// the only team is all, and the only caseworker of a team is the team.
type views struct {
	list    []view
	atoms   []atom
	viewsOf [][]int32 // by atom, the views that hold it, each once
	atomOf  []int32   // by citizen, the atom
}

// all is the view of everybody, none is no view.
const (
	all  = 0
	none = -1
)

// view is one of them.
type view struct {
	parent int32   // the view that it is a part of; none for all
	target bool    // it is a target group
	size   int32   // citizens it holds, of whatever period
	parts  []int32 // those it is the parent of
	atoms  []int32 // those it holds
}

// atom is what two views of different kinds have in common, the finest part that
// could ever be told of: those who have a caseworker and a target group in common.
type atom struct{ leaf, target int32 } // the views of the caseworker or the team, and of the target group

func newViews(c *Cohort) views {
	v := views{list: []view{{parent: none}}, atomOf: make([]int32, len(c.citizens))}
	workers := map[[2]uint16]int32{} // leaves
	perTeam := map[uint16]int{}
	for i := range c.citizens {
		p := &c.citizens[i]
		if k := [2]uint16{p.team, p.worker}; workers[k] == 0 {
			workers[k] = none
			perTeam[p.team]++
		}
	}
	teams, targets := map[uint16]int32{}, map[uint16]int32{}
	atoms := map[atom]int32{}
	part := func(known map[uint16]int32, many bool, name uint16) int32 {
		id, ok := known[name]
		if !ok {
			if id = all; many {
				id = v.add(all)
			}
			known[name] = id
		}
		return id
	}
	for i := range c.citizens {
		p := &c.citizens[i]
		a := atom{part(teams, len(c.teams) > 1, p.team), part(targets, len(c.targets) > 1, p.target)}
		if perTeam[p.team] > 1 {
			k := [2]uint16{p.team, p.worker}
			if workers[k] == none {
				workers[k] = v.add(a.leaf)
			}
			a.leaf = workers[k]
		}
		id, ok := atoms[a]
		if !ok {
			id = int32(len(v.atoms))
			atoms[a], v.atoms = id, append(v.atoms, a)
		}
		v.atomOf[i] = id
		for _, w := range v.containing(a) {
			v.list[w].size++
		}
	}
	for id, a := range v.atoms {
		v.viewsOf = append(v.viewsOf, v.containing(a))
		for _, w := range v.viewsOf[id] {
			v.list[w].atoms = append(v.list[w].atoms, int32(id))
		}
		v.list[a.target].target = a.target != all
	}
	return v
}

func (v *views) add(parent int32) int32 {
	id := int32(len(v.list))
	v.list = append(v.list, view{parent: parent})
	v.list[parent].parts = append(v.list[parent].parts, id)
	return id
}

// containing are the views that an atom is in, each once.
func (v *views) containing(a atom) []int32 {
	list := []int32{all}
	for w := a.leaf; w != all; w = v.list[w].parent {
		list = append(list, w)
	}
	if a.target != all {
		list = append(list, a.target)
	}
	return list
}

// contains reports whether a citizen, by its number, is in a view.
func (v *views) contains(view int32, citizen int) bool {
	a := v.atoms[v.atomOf[citizen]]
	return view == all || a.leaf == view || a.target == view || v.list[a.leaf].parent == view
}

// find is the view of a choice of names by their numbers, each of which may be
// none, or false for one that nobody is in.
func (v *views) find(c *Cohort, team, worker, target int32) (int32, bool) {
	if team == none && worker == none && target == none {
		return all, true
	}
	for i := range c.citizens {
		p := &c.citizens[i]
		if team != none && int32(p.team) != team || worker != none && int32(p.worker) != worker || target != none && int32(p.target) != target {
			continue
		}
		a := v.atoms[v.atomOf[i]]
		switch {
		case target != none:
			return a.target, true
		case worker != none:
			return a.leaf, true
		case v.list[a.leaf].parent > all: // a caseworker of one of several teams
			return v.list[a.leaf].parent, true
		case len(c.teams) > 1:
			return a.leaf, true
		}
		return all, true
	}
	return none, false
}

// tally are the citizens of each atom by category.
type tally struct {
	views      *views
	categories int
	counts     []int32 // by atom, then category
}

func (v *views) tally(categories int) *tally {
	return &tally{v, categories, make([]int32, len(v.atoms)*categories)}
}

// add counts a citizen, by its number, in a category.
func (t *tally) add(citizen, category int) {
	t.counts[int(t.views.atomOf[citizen])*t.categories+category]++
}

// ofAtom are the counts of an atom.
func (t *tally) ofAtom(atom int32) []int32 {
	return t.counts[int(atom)*t.categories : (int(atom)+1)*t.categories]
}

// at are the counts of a view.
func (t *tally) at(view int32) []int32 {
	sums := make([]int32, t.categories)
	for _, a := range t.views.list[view].atoms {
		for category, n := range t.ofAtom(a) {
			sums[category] += n
		}
	}
	return sums
}

// total is how many citizens of a view are counted.
func (t *tally) total(view int32) int {
	n := 0
	for _, c := range t.at(view) {
		n += int(c)
	}
	return n
}
