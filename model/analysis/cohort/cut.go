package cohort

// withheldTargets stands for the target groups that are withheld, together.
const withheldTargets = none

// crossing is an edge of the graph of what is told: atoms of one caseworker, team or
// all (left) and one target group (right).
type crossing struct {
	left, right int32
	n           int32 // citizens of a group
}

// graph is what is told of one group of a step. Its left vertices are the told
// caseworkers, the teams for those who are not, and all for the teams that are
// not; its right ones the told target groups, and withheldTargets.
type graph struct {
	edges       []crossing
	left, right map[int32][]int // edges by vertex
	flow        []int32         // by edge, from left to right less back
}

// graph joins the atoms, of anybody who is counted, by what is told.
func (c *closure) graph(cells []int32) *graph {
	g := &graph{left: map[int32][]int{}, right: map[int32][]int{}}
	at := map[[2]int32]int{}
	for id, a := range c.views.atoms {
		if !c.counted(int32(id)) {
			continue
		}
		l, r := a.leaf, a.target
		for c.hidden[l] && l != all {
			l = c.views.list[l].parent
		}
		if r == all || c.hidden[r] {
			r = withheldTargets
		}
		k := [2]int32{l, r}
		e, known := at[k]
		if !known {
			e = len(g.edges)
			at[k] = e
			g.edges = append(g.edges, crossing{left: l, right: r})
			g.left[l], g.right[r] = append(g.left[l], e), append(g.right[r], e)
		}
		g.edges[e].n += cells[id]
	}
	g.flow = make([]int32, len(g.edges))
	return g
}

// counted reports whether anybody of an atom is.
func (c *closure) counted(atom int32) bool {
	for _, n := range c.ofAtom(atom) {
		if n > 0 {
			return true
		}
	}
	return false
}

// smallCut is a cut of 1 to 4 citizens that crosses in one direction alone, or nil
// where there is none.
func (c *closure) smallCut(cells []int32) []crossing {
	if c.hidden[all] {
		return nil
	}
	g := c.graph(cells)
	for e := range g.edges {
		if small(g.edges[e].n) {
			if cut := g.cut(e); cut != nil {
				return cut
			}
		}
	}
	return nil
}

// cut is the smallest cut with an edge, nil where it is of Fewest citizens or more.
// It is what a flow from the edge's left to its right end fills (Ford and
// Fulkerson 1956): as much goes from left to right through an edge as it has
// citizens, and anything back.
func (g *graph) cut(edge int) []crossing {
	clear(g.flow)
	from, to := g.edges[edge].left, g.edges[edge].right
	for flow := int32(0); flow < Fewest; {
		lefts, rights := g.reach(from, to)
		by, found := rights[to]
		if !found {
			return g.crossings(lefts, rights)
		}
		flow += g.push(by, from, lefts, rights, Fewest-flow)
	}
	return nil
}

// reach walks in breadth from a left vertex, until a right one. It returns, by
// vertex, the edge that it was reached by.
func (g *graph) reach(from, to int32) (lefts, rights map[int32]int) {
	lefts, rights = map[int32]int{from: none}, map[int32]int{}
	for queue := []int32{from}; len(queue) > 0; queue = queue[1:] {
		for _, e := range g.left[queue[0]] {
			r := g.edges[e].right
			if _, seen := rights[r]; seen || g.flow[e] >= g.edges[e].n {
				continue
			}
			rights[r] = e
			if r == to {
				return lefts, rights
			}
			for _, back := range g.right[r] {
				l := g.edges[back].left
				if _, seen := lefts[l]; !seen {
					lefts[l] = back
					queue = append(queue, l)
				}
			}
		}
	}
	return lefts, rights
}

// push lets as much flow as there is room along the way that was walked to its last
// edge.
func (g *graph) push(last int, from int32, lefts, rights map[int32]int, most int32) int32 {
	var way []int // edges, from left to right and back in turn
	for e := last; ; {
		way = append(way, e)
		l := g.edges[e].left
		if l == from {
			break
		}
		back := lefts[l]
		way = append(way, back)
		e = rights[g.edges[back].right]
	}
	for k := 0; k < len(way); k += 2 {
		most = min(most, g.edges[way[k]].n-g.flow[way[k]])
	}
	for k, e := range way {
		if k%2 == 0 {
			g.flow[e] += most
		} else {
			g.flow[e] -= most
		}
	}
	return most
}

// crossings are the edges with citizens from what was reached to what was not.
func (g *graph) crossings(lefts, rights map[int32]int) []crossing {
	var cut []crossing
	for _, e := range g.edges {
		_, left := lefts[e.left]
		_, right := rights[e.right]
		if left && !right && e.n > 0 {
			cut = append(cut, e)
		}
	}
	return cut
}
