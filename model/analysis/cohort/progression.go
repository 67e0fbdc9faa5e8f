// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"context"
	"math"
	"runtime"
	"sync"

	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
	"codeberg.org/fremskridt/fremskridt/model/analysis/fixedeffects"
)

// Progression is what 13 weeks went together with (methods 4), an item a row, in
// the instrument's order, citizen's before caseworker's. It is of all time, whatever
// period is chosen.
type Progression struct {
	Rows     []ProgressionRow
	LeftOut  LeftOutAnswers
	Cautions []Caution
}

// ProgressionRow are the slopes of one item, in steps per 91 days, positive toward
// work.
type ProgressionRow struct {
	Measure  Measure
	Answers  disclosure.Value[int]
	Citizens disclosure.Value[int] // with at least two answered dates

	Passive Estimate // d: progress of 13 passive weeks
	Company Estimate // b_c: what 13 weeks of company-directed activity add to that
	Other   Estimate // b_o: what other activity adds
	// CompanyHolm and OtherHolm are the p values adjusted for the number of rows
	// (Holm 1979), those of both respondents together.
	CompanyHolm, OtherHolm disclosure.Value[float64]
	Slopes                 Slopes
	Calendar               Calendar
	Lead                   Lead
}

// Slopes are the progress of 13 weeks of each kind: d, d + b_o and d + b_c.
type Slopes struct{ Passive, Other, Company Estimate }

// Calendar is the model with a level for each quarter of the calendar.
type Calendar struct{ Passive, Company, Other Estimate }

// Lead is the test of selection: what the company days of the coming interval tell
// of the answer before them.
type Lead struct {
	Estimate Estimate
	T        disclosure.Value[float64]
	Warns    bool // |T| is above 1.96
}

// LeftOutAnswers are what a progression does not rest on.
type LeftOutAnswers struct {
	Singles disclosure.Value[int] // citizens with answers, but to no item on two dates of one series
	Gaps    disclosure.Value[int] // gaps of more than 365 days, over all items, after which a series begins anew
}

// The columns of the models.
const (
	clockT = iota
	clockC
	clockO
	clockLead
)

// Progression estimates the slopes of every item. It is the long work of this
// package: it tells how many items are done, of how many, and ends early with the
// error of the context.
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
	fit := fixedeffects.Fit(3, []int{clockC, clockO}, p.slopes())
	one.Answers = disclosure.Disclose(fit.Answers)
	one.Passive, one.Company, one.Other = slope(fit, clockT), slope(fit, clockC), slope(fit, clockO)
	one.Slopes = Slopes{one.Passive, slope(fit, clockT, clockO), slope(fit, clockT, clockC)}
	if err := ctx.Err(); err != nil {
		return one, err
	}
	quarters := p.quarters()
	fit = fixedeffects.Fit(2+len(quarters), []int{clockC, clockO}, p.calendar(quarters))
	one.Calendar = Calendar{slope(fit, clockT), slope(fit, clockC), slope(fit, clockO)}
	if err := ctx.Err(); err != nil {
		return one, err
	}
	fit = fixedeffects.Fit(4, []int{clockC, clockO, clockLead}, p.lead())
	one.Lead = newLead(slope(fit, clockLead))
	return one, ctx.Err()
}

// withhold leaves everything out of a row for the reason that its citizens are.
func (r *ProgressionRow) withhold(of disclosure.Counts) {
	why := r.Citizens.Reason()
	if why == "" {
		why = disclosure.NoCitizens
	}
	no := noEstimate(why)
	r.Answers = disclosure.Withhold[int](why)
	r.Passive, r.Company, r.Other, r.CompanyHolm, r.OtherHolm = no, no, no, no.P, no.P
	r.Slopes, r.Calendar = Slopes{no, no, no}, Calendar{no, no, no}
	r.Lead = Lead{Estimate: no, T: no.P}
}

// slope is the estimate for the sum of columns, of which none may rest on fewer
// than Fewest citizens.
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
	why := map[fixedeffects.Reason]disclosure.Reason{
		fixedeffects.FewCitizens: FewForEstimate, fixedeffects.FewVarying: FewVarying, fixedeffects.NoSpread: NoSpread,
		fixedeffects.Collinear: Collinear, fixedeffects.NoTest: FewForTest,
	}[e.Reason]
	if !e.Estimated() {
		return noEstimate(why)
	}
	out := Estimate{Interval: disclosure.Disclose(Interval{e.Value, e.SE, e.Low, e.High}), P: disclosure.Withhold[float64](why)}
	if why == "" {
		out.P = disclosure.Disclose(e.P)
	}
	return out
}

func noEstimate(why disclosure.Reason) Estimate {
	return Estimate{disclosure.Withhold[Interval](why), disclosure.Withhold[float64](why)}
}

// criticalT is the t above which the tests of selection warn.
const criticalT = 1.96

func newLead(e Estimate) Lead {
	i, ok := e.Interval.Get()
	if !ok {
		return Lead{Estimate: e, T: disclosure.Withhold[float64](e.Interval.Reason())}
	}
	t := i.Value / i.SE
	return Lead{Estimate: e, T: disclosure.Disclose(t), Warns: math.Abs(t) > criticalT}
}

// adjust sets the adjusted p values of one column of the rows.
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

// seriesCounts are what a progression rests on, over all views.
type seriesCounts struct {
	rows          []*disclosure.Tally
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
		clear(latest.sheets)
		answers, twice := false, false
		sheets := c.assessmentsBetween(&c.citizens[i], noDate, g.asOf)
		for k := range sheets {
			s := &sheets[k]
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

// parallel runs the work for each number below n, several at once, and tells how
// many are done. It ends with the first error.
func parallel(ctx context.Context, n int, progress func(done, total int), work func(i int) error) error {
	var mu sync.Mutex
	var wait sync.WaitGroup
	var failed error
	next, done := 0, 0
	take := func() (int, bool) {
		mu.Lock()
		defer mu.Unlock()
		if next == n || failed != nil {
			return 0, false
		}
		next++
		return next - 1, true
	}
	for range min(n, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			for i, ok := take(); ok; i, ok = take() {
				err := work(i)
				mu.Lock()
				if err != nil && failed == nil {
					failed = err
				}
				if done++; progress != nil && failed == nil {
					progress(done, n)
				}
				mu.Unlock()
			}
		})
	}
	wait.Wait()
	if failed == nil {
		failed = ctx.Err()
	}
	return failed
}
