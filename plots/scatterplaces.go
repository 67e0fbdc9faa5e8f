package plots

import (
	"cmp"
	"math"
	"slices"

	"fremskridt/model/analysis/cohort"
)

// places are the points of a scatter with the citizens that stand on each, in the
// order of drawing: the larger first, so that none hides a smaller one, and those
// beyond the band after those within.
type places struct {
	list []place
	from [len(radii)]int // how many citizens a size begins at; 0 for one that is not used
}

// radii are the sizes of a point, for few citizens and for more.
var radii = [...]float64{smallest, 4.4, 5.6}

const smallest = 3.2

func newPlaces(points []cohort.ScatterPoint) places {
	index := map[cohort.XY]int{}
	var p places
	most := 0
	for _, one := range points {
		// Sums of the same answers in another order differ in their last digits.
		at := cohort.XY{First: math.Round(one.First*1e6) / 1e6, Last: math.Round(one.Last*1e6) / 1e6, Beyond: one.Beyond}
		i, ok := index[at]
		if !ok {
			i = len(p.list)
			index[at] = i
			p.list = append(p.list, place{XY: at})
		}
		p.list[i].n++
		if one.Citizen != "" {
			p.list[i].citizens = append(p.list[i].citizens, one.Citizen)
		}
		most = max(most, p.list[i].n)
	}
	p.from = sizesFor(most)
	slices.SortFunc(p.list, func(a, b place) int {
		return cmp.Or(
			cmp.Compare(p.size(b), p.size(a)), cmp.Compare(a.layer(), b.layer()),
			cmp.Compare(a.First, b.First), cmp.Compare(a.Last, b.Last),
		)
	})
	return p
}

// layer is 1 for a place beyond the band, which is drawn over those within it.
func (p place) layer() int {
	if p.Beyond {
		return 1
	}
	return 0
}

// sizesFor are the numbers of citizens that sizes begin at, for the most that stand
// on one place.
func sizesFor(most int) [len(radii)]int {
	switch {
	case most < 2:
		return [len(radii)]int{1}
	case most < 5:
		return [len(radii)]int{1, 2}
	case most < 25:
		return [len(radii)]int{1, 2, 5}
	case most < 250:
		return [len(radii)]int{1, 5, 25}
	}
	return [len(radii)]int{1, 25, 250}
}

// size is which of the radii a place has.
func (p places) size(at place) int {
	size := 0
	for i, from := range p.from {
		if from > 0 && at.n >= from {
			size = i
		}
	}
	return size
}

func (p places) radius(at place) float64 { return radii[p.size(at)] }

// The room of the key of sizes.
const (
	sizeKey = 15
	sizeGap = 12
)

// words are the numbers of citizens of each size that is used.
func (p places) words(w groupWords) []string {
	var list []string
	for i, n := range p.from {
		if n == 0 {
			break
		}
		next := 0
		if i+1 < len(p.from) {
			next = p.from[i+1]
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

// keyWidth is the width of the key of sizes.
func (p places) keyWidth(w groupWords) float64 {
	width := measure(w.T("group.citizens"), plain(secondSize))
	for _, s := range p.words(w) {
		width += sizeKey + measure(s, plain(secondSize)) + sizeGap
	}
	return width
}
