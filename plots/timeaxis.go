package plots

import (
	"time"

	"fremskridt/model"
)

// timeAxis is the one true time axis of a figure: equal days are equal widths.
type timeAxis struct {
	from, to model.Date
	x0, x1   float64
}

// x is where a day begins.
func (a timeAxis) x(d model.Date) float64 {
	return a.x0 + (a.x1-a.x0)*float64(d.Sub(a.from))/float64(a.to.Sub(a.from))
}

// mid is the middle of a day, where what happened that day is drawn.
func (a timeAxis) mid(d model.Date) float64 { return (a.x(d) + a.x(d.Add(1))) / 2 }

// perDay is the width of a day.
func (a timeAxis) perDay() float64 { return (a.x1 - a.x0) / float64(a.to.Sub(a.from)) }

// tick is a day at which the axis has a mark. Year is set where its year is
// written under it.
type tick struct {
	date  model.Date
	label bool
	year  bool
}

// ticks are the firsts of months, so far apart that their labels stand clear:
// every month, quarter, half year or year. The first tick and every January
// carry the year.
func (a timeAxis) ticks() []tick {
	const room = 46 // a month's name with air
	step := 12
	for _, m := range []int{1, 3, 6} {
		if a.perDay()*30.4*float64(m) >= room {
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
		list = append(list, tick{date: d, label: true, year: month == time.January || len(list) == 0})
	}
	// The first year is not written where the next stands too close after it.
	if len(list) > 1 && list[1].year && a.x(list[1].date)-a.x(list[0].date) < 40 {
		list[0].year = false
	}
	return list
}
