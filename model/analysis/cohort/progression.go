// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"context"
	"math"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
	"codeberg.org/fremskridt/fremskridt/model/analysis/fixedeffects"
	"codeberg.org/fremskridt/fremskridt/model/crash"
)

// Progression is what 13 weeks of each kind of activity went together with
// (docs/methods.md#4-progression-and-activation): a row an item, in the instrument's
// order, the citizen's first. It is of all time, whatever period is chosen.
type Progression struct {
	Rows     []ProgressionRow
	LeftOut  LeftOutAnswers
	Cautions []Caution
}

// ProgressionRow has the slopes of one item, in steps per 91 days, positive toward
// work.
type ProgressionRow struct {
	Measure  Measure
	Answers  disclosure.Value[int]
	Citizens disclosure.Value[int] // with at least two answered dates

	Passive Estimate // d: progress of 13 passive weeks
	Company Estimate // b_c: what 13 weeks of company-directed activity add to that
	Other   Estimate // b_o: what other activity adds
	// CompanyHolm and OtherHolm are the p values adjusted for the number of rows of
	// both respondents together (Holm 1979).
	CompanyHolm, OtherHolm disclosure.Value[float64]
	Slopes                 Slopes
	Calendar               Calendar
	Lead                   Lead
}

// Slopes are the progress of 13 weeks of each kind: d, d + b_o and d + b_c.
type Slopes struct{ Passive, Other, Company Estimate }

// Calendar has the slopes of the model with a level for each calendar quarter.
type Calendar struct{ Passive, Company, Other Estimate }

// Lead is a test of selection: whether the company days of the coming interval predict
// the answer before them.
type Lead struct {
	Estimate Estimate
	T        disclosure.Value[float64]
	Warns    bool // its p is below .05
}

// LeftOutAnswers counts what a progression does not use.
type LeftOutAnswers struct {
	Singles disclosure.Value[int] // citizens with answers but no item with two in one series
	Gaps    disclosure.Value[int] // gaps of more than 365 days, over all items, that split a series
}

// The columns of the models. T is behind C and O, so that it is the one to be dropped
// where no citizen was passive.
const (
	clockC = iota
	clockO
	clockT
	clockLead
)

// Progression estimates the slopes of every item. It takes long: it calls progress,
// unless nil, with the items done, and returns the context's error when cancelled.
func (g *Group) Progression(ctx context.Context, progress func(done, total int)) (Progression, error) {
	p := Progression{Cautions: progressionCautions(), Rows: make([]ProgressionRow, len(g.rows.measures))}
	counts := g.countSeries()
	err := parallel(ctx, len(p.Rows), progress, func(row int) error {
		one, err := g.progressionRow(ctx, row, counts.rows[row])
		p.Rows[row] = one
		return err
	})
	if err != nil {
		return Progression{}, err
	}
	p.adjust(func(r *ProgressionRow) (Estimate, *disclosure.Value[float64]) { return r.Company, &r.CompanyHolm })
	p.adjust(func(r *ProgressionRow) (Estimate, *disclosure.Value[float64]) { return r.Other, &r.OtherHolm })
	p.LeftOut = LeftOutAnswers{counts.singles.disclosed(g), counts.gaps.disclosed(g)}
	for _, r := range p.Rows {
		if r.Lead.Warns {
			p.Cautions = append(p.Cautions, Selection)
			break
		}
	}
	return p, nil
}

func (g *Group) progressionRow(ctx context.Context, row int, t *disclosure.Tally) (ProgressionRow, error) {
	one := ProgressionRow{Measure: g.rows.measures[row]}
	of := g.disclosed(t, disclosure.SingleCategory)
	one.Citizens = of.Citizens()
	if n, _ := one.Citizens.Get(); n == 0 {
		one.withhold(of)
		return one, ctx.Err()
	}
	p := g.panel(g.rows.positions(row))
	exposure := []int{clockC, clockO}
	fit := fixedeffects.Fit(3, exposure, p.slopes(), []int{clockT}, []int{clockC}, []int{clockO}, []int{clockO, clockT}, []int{clockC, clockT})
	one.Answers = disclosure.Disclose(fit.Answers)
	if p.neverPassive() {
		// T = C + O, so that the slopes of C and O are d + b_c and d + b_o.
		no := noEstimate(NeverPassive)
		one.Passive, one.Company, one.Other = no, no, no
		one.Slopes = Slopes{no, slope(fit, clockO), slope(fit, clockC)}
	} else {
		one.Passive, one.Company, one.Other = slope(fit, clockT), slope(fit, clockC), slope(fit, clockO)
		one.Slopes = Slopes{one.Passive, slope(fit, clockO, clockT), slope(fit, clockC, clockT)}
	}
	if err := ctx.Err(); err != nil {
		return one, err
	}
	quarters := p.quarters()
	fit = fixedeffects.Fit(2+len(quarters), exposure, p.calendar(quarters), []int{clockT}, []int{clockC}, []int{clockO})
	one.Calendar = Calendar{slope(fit, clockT), slope(fit, clockC), slope(fit, clockO)}
	if p.neverPassive() {
		no := noEstimate(NeverPassive)
		one.Calendar = Calendar{no, no, no}
	}
	if err := ctx.Err(); err != nil {
		return one, err
	}
	fit = fixedeffects.Fit(4, append(exposure, clockLead), p.lead(), []int{clockLead})
	one.Lead = newLead(slope(fit, clockLead))
	return one, ctx.Err()
}

// withhold withholds all of a row for the reason of its number of citizens.
func (r *ProgressionRow) withhold(of disclosure.Counts) {
	reason := r.Citizens.Reason()
	if reason == "" {
		reason = disclosure.NoCitizens
	}
	no := noEstimate(reason)
	r.Answers = disclosure.Withhold[int](reason)
	r.Passive, r.Company, r.Other, r.CompanyHolm, r.OtherHolm = no, no, no, no.P, no.P
	r.Slopes, r.Calendar = Slopes{no, no, no}, Calendar{no, no, no}
	r.Lead = Lead{Estimate: no, T: no.P}
}

// slope is the estimate for the sum of columns. It is withheld where one of them
// varies in fewer than [disclosure.Threshold] citizens.
func slope(fit *fixedeffects.Result, columns ...int) Estimate {
	e := fit.Sum(columns...)
	if e.Estimated() {
		for _, j := range columns {
			if fit.Varies[j] < disclosure.Threshold {
				return noEstimate(FewVarying)
			}
		}
	}
	return newEstimate(e)
}

func newEstimate(e fixedeffects.Estimate) Estimate {
	reason := map[fixedeffects.Reason]disclosure.Reason{
		fixedeffects.FewCitizens: FewForEstimate, fixedeffects.FewVarying: FewVarying, fixedeffects.NoSpread: NoSpread,
		fixedeffects.Collinear: Collinear, fixedeffects.NoTest: FewForTest,
	}[e.Reason]
	if !e.Estimated() {
		return noEstimate(reason)
	}
	out := Estimate{
		Interval: disclosure.Disclose(Interval{e.Value, e.SE, e.Low, e.High}), P: disclosure.Withhold[float64](reason), DF: disclosure.Disclose(e.DF),
	}
	if reason == "" {
		out.P = disclosure.Disclose(e.P)
	}
	return out
}

func noEstimate(reason disclosure.Reason) Estimate {
	return Estimate{disclosure.Withhold[Interval](reason), disclosure.Withhold[float64](reason), disclosure.Withhold[float64](reason)}
}

// testLevel is the p below which a test of selection warns.
const testLevel = .05

// significant reports whether an estimate is tested and differs from 0.
func (e Estimate) significant() bool {
	p, ok := e.P.Get()
	return ok && p < testLevel
}

func newLead(e Estimate) Lead {
	i, ok := e.Interval.Get()
	if !ok {
		return Lead{Estimate: e, T: disclosure.Withhold[float64](e.Interval.Reason())}
	}
	t := i.Value / i.SE
	return Lead{Estimate: e, T: disclosure.Disclose(t), Warns: e.significant()}
}

// adjust sets the adjusted p values of one column.
func (p *Progression) adjust(of func(*ProgressionRow) (Estimate, *disclosure.Value[float64])) {
	raw := make([]float64, len(p.Rows))
	for i := range p.Rows {
		e, _ := of(&p.Rows[i])
		v, ok := e.P.Get()
		if raw[i] = v; !ok {
			raw[i] = math.NaN()
		}
	}
	for i, v := range fixedeffects.Holm(raw) {
		e, to := of(&p.Rows[i])
		if *to = e.P; !math.IsNaN(v) {
			*to = disclosure.Disclose(v)
		}
	}
}

// seriesCounts tallies the citizens of a progression.
type seriesCounts struct {
	rows          []*disclosure.Tally // with two answers in a series, by row
	singles, gaps excludedTally
}

func (g *Group) countSeries() seriesCounts {
	c := g.cohort
	counts := seriesCounts{
		singles: excludedTally{distinctTally: distinctTally{Tally: c.partition.NewTally(1)}}, gaps: excludedTally{distinctTally: distinctTally{Tally: c.partition.NewTally(1)}},
	}
	seen := make([]distinctTally, len(g.rows.measures))
	for row := range seen {
		seen[row].Tally = c.partition.NewTally(1)
		counts.rows = append(counts.rows, seen[row].Tally)
	}
	latest := newLatest(c)
	for i := range c.citizens {
		if !g.inAllTime[i] {
			continue
		}
		in := g.inView(i)
		clear(latest.assessments)
		answers, twice := false, false
		assessments := c.assessmentsBetween(&c.citizens[i], noDate, g.asOf)
		for k := range assessments {
			s := &assessments[k]
			rowOf := g.rows.rowsFor[s.itemSet]
			if rowOf == nil {
				continue
			}
			for item, v := range c.valuesOf(s) {
				if v == missing {
					continue
				}
				answers = true
				switch before := latest.put(s, item); {
				case before == nil:
				case s.date.Sub(before.date) > MaxIntervalDays:
					counts.gaps.add(i, in)
				default:
					twice = true
					seen[rowOf[item]].add(i)
				}
			}
		}
		if answers && !twice {
			counts.singles.add(i, in)
		}
	}
	return counts
}

// parallel runs work for each number below n on all processors. It calls progress,
// unless nil, with how many are done, one call at a time, and returns the first
// error or the context's.
func parallel(ctx context.Context, n int, progress func(done, total int), work func(i int) error) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	var mu sync.Mutex
	done := 0
	for i := range n {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return crash.Catch(func() error {
				if err := work(i); err != nil {
					return err
				}
				mu.Lock()
				defer mu.Unlock()
				if done++; progress != nil {
					progress(done, n)
				}
				return nil
			})
		})
	}
	return group.Wait()
}
