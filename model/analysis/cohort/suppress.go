// SPDX-License-Identifier: MPL-2.0

package cohort

import "slices"

// Threshold is how many citizens a figure is about at least (methods 3). A number of
// citizens below it is withheld, but for 0.
const Threshold = 5

// small reports whether a number of citizens may not be told.
func small(n int32) bool { return n > 0 && n < Threshold }

// disclosureLevels are the ways in which the categories of a figure may be told, from all
// apart to all in one. Each step gives every category the number of the group
// that it is told in, and parts no group of the step after it.
type disclosureLevels [][]int

// none is the level of a view of which nothing is told, not even how many.
func (l disclosureLevels) none() uint8 { return uint8(len(l)) }

// suppress finds, for each view, the first step of the ladder at which the figure
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
func (t *tally) suppress(l disclosureLevels) []uint8 {
	levels := make([]uint8, len(t.views.list))
	c := newSuppression(t)
	for step := len(l) - 1; step >= 0; step-- {
		c.close(l[step])
		for id, hidden := range c.hidden {
			if hidden {
				levels[id] = max(levels[id], uint8(step+1))
			}
		}
	}
	return levels
}

// suppression is what is withheld of a figure, while it grows.
type suppression struct {
	*tally
	totals   []int32 // by view
	hidden   []bool  // by view
	networks []*flowNetwork
}

func newSuppression(t *tally) *suppression {
	c := &suppression{tally: t, totals: make([]int32, len(t.views.list)), hidden: make([]bool, len(t.views.list))}
	for a := range t.views.atoms {
		n := int32(0)
		for _, k := range t.ofAtom(int32(a)) {
			n += k
		}
		if n > 0 {
			for _, id := range t.views.viewsOf[a] {
				c.totals[id] += n
			}
		}
	}
	return c
}

// close withholds, at a step that tells the categories in the given groups, what is
// small, and then more until nothing small can be computed.
func (c *suppression) close(groups []int) {
	c.networks = c.networks[:0]
	for g := range slices.Max(groups) + 1 {
		c.networks = append(c.networks, newFlowNetwork(c, groups, g))
	}
	for _, n := range c.networks {
		for id, k := range n.sums {
			if small(k) && !c.hidden[id] {
				c.hide(int32(id))
			}
		}
	}
	for again := true; again; {
		again = false
		for _, b := range c.networks {
			for cut := b.smallCut(); cut != nil; cut = b.smallCut() {
				c.hide(c.chooseSecondary(cut))
				again = true
			}
		}
	}
}

// hide withholds a view and all parts of it.
func (c *suppression) hide(view int32) {
	if c.hidden[view] {
		return
	}
	for _, part := range c.views.list[view].parts {
		c.hide(part)
	}
	c.hidden[view] = true
	for _, b := range c.networks {
		b.contract(view)
	}
}

// chooseSecondary chooses one more view to withhold, so that a cut no longer parts what is
// told: the smallest that is told on either side of it, or beside what is withheld
// there; of two as small, that of the lower number. It is small by all its citizens,
// whatever is counted, so that two figures of nearly the same citizens withhold the
// same.
func (c *suppression) chooseSecondary(cut []crossing) int32 {
	found := int32(all)
	list := c.views.list
	consider := func(view int32) {
		switch {
		case view == all || c.hidden[view] || c.totals[view] == 0:
		case found == all || list[view].size < list[found].size || list[view].size == list[found].size && view < found:
			found = view
		}
	}
	for _, x := range cut {
		consider(x.left)
		for _, beside := range list[x.left].parts { // caseworkers, or teams
			if !list[beside].target {
				consider(beside)
			}
		}
		if x.right != withheldTargets {
			consider(x.right)
			continue
		}
		for _, beside := range list[all].parts {
			if list[beside].target {
				consider(beside)
			}
		}
	}
	return found
}
