// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"fmt"
	"slices"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// Group is a chosen part of a [Cohort] on a day. Its methods are the figures. It does
// not change and is safe for concurrent use.
type Group struct {
	cohort    *Cohort
	norms     analysis.Norms
	choice    Choice
	view      disclosure.View
	from      model.Date // first day of the period; none for all time
	asOf      model.Date
	rows      mergedRows
	citizens  int    // of the group, in the period
	inPeriod  []bool // by citizen of the cohort: the case was open in the period
	inAllTime []bool // by citizen of the cohort: the case was open by asOf
	members   []int  // the citizens of the group of all time, by index
}

// Group selects a part of the cohort as of a day, the last that counts. The norms,
// for measurement error, are the register's. The error is a [*ChoiceError] where
// no citizen matches or the number of citizens may not be disclosed.
func (c *Cohort) Group(choice Choice, asOf model.Date, norms analysis.Norms) (*Group, error) {
	g := &Group{cohort: c, norms: norms, choice: choice, asOf: asOf}
	view, refused := c.view(choice)
	if refused != nil {
		return nil, refused
	}
	if !slices.Contains(Periods(), choice.Quarters) {
		return nil, c.unknown(FieldPeriod, fmt.Sprint(choice.Quarters))
	}
	code, refused := c.instrument(choice.Instrument)
	if refused != nil {
		return nil, refused
	}
	g.view, g.from = view, periodFrom(choice.Quarters, asOf)
	g.choice.Instrument, g.rows = code, c.mergeRows(code)
	if open := g.disclosed(c.openCases(choice.Quarters, asOf), disclosure.SingleCategory); open.Withheld() {
		return nil, choice.refused(refusal(open))
	}
	g.inPeriod, g.inAllTime = make([]bool, len(c.citizens)), make([]bool, len(c.citizens))
	for i := range c.citizens {
		p := &c.citizens[i]
		g.inPeriod[i], g.inAllTime[i] = p.openIn(g.from, asOf), p.openIn(noDate, asOf)
		if g.inView(i) {
			if g.inPeriod[i] {
				g.citizens++
			}
			if g.inAllTime[i] {
				g.members = append(g.members, i)
			}
		}
	}
	return g, nil
}

// Choice is the choice, with the instrument named.
func (g *Group) Choice() Choice { return g.choice }

// AsOf is the last day that counts.
func (g *Group) AsOf() model.Date { return g.asOf }

// From is the first day of the period, none for all time.
func (g *Group) From() model.Date { return g.from }

// inView reports whether a citizen, by index, is in the chosen view, open case or
// not. Tallies count every citizen of the cohort, because disclosure control compares
// all views.
func (g *Group) inView(i int) bool { return g.cohort.partition.Contains(g.view, i) }

// openCases tallies the citizens with an open case on some day of a period.
func (c *Cohort) openCases(quarters int, asOf model.Date) *disclosure.Tally {
	t, from := c.partition.NewTally(1), periodFrom(quarters, asOf)
	for i := range c.citizens {
		if c.citizens[i].openIn(from, asOf) {
			t.Add(i, 0)
		}
	}
	return t
}

// openIn reports whether the case was open on some day of a period.
func (p *citizen) openIn(from, to model.Date) bool {
	return !p.opened.After(to) && (p.closed.IsZero() || !p.closed.Before(from))
}

// openOn reports whether the case was open on the day.
func (p *citizen) openOn(d model.Date) bool { return p.openIn(d, d) }

// periodFrom is the first day of a period of whole calendar quarters before the one
// of asOf; none for all time.
func periodFrom(quarters int, asOf model.Date) model.Date {
	if quarters == 0 {
		return model.Date{}
	}
	y, m, _ := asOf.Civil()
	return model.NewDate(y, m-(m-1)%3-time.Month(3*quarters), 1)
}
