// SPDX-License-Identifier: MPL-2.0

package disclosure

// Counts are a view's counts by category, with the level of detail at which they may
// be published.
type Counts struct {
	counts []int32
	finest int // the finest level published
	levels int // how many there are; finest is this where nothing is published
}

// NewCounts are counts of which every category may be published.
func NewCounts(counts ...int) Counts {
	c := Counts{levels: 1}
	for _, n := range counts {
		c.counts = append(c.counts, int32(n))
	}
	return c
}

// Total is the number of rows counted. It may be published unless [Counts.Withheld].
func (c Counts) Total() int { return total(c.counts) }

// Count is the number of rows in a category. It may be published only where
// [Counts.Detailed].
func (c Counts) Count(category int) int { return int(c.counts[category]) }

// Withheld reports whether not even the total may be published.
func (c Counts) Withheld() bool { return c.finest >= c.levels }

// Detailed reports whether every category may be published.
func (c Counts) Detailed() bool { return c.finest == 0 }

// Reason is why the total is withheld; it has no meaning where it is published.
func (c Counts) Reason() Reason {
	if c.Total() < Threshold {
		return FewCitizens
	}
	return SecondarySuppression
}

// Citizens is the total.
func (c Counts) Citizens() Value[int] {
	if c.Withheld() {
		return Withhold[int](c.Reason())
	}
	return Disclose(c.Total())
}

// Sum is the number of rows in some categories, which level publishes as one group
// or several. It is withheld with [NoCitizens] where nothing is counted: there is no
// share of 0.
func (c Counts) Sum(level int, categories ...int) Value[int] {
	n := 0
	for _, category := range categories {
		n += c.Count(category)
	}
	switch {
	case c.Withheld():
		return Withhold[int](c.Reason())
	case c.Total() == 0:
		return Withhold[int](NoCitizens)
	case c.finest > level:
		return Withhold[int](SmallCells)
	}
	return Disclose(n)
}

// Yes is the number of rows in the first category of [YesNo]. Where it is withheld,
// the reason says on which side the small count is.
func (c Counts) Yes() Value[int] {
	switch {
	case c.Withheld() || c.Detailed():
	case Small(c.Count(1)):
		return Withhold[int](NearlyAll)
	case Small(c.Count(0)):
		return Withhold[int](NearlyNone)
	}
	return c.Sum(0, 0)
}
