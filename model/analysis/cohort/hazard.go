// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"math"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
	"codeberg.org/fremskridt/fremskridt/model/analysis/survival"
)

// pooled is the number of the period from which on periods share a dummy
// (docs/methods.md#5-time-to-job).
const pooled = 8

// hazardColumns counts the regressors: index, company, other, and a dummy for each
// period's number.
const hazardColumns = 3 + pooled

// minEventsForOdds is the number of events that three odds ratios need: ten each
// (Peduzzi et al. 1996).
const minEventsForOdds = 30

// hazard fits the discrete-time hazard of the group (docs/methods.md#5-time-to-job). A
// citizen has a period where they are at risk in all of it or have the event in it.
// Its index is the latest at the period's beginning, or the first after origin.
func (g *Group) hazard(group []origin, r model.Respondent, of disclosure.Counts) Hazard {
	if !of.Detailed() || of.Total() < MinForExtremes || of.Count(0) == 0 {
		reason := FewForEstimate
		switch {
		case of.Withheld():
			reason = of.Reason()
		case !of.Detailed():
			reason = disclosure.SmallCells
		case of.Count(0) == 0:
			reason = FewEvents
		}
		no, n := noEstimate(reason), disclosure.Withhold[int](reason)
		return Hazard{n, n, n, no, no, no}
	}
	var all []period
	for _, o := range group {
		all = g.periods(o, r, all)
	}
	fit := survival.Logit(hazardColumns, panelOf(all))
	if fit.Citizens < MinForExtremes || fit.Events < disclosure.Threshold || disclosure.Small(of.Count(0)-fit.Events) {
		reason := FewForEstimate
		if fit.Citizens >= MinForExtremes {
			reason = FewEvents
		}
		no, n := noEstimate(reason), disclosure.Withhold[int](reason)
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
		reason := NoEstimate
		if o.Reason == survival.Collinear {
			reason = Collinear
		}
		return noEstimate(reason)
	}
	return Estimate{Interval: disclosure.Disclose(Interval{o.Ratio, o.SE, o.Low, o.High}), P: disclosure.Disclose(o.P)}
}

// period is a person-period.
type period struct {
	citizen               int
	number                int // from 0, pooled
	index, company, other float64
	event                 bool
}

// panelOf converts periods to regressors: index, company, other, and a dummy for each
// period's number.
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
	assessments := c.assessmentsBetween(p, o.date, g.asOf)
	index := math.NaN()
	for k := 0; ; k++ {
		start := o.date.Add(analysis.QuarterDays * k)
		left := o.Day - analysis.QuarterDays*k // days to the end
		event := o.Event && left <= analysis.QuarterDays
		if left <= 0 || left < analysis.QuarterDays && !event {
			return to
		}
		for ; len(assessments) > 0; assessments = assessments[1:] {
			s := &assessments[0]
			of := c.itemSets[s.itemSet]
			if s.noIndex() || of.respondent != r || of.instrument.Code != g.choice.Instrument {
				continue
			}
			if s.date.After(start) && !math.IsNaN(index) {
				break
			}
			index = s.index // the first is that at origin
		}
		e := c.exposure(p, start.Add(-analysis.QuarterDays), start)
		now := period{citizen: o.citizen, number: min(k, pooled-1), index: index, event: event}
		if n := float64(e.counted()); n > 0 {
			now.company, now.other = float64(e.company)/n, float64(e.other)/n
		}
		if to = append(to, now); event {
			return to
		}
	}
}
