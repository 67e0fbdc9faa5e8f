// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// MainGroup is what most days of an interval went to (methods 3).
type MainGroup string

// The main groups, in the order that they are shown.
const (
	MainCompany MainGroup = "company"
	MainOther   MainGroup = "other"
	MainPassive MainGroup = "passive"
	MainMixed   MainGroup = "mixed"
)

// Change is the mean change per 91 days by what the interval mainly went to
// (methods 3), an item a row, citizen's before caseworker's.
type Change struct {
	Rows     []ChangeRow
	LeftOut  LeftOutIntervals
	Cautions []Caution
}

// ChangeRow is the change of one item.
type ChangeRow struct {
	Measure Measure
	Groups  []GroupChange // one of each MainGroup
}

// GroupChange is the mean change over the intervals of a main group, in steps per
// 91 days, positive toward work. Its interval is clustered by citizen, from t
// with Citizens - 1 degrees of freedom.
type GroupChange struct {
	Group     MainGroup
	Citizens  Shown[int]
	Intervals Shown[int]
	Mean      Shown[Interval]
}

// LeftOutIntervals are the intervals between two answers of an item that enter no
// change (methods 1), over all items.
type LeftOutIntervals struct {
	Short Shown[int] // fewer than 28 days that are not neutral
	Long  Shown[int] // more than 365 days
}

// MostDays is the length of the longest interval that enters a figure (methods 1).
const MostDays = 365

var mainGroups = [...]MainGroup{MainCompany, MainOther, MainPassive, MainMixed}

// main is the number of the main group of an interval.
func (e exposure) main() int {
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

// Change is the mean change of the group's answers in the intervals of the period,
// both ends in it.
func (g *Group) Change() Change {
	c := g.cohort
	ch := Change{Cautions: []Caution{Together, Regression, NoGuide}}
	means := make([][len(mainGroups)]clusteredMean, len(g.rows.measures))
	tallies := make([][len(mainGroups)]once, len(means))
	for row := range tallies {
		for m := range mainGroups {
			tallies[row][m] = once{tally: c.views.tally(1)}
		}
	}
	short, long := leftOut{once: once{tally: c.views.tally(1)}}, leftOut{once: once{tally: c.views.tally(1)}}
	latest := newLatest(c)
	for i := range c.citizens {
		if !g.member[i] {
			continue
		}
		in := c.views.holds(g.view, i)
		g.intervals(&c.citizens[i], latest, func(row, change int, e exposure) {
			switch {
			case e.counted() < FewestDays:
				short.add(i, in)
				return
			case e.days > MostDays:
				long.add(i, in)
				return
			}
			m := e.main()
			tallies[row][m].add(i)
			if in {
				means[row][m].add(i, following*float64(change)/float64(e.days))
			}
		})
	}
	for row, measure := range g.rows.measures {
		one := ChangeRow{Measure: measure}
		for m, group := range mainGroups {
			t := g.tell(tallies[row][m].tally, alone)
			one.Groups = append(one.Groups, means[row][m].told(group, t))
		}
		ch.Rows = append(ch.Rows, one)
	}
	ch.LeftOut = LeftOutIntervals{short.told(g), long.told(g)}
	return ch
}

// latest is, by form and item, a citizen's latest sheet with an answer so far.
type latest struct {
	first  []int // by form, where its items begin
	sheets []*sheet
}

func newLatest(c *Cohort) latest {
	var l latest
	n := 0
	for f := range c.forms {
		l.first = append(l.first, n)
		n += len(c.forms[f].items)
	}
	l.sheets = make([]*sheet, n)
	return l
}

// put sets the latest sheet of an item, and returns the one before it, or nil.
func (l latest) put(s *sheet, item int) *sheet {
	at := &l.sheets[l.first[s.form]+item]
	before := *at
	*at = s
	return before
}

// intervals calls fn with each interval between two answers of an item in the
// period, in one version: the change in steps and how its days were spent.
func (g *Group) intervals(p *citizen, l latest, fn func(row, change int, e exposure)) {
	c := g.cohort
	clear(l.sheets)
	sheets := c.through(p, g.from, g.asOf)
	for k := range sheets {
		s := &sheets[k]
		rowOf := g.rows.of[s.form]
		if rowOf == nil {
			continue
		}
		for item, v := range c.valuesOf(s) {
			if v == missing {
				continue
			}
			if before := l.put(s, item); before != nil {
				fn(rowOf[item], int(v)-int(c.valuesOf(before)[item]), between(before, s))
			}
		}
	}
}

// once tallies citizens of whom several things are counted, one citizen after
// another, once each.
type once struct {
	*tally
	last int // the citizen counted last, by number and one
}

func (o *once) add(citizen int) {
	if o.last != citizen+1 {
		o.last = citizen + 1
		o.tally.add(citizen, 0)
	}
}

// leftOut counts what does not enter a figure.
type leftOut struct {
	once
	n int // of the group
}

func (l *leftOut) add(citizen int, in bool) {
	if in {
		l.n++
	}
	l.once.add(citizen)
}

// told is how much was left out, where the citizens that it is of may be told.
func (l *leftOut) told(g *Group) Shown[int] {
	if t := g.tell(l.tally, alone); t.hidden() {
		return withhold[int](t.why())
	}
	return show(l.n)
}

// clusteredMean is a running mean of values that come in clusters, one citizen
// after another.
type clusteredMean struct {
	n        float64
	sum      float64
	clusters int
	cluster  int     // the latest, by number and one
	of       float64 // its values
	total    float64 // their sum
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
	m.of++
	m.total += v
}

func (m *clusteredMean) close() {
	m.tt += m.total * m.total
	m.tn += m.total * m.of
	m.nn += m.of * m.of
	m.of, m.total = 0, 0
}

// interval is the mean with the clustered standard error of it:
// G/(G-1) sum_i (sum_k (y_ik - mean))^2 / n^2, the variance of methods 4 with the
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

func (m *clusteredMean) told(group MainGroup, t told) GroupChange {
	ch := GroupChange{Group: group, Citizens: t.citizens()}
	why := ch.Citizens.Why()
	switch {
	case why != "":
	case m.n == 0:
		why = NoCitizens
	}
	if why != "" {
		ch.Intervals, ch.Mean = withhold[int](why), withhold[Interval](why)
		return ch
	}
	ch.Intervals = show(int(m.n))
	mean := m.interval()
	if mean.SE == 0 {
		ch.Mean = withhold[Interval](NoSpread)
	} else {
		ch.Mean = show(mean)
	}
	return ch
}
