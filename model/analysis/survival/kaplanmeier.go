// SPDX-License-Identifier: MPL-2.0

package survival

import (
	"cmp"
	"math"
	"slices"
)

// z95 is the 97.5 % point of the normal distribution.
const z95 = 1.959963984540054

// Time is how long one citizen was followed from the origin, in days, and whether the
// event ended it. Without the event it is censored.
type Time struct {
	Day   int
	Event bool
}

// Step is the curve from a day with an event on. Of the AtRisk citizens, Events had
// the event that day; those censored that day are still at risk.
type Step struct {
	Day      int
	AtRisk   int
	Events   int
	Survival float64 // share without the event after that day
	// SE is Greenwood's standard error, and Low to High the 95 % interval from
	// the log of minus the log of Survival. All three are NaN where Survival is
	// 0.
	SE, Low, High float64
}

// Curve is a Kaplan-Meier curve: 1 until the first step. Steps are in the order of
// days, and the curve is known up to the day Last.
type Curve struct {
	N      int // citizens
	Events int // citizens with the event
	Last   int // the longest time, with event or without
	Steps  []Step
}

// KaplanMeier estimates the curve (Kaplan and Meier 1958;
// docs/methods.md#5-time-to-job):
//
//	S(t) = prod (1 - d/n)
//	Var S(t) = S(t)^2 sum d/(n (n-d))
//	S(t)^exp(+-1.96 sqrt(sum d/(n (n-d))) / log S(t))
//
// over the days up to t with d events among n at risk.
func KaplanMeier(times []Time) Curve {
	c := Curve{N: len(times)}
	survival, sum := 1., 0.
	for day, at := range byDay(times) {
		c.Last = day
		if at.events == 0 {
			continue
		}
		c.Events += at.events
		n, d := float64(at.atRisk), float64(at.events)
		survival *= (n - d) / n
		sum += d / (n * (n - d))
		c.Steps = append(c.Steps, newStep(day, at, survival, sum))
	}
	return c
}

func newStep(day int, at riskSet, survival, sum float64) Step {
	nan := math.NaN()
	s := Step{day, at.atRisk, at.events, survival, nan, nan, nan}
	if survival > 0 {
		spread := math.Exp(z95 * math.Sqrt(sum) / math.Log(survival))
		s.SE = survival * math.Sqrt(sum)
		s.Low, s.High = math.Pow(survival, 1/spread), math.Pow(survival, spread)
	}
	return s
}

// riskSet counts those at risk on a day, and the events among them.
type riskSet struct{ atRisk, events int }

// byDay iterates over the days on which a time ends, in order.
func byDay(times []Time) func(yield func(int, riskSet) bool) {
	sorted := slices.Clone(times)
	slices.SortFunc(sorted, func(a, b Time) int { return cmp.Compare(a.Day, b.Day) })
	return func(yield func(int, riskSet) bool) {
		for from := 0; from < len(sorted); {
			at := riskSet{atRisk: len(sorted) - from}
			to := from
			for ; to < len(sorted) && sorted[to].Day == sorted[from].Day; to++ {
				if sorted[to].Event {
					at.events++
				}
			}
			if !yield(sorted[from].Day, at) {
				return
			}
			from = to
		}
	}
}
