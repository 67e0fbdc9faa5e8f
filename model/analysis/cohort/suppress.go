package cohort

import "slices"

// Fewest is how many citizens a figure is about at least (methods 3). A number of
// citizens below it is withheld, but for 0.
const Fewest = 5

// small reports whether a number of citizens may not be told.
func small(n int32) bool { return n > 0 && n < Fewest }

// ladder are the ways in which the categories of a figure may be told, from all
// apart to all in one. Each step gives every category the number of the group
// that it is told in, and parts no group of the step after it.
type ladder [][]int

// withheld is the level of a view of which nothing is told, not even how many.
func (l ladder) withheld() uint8 { return uint8(len(l)) }

// groups is how many groups a step has.
func (l ladder) groups(step int) int { return slices.Max(l[step]) + 1 }

// add adds up the counts of the categories that a step tells as one.
func (l ladder) add(step int, counts, sums []int32) {
	for category, n := range counts {
		sums[l[step][category]] += n
	}
}

// levels finds, for each view, the first step of the ladder at which the figure
// may be told of it. Whoever is told, of all views, what their levels allow, can
// compute by addition and subtraction the number of no set of 1 to 4 citizens: not
// of a group of a view, nor of the sets of atoms that views leave when they are
// taken from each other.
//
// What can be computed is a matter of cuts. Let x be the numbers of one group by
// atom. A sum over the told views, each with a weight, is a sum of y x over the
// atoms, with y the weight of the leaf, its team and all, plus that of the target
// group. So y is the difference p - q of a level p at the caseworker and a level q at
// the target group: free where the view is told, that of its team where just the
// team is, that of all where neither is, and the same for all target groups that
// are withheld. A set of atoms can be computed just if such levels are 1 apart
// on its atoms and the same on all others; it is a cut of the graph of caseworkers
// and target groups, all of whose edges cross it in the same direction. The
// smallest with a given atom is a minimum cut, found as a maximum flow. Where it
// is of 1 to 4 citizens, one more view is withheld.
func (t *tally) levels(l ladder) []uint8 {
	levels := make([]uint8, len(t.views.list))
	c := closure{tally: t, totals: make([]int, len(levels)), hidden: make([]bool, len(levels))}
	for id := range c.totals {
		c.totals[id] = t.total(int32(id))
	}
	for step := len(l) - 1; step >= 0; step-- {
		c.count(l, step)
		c.close()
		for id, hidden := range c.hidden {
			if hidden {
				levels[id] = max(levels[id], uint8(step+1))
			}
		}
	}
	return levels
}

// closure is what is withheld at a step of a ladder, while it grows.
type closure struct {
	*tally
	totals []int     // by view
	cells  [][]int32 // by group, then atom
	hidden []bool    // by view
}

func (c *closure) count(l ladder, step int) {
	groups := l.groups(step)
	c.cells = make([][]int32, groups)
	for k := range c.cells {
		c.cells[k] = make([]int32, len(c.views.atoms))
	}
	sums := make([]int32, groups)
	for a := range c.views.atoms {
		clear(sums)
		l.add(step, c.ofAtom(int32(a)), sums)
		for k, n := range sums {
			c.cells[k][a] = n
		}
	}
}

// close withholds what is small, and then more until nothing small can be
// computed.
func (c *closure) close() {
	for id, v := range c.views.list {
		for _, cells := range c.cells {
			var n int32
			for _, a := range v.atoms {
				n += cells[a]
			}
			if small(n) {
				c.hide(int32(id))
			}
		}
	}
	for again := true; again; {
		again = false
		for _, cells := range c.cells {
			for cut := c.smallCut(cells); cut != nil; cut = c.smallCut(cells) {
				c.cover(cut)
				again = true
			}
		}
	}
}

// hide withholds a view and all parts of it.
func (c *closure) hide(view int32) {
	c.hidden[view] = true
	for _, part := range c.views.list[view].parts {
		c.hide(part)
	}
}

// cover withholds one more view, so that a cut no longer parts what is told: the
// smallest that is told on either side of it, or beside what is withheld there.
func (c *closure) cover(cut []crossing) {
	found := int32(none)
	consider := func(view int32) {
		if view != all && !c.hidden[view] && c.totals[view] > 0 && (found == none || c.smaller(view, found) < 0) {
			found = view
		}
	}
	for _, x := range cut {
		for id, v := range c.views.list {
			view := int32(id)
			target := c.isTarget(view)
			switch {
			case view == x.left || view == x.right,
				!target && v.parent == x.left,        // beside the caseworkers, or teams, withheld of it
				target && x.right == withheldTargets: // beside the target groups withheld
				consider(view)
			}
		}
	}
	if found == none {
		found = all
	}
	c.hide(found)
}

func (c *closure) isTarget(view int32) bool {
	atoms := c.views.list[view].atoms
	return view != all && len(atoms) > 0 && c.views.atoms[atoms[0]].target == view
}

// smaller orders views by how many are counted, and then by number: the order in
// which one is withheld to protect another.
func (c *closure) smaller(a, b int32) int {
	if c.totals[a] != c.totals[b] {
		return c.totals[a] - c.totals[b]
	}
	return int(a - b)
}
