// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"maps"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/model/analysis/fixedeffects"
)

// itemPosition is where a row's values are in an item set.
type itemPosition struct{ itemSet, item int }

// positions returns a row's positions, one a version.
func (r *mergedRows) positions(row int) []itemPosition {
	var list []itemPosition
	for f, rowOf := range r.rowsFor {
		if i := slices.Index(rowOf, row); i >= 0 {
			list = append(list, itemPosition{f, i})
		}
	}
	return list
}

// answered is an answer to a row.
type answered struct {
	*assessment
	value float64
}

// series calls fn with each series of a citizen's answers to a row up to the last day:
// those of one version, without a gap of more than [MaxIntervalDays]. The slice is
// valid until fn returns.
func (g *Group) series(p *citizen, positions []itemPosition, buffer *[]answered, fn func([]answered)) {
	c := g.cohort
	assessments := c.assessmentsOf(p)
	for _, at := range positions {
		list := (*buffer)[:0]
		for k := range assessments {
			s := &assessments[k]
			if s.date.After(g.asOf) {
				break
			}
			if int(s.itemSet) != at.itemSet {
				continue
			}
			v := c.values[int(s.offset)+at.item]
			if v == missing {
				continue
			}
			if n := len(list); n > 0 && s.date.Sub(list[n-1].date) > MaxIntervalDays {
				fn(list)
				list = list[:0]
			}
			list = append(list, answered{s, float64(v)})
		}
		if len(list) > 0 {
			fn(list)
		}
		*buffer = list
	}
}

// panel is the group's answers to a row, citizen by citizen: the data of the models of
// docs/methods.md#4-progression-and-activation.
type panel struct {
	y        []float64
	at       []clocks // at each answer, counted from the first of its series
	date     []model.Date
	series   []int // by series, the end index of its answers
	citizens []int // by citizen, the end index of its series
}

// clocks are T, C and O of docs/methods.md#4-progression-and-activation, in units of
// 91 days.
type clocks struct{ t, c, o float64 }

// clocksBetween are the clocks from one answer of a series to another.
func clocksBetween(from, to *assessment) clocks {
	e := exposureBetween(from, to)
	return clocks{float64(e.counted()) / analysis.QuarterDays, float64(e.company) / analysis.QuarterDays, float64(e.other) / analysis.QuarterDays}
}

// newPanel allocates for the number of answers to expect.
func (g *Group) newPanel(positions []itemPosition) *panel {
	n := 0
	for _, at := range positions {
		n += g.cohort.itemSets[at.itemSet].assessments
	}
	n = int(float64(n)*float64(len(g.members))/float64(max(1, len(g.cohort.citizens)))) + 1
	return &panel{
		y: make([]float64, 0, n), at: make([]clocks, 0, n), date: make([]model.Date, 0, n),
		series: make([]int, 0, len(g.members)), citizens: make([]int, 0, len(g.members)),
	}
}

func (g *Group) panel(positions []itemPosition) *panel {
	p := g.newPanel(positions)
	var buffer []answered
	for _, i := range g.members {
		before := len(p.series)
		g.series(&g.cohort.citizens[i], positions, &buffer, func(series []answered) {
			for _, a := range series {
				p.y = append(p.y, a.value)
				p.at = append(p.at, clocksBetween(series[0].assessment, a.assessment))
				p.date = append(p.date, a.date)
			}
			p.series = append(p.series, len(p.y))
		})
		if len(p.series) > before {
			p.citizens = append(p.citizens, len(p.series))
		}
	}
	return p
}

// model makes a panel of regressors: fill adds the observations of each series, which
// has the answers from to to-1.
func (p *panel) model(fill func(from, to int, o *observations)) fixedeffects.Panel {
	return func(yield func([]fixedeffects.Series) bool) {
		var o observations
		var list []fixedeffects.Series
		series, from := 0, 0
		for _, end := range p.citizens {
			o.y, o.x, o.ends = o.y[:0], o.x[:0], o.ends[:0]
			for ; series < end; series++ {
				fill(from, p.series[series], &o)
				o.ends = append(o.ends, [2]int{len(o.y), len(o.x)})
				from = p.series[series]
			}
			if list = o.series(list[:0]); len(list) > 0 && !yield(list) {
				return
			}
		}
	}
}

// observations are the answers and regressors of one citizen.
type observations struct {
	y, x []float64
	ends [][2]int // end indices of y and x, by series
}

func (o *observations) add(y float64, x ...float64) {
	o.y = append(o.y, y)
	o.x = append(o.x, x...)
}

// series appends the series with observations.
func (o *observations) series(list []fixedeffects.Series) []fixedeffects.Series {
	var from [2]int
	for _, to := range o.ends {
		if to[0] > from[0] {
			list = append(list, fixedeffects.Series{Y: o.y[from[0]:to[0]], X: o.x[from[1]:to[1]]})
		}
		from = to
	}
	return list
}

// slopes has the regressors of the main model: C, O and T.
func (p *panel) slopes() fixedeffects.Panel {
	return p.model(func(from, to int, o *observations) {
		for k := from; k < to; k++ {
			o.add(p.y[k], p.at[k].c, p.at[k].o, p.at[k].t)
		}
	})
}

// lead has those of the lead test: C, O, T and the company days of the coming
// interval. The last answer of a series has no coming interval and is left out.
func (p *panel) lead() fixedeffects.Panel {
	return p.model(func(from, to int, o *observations) {
		for k := from; k < to-1; k++ {
			o.add(p.y[k], p.at[k].c, p.at[k].o, p.at[k].t, p.at[k+1].c-p.at[k].c)
		}
	})
}

// calendar has those of the main model and a dummy for each quarter but the first.
func (p *panel) calendar(quarters []int) fixedeffects.Panel {
	return p.model(func(from, to int, o *observations) {
		if to-from < 2 { // contributes nothing, and its quarter may not be among them
			return
		}
		for k := from; k < to; k++ {
			o.add(p.y[k], p.at[k].c, p.at[k].o, p.at[k].t)
			at := len(o.x)
			for range quarters[1:] {
				o.x = append(o.x, 0)
			}
			if q, _ := slices.BinarySearch(quarters, quarter(p.date[k])); q > 0 {
				o.x[at+q-1] = 1
			}
		}
	})
}

// neverPassive reports whether no citizen had a passive day between two answers of a
// series.
func (p *panel) neverPassive() bool {
	for _, c := range p.at {
		if c.t-c.c-c.o > passiveTolerance {
			return false
		}
	}
	return true
}

// passiveTolerance is less than a day, in units of 91 days.
const passiveTolerance = .5 / analysis.QuarterDays

// quarter numbers the calendar's quarters.
func quarter(d model.Date) int {
	y, m, _ := d.Civil()
	return 4*y + (int(m)-1)/3
}

// quarters returns the quarters with answers that enter a model, in order.
func (p *panel) quarters() []int {
	seen := map[int]bool{}
	from := 0
	for _, to := range p.series {
		if to-from > 1 {
			for _, d := range p.date[from:to] {
				seen[quarter(d)] = true
			}
		}
		from = to
	}
	return slices.Sorted(maps.Keys(seen))
}
