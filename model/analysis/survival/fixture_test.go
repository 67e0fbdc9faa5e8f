// SPDX-License-Identifier: MPL-2.0

package survival_test

import (
	"encoding/json"
	"math"
	"os"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model/analysis/survival"
)

// published has the results of testdata/r.R.
type published struct {
	Curves []struct {
		Name   string
		Groups []struct {
			Day, Event []int
			Steps      []struct {
				Day      int
				AtRisk   int `json:"at_risk"`
				Events   int
				Survival float64
				SE       *float64
				Low      *float64
				High     *float64
			}
		}
		Observed, Expected []float64
		Chi2, P            float64
		DF                 int
	}
	Logits []struct {
		Name           string
		Citizen, Event []int
		X              [][]float64
		Log, SE        []*float64
		Ratio          []*float64
		Low, High, P   []*float64
	}
}

func readPublished(t *testing.T) published {
	t.Helper()
	data, err := os.ReadFile("testdata/r.json")
	if err != nil {
		t.Fatal(err)
	}
	var p published
	if err := json.Unmarshal(data, &p); err != nil {
		t.Fatal(err)
	}
	return p
}

func times(day, event []int) []survival.Time {
	var all []survival.Time
	for i, d := range day {
		all = append(all, survival.Time{Day: d, Event: event[i] == 1})
	}
	return all
}

func near(t testing.TB, what string, got, want, tolerance float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > tolerance*max(1, math.Abs(want)) {
		t.Errorf("%s is %.12g, want %.12g", what, got, want)
	}
}

// agrees compares with a tolerance relative to the wanted value.
func agrees(t testing.TB, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*math.Abs(want)) {
		t.Errorf("%s is %.15g, want %.15g", what, got, want)
	}
}

// known is agrees where R has a value.
func known(t testing.TB, what string, got float64, want *float64, tolerance float64) {
	t.Helper()
	if want != nil {
		agrees(t, what, got, *want, tolerance)
	} else if !math.IsNaN(got) {
		t.Errorf("%s is %.12g, want none", what, got)
	}
}
