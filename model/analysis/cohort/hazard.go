// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"math"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
	"codeberg.org/fremskridt/fremskridt/model/analysis/survival"
)

// pooled is the number of the period from which on they share a dummy (methods
// 5).
const pooled = 8

// hazardColumns are the index, company, other and a dummy of each number of period.
const hazardColumns = 3 + pooled

// minEventsForOdds is how many events three odds ratios take: ten for each (Peduzzi
// et al. 1996). Of fewer, they are mostly chance.
const minEventsForOdds = 30

// hazard fits the discrete-time hazard of the group (methods 5). A period is there
// where the citizen is at risk in all of it or has the event in it; the index is the
// latest at its beginning or before, at the first one that at origin.
func (g *Group) hazard(group []origin, r model.Respondent, of disclosure.Counts) Hazard {
	if !of.Detailed() || of.Total() < MinForExtremes || of.Count(0) == 0 {
		why := FewForEstimate
		switch {
		case of.Withheld():
			why = of.Reason()
		case !of.Detailed():
			why = disclosure.SmallCells
		case of.Count(0) == 0:
			why = FewEvents
		}
		no, n := noEstimate(why), disclosure.Withhold[int](why)
		return Hazard{n, n, n, no, no, no}
	}
	var all []period
	for _, o := range group {
		all = g.periods(o, r, all)
	}
	fit := survival.Logit(hazardColumns, panelOf(all))
	if fit.Citizens < MinForExtremes || fit.Events < disclosure.Threshold || disclosure.Small(of.Count(0)-fit.Events) {
		why := FewForEstimate
		if fit.Citizens >= MinForExtremes {
			why = FewEvents
		}
		no, n := noEstimate(why), disclosure.Withhold[int](why)
		return Hazard{n, n, n, no, no, no}
	}
	if fit.Events < minEventsForOdds {
		no := noEstimate(FewForOdds)
		return Hazard{disclosure.Disclose(fit.Citizens), disclosure.Disclose(fit.Periods), disclosure.Disclose(fit.Events), no, no, no}
	}
	return Hazard{
		disclosure.Disclose(fit.Citizens), disclosure.Disclose(fit.Periods), disclosure.Disclose(fit.Events),
		newRatio(fit.Ratios[0]), newRatio(fit.Ratios[1]), newRatio(fit.Ratios[2]),
	}
}

func newRatio(o survival.OddsRatio) Estimate {
	if o.Reason != "" {
		why := NoEstimate
		if o.Reason == survival.Collinear {
			why = Collinear
		}
		return noEstimate(why)
	}
	return Estimate{disclosure.Disclose(Interval{o.Ratio, o.SE, o.Low, o.High}), disclosure.Disclose(o.P)}
}

// period is a person-period.
type period struct {
	citizen               int
	number                int // from 0, pooled
	index, company, other float64
	event                 bool
}

// panelOf are the periods as the logit takes them: index, company, other, and a
// dummy for each number.
func panelOf(all []period) survival.Panel {
	return func(yield func(survival.Periods) bool) {
		var p survival.Periods
		for k, at := range all {
			var numbers [pooled]float64
			numbers[at.number] = 1
			p.Event = append(p.Event, at.event)
			p.X = append(append(p.X, at.index, at.company, at.other), numbers[:]...)
			if k+1 < len(all) && all[k+1].citizen == at.citizen {
				continue
			}
			if !yield(p) {
				return
			}
			p.Event, p.X = p.Event[:0], p.X[:0]
		}
	}
}

// periods appends the person-periods of a citizen.
func (g *Group) periods(o origin, r model.Respondent, to []period) []period {
	c := g.cohort
	p := &c.citizens[o.citizen]
	sheets := c.assessmentsBetween(p, o.date, g.asOf)
	index := math.NaN()
	for k := 0; ; k++ {
		start := o.date.Add(quarterDays * k)
		left := o.Day - quarterDays*k // days to the end
		event := o.Event && left <= quarterDays
		if left <= 0 || left < quarterDays && !event {
			return to
		}
		for ; len(sheets) > 0; sheets = sheets[1:] {
			s := &sheets[0]
			of := c.itemSets[s.itemSet]
			if s.noIndex() || of.respondent != r || of.instrument.Code != g.choice.Instrument {
				continue
			}
			if s.date.After(start) && !math.IsNaN(index) {
				break
			}
			index = s.index // the first is that at origin
		}
		e := c.exposure(p, start.Add(-quarterDays), start)
		now := period{citizen: o.citizen, number: min(k, pooled-1), index: index, event: event}
		if n := float64(e.counted()); n > 0 {
			now.company, now.other = float64(e.company)/n, float64(e.other)/n
		}
		if to = append(to, now); event {
			return to
		}
	}
}
