// SPDX-License-Identifier: MPL-2.0

package cli

import (
	"cmp"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// value is a number, or nil where it is withheld.
func value[T any](s disclosure.Value[T]) *T {
	v, ok := s.Get()
	if !ok {
		return nil
	}
	return &v
}

func newPart(s disclosure.Value[cohort.Part]) partDocument {
	p, ok := s.Get()
	if !ok {
		return partDocument{Reason: s.Reason()}
	}
	return partDocument{Count: &p.Count, Of: &p.Of, Share: &p.Share, Low: &p.Low, High: &p.High}
}

func newInterval(s disclosure.Value[cohort.Interval]) intervalDocument {
	i, ok := s.Get()
	if !ok {
		return intervalDocument{Reason: s.Reason()}
	}
	return intervalDocument{Estimate: &i.Value, SE: &i.SE, Low: &i.Low, High: &i.High}
}

func newEstimate(e cohort.Estimate) estimateDocument {
	i := newInterval(e.Interval)
	return estimateDocument{i.Estimate, i.SE, i.Low, i.High, value(e.P), cmp.Or(i.Reason, e.P.Reason())}
}

func newItem(m cohort.Measure) itemDocument { return itemDocument{m.Respondent, m.Item.Code} }

// fillGroup fills in the figures of methods 3 and 6.
func (a *groupFigures) fillGroup(d *analysisDocument) {
	c := a.Coverage
	d.Coverage = coverageDocument{
		value(c.Open), newPart(c.TwoOrMore), newPart(c.ByCitizen), newPart(c.ByCaseworker), newPart(c.ByBoth),
		newPart(c.InWindow), newPart(c.Idle),
	}
	for i := range a.Movement {
		for _, r := range a.Movement[i].Rows {
			d.Movement = append(d.Movement, movementDocument{
				newItem(r.Measure), r.Measure.Domain.Code, value(r.N), newPart(r.Up), newPart(r.Same), newPart(r.Down),
				newPart(r.BeyondUp), newPart(r.BeyondDown), newSpread(r.Spread), r.Reliability.SDC, r.N.Reason(),
			})
		}
		s := a.Scatter[i]
		d.Scatter = append(d.Scatter, scatterDocument{
			s.Respondent, value(s.N), s.Band, newPart(s.Over), newPart(s.Within), newPart(s.Under), s.N.Reason(),
		})
		t := targetingDocument{Respondent: a.Targeting[i].Respondent, N: value(a.Targeting[i].N)}
		for _, q := range a.Targeting[i].Quartiles {
			t.Quartiles = append(t.Quartiles, quartileDocument{value(q.N), value(q.Company), value(q.Other), value(q.Passive), q.N.Reason()})
		}
		d.Targeting = append(d.Targeting, t)
	}
	for _, r := range a.Change.Rows {
		row := changeDocument{itemDocument: newItem(r.Measure)}
		for _, g := range r.Groups {
			row.Groups = append(row.Groups, groupChangeDocument{g.Group, value(g.Citizens), value(g.Intervals), newInterval(g.Mean)})
		}
		d.Change = append(d.Change, row)
	}
	d.Reliability = map[model.Respondent]alphaDocument{}
	for _, r := range a.Reliability {
		d.Reliability[r.Respondent] = alphaDocument{value(r.Alpha), value(r.N), r.Alpha.Reason()}
	}
	for _, r := range a.Agreement {
		d.Agreement = append(d.Agreement, agreementDocument{
			r.Domain.Code, r.Citizen.Code, r.Caseworker.Code, value(r.N), value(r.ICC), value(r.Kappa), value(r.CitizenHigher),
			newPart(r.FarApart), cmp.Or(r.N.Reason(), r.ICC.Reason()),
		})
	}
}

func newSpread(s disclosure.Value[cohort.Spread]) *spreadDocument {
	v, ok := s.Get()
	if !ok {
		return nil
	}
	return &spreadDocument{v.Low, v.Median, v.High}
}

// fillModels fills in those of methods 4 and 5, and what they leave out.
func (a *groupFigures) fillModels(d *analysisDocument) {
	for _, r := range a.Progression.Rows {
		item := newItem(r.Measure)
		d.Progression = append(d.Progression, progressionDocument{
			item, value(r.Answers), value(r.Citizens), newEstimate(r.Passive),
			adjustedDocument{newEstimate(r.Company), value(r.CompanyHolm)},
			adjustedDocument{newEstimate(r.Other), value(r.OtherHolm)},
			slopesDocument{newEstimate(r.Slopes.Passive), newEstimate(r.Slopes.Other), newEstimate(r.Slopes.Company)},
			slopesDocument{newEstimate(r.Calendar.Passive), newEstimate(r.Calendar.Other), newEstimate(r.Calendar.Company)},
			r.Passive.Interval.Reason(),
		})
		d.Lead = append(d.Lead, leadDocument{item, newEstimate(r.Lead.Estimate), value(r.Lead.T), r.Lead.Warns})
	}
	for _, r := range a.EventStudy.Rows {
		row := eventDocument{itemDocument: newItem(r.Measure), Dips: r.Dips}
		for _, p := range r.Points {
			row.Points = append(row.Points, eventPointDocument{p.At, value(p.Citizens), newEstimate(p.Estimate)})
		}
		d.EventStudy = append(d.EventStudy, row)
	}
	d.KM = append(newCurves(a.Job), newCurves(a.FlexJob)...)
	d.LogRank.Reason = a.Job.LogRank.Reason()
	if test, ok := a.Job.LogRank.Get(); ok {
		d.LogRank = logRankDocument{Chi2: &test.Chi2, DF: &test.DF, P: &test.P}
	}
	h := a.Job.Hazard
	d.HazardOf = hazardOfDocument{value(h.Citizens), value(h.Periods), value(h.Events)}
	for _, term := range []struct {
		name string
		of   cohort.Estimate
	}{{"index", h.Index}, {"company", h.Company}, {"other", h.Other}} {
		e := newEstimate(term.of)
		d.Hazard = append(d.Hazard, oddsDocument{term.name, e.Estimate, e.SE, e.Low, e.High, e.P, e.Reason})
	}
	d.LeftOut = leftOutDocument{Reasons: map[string]disclosure.Reason{}}
	for _, l := range []struct {
		name string
		to   **int
		of   disclosure.Value[int]
	}{
		{"intervals_under_28_days", &d.LeftOut.Short, a.Change.LeftOut.Short},
		{"intervals_over_365_days", &d.LeftOut.Long, a.Change.LeftOut.Long},
		{"citizens_with_one_answer", &d.LeftOut.Singles, a.Progression.LeftOut.Singles},
		{"gaps_over_365_days", &d.LeftOut.Gaps, a.Progression.LeftOut.Gaps},
		{"citizens_without_origin", &d.LeftOut.NoOrigin, a.Job.LeftOut.NoOrigin},
		{"citizens_without_index_at_origin", &d.LeftOut.NoIndex, a.Job.LeftOut.NoIndex},
	} {
		if *l.to = value(l.of); *l.to == nil {
			d.LeftOut.Reasons[l.name] = l.of.Reason()
		}
	}
}

// thirds are the groups of a time to job, as they are called.
var thirds = []string{"lowest", "middle", "highest"}

func newCurves(t cohort.TimeToJob) []curveDocument {
	list := []curveDocument{newCurve(t.Event, "all", t.All)}
	for i, c := range t.Thirds {
		list = append(list, newCurve(t.Event, thirds[i], c))
	}
	return list
}

func newCurve(event model.OutcomeRole, group string, c cohort.Curve) curveDocument {
	d := curveDocument{Event: event, Group: group, N: value(c.N), Events: value(c.Events), Steps: []stepDocument{}, Reason: c.Reason}
	for _, s := range c.Steps {
		d.Steps = append(d.Steps, stepDocument{s.Day, s.Survival.Value, s.Survival.SE, s.Survival.Low, s.Survival.High})
	}
	return d
}
