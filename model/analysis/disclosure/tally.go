// SPDX-License-Identifier: MPL-2.0

package disclosure

// Threshold is the smallest number of citizens that is published; 0 is published
// too (docs/methods.md#small-cells).
const Threshold = 5

// Small reports whether a count may not be published: 1 to [Threshold] - 1.
func Small[N int | int32](n N) bool { return n > 0 && n < Threshold }

// Tally counts the rows of a [Partition] by category. A row is in one category at
// most.
type Tally struct {
	partition  *Partition
	categories int
	counts     []int32 // by atom, then category
}

// NewTally returns an empty tally with categories 0 to categories - 1.
func (p *Partition) NewTally(categories int) *Tally {
	return &Tally{p, categories, make([]int32, len(p.atoms)*categories)}
}

// Add counts a row in a category.
func (t *Tally) Add(row, category int) { t.ofAtom(t.partition.atomOf[row])[category]++ }

func (t *Tally) ofAtom(atom int32) []int32 {
	return t.counts[int(atom)*t.categories : (int(atom)+1)*t.categories]
}

// ofView returns a view's counts by category.
func (t *Tally) ofView(v View) []int32 {
	sums := make([]int32, t.categories)
	for _, a := range t.partition.views[v].atoms {
		for category, n := range t.ofAtom(a) {
			sums[category] += n
		}
	}
	return sums
}

func total(counts []int32) int {
	n := 0
	for _, c := range counts {
		n += int(c)
	}
	return n
}

// Levels are the degrees of detail at which the categories of a tally may be
// published, the finest first. Each level assigns every category the number of a
// group, from 0 up, and publishes the sums of the groups. A later level may merge
// groups of an earlier one and never splits them.
type Levels [][]int

var (
	// SingleCategory are the levels of a tally of one category.
	SingleCategory = Levels{{0}}
	// YesNo are the levels of a tally with the categories 0, yes, and 1, no.
	YesNo = Levels{{0, 1}, {0, 0}}
)

// Release is what may be published of a tally, in every view.
type Release struct {
	tally  *Tally
	levels Levels
	finest []uint8 // by view, the finest level published; len(levels) for none
}

// Counts returns what may be published of one view.
func (r Release) Counts(v View) Counts {
	return Counts{r.tally.ofView(v), int(r.finest[v]), len(r.levels)}
}
