package cohort

import (
	"math"

	"fremskridt/model"
	"fremskridt/model/analysis/survival"
)

// pooled is the number of the period from which on they share a dummy (methods
// 5).
const pooled = 8

// hazardColumns are the index, company, other and a dummy of each number of period.
const hazardColumns = 3 + pooled

// hazard fits the discrete-time hazard of the group (methods 5). A period is there
// where the citizen is at risk in all of it or has the event in it; the index is the
// latest at its beginning or before, at the first one that at origin.
func (g *Group) hazard(group []origin, r model.Respondent, of told) Hazard {
	if of.level > 0 || of.total() < FewestExtremes || of.counts[0] == 0 {
		why := FewForEstimate
		switch {
		case of.hidden():
			why = of.why()
		case of.level > 0:
			why = SmallCells
		case of.counts[0] == 0:
			why = FewEvents
		}
		no, n := noEstimate(why), withhold[int](why)
		return Hazard{n, n, n, no, no, no}
	}
	fit := survival.Logit(hazardColumns, func(yield func(survival.Periods) bool) {
		var p survival.Periods
		for _, o := range group {
			p.Event, p.X = p.Event[:0], p.X[:0]
			g.periods(o, r, &p)
			if len(p.Event) > 0 && !yield(p) {
				return
			}
		}
	})
	if fit.Citizens < FewestExtremes || fit.Events < Fewest || small(int32(int(of.counts[0])-fit.Events)) {
		why := FewForEstimate
		if fit.Citizens >= FewestExtremes {
			why = FewEvents
		}
		no, n := noEstimate(why), withhold[int](why)
		return Hazard{n, n, n, no, no, no}
	}
	return Hazard{
		show(fit.Citizens), show(fit.Periods), show(fit.Events),
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
	return Estimate{show(Interval{o.Ratio, o.SE, o.Low, o.High}), show(o.P)}
}

// periods are the person-periods of a citizen.
func (g *Group) periods(o origin, r model.Respondent, to *survival.Periods) {
	c := g.cohort
	p := &c.citizens[o.citizen]
	sheets := c.through(p, noDate, g.asOf)
	index := math.NaN()
	next := 0
	for k := 0; ; k++ {
		start := o.date.Add(following * k)
		left := o.Day - following*k // days to the end
		event := o.Event && left <= following
		if left <= 0 || left < following && !event {
			return
		}
		known := start
		if k == 0 {
			known = start.Add(sameOccasion)
		}
		for ; next < len(sheets) && !sheets[next].date.After(known); next++ {
			s := &sheets[next]
			f := &c.forms[s.form]
			if f.respondent == r && f.in.Code == g.choice.Instrument && !s.noIndex() {
				index = s.index
				if k == 0 {
					next++
					break // the one at origin
				}
			}
		}
		e := c.exposure(p, start.Add(-following), start)
		var company, other float64
		if n := float64(e.counted()); n > 0 {
			company, other = float64(e.company)/n, float64(e.other)/n
		}
		var numbers [pooled]float64
		numbers[min(k, pooled-1)] = 1
		to.Event = append(to.Event, event)
		to.X = append(append(to.X, index, company, other), numbers[:]...)
		if event {
			return
		}
	}
}
