// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/plots"
)

// View is what of a course the figure and its words tell.
type View struct {
	Who plots.Respondents
	// Weeks counts time from the first assessment instead of by the calendar.
	Weeks bool
	// Days is how long a time is shown, back from its end; 0 for all of it.
	Days int
	// Back is how many days before the end of the course the time ends.
	Back int
}

const (
	year      = 365
	leastDays = 120
	afterLast = 40 // days after today, so that the next measurement is seen
)

// bounds are the days of the view; no date leaves that side open.
func (v View) bounds(today model.Date) (from, to model.Date) {
	if v.Days == 0 {
		return from, to
	}
	end := today.Add(-v.Back)
	from = end.Add(-v.Days)
	if v.Back > 0 {
		return from, end
	}
	return from, end.Add(afterLast)
}

// zoomed is the view with less or more time, of a course so many days long.
func (v View) zoomed(in bool, whole int) View {
	days := v.Days
	if days == 0 {
		days = whole
	}
	if in {
		days = max(leastDays, days*2/3)
	} else {
		days = days * 3 / 2
	}
	if days >= whole {
		return v.whole()
	}
	v.Days = days
	v.Back = min(v.Back, max(0, whole-days))
	return v
}

// whole is the view of all of the time.
func (v View) whole() View {
	v.Days, v.Back = 0, 0
	return v
}

// moved is the view a quarter of its time earlier or later.
func (v View) moved(earlier bool, whole int) View {
	if v.Days == 0 {
		return v
	}
	step := v.Days / 4
	if earlier {
		v.Back = min(v.Back+step, max(0, whole-v.Days))
		return v
	}
	v.Back = max(0, v.Back-step)
	return v
}

// zoomedAt is the view with less or more time, about a day that stays where it
// is; end is the last day of the course.
func (v View) zoomedAt(in bool, day, end model.Date, whole int) View {
	z := v.zoomed(in, whole)
	if z.Days == 0 || day.IsZero() {
		return z
	}
	from, to := v.bounds(end)
	if v.Days == 0 {
		from, to = end.Add(-whole), end
	}
	part := float64(day.Sub(from)) / float64(max(1, to.Sub(from)))
	last := day.Add(int((1 - part) * float64(z.Days)))
	z.Back = min(max(0, end.Sub(last)), max(0, whole-z.Days))
	return z
}

// shifted is the view some days earlier, or later where they are negative.
func (v View) shifted(days, whole int) View {
	if v.Days == 0 {
		return v
	}
	v.Back = min(max(0, v.Back+days), max(0, whole-v.Days))
	return v
}
