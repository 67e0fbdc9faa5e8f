// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"cmp"
	"math"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
)

// cluster is a mark for one or more citizens at the same position.
type cluster struct {
	cohort.XY
	count       int
	citizens    []model.ID // none in a file
	innerRadius float64    // radius of the filled point that it surrounds, 0 for none
}

// clusters are the marks of a scatter in drawing order: those beyond the band first,
// as they are filled, and larger before smaller, so that none hides another.
type clusters struct {
	list      []cluster
	minCounts [sizes]int     // how many citizens a size begins at; 0 for one that is not used
	radii     [sizes]float64 // of the sizes
	cell      float64        // points of index that places are gathered to, 0 for where they are
}

// sizes is how many sizes a point may have, for few citizens and for more.
const sizes = 3

// maxClusters is from how many places on they are gathered into cells of so many points
// of index: so many marks where they are would be but a stain.
const (
	maxClusters = 400
	cellWidth   = 5.0
)

func newClusters(points []cohort.ScatterPoint) clusters {
	// Sums of the same answers in another order differ in their last digits.
	p := gather(points, 1e-6)
	p.radii = [sizes]float64{3.2, 4.4, 5.6}
	if len(p.list) > maxClusters {
		p = gather(points, cellWidth)
		p.cell, p.radii = cellWidth, [sizes]float64{2.6, 3.9, 5.4}
	}
	most := 0
	for _, one := range p.list {
		most = max(most, one.count)
	}
	p.minCounts = sizesFor(most)
	slices.SortFunc(p.list, func(a, b cluster) int {
		if a.Beyond != b.Beyond {
			if a.Beyond {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(p.size(b), p.size(a)), cmp.Compare(a.First, b.First), cmp.Compare(a.Last, b.Last))
	})
	filled := map[[2]float64]float64{}
	for i := range p.list {
		one := &p.list[i]
		at := [2]float64{one.First, one.Last}
		if one.Beyond {
			filled[at] = p.radius(*one)
		} else {
			one.innerRadius = filled[at]
		}
	}
	return p
}

// gather merges the citizens of each cell of the given width into one cluster.
func gather(points []cohort.ScatterPoint, cell float64) clusters {
	index := map[cohort.XY]int{}
	var p clusters
	for _, one := range points {
		at := cohort.XY{First: math.Round(one.First/cell) * cell, Last: math.Round(one.Last/cell) * cell, Beyond: one.Beyond}
		i, ok := index[at]
		if !ok {
			i = len(p.list)
			index[at] = i
			p.list = append(p.list, cluster{XY: at})
		}
		p.list[i].count++
		if one.Citizen != "" {
			p.list[i].citizens = append(p.list[i].citizens, one.Citizen)
		}
	}
	return p
}

// sizesFor returns the number of citizens at which each size begins, given the largest
// cluster.
func sizesFor(most int) [sizes]int {
	switch {
	case most < 2:
		return [sizes]int{1}
	case most < 5:
		return [sizes]int{1, 2}
	case most < 25:
		return [sizes]int{1, 2, 5}
	case most < 250:
		return [sizes]int{1, 5, 25}
	}
	return [sizes]int{1, 25, 250}
}

// size is which of the sizes a place has.
func (p clusters) size(at cluster) int {
	size := 0
	for i, from := range p.minCounts {
		if from > 0 && at.count >= from {
			size = i
		}
	}
	return size
}

// radius is that of a place's mark. One about another is larger, so that both are
// seen.
func (p clusters) radius(at cluster) float64 {
	r := p.radii[p.size(at)]
	if at.innerRadius > 0 {
		r = math.Max(r, at.innerRadius+1.8)
	}
	return r
}

// The room of the key of sizes.
const (
	sizeKey = 18
	sizeGap = 12
)

// sizeLabels are the numbers of citizens of each size that is used.
func (p clusters) sizeLabels(w formatter) []string {
	var list []string
	for i, n := range p.minCounts {
		if n == 0 {
			break
		}
		next := 0
		if i+1 < len(p.minCounts) {
			next = p.minCounts[i+1]
		}
		switch next {
		case 0:
			list = append(list, w.T("group.or_more", "Count", w.Count(n)))
		case n + 1:
			list = append(list, w.Count(n))
		default:
			list = append(list, w.Count(n)+"–"+w.Count(next-1))
		}
	}
	return list
}

// cellNote says that clusters are cells of a grid, empty where they are exact
// positions.
func (p clusters) cellNote(w formatter) string {
	if p.cell == 0 {
		return ""
	}
	return w.T("group.cells", "Points", w.Number(p.cell, 1))
}

// keyWidth is the width of the key of sizes, keyLines its lines.
func (p clusters) keyWidth(w formatter) float64 {
	width := textWidth(w.T("group.citizens"), plain(smallSize))
	for _, s := range p.sizeLabels(w) {
		width += sizeKey + textWidth(s, plain(smallSize)) + sizeGap
	}
	return math.Max(width, textWidth(p.cellNote(w), plain(smallSize)))
}

func (p clusters) keyLines(w formatter) int {
	n := 0
	if len(p.sizeLabels(w)) > 1 {
		n++
	}
	if p.cell > 0 {
		n++
	}
	return n
}
