// SPDX-License-Identifier: MPL-2.0

package demo

import "codeberg.org/fremskridt/fremskridt/model"

// exposureClock counts a citizen's days from the opening of the case on, as in
// docs/methods.md#4-progression-and-activation: T the days that are not neutral, C
// those with company-directed activity, O those with other activity only.
type exposureClock struct {
	opened  model.Date
	t, c, o []int32 // after each day from the opening on
}

func newClock(opened, asOf model.Date) exposureClock {
	days := asOf.Sub(opened) + 1
	return exposureClock{opened, make([]int32, 0, days), make([]int32, 0, days), make([]int32, 0, days)}
}

// advance counts the days up to and including a day. Days that have been counted do
// not change.
func (k *exposureClock) advance(spells []spell, through model.Date) {
	from := k.opened.Add(len(k.t))
	if through.Before(from) {
		return
	}
	days := make([]uint8, through.Sub(from)+1)
	for _, s := range spells {
		first, last := max(0, s.start.Sub(from)), min(len(days)-1, s.end.Sub(from))
		for i := first; i <= last; i++ {
			days[i] |= s.mark()
		}
	}
	t, c, o := k.now()
	for _, day := range days {
		switch {
		case day&markCompany != 0:
			c++
		case day&markOther != 0:
			o++
		case day&markNeutral != 0:
			t-- // neutral only
		}
		t++
		k.t, k.c, k.o = append(k.t, t), append(k.c, c), append(k.o, o)
	}
}

func (k *exposureClock) now() (t, c, o int32) {
	if n := len(k.t); n > 0 {
		return k.t[n-1], k.c[n-1], k.o[n-1]
	}
	return 0, 0, 0
}

// shares returns comp and oth of docs/methods.md#1-days-intervals-exposure for the
// days from < d <= to. Days before the opening are passive.
func (k *exposureClock) shares(from, to model.Date) (comp, oth float64) {
	t0, c0, o0 := k.at(from)
	t1, c1, o1 := k.at(to)
	days := to.Sub(model.MaxDate(from, k.opened.Add(-1)))
	neutral := float64(days)/periodDays - (t1 - t0)
	n := float64(to.Sub(from))/periodDays - neutral
	if n < 1./periodDays/2 {
		return 0, 0
	}
	return (c1 - c0) / n, (o1 - o0) / n
}

// at returns the clocks at the end of a day, in units of 91 days.
func (k *exposureClock) at(d model.Date) (t, c, o float64) {
	i := min(d.Sub(k.opened), len(k.t)-1)
	if i < 0 {
		return 0, 0, 0
	}
	return float64(k.t[i]) / periodDays, float64(k.c[i]) / periodDays, float64(k.o[i]) / periodDays
}
