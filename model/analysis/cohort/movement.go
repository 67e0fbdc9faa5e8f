// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

// Movement is how a respondent's answers moved from the first to the latest of
// the period (methods 3), an item a row, in the instrument's order.
type Movement struct {
	Respondent model.Respondent
	Rows       []MovementRow
	Cautions   []Caution
}

// MovementRow is the movement of one item. Up, Same and Down are of N. Where the
// three may not be told apart, Up alone may be, and the rest is N less Up.
type MovementRow struct {
	Measure        Measure
	N              Shown[int] // citizens with answers on two dates or more
	Up, Same, Down Shown[Part]
	// BeyondUp and BeyondDown are the changes beyond measurement error among Up
	// and Down.
	BeyondUp, BeyondDown Shown[Part]
	Spread               Shown[Spread] // of the change in steps, positive toward work
	Reliability          analysis.Reliability
}

// Spread is a distribution by its quartiles, R's type 7.
type Spread struct{ Low, Median, High float64 }

// The categories of a movement.
const (
	beyondUp = iota
	smallUp
	same
	smallDown
	beyondDown
	movements
)

// movementLadder tells first what is least small: that of who went up, than what is
// beyond measurement error.
var movementLadder = ladder{
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

// Movement is how the group's answers moved. The change of a citizen is within the
// version of the latest answer.
func (g *Group) Movement(r model.Respondent) Movement {
	c := g.cohort
	m := Movement{Respondent: r, Cautions: []Caution{Regression, StepError}}
	tallies, values := make([]*tally, len(g.rows.measures)), make([][]float64, len(g.rows.measures))
	for row := range tallies {
		tallies[row] = c.views.tally(movements)
	}
	sdc := g.sdc()
	ends := make([]ends, len(g.rows.measures))
	for i := range c.citizens {
		if !g.member[i] {
			continue
		}
		g.endsOf(&c.citizens[i], r, ends)
		for row, e := range ends {
			if !e.moved() {
				continue
			}
			change := int(e.last) - int(e.first)
			tallies[row].add(i, movementOf(change, sdc[e.form][e.item]))
			if c.views.holds(g.view, i) {
				values[row] = append(values[row], float64(change))
			}
		}
	}
	for row, measure := range g.rows.measures {
		if measure.Respondent != r {
			continue
		}
		t := g.tell(tallies[row], movementLadder)
		one := MovementRow{
			Measure: measure, N: t.citizens(),
			Up:   t.part(upStep, beyondUp, smallUp),
			Same: t.part(upSameDownStep, same), Down: t.part(upSameDownStep, smallDown, beyondDown),
			BeyondUp: t.part(beyondUpStep, beyondUp), BeyondDown: t.part(beyondStep, beyondDown),
			Reliability: g.norms.Item(c.forms[g.rows.newest[row]].in.Key(), measure.Item.Code),
		}
		if why := one.Same.Why(); why != "" {
			one.Spread = withhold[Spread](why)
		} else {
			one.Spread = show(newSpread(values[row]))
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

// sdc are the smallest changes beyond measurement error, by form and item.
func (g *Group) sdc() [][]float64 {
	all := make([][]float64, len(g.cohort.forms))
	for f := range all {
		form := &g.cohort.forms[f]
		for _, it := range form.items {
			all[f] = append(all[f], g.norms.Item(form.in.Key(), it.Code).SDC)
		}
	}
	return all
}

// ends are a citizen's first and last answer to an item in the period, in one
// version.
type ends struct {
	form, item  int
	first, last int8
	from, to    model.Date
}

// moved reports whether there are answers on two dates.
func (e ends) moved() bool { return e.from.Before(e.to) }

// endsOf finds the ends of each row, in the version of the latest answer.
func (g *Group) endsOf(p *citizen, r model.Respondent, rows []ends) {
	clear(rows)
	c := g.cohort
	sheets := c.through(p, g.from, g.asOf)
	for k := len(sheets) - 1; k >= 0; k-- {
		s := &sheets[k]
		rowOf := g.rows.of[s.form]
		if rowOf == nil || c.forms[s.form].respondent != r {
			continue
		}
		for item, v := range c.valuesOf(s) {
			e := &rows[rowOf[item]]
			switch {
			case v == missing:
			case e.to.IsZero():
				*e = ends{int(s.form), item, v, v, s.date, s.date}
			case e.form == int(s.form):
				e.first, e.from = v, s.date
			}
		}
	}
}
