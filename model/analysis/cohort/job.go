// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"context"
	"math"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
	"codeberg.org/fremskridt/fremskridt/model/analysis/survival"
)

// TimeToJob is the time from the first assessment to a job
// (docs/methods.md#5-time-to-job), of the citizens with an index at it. It is of all
// time, whatever period is chosen.
type TimeToJob struct {
	Respondent   model.Respondent // who answered the index
	Event        model.OutcomeRole
	All          Curve
	Thirds       []Curve           // by the index at origin, the lowest first; none where a third may not be disclosed
	ThirdsReason disclosure.Reason // why there are no thirds
	LogRank      disclosure.Value[LogRank]
	Hazard       Hazard
	LeftOut      LeftOutOfTime
	Cautions     []Caution
}

// LeftOutOfTime counts the citizens in no curve.
type LeftOutOfTime struct {
	NoOrigin disclosure.Value[int] // without an assessment, or with the outcome before it
	NoIndex  disclosure.Value[int] // without an index of the respondent within 14 days of the origin
}

// Hazard is the odds ratios of the event in a period of 91 days, for the group and
// never for one person. Standard errors are those of the log odds ratios.
type Hazard struct {
	Citizens, Periods, Events disclosure.Value[int]
	// Index is per step of the index at the latest earlier answer; Company and Other
	// compare the whole of the previous period with none of it.
	Index, Company, Other Estimate
}

// LogRank is a test whether the thirds differ.
type LogRank struct {
	Chi2 float64
	DF   int
	P    float64
}

// origin is where a citizen's time begins, with how it ends.
type origin struct {
	citizen int
	date    model.Date
	percent float64 // the index at it
	survival.Time
}

// TimeToJob follows the group until an event, a job or a flex job. The other of the
// two, any other outcome, the close of the case and the last day censor.
func (g *Group) TimeToJob(ctx context.Context, r model.Respondent, event model.OutcomeRole) (TimeToJob, error) {
	c := g.cohort
	t := TimeToJob{Respondent: r, Event: event, Cautions: []Caution{Together, NoGuide}}
	noOrigin, noIndex := c.partition.NewTally(1), c.partition.NewTally(1)
	ends := c.partition.NewTally(2) // with the event, without
	var group []origin
	for i := range c.citizens {
		if !g.inAllTime[i] {
			continue
		}
		o, ok := g.origin(i, roleOf(event))
		if !ok {
			noOrigin.Add(i, 0)
			continue
		}
		if o.percent = g.indexAt(i, r, o.date); math.IsNaN(o.percent) {
			noIndex.Add(i, 0)
			continue
		}
		ends.Add(i, yesNoCategory(o.Event))
		if g.inView(i) {
			group = append(group, o)
		}
	}
	t.LeftOut = LeftOutOfTime{g.disclosed(noOrigin, disclosure.SingleCategory).Citizens(), g.disclosed(noIndex, disclosure.SingleCategory).Citizens()}
	of := g.disclosed(ends, disclosure.YesNo)
	t.All = newCurve(times(group), of)
	t.byThirds(group, of)
	if err := ctx.Err(); err != nil {
		return TimeToJob{}, err
	}
	t.Hazard = g.hazard(group, r, of)
	return t, ctx.Err()
}

// byThirds splits the citizens by their index at origin: a third has those at most at
// its quantile, R's type 7, and above the one before. Either all thirds are disclosed
// or none.
func (t *TimeToJob) byThirds(group []origin, of disclosure.Counts) {
	indexes := make([]float64, len(group))
	for i, o := range group {
		indexes[i] = o.percent
	}
	slices.Sort(indexes)
	cuts := []float64{quantile(indexes, 1./3), quantile(indexes, 2./3)}
	thirds := make([][]survival.Time, 3)
	for _, o := range group {
		k := above(o.percent, cuts)
		thirds[k] = append(thirds[k], o.Time)
	}
	t.ThirdsReason = t.All.Reason
	counts := make([]disclosure.Counts, len(thirds))
	for k, third := range thirds {
		events := 0
		for _, at := range third {
			if at.Event {
				events++
			}
		}
		counts[k] = disclosure.NewCounts(events, len(third)-events)
		if t.ThirdsReason == "" && (len(third) < disclosure.Threshold || disclosure.Small(events) || disclosure.Small(len(third)-events)) {
			t.ThirdsReason = disclosure.SmallCells
		}
	}
	if t.ThirdsReason != "" {
		t.LogRank = disclosure.Withhold[LogRank](t.ThirdsReason)
		return
	}
	for k, third := range thirds {
		t.Thirds = append(t.Thirds, newCurve(third, counts[k]))
	}
	test := survival.LogRank(thirds...)
	if test.Reason != "" {
		t.LogRank = disclosure.Withhold[LogRank](NoEstimate)
		return
	}
	t.LogRank = disclosure.Disclose(LogRank{test.Chi2, test.DF, test.P})
}

func times(group []origin) []survival.Time {
	list := make([]survival.Time, len(group))
	for i, o := range group {
		list[i] = o.Time
	}
	return list
}

// origin is false for a citizen without an assessment by the last day, or whose time
// ends on its day or before.
func (g *Group) origin(i int, event role) (origin, bool) {
	p := &g.cohort.citizens[i]
	assessments := g.cohort.assessmentsBetween(p, noDate, g.asOf)
	if len(assessments) == 0 {
		return origin{}, false
	}
	end, happened := model.MinDate(g.asOf, p.closed), false
	if p.outcome.role != noRole && !p.outcome.on.After(end) {
		end, happened = p.outcome.on, p.outcome.role == event
	}
	o := origin{citizen: i, date: assessments[0].date}
	o.Time = survival.Time{Day: end.Sub(o.date), Event: happened}
	return o, o.Day > 0
}

// indexAt is a respondent's first index, 0 to 100, within [analysis.OccasionDays] of
// an origin; NaN where there is none.
func (g *Group) indexAt(i int, r model.Respondent, on model.Date) float64 {
	c := g.cohort
	assessments := c.assessmentsBetween(&c.citizens[i], on, on.Add(analysis.OccasionDays))
	for k := range assessments {
		s := &assessments[k]
		f := &c.itemSets[s.itemSet]
		if f.respondent == r && f.instrument.Code == g.choice.Instrument && !s.noIndex() && !s.date.After(g.asOf) {
			return f.percent(s.index)
		}
	}
	return math.NaN()
}
