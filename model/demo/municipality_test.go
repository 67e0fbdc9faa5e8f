// SPDX-License-Identifier: MPL-2.0

package demo_test

import (
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/model/analysis/fixedeffects"
	"codeberg.org/fremskridt/fremskridt/model/analysis/survival"
	"codeberg.org/fremskridt/fremskridt/model/demo"
)

// municipality has the input of docs/methods.md#4-progression-and-activation and
// docs/methods.md#5-time-to-job: from what the register contains and, for comparison,
// from the latent values of the answers.
type municipality struct {
	truth    demo.Truth
	answered map[string]panel // by item
	latent   map[string]panel
	periods  []survival.Periods
	baseline []share
}

// panel has the series of citizens with the columns T, C and O.
type panel [][]fixedeffects.Series

// share is the exposure in the 91 days after a citizen's first measurement.
type share struct{ index, company, other, passive float64 }

func read(o demo.Options, modifications ...demo.Modification) municipality {
	m := municipality{answered: map[string]panel{}, latent: map[string]panel{}}
	instruments := map[string]*model.Instrument{o.Instrument.Key(): o.Instrument}
	type answer struct {
		on   model.Date
		item string
	}
	latent := map[answer]float64{}
	m.truth = demo.GenerateModified(o, func(on model.Date, item string, value float64) {
		latent[answer{on, item}] = value
	}, func(c model.CaseHistory) {
		p := analysis.NewParticipation(c.Activities, o.Vocabulary, o.AsOf)
		for _, panel := range analysis.Panels(c, instruments, analysis.Norms{}) {
			for _, s := range panel.Series {
				item := s.Item.Code
				m.answered[item] = append(m.answered[item], seriesOf(s, p, func(v analysis.Point) float64 { return s.TowardWork(v.Value) }))
				m.latent[item] = append(m.latent[item], seriesOf(s, p, func(v analysis.Point) float64 { return latent[answer{v.Date, item}] }))
			}
		}
		clear(latent)
		index := analysis.Index(c, instruments, model.ByCitizen)
		m.periods = append(m.periods, periodsOf(c, p, index, o.AsOf))
		if len(index) > 0 && o.AsOf.Sub(index[0].Date) >= 91 {
			e := analysis.NewExposure(p, index[0].Date, index[0].Date.Add(91))
			m.baseline = append(m.baseline, share{index[0].Value, e.Company, e.Other, e.Passive})
		}
	}, modifications...)
	return m
}

func seriesOf(s analysis.Series, p analysis.Participation, value func(analysis.Point) float64) []fixedeffects.Series {
	var all []fixedeffects.Series
	var first, last model.Date
	for _, v := range s.Values() {
		if len(all) == 0 || v.Date.Sub(last) > 365 {
			all, first = append(all, fixedeffects.Series{}), v.Date
		}
		last = v.Date
		clocks := analysis.NewExposure(p, first, v.Date).Clocks()
		at := &all[len(all)-1]
		at.Y, at.X = append(at.Y, value(v)), append(at.X, clocks.T, clocks.C, clocks.O)
	}
	return all
}

// periodsOf returns the person-periods of docs/methods.md#5-time-to-job that end before
// the last day or with a job.
func periodsOf(c model.CaseHistory, p analysis.Participation, index []analysis.IndexPoint, asOf model.Date) survival.Periods {
	var periods survival.Periods
	if len(c.Assessments) == 0 || len(index) == 0 {
		return periods
	}
	end, job := asOf, false
	if len(c.Outcomes) > 0 {
		end, job = c.Outcomes[0].Date, c.Outcomes[0].Kind == "job"
	}
	for start := c.Assessments[0].Date; start.Before(end); start = start.Add(91) {
		event := job && !end.After(start.Add(91))
		if start.Add(91).After(end) && !event || start.Add(91).After(asOf) {
			break
		}
		latest := index[0]
		for _, point := range index {
			if !point.Date.After(start) {
				latest = point
			}
		}
		e := analysis.NewExposure(p, start.Add(-91), start)
		periods.Event = append(periods.Event, event)
		periods.X = append(periods.X, 1, latest.Value, e.Company, e.Other)
	}
	return periods
}

// slopes fits docs/methods.md#4-progression-and-activation.
func (p panel) slopes() *fixedeffects.Result {
	return fixedeffects.Fit(3, []int{1, 2}, slices.Values(p))
}

// lead estimates the effect of the company days of the next interval, given the three
// clocks. The last answers have no next interval and are left out.
func (p panel) lead() fixedeffects.Estimate {
	return fixedeffects.Fit(4, []int{1, 2}, func(yield func([]fixedeffects.Series) bool) {
		for _, citizen := range p {
			var led []fixedeffects.Series
			for _, s := range citizen {
				var l fixedeffects.Series
				for k := range len(s.Y) - 1 {
					clocks := s.X[3*k : 3*k+3]
					l.Y, l.X = append(l.Y, s.Y[k]), append(append(l.X, clocks...), s.X[3*k+4]-clocks[1])
				}
				led = append(led, l)
			}
			if !yield(led) {
				return
			}
		}
	}).Slope(3)
}
