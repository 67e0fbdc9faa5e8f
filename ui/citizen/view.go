// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/plots"
)

// View is the part of a case history that the figure and its summary show.
type View struct {
	Respondents plots.Respondents
	// Weeks counts weeks from the first assessment instead of the calendar.
	Weeks bool
	// Days is the length of the period shown; 0 shows all of it.
	Days int
	// Back is how many days before the end of the case history the period ends.
	Back int
	// Large is the code of the domain that is also shown large; empty for none.
	Large string
}

const (
	daysPerYear = 365
	minDays     = 120
	daysAhead   = 40 // days after today, so that the next assessment's window is visible
)

// bounds returns the first and last day of the view; a zero date leaves that
// side open.
func (v View) bounds(today model.Date) (from, to model.Date) {
	if v.Days == 0 {
		return from, to
	}
	end := today.Add(-v.Back)
	from = end.Add(-v.Days)
	if v.Back > 0 {
		return from, end
	}
	return from, end.Add(daysAhead)
}

// zoomed returns the view with a shorter or longer period, of a case history of
// total days.
func (v View) zoomed(in bool, total int) View {
	days := v.Days
	if days == 0 {
		days = total
	}
	if in {
		days = max(minDays, days*2/3)
	} else {
		days = days * 3 / 2
	}
	if days >= total {
		return v.wholePeriod()
	}
	v.Days = days
	v.Back = min(v.Back, max(0, total-days))
	return v
}

// wholePeriod returns the view of the whole period.
func (v View) wholePeriod() View {
	v.Days, v.Back = 0, 0
	return v
}

// panned returns the view a quarter of its period earlier or later.
func (v View) panned(earlier bool, total int) View {
	if v.Days == 0 {
		return v
	}
	step := v.Days / 4
	if earlier {
		v.Back = min(v.Back+step, max(0, total-v.Days))
		return v
	}
	v.Back = max(0, v.Back-step)
	return v
}

// zoomedAt zooms around a day, which keeps its position; end is the last day of
// the case history.
func (v View) zoomedAt(in bool, day, end model.Date, total int) View {
	z := v.zoomed(in, total)
	if z.Days == 0 || day.IsZero() {
		return z
	}
	from, to := v.bounds(end)
	if v.Days == 0 {
		from, to = end.Add(-total), end
	}
	part := float64(day.Sub(from)) / float64(max(1, to.Sub(from)))
	last := day.Add(int((1 - part) * float64(z.Days)))
	z.Back = min(max(0, end.Sub(last)), max(0, total-z.Days))
	return z
}

// shiftedBy returns the view some days earlier, or later if they are negative.
func (v View) shiftedBy(days, total int) View {
	if v.Days == 0 {
		return v
	}
	v.Back = min(max(0, v.Back+days), max(0, total-v.Days))
	return v
}
