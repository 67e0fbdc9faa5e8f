// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// MainGroup is what at least half of an interval's days were spent on
// (docs/methods.md#3-a-group).
type MainGroup string

// The main groups, in the order of display.
const (
	MainCompany MainGroup = "company"
	MainOther   MainGroup = "other"
	MainPassive MainGroup = "passive"
	MainMixed   MainGroup = "mixed"
)

// Change is the mean change per 91 days by the [MainGroup] of the interval
// (docs/methods.md#3-a-group): a row an item, the citizen's before the caseworker's.
type Change struct {
	Rows     []ChangeRow
	LeftOut  LeftOutIntervals
	Cautions []Caution
}

// ChangeRow is the change of one item.
type ChangeRow struct {
	Measure Measure
	Groups  []GroupChange // one for each MainGroup
}

// GroupChange is the mean change over the intervals of a main group, in steps per 91
// days, positive toward work. Its confidence interval is clustered by citizen, from t
// with Citizens - 1 degrees of freedom.
type GroupChange struct {
	Group     MainGroup
	Citizens  disclosure.Value[int]
	Intervals disclosure.Value[int]
	Mean      disclosure.Value[Interval]
}

// LeftOutIntervals counts the intervals between two answers of an item that enter no
// change (docs/methods.md#1-days-intervals-exposure), over all items.
type LeftOutIntervals struct {
	Short disclosure.Value[int] // fewer than 28 days that are not neutral
	Long  disclosure.Value[int] // more than 365 days
}

// MaxIntervalDays is the length of the longest interval that enters a figure
// (docs/methods.md#1-days-intervals-exposure).
const MaxIntervalDays = 365

var mainGroups = [...]MainGroup{MainCompany, MainOther, MainPassive, MainMixed}

// mainGroup is the interval's main group, as an index of mainGroups.
func (e exposure) mainGroup() int {
	n := e.counted()
	switch {
	case 2*e.company >= n:
		return 0
	case 2*e.other >= n:
		return 1
	case 2*(n-e.company-e.other) >= n:
		return 2
	}
	return 3
}

// Change returns the mean change over the intervals with both ends in the period.
func (g *Group) Change() Change {
	c := g.cohort
	ch := Change{Cautions: []Caution{Together, Regression, NoGuide}}
	means := make([][len(mainGroups)]clusteredMean, len(g.rows.measures))
	tallies := make([][len(mainGroups)]distinctTally, len(means))
	for row := range tallies {
		for m := range mainGroups {
			tallies[row][m] = distinctTally{Tally: c.partition.NewTally(1)}
		}
	}
	short, long := excludedTally{distinctTally: distinctTally{Tally: c.partition.NewTally(1)}}, excludedTally{distinctTally: distinctTally{Tally: c.partition.NewTally(1)}}
	latest := newLatest(c)
	for i := range c.citizens {
		if !g.inPeriod[i] {
			continue
		}
		in := g.inView(i)
		g.intervals(&c.citizens[i], latest, func(row, change int, e exposure) {
			switch {
			case e.counted() < MinCountedDays:
				short.add(i, in)
				return
			case e.days > MaxIntervalDays:
				long.add(i, in)
				return
			}
			m := e.mainGroup()
			tallies[row][m].add(i)
			if in {
				means[row][m].add(i, analysis.QuarterDays*float64(change)/float64(e.days))
			}
		})
	}
	for row, measure := range g.rows.measures {
		one := ChangeRow{Measure: measure}
		for m, group := range mainGroups {
			t := g.disclosed(tallies[row][m].Tally, disclosure.SingleCategory)
			one.Groups = append(one.Groups, means[row][m].disclosed(group, t))
		}
		ch.Rows = append(ch.Rows, one)
	}
	ch.LeftOut = LeftOutIntervals{short.disclosed(g), long.disclosed(g)}
	return ch
}

// latest is, by item set and item, a citizen's latest assessment with an answer so
// far.
type latest struct {
	first       []int // by item set, the index of its first item
	assessments []*assessment
}

func newLatest(c *Cohort) latest {
	var l latest
	n := 0
	for f := range c.itemSets {
		l.first = append(l.first, n)
		n += len(c.itemSets[f].items)
	}
	l.assessments = make([]*assessment, n)
	return l
}

// put sets the latest assessment of an item and returns the one before it, or nil.
func (l latest) put(s *assessment, item int) *assessment {
	at := &l.assessments[l.first[s.itemSet]+item]
	before := *at
	*at = s
	return before
}

// intervals calls fn with each interval of a citizen between two answers to an item in
// the period, in one version: the change in steps, and how the days were spent.
func (g *Group) intervals(p *citizen, l latest, fn func(row, change int, e exposure)) {
	c := g.cohort
	clear(l.assessments)
	assessments := c.assessmentsBetween(p, g.from, g.asOf)
	for k := range assessments {
		s := &assessments[k]
		rowOf := g.rows.rowsFor[s.itemSet]
		if rowOf == nil {
			continue
		}
		for item, v := range c.valuesOf(s) {
			if v == missing {
				continue
			}
			if before := l.put(s, item); before != nil {
				fn(rowOf[item], int(v)-int(c.valuesOf(before)[item]), exposureBetween(before, s))
			}
		}
	}
}

// distinctTally counts each citizen once. Calls for one citizen must follow each
// other.
type distinctTally struct {
	*disclosure.Tally
	last int // index of the citizen counted last, plus 1
}

func (o *distinctTally) add(citizen int) {
	if o.last != citizen+1 {
		o.last = citizen + 1
		o.Tally.Add(citizen, 0)
	}
}

// excludedTally counts what is left out of a figure, and the citizens that it is
// about.
type excludedTally struct {
	distinctTally
	n int // in the group
}

func (l *excludedTally) add(citizen int, in bool) {
	if in {
		l.n++
	}
	l.distinctTally.add(citizen)
}

// disclosed is how much was left out, where the number of citizens may be disclosed.
func (l *excludedTally) disclosed(g *Group) disclosure.Value[int] {
	if t := g.disclosed(l.Tally, disclosure.SingleCategory); t.Withheld() {
		return disclosure.Withhold[int](t.Reason())
	}
	return disclosure.Disclose(l.n)
}

// clusteredMean is a running mean of values clustered by citizen. A citizen's values
// must follow each other.
type clusteredMean struct {
	n          float64
	sum        float64
	clusters   int
	cluster    int     // the latest, by number and one
	clusterN   float64 // its values
	clusterSum float64 // their sum
	// of the clusters before it: sums of total squared, of total by values, and
	// of values squared
	tt, tn, nn float64
}

func (m *clusteredMean) add(citizen int, v float64) {
	if m.cluster != citizen+1 {
		m.close()
		m.cluster = citizen + 1
		m.clusters++
	}
	m.n++
	m.sum += v
	m.clusterN++
	m.clusterSum += v
}

func (m *clusteredMean) close() {
	m.tt += m.clusterSum * m.clusterSum
	m.tn += m.clusterSum * m.clusterN
	m.nn += m.clusterN * m.clusterN
	m.clusterN, m.clusterSum = 0, 0
}

// interval is the mean with its clustered standard error,
//
//	G/(G-1) sum_i (sum_k (y_ik - mean))^2 / n^2
//
// which is the variance of docs/methods.md#4-progression-and-activation with an
// intercept alone.
func (m *clusteredMean) interval() Interval {
	m.close()
	mean := m.sum / m.n
	g := float64(m.clusters)
	v := g / (g - 1) * max(0, m.tt-2*mean*m.tn+mean*mean*m.nn) / (m.n * m.n)
	se := math.Sqrt(v)
	half := distuv.StudentsT{Sigma: 1, Nu: g - 1}.Quantile(.975) * se
	return Interval{mean, se, mean - half, mean + half}
}

func (m *clusteredMean) disclosed(group MainGroup, t disclosure.Counts) GroupChange {
	ch := GroupChange{Group: group, Citizens: t.Citizens()}
	reason := ch.Citizens.Reason()
	switch {
	case reason != "":
	case m.n == 0:
		reason = disclosure.NoCitizens
	}
	if reason != "" {
		ch.Intervals, ch.Mean = disclosure.Withhold[int](reason), disclosure.Withhold[Interval](reason)
		return ch
	}
	ch.Intervals = disclosure.Disclose(int(m.n))
	mean := m.interval()
	if mean.SE == 0 {
		ch.Mean = disclosure.Withhold[Interval](NoSpread)
	} else {
		ch.Mean = disclosure.Disclose(mean)
	}
	return ch
}
