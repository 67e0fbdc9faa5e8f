// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// timeAxis is the one true time axis of a figure: equal days are equal widths.
type timeAxis struct {
	from, to model.Date
	origin   model.Date // its days are counted in weeks from there; no date: the calendar
	x0, x1   float64
}

// x is where a day begins.
func (a timeAxis) x(d model.Date) float64 {
	return a.x0 + (a.x1-a.x0)*float64(d.Sub(a.from))/float64(a.to.Sub(a.from))
}

// mid is the middle of a day, where what happened that day is drawn.
func (a timeAxis) mid(d model.Date) float64 { return (a.x(d) + a.x(d.Add(1))) / 2 }

// dayWidth is the width of a day.
func (a timeAxis) dayWidth() float64 { return (a.x1 - a.x0) / float64(a.to.Sub(a.from)) }

// tick is a day at which the axis has a mark.
type tick struct {
	date model.Date
	week int // from the origin
	// under is set where what the ticks count from is written under it: the year,
	// or the first assessment.
	hasSubLabel bool
	major       bool // where a year begins
}

// minTickGap is the least between two ticks: a month's name with air.
const minTickGap = 46

// ticks are so far apart that their labels do not touch.
func (a timeAxis) ticks() []tick {
	if a.origin.IsZero() {
		return a.months()
	}
	return a.weeks()
}

// weeks are ticks at every 4th, 13th, 26th or 52nd week from the origin, which
// says what they count from; where it is not seen, the first one does.
func (a timeAxis) weeks() []tick {
	step := 52
	for _, n := range []int{4, 13, 26} {
		if a.dayWidth()*7*float64(n) >= minTickGap {
			step = n
			break
		}
	}
	days := 7 * step
	first := -floorDiv(a.origin.Sub(a.from), days)
	var list []tick
	for k := first; a.origin.Add(k * days).Before(a.to); k++ {
		list = append(list, tick{date: a.origin.Add(k * days), week: k * step, hasSubLabel: k == 0, major: k*step%52 == 0})
	}
	if len(list) > 0 && first > 0 {
		list[0].hasSubLabel = true
	}
	return list
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b != 0 && a < 0 {
		q--
	}
	return q
}

// months are ticks at the firsts of months: every month, quarter, half year or
// year. The first tick and every January carry the year.
func (a timeAxis) months() []tick {
	step := 12
	for _, m := range []int{1, 3, 6} {
		if a.dayWidth()*30.4*float64(m) >= minTickGap {
			step = m
			break
		}
	}
	y, m, _ := a.from.Civil()
	first := (int(m) - 1 + step - 1) / step * step
	var list []tick
	for i := first; ; i += step {
		d := model.NewDate(y, time.Month(i+1), 1)
		if d.Before(a.from) {
			continue
		}
		if !d.Before(a.to) {
			break
		}
		_, month, _ := d.Civil()
		january := month == time.January
		list = append(list, tick{date: d, hasSubLabel: january || len(list) == 0, major: january})
	}
	// The first year is not written where the next is too close after it.
	if len(list) > 1 && list[1].hasSubLabel && a.x(list[1].date)-a.x(list[0].date) < 40 {
		list[0].hasSubLabel = false
	}
	return list
}
