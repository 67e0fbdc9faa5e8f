// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
	"codeberg.org/fremskridt/fremskridt/model/analysis/survival"
)

// Curve is a Kaplan-Meier curve, thinned for disclosure (docs/methods.md#small-cells):
// each step covers at least [disclosure.Threshold] events with as many citizens at
// risk, and the events after the last step are none or at least as many. The curve has
// its exact height on the day of a step and is not published between steps.
type Curve struct {
	N      disclosure.Value[int]
	Events disclosure.Value[int]
	Steps  []Step
	Reason disclosure.Reason // why there are no steps
}

// Step is the curve on a day, with Greenwood's standard error and the log-log 95 %
// interval.
type Step struct {
	Day      int // since origin
	Survival Interval
}

func newCurve(times []survival.Time, of disclosure.Counts) Curve {
	c := Curve{N: of.Citizens()}
	switch {
	case of.Withheld():
		c.Reason = of.Reason()
	case !of.Detailed():
		c.Reason = FewEvents
		if !disclosure.Small(of.Count(0)) {
			c.Reason = disclosure.SmallCells
		}
	case of.Total() == 0:
		c.Reason = disclosure.NoCitizens
	case of.Count(0) == 0:
		c.Events, c.Reason = disclosure.Disclose(0), FewEvents
		return c
	}
	if c.Reason != "" {
		c.Events = disclosure.Withhold[int](c.Reason)
		return c
	}
	c.Events = disclosure.Disclose(of.Count(0))
	if c.Steps = thin(survival.KaplanMeier(times)); len(c.Steps) == 0 {
		c.Reason = disclosure.SmallCells
	}
	return c
}

// thin returns the steps of a curve that may be published.
func thin(c survival.Curve) []Step {
	steps, left := c.Steps, 0 // events after the last step kept
	for len(steps) > 0 {
		last := steps[len(steps)-1]
		if last.AtRisk >= disclosure.Threshold && last.AtRisk > last.Events && !disclosure.Small(left) {
			break
		}
		left += last.Events
		steps = steps[:len(steps)-1]
	}
	events := 0
	for _, s := range steps {
		events += s.Events
	}
	var kept []Step
	since := 0
	for _, s := range steps {
		since += s.Events
		events -= s.Events
		if since >= disclosure.Threshold && !disclosure.Small(events) {
			kept = append(kept, Step{s.Day, Interval{s.Survival, s.SE, s.Low, s.High}})
			since = 0
		}
	}
	return kept
}
