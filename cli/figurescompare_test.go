// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"fmt"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
)

// group compares the figures of docs/methods.md#3-a-group and
// docs/methods.md#6-agreement-and-reliability.
func (c *comparison) group(g *cohort.Group, r rFigures) {
	c.coverage(g, r)
	c.movement(g, r)
	c.index(g, r)
	c.change(g, r)
	c.agreement(g, r)
}

var respondents = []model.Respondent{model.ByCitizen, model.ByCaseworker}

func (c *comparison) coverage(g *cohort.Group, r rFigures) {
	cov := g.Coverage()
	count(c, "citizens", cov.Citizens, r.Coverage.Citizens)
	count(c, "open", cov.Open, r.Coverage.Open)
	share(c, "two or more", cov.TwoOrMore, r.Coverage.TwoOrMore)
	share(c, "by citizen", cov.ByCitizen, r.Coverage.ByCitizen)
	share(c, "by caseworker", cov.ByCaseworker, r.Coverage.ByCaseworker)
	share(c, "by both", cov.ByBoth, r.Coverage.ByBoth)
	share(c, "in window", cov.InWindow, r.Coverage.InWindow)
	share(c, "idle", cov.Idle, r.Coverage.Idle)
}

func (c *comparison) movement(g *cohort.Group, r rFigures) {
	var movement []cohort.MovementRow
	for _, who := range respondents {
		movement = append(movement, g.Movement(who).Rows...)
	}
	for i, want := range r.Movement {
		got := movement[i]
		count(c, want.Item+" n", got.N, want.N)
		share(c, want.Item+" up", got.Up, want.Up)
		share(c, want.Item+" same", got.Same, want.Same)
		share(c, want.Item+" down", got.Down, want.Down)
		share(c, want.Item+" far up", got.BeyondUp, want.BeyondUp)
		share(c, want.Item+" far down", got.BeyondDown, want.BeyondDown)
		c.near(want.Item+" sdc", got.Reliability.SDC, want.SDC, closed)
		if s, ok := got.Spread.Get(); ok && [3]float64{s.Low, s.Median, s.High} != want.Spread {
			c.Errorf("%s spreads %v, and %v by R", want.Item, s, want.Spread)
		}
	}
}

func (c *comparison) index(g *cohort.Group, r rFigures) {
	for i, who := range respondents {
		s, want := g.Scatter(who), r.Scatter[i]
		count(c, "scatter n", s.N, want.N)
		share(c, "over", s.Over, want.Over)
		share(c, "within", s.Within, want.Within)
		share(c, "under", s.Under, want.Under)
		c.near("band", s.Band, want.Band, closed)
		targeting := g.Targeting(who)
		count(c, "targeting n", targeting.N, r.Targeting[i].N)
		for k, want := range r.Targeting[i].Quartiles {
			q := targeting.Quartiles[k]
			what := fmt.Sprint(who, " quartile ", k)
			count(c, what, q.N, want.N)
			number(c, what+" company", q.Company, want.Company, closed)
			number(c, what+" other", q.Other, want.Other, closed)
			number(c, what+" passive", q.Passive, want.Passive, closed)
		}
		reliability := g.Reliability()[i]
		count(c, "alpha n", reliability.N, r.Reliability[i].N)
		number(c, "alpha", reliability.Alpha, r.Reliability[i].Alpha, closed)
	}
}

func (c *comparison) change(g *cohort.Group, r rFigures) {
	change := g.Change()
	count(c, "short intervals", change.LeftOut.Short, r.LeftOut.Short)
	count(c, "long intervals", change.LeftOut.Long, r.LeftOut.Long)
	for i, row := range r.Change {
		for k, want := range row.Groups {
			got := change.Rows[i].Groups[k]
			what := fmt.Sprint(row.Item, " change ", got.Group)
			count(c, what+" citizens", got.Citizens, want.Citizens)
			count(c, what+" intervals", got.Intervals, want.Intervals)
			interval(c, what, got.Mean, want.rEstimate, closed)
		}
	}
}

func (c *comparison) agreement(g *cohort.Group, r rFigures) {
	agreement := g.Agreement()
	for _, want := range r.Agreement {
		i := slices.IndexFunc(agreement, func(a cohort.Agreement) bool { return a.Citizen.Code == want.Citizen })
		got := agreement[i]
		count(c, want.Domain+" n", got.N, want.N)
		number(c, want.Domain+" icc", got.ICC, want.ICC, closed)
		number(c, want.Domain+" kappa", got.Kappa, want.Kappa, closed)
		number(c, want.Domain+" higher", got.CitizenHigher, want.CitizenHigher, closed)
		share(c, want.Domain+" far apart", got.FarApart, want.FarApart)
	}
}

// models compares those of docs/methods.md#4-progression-and-activation and
// docs/methods.md#5-time-to-job.
func (c *comparison) models(g *cohort.Group, r rFigures) {
	c.progression(g, r)
	c.eventStudy(g, r)
	c.timeToJob(g, r)
}

func (c *comparison) progression(g *cohort.Group, r rFigures) {
	p, err := g.Progression(c.Context(), nil)
	if err != nil {
		c.Fatal(err)
	}
	gaps := 0
	for i, want := range r.Progression {
		got := p.Rows[i]
		gaps += want.Gaps
		count(c, want.Item+" answers", got.Answers, want.Answers)
		count(c, want.Item+" citizens", got.Citizens, want.Citizens)
		estimate(c, want.Item+" d", got.Passive, want.Passive, closed)
		estimate(c, want.Item+" b_c", got.Company, want.Company, closed)
		estimate(c, want.Item+" b_o", got.Other, want.Other, closed)
		number(c, want.Item+" Holm of b_c", got.CompanyHolm, want.Company.Holm, closed)
		number(c, want.Item+" Holm of b_o", got.OtherHolm, want.Other.Holm, closed)
		estimate(c, want.Item+" d + b_c", got.Slopes.Company, want.Slopes.Company, closed)
		estimate(c, want.Item+" d + b_o", got.Slopes.Other, want.Slopes.Other, closed)
		estimate(c, want.Item+" d by quarter", got.Calendar.Passive, want.Calendar.Passive, closed)
		estimate(c, want.Item+" b_c by quarter", got.Calendar.Company, want.Calendar.Company, closed)
		estimate(c, want.Item+" b_o by quarter", got.Calendar.Other, want.Calendar.Other, closed)
		estimate(c, want.Item+" lead", got.Lead.Estimate, want.Lead, closed)
		number(c, want.Item+" t of lead", got.Lead.T, want.Lead.T, closed)
	}
	count(c, "gaps", p.LeftOut.Gaps, gaps)
}

func (c *comparison) eventStudy(g *cohort.Group, r rFigures) {
	study, err := g.EventStudy(c.Context(), nil)
	if err != nil {
		c.Fatal(err)
	}
	for i, row := range r.EventStudy {
		for k, want := range row.Points {
			got := study.Rows[i].Points[k]
			what := fmt.Sprint(row.Item, " at ", got.At)
			count(c, what+" citizens", got.Citizens, want.Citizens)
			if got.At != -1 {
				estimate(c, what, got.Estimate, want.rEstimate, closed)
			}
		}
	}
}

func (c *comparison) timeToJob(g *cohort.Group, r rFigures) {
	job, err := g.TimeToJob(c.Context(), model.ByCitizen, model.OutcomeJob)
	if err != nil {
		c.Fatal(err)
	}
	for i, got := range append([]cohort.Curve{job.All}, job.Thirds...) {
		want := r.KM[i]
		count(c, "curve n", got.N, want.N)
		count(c, "curve events", got.Events, want.Events)
		at := 0
		for _, s := range got.Steps {
			for want.Steps[at].Day != s.Day {
				at++
			}
			w := want.Steps[at]
			c.estimated(fmt.Sprint("curve ", i, " on day ", s.Day), s.Survival, rEstimate{Estimate: w.Survival, SE: w.SE, Low: w.Low, High: w.High}, closed)
		}
	}
	if test, ok := job.LogRank.Get(); ok {
		c.near("log-rank", test.Chi2, r.LogRank.Chi2, closed)
		c.near("log-rank p", test.P, r.LogRank.P, closed)
		if test.DF != r.LogRank.DF {
			c.Errorf("log-rank has %d degrees of freedom, and %d by R", test.DF, r.LogRank.DF)
		}
	}
	count(c, "hazard citizens", job.Hazard.Citizens, r.Hazard.Citizens)
	count(c, "hazard periods", job.Hazard.Periods, r.Hazard.Periods)
	count(c, "hazard events", job.Hazard.Events, r.Hazard.Events)
	estimate(c, "hazard index", job.Hazard.Index, r.Hazard.Index, iterated)
	estimate(c, "hazard company", job.Hazard.Company, r.Hazard.Company, iterated)
	estimate(c, "hazard other", job.Hazard.Other, r.Hazard.Other, iterated)
}
