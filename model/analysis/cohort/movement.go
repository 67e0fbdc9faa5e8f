// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// Movement is how a respondent's answers moved from the first to the latest of the
// period (docs/methods.md#3-a-group): a row an item, in the instrument's order.
type Movement struct {
	Respondent model.Respondent
	Rows       []MovementRow
	Cautions   []Caution
}

// MovementRow is the movement of one item. Up, Same and Down are shares of N. Where
// the three may not be published, Up alone may be.
type MovementRow struct {
	Measure        Measure
	N              disclosure.Value[int] // citizens with answers on two dates or more
	Up, Same, Down disclosure.Value[Part]
	// BeyondUp and BeyondDown are changes beyond measurement error, parts of Up and
	// Down.
	BeyondUp, BeyondDown disclosure.Value[Part]
	Spread               disclosure.Value[Spread] // of the change in steps, positive toward work
	Reliability          analysis.Reliability
}

// The categories of a movement.
const (
	beyondUp = iota
	smallUp
	same
	smallDown
	beyondDown
	movements
)

// movementLevels publish who moved up before anything finer.
var movementLevels = disclosure.Levels{
	beyondStep:     {0, 1, 2, 3, 4},
	beyondUpStep:   {0, 1, 2, 3, 3},
	upSameDownStep: {0, 0, 1, 2, 2},
	upStep:         {0, 0, 1, 1, 1},
	movementsStep:  {0, 0, 0, 0, 0},
}

const (
	beyondStep = iota
	beyondUpStep
	upSameDownStep
	upStep
	movementsStep
)

// Movement returns how the group's answers moved. A citizen's change is within the
// version of the latest answer.
func (g *Group) Movement(r model.Respondent) Movement {
	c := g.cohort
	m := Movement{Respondent: r, Cautions: []Caution{Regression, StepError}}
	tallies, values := make([]*disclosure.Tally, len(g.rows.measures)), make([][]float64, len(g.rows.measures))
	for row := range tallies {
		tallies[row] = c.partition.NewTally(movements)
	}
	sdc := g.sdc()
	ends := make([]firstAndLast, len(g.rows.measures))
	for i := range c.citizens {
		if !g.inPeriod[i] {
			continue
		}
		g.firstAndLastOf(&c.citizens[i], r, ends)
		for row, e := range ends {
			if !e.moved() {
				continue
			}
			change := int(e.last) - int(e.first)
			tallies[row].Add(i, movementOf(change, sdc[e.itemSet][e.item]))
			if g.inView(i) {
				values[row] = append(values[row], float64(change))
			}
		}
	}
	for row, measure := range g.rows.measures {
		if measure.Respondent != r {
			continue
		}
		t := g.disclosed(tallies[row], movementLevels)
		one := MovementRow{
			Measure: measure, N: t.Citizens(),
			Up:   part(t, upStep, beyondUp, smallUp),
			Same: part(t, upSameDownStep, same), Down: part(t, upSameDownStep, smallDown, beyondDown),
			BeyondUp: part(t, beyondUpStep, beyondUp), BeyondDown: part(t, beyondStep, beyondDown),
			Reliability: g.norms.Item(c.itemSets[g.rows.newestSet[row]].instrument.Key(), measure.Item.Code),
		}
		if reason := one.Same.Reason(); reason != "" {
			one.Spread = disclosure.Withhold[Spread](reason)
		} else {
			one.Spread = disclosure.Disclose(newSpread(values[row]))
		}
		m.Rows = append(m.Rows, one)
	}
	return m
}

// movementOf is the category of a change in steps.
func movementOf(change int, sdc float64) int {
	switch {
	case change == 0:
		return same
	case change > 0 && float64(change) >= sdc:
		return beyondUp
	case change > 0:
		return smallUp
	case float64(-change) >= sdc:
		return beyondDown
	}
	return smallDown
}

// sdc returns the smallest changes beyond measurement error, by item set and item.
func (g *Group) sdc() [][]float64 {
	all := make([][]float64, len(g.cohort.itemSets))
	for f := range all {
		set := &g.cohort.itemSets[f]
		for _, it := range set.items {
			all[f] = append(all[f], g.norms.Item(set.instrument.Key(), it.Code).SDC)
		}
	}
	return all
}

// firstAndLast are a citizen's first and last answer to an item in the period, in one
// version.
type firstAndLast struct {
	itemSet, item int
	first, last   int8
	from, to      model.Date
}

// moved reports whether there are answers on two dates.
func (e firstAndLast) moved() bool { return e.from.Before(e.to) }

// firstAndLastOf finds a citizen's first and last answer of each row, in the version
// of the latest.
func (g *Group) firstAndLastOf(p *citizen, r model.Respondent, rows []firstAndLast) {
	clear(rows)
	c := g.cohort
	assessments := c.assessmentsBetween(p, g.from, g.asOf)
	for k := len(assessments) - 1; k >= 0; k-- {
		s := &assessments[k]
		rowOf := g.rows.rowsFor[s.itemSet]
		if rowOf == nil || c.itemSets[s.itemSet].respondent != r {
			continue
		}
		for item, v := range c.valuesOf(s) {
			e := &rows[rowOf[item]]
			switch {
			case v == missing:
			case e.to.IsZero():
				*e = firstAndLast{int(s.itemSet), item, v, v, s.date, s.date}
			case e.itemSet == int(s.itemSet):
				e.first, e.from = v, s.date
			}
		}
	}
}
