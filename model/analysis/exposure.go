// SPDX-License-Identifier: MPL-2.0

package analysis

import "codeberg.org/fremskridt/fremskridt/model"

// Exposure is how the days of an interval were spent
// (docs/methods.md#1-days-intervals-exposure). The shares are of N; with N zero they
// are all zero. Parallel is part of Company, and Company, Other and Passive add up to
// 1.
type Exposure struct {
	Days    int // days of the interval
	Neutral int // neutral, with neither company nor other
	N       int // Days - Neutral

	CompanyDays  int // at least one company-directed activity
	OtherDays    int // other activity and no company-directed one
	ParallelDays int // both; part of CompanyDays

	Company, Other, Parallel, Passive float64
}

// NewExposure counts the days d of the interval from < d <= to.
func NewExposure(p Participation, from, to model.Date) Exposure {
	if !to.After(from) {
		return Exposure{}
	}
	first := from.Add(1)
	e := Exposure{
		Days:         to.Sub(from),
		Neutral:      p.Exempt.DaysIn(first, to),
		CompanyDays:  p.Company.DaysIn(first, to),
		ParallelDays: p.Parallel.DaysIn(first, to),
	}
	e.OtherDays = p.Other.DaysIn(first, to) - e.ParallelDays
	return e.withShares()
}

// NewWeeklyExposure counts like [NewExposure] in whole ISO weeks, as weekly registers
// do: the weeks after that of from, up to and including that of to. A week counts as
// the first of company, other and neutral that it has a day of, otherwise as passive;
// every count of the result is in weeks.
func NewWeeklyExposure(p Participation, from, to model.Date) Exposure {
	var e Exposure
	for monday := mondayOf(from).Add(7); !monday.After(to); monday = monday.Add(7) {
		sunday := monday.Add(6)
		company := p.Company.DaysIn(monday, sunday) > 0
		other := p.Other.DaysIn(monday, sunday) > 0
		e.Days++
		switch {
		case company && other:
			e.ParallelDays++
			e.CompanyDays++
		case company:
			e.CompanyDays++
		case other:
			e.OtherDays++
		case p.Neutral.DaysIn(monday, sunday) > 0:
			e.Neutral++
		}
	}
	return e.withShares()
}

func mondayOf(d model.Date) model.Date { return d.Add(-(int(d.Weekday()) + 6) % 7) }

func (e Exposure) withShares() Exposure {
	e.N = e.Days - e.Neutral
	if e.N == 0 {
		return e
	}
	n := float64(e.N)
	e.Company = float64(e.CompanyDays) / n
	e.Other = float64(e.OtherDays) / n
	e.Parallel = float64(e.ParallelDays) / n
	e.Passive = float64(e.N-e.CompanyDays-e.OtherDays) / n
	return e
}

// QuarterDays is the length of 13 weeks in days: the unit of trends, slopes and clocks.
const QuarterDays = 91

// Clocks are the clocks of docs/methods.md#4-progression-and-activation on a day, in
// units of [QuarterDays].
type Clocks struct {
	T float64 // days that are not neutral
	C float64 // company days
	O float64 // days with other and no company-directed activity
}

// Clocks returns the clocks over the days of the interval.
func (e Exposure) Clocks() Clocks {
	return Clocks{float64(e.N) / QuarterDays, float64(e.CompanyDays) / QuarterDays, float64(e.OtherDays) / QuarterDays}
}
