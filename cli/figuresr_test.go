// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"math"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// comparison compares published numbers with those of R.
type comparison struct {
	*testing.T
	shown, withheld int
}

func (c *comparison) near(what string, got, want, tolerance float64) {
	c.Helper()
	if !(math.Abs(got-want) <= tolerance*math.Max(1, math.Abs(want))) {
		c.Errorf("%s is %.12g, and %.12g by R", what, got, want)
	}
}

// Tolerances of closed forms and of iterated estimates (docs/methods.md).
const closed, iterated = 1e-8, 1e-6

func count(c *comparison, what string, s disclosure.Value[int], want int) {
	c.Helper()
	got, ok := s.Get()
	if c.tally(ok); ok && got != want {
		c.Errorf("%s is %d, and %d by R", what, got, want)
	}
}

func number(c *comparison, what string, s disclosure.Value[float64], want, tolerance float64) {
	c.Helper()
	got, ok := s.Get()
	if c.tally(ok); ok {
		c.near(what, got, want, tolerance)
	}
}

func (c *comparison) tally(shown bool) {
	if shown {
		c.shown++
	} else {
		c.withheld++
	}
}

type rPart struct {
	Count, Of        int
	Share, Low, High float64
}

func share(c *comparison, what string, s disclosure.Value[cohort.Part], want rPart) {
	c.Helper()
	got, ok := s.Get()
	c.tally(ok)
	if !ok {
		return
	}
	if got.Count != want.Count || got.Of != want.Of {
		c.Errorf("%s is %d of %d, and %d of %d by R", what, got.Count, got.Of, want.Count, want.Of)
	}
	c.near(what+", share", got.Share, want.Share, closed)
	c.near(what+", low", got.Low, want.Low, closed)
	c.near(what+", high", got.High, want.High, closed)
}

type rEstimate struct {
	Estimate, Ratio, Mean, SE, Low, High, P, DF, Holm, T float64
}

func estimate(c *comparison, what string, e cohort.Estimate, want rEstimate, tolerance float64) {
	c.Helper()
	interval(c, what, e.Interval, want, tolerance)
	number(c, what+", p", e.P, want.P, tolerance)
	number(c, what+", degrees of freedom", e.DF, want.DF, tolerance)
}

func interval(c *comparison, what string, s disclosure.Value[cohort.Interval], want rEstimate, tolerance float64) {
	c.Helper()
	got, ok := s.Get()
	if c.tally(ok); ok {
		c.estimated(what, got, want, tolerance)
	}
}

func (c *comparison) estimated(what string, got cohort.Interval, want rEstimate, tolerance float64) {
	c.Helper()
	c.near(what, got.Value, want.Estimate+want.Ratio+want.Mean, tolerance)
	c.near(what+", se", got.SE, want.SE, tolerance)
	c.near(what+", low", got.Low, want.Low, tolerance)
	c.near(what+", high", got.High, want.High, tolerance)
}

// rFigures is what figures.R writes.
type rFigures struct {
	Coverage struct {
		Citizens, Open int
		TwoOrMore      rPart `json:"two_or_more"`
		ByCitizen      rPart `json:"by_citizen"`
		ByCaseworker   rPart `json:"by_caseworker"`
		ByBoth         rPart `json:"by_both"`
		InWindow       rPart `json:"in_window"`
		Idle           rPart
	}
	Movement []struct {
		Respondent, Item string
		N                int
		Up, Same, Down   rPart
		BeyondUp         rPart `json:"beyond_up"`
		BeyondDown       rPart `json:"beyond_down"`
		SDC              float64
		Spread           [3]float64
	}
	Scatter []struct {
		N                   int
		Over, Within, Under rPart
		Band                float64
	}
	Targeting []struct {
		N         int
		Quartiles []struct {
			N                       int
			Company, Other, Passive float64
		}
	}
	Change []struct {
		Item   string
		Groups []struct {
			Citizens, Intervals int
			rEstimate
		}
	}
	LeftOut     struct{ Short, Long int } `json:"left_out"`
	Progression []struct {
		Item                    string
		Answers, Citizens, Gaps int
		Passive, Company, Other rEstimate
		Slopes, Calendar        struct{ Passive, Company, Other rEstimate }
		Lead                    rEstimate
	}
	EventStudy []struct {
		Item   string
		Points []struct {
			Citizens int
			rEstimate
		}
	} `json:"event_study"`
	KM []struct {
		N, Events int
		Steps     []struct {
			Day                     int
			Survival, SE, Low, High float64
		}
	}
	LogRank struct {
		Chi2, P float64
		DF      int
	}
	Hazard struct {
		Citizens, Periods, Events int
		Index, Company, Other     rEstimate
	}
	Reliability []struct {
		N     int
		Alpha float64
	}
	Agreement []struct {
		Domain, Citizen, Caseworker string
		N                           int
		ICC, Kappa                  float64
		CitizenHigher               float64 `json:"citizen_higher"`
		FarApart                    rPart   `json:"far_apart"`
	}
}
