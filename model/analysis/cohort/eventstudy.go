// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"context"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
	"codeberg.org/fremskridt/fremskridt/model/analysis/fixedeffects"
)

// EventStudy is the answers around the first company-directed activity
// (docs/methods.md#4-progression-and-activation), a row an item. It is of all time,
// whatever period is chosen.
type EventStudy struct {
	Rows     []EventRow
	Cautions []Caution
}

// EventRow is the event study of one item.
type EventRow struct {
	Measure Measure
	Points  []EventPoint // from -2 to 2
	// Dips reports that answers fell before the activity began: the estimate at -2 is
	// above 0, its value at -1, with p below .05.
	Dips bool
}

// EventPoint is an answer relative to the first company-directed activity: 0 is the
// first answer on its first day or later, -1 the last before it. At -1, the reference,
// the estimate is 0 without standard error and p value.
type EventPoint struct {
	At       int
	Citizens disclosure.Value[int]
	Estimate Estimate // in steps, relative to the answer at -1
}

// The answers that an event study covers, and its reference.
const (
	firstEvent, lastEvent = -2, 2
	reference             = -1
	eventPoints           = lastEvent - firstEvent + 1
)

// EventStudy estimates the answers around the first company-directed activity of the
// citizens with the beginning between two answers of a series. Others are left out.
func (g *Group) EventStudy(ctx context.Context, progress func(done, total int)) (EventStudy, error) {
	study := EventStudy{Cautions: progressionCautions(), Rows: make([]EventRow, len(g.rows.measures))}
	starts := g.starts()
	err := parallel(ctx, len(study.Rows), progress, func(row int) error {
		study.Rows[row] = g.eventRow(row, starts)
		return ctx.Err()
	})
	if err != nil {
		return EventStudy{}, err
	}
	for _, r := range study.Rows {
		if r.Dips {
			study.Cautions = append(study.Cautions, Dip)
			break
		}
	}
	return study, nil
}

// starts returns the first company-directed day by citizen; no date where there is
// none by the last day.
func (g *Group) starts() []model.Date {
	starts := make([]model.Date, len(g.cohort.citizens))
	for i := range starts {
		for _, s := range g.cohort.spansOf(&g.cohort.citizens[i]) {
			if s.kind == companyDay && !s.from.After(g.asOf) {
				starts[i] = s.from
				break
			}
		}
	}
	return starts
}

func (g *Group) eventRow(row int, starts []model.Date) EventRow {
	one := EventRow{Measure: g.rows.measures[row]}
	positions := g.rows.positions(row)
	counts := g.countEvents(positions, starts)
	fit := fixedeffects.Fit(eventPoints-1, []int{0, 1, 2, 3}, g.eventPanel(positions, starts))
	for at := firstEvent; at <= lastEvent; at++ {
		of := g.disclosed(counts[at-firstEvent].Tally, disclosure.SingleCategory)
		p := EventPoint{At: at, Citizens: of.Citizens()}
		switch n, _ := p.Citizens.Get(); {
		case p.Citizens.Reason() != "":
			p.Estimate = noEstimate(p.Citizens.Reason())
		case n == 0:
			p.Estimate = noEstimate(disclosure.NoCitizens)
		case at == reference:
			p.Estimate = Estimate{Interval: disclosure.Disclose(Interval{})}
		default:
			p.Estimate = newEstimate(fit.Slope(eventColumn(at)))
		}
		one.Points = append(one.Points, p)
	}
	before, ok := one.Points[0].Estimate.Interval.Get()
	one.Dips = ok && before.Value > 0 && one.Points[0].Estimate.significant()
	return one
}

// eventColumn is the regressor's column of a relative answer other than the reference.
func eventColumn(at int) int {
	if at > reference {
		return at - firstEvent - 1
	}
	return at - firstEvent
}

// eventWindow is the part of a series that an event study covers, and the index in it
// of answer 0; false where the activity does not begin within the series.
func eventWindow(series []answered, start model.Date) (window []answered, zero int, ok bool) {
	for zero < len(series) && series[zero].date.Before(start) {
		zero++
	}
	if start.IsZero() || zero == 0 || zero == len(series) {
		return nil, 0, false
	}
	from, to := max(0, zero+firstEvent), min(len(series), zero+lastEvent+1)
	return series[from:to], zero - from, true
}

// countEvents tallies the citizens with an answer at each relative place.
func (g *Group) countEvents(positions []itemPosition, starts []model.Date) [eventPoints]distinctTally {
	var counts [eventPoints]distinctTally
	for k := range counts {
		counts[k].Tally = g.cohort.partition.NewTally(1)
	}
	var buffer []answered
	for i := range g.cohort.citizens {
		if !g.inAllTime[i] {
			continue
		}
		g.series(&g.cohort.citizens[i], positions, &buffer, func(series []answered) {
			window, zero, ok := eventWindow(series, starts[i])
			if !ok {
				return
			}
			for k := range window {
				counts[k-zero-firstEvent].add(i)
			}
		})
	}
	return counts
}

// eventPanel has a column for each relative answer but the reference.
func (g *Group) eventPanel(positions []itemPosition, starts []model.Date) fixedeffects.Panel {
	return func(yield func([]fixedeffects.Series) bool) {
		var o observations
		var buffer []answered
		var list []fixedeffects.Series
		for _, i := range g.members {
			o.y, o.x, o.ends = o.y[:0], o.x[:0], o.ends[:0]
			g.series(&g.cohort.citizens[i], positions, &buffer, func(series []answered) {
				window, zero, _ := eventWindow(series, starts[i])
				for k, a := range window {
					var x [eventPoints - 1]float64
					if at := k - zero; at != reference {
						x[eventColumn(at)] = 1
					}
					o.add(a.value, x[:]...)
				}
				o.ends = append(o.ends, [2]int{len(o.y), len(o.x)})
			})
			if list = o.series(list[:0]); len(list) > 0 && !yield(list) {
				return
			}
		}
	}
}
