// SPDX-License-Identifier: MPL-2.0

package disclosure

import "slices"

// Release finds, for each view, the finest level at which its counts may be
// published: primary suppression of small counts, and secondary suppression so that
// no sum of published counts isolates 1 to 4 citizens, neither of a group of
// categories in a view nor in a set of atoms that remains when views are subtracted
// from each other.
//
// What can be isolated is a question of cuts. Let x(a) be the counts of one group by
// atom. A weighted sum over the published views is a sum of y(a) x(a), where y(a) is
// the weight of the atom's leaf, its team and All, plus that of its target group. So
// y = p - q, with a potential p at the leaf and q at the target group. Each is free
// where the view is published. Otherwise p is that of the team, or of All where the
// team is withheld too, and q is one for all withheld target groups together. A set
// of atoms can be isolated exactly if potentials exist that differ by 1 on its atoms
// and by 0 on all others: a cut of the bipartite graph of leaves and target groups
// that every edge crosses in the same direction. The smallest such set with a given
// atom is a minimum cut, found as a maximum flow ([flowNetwork]). While one has 1 to
// 4 citizens, a further view is withheld.
func (t *Tally) Release(l Levels) Release {
	r := Release{t, l, make([]uint8, len(t.partition.views))}
	s := newSuppression(t)
	for level := len(l) - 1; level >= 0; level-- {
		s.close(l[level])
		for v, withheld := range s.withheld {
			if withheld {
				r.finest[v] = max(r.finest[v], uint8(level+1))
			}
		}
	}
	return r
}

// suppression is the set of withheld views of a tally. It grows from the coarsest
// level to the finest.
type suppression struct {
	*Tally
	totals   []int32        // by view
	withheld []bool         // by view
	networks []*flowNetwork // one for each group of the level
}

func newSuppression(t *Tally) *suppression {
	p := t.partition
	s := &suppression{Tally: t, totals: make([]int32, len(p.views)), withheld: make([]bool, len(p.views))}
	for a := range p.atoms {
		n := int32(total(t.ofAtom(int32(a))))
		for _, v := range p.viewsOf[a] {
			s.totals[v] += n
		}
	}
	return s
}

// close withholds small counts at a level with the given groups, and then further
// views until no small count can be isolated.
func (s *suppression) close(groups []int) {
	s.networks = s.networks[:0]
	for g := range slices.Max(groups) + 1 {
		s.networks = append(s.networks, newFlowNetwork(s, groups, g))
	}
	for _, n := range s.networks {
		for v, sum := range n.sums {
			if Small(sum) {
				s.withhold(View(v))
			}
		}
	}
	for again := true; again; {
		again = false
		for _, n := range s.networks {
			for cut := n.smallCut(); cut != nil; cut = n.smallCut() {
				s.withhold(s.chooseSecondary(cut))
				again = true
			}
		}
	}
}

// withhold withholds a view and the views within it.
func (s *suppression) withhold(v View) {
	if s.withheld[v] {
		return
	}
	for _, child := range s.partition.views[v].children {
		s.withhold(child)
	}
	s.withheld[v] = true
	for _, n := range s.networks {
		n.contract(v)
	}
}

// chooseSecondary chooses the view to withhold so that a cut no longer separates
// what is published: the smallest one at either end of its edges, or among the
// siblings where that end is already withheld; of two of the same size, the lower
// number. Size is the number of all rows, not of those counted, so that figures of
// nearly the same citizens withhold the same views.
func (s *suppression) chooseSecondary(cut []edge) View {
	found := All
	views := s.partition.views
	consider := func(v View) {
		switch {
		case v == All || s.withheld[v] || s.totals[v] == 0:
		case found == All || views[v].size < views[found].size || views[v].size == views[found].size && v < found:
			found = v
		}
	}
	for _, e := range cut {
		consider(e.leaf)
		for _, child := range views[e.leaf].children { // caseworkers, or teams
			if !views[child].targetGroup {
				consider(child)
			}
		}
		if e.targetGroup != withheldTargetGroups {
			consider(e.targetGroup)
			continue
		}
		for _, child := range views[All].children {
			if views[child].targetGroup {
				consider(child)
			}
		}
	}
	return found
}
