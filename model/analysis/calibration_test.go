// SPDX-License-Identifier: MPL-2.0

package analysis_test

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

func twoItems() *model.Instrument {
	labels := make([]model.Text, 5)
	return &model.Instrument{
		Scales: []model.Scale{{Code: "S", First: 1, Labels: labels}},
		Items: []model.Item{
			{Code: "A", Scale: "S"},
			{Code: "R", Scale: "S", Reversed: true},
		},
	}
}

// Shrout and Fleiss (1979), table 2: six targets, four judges; ICC(2,1) = 0.29.
// The judges score on 1 to 10 there, so the scale has ten steps.
func TestCalibrateMatchesShroutAndFleiss(t *testing.T) {
	t.Parallel()
	in := twoItems()
	in.Scales[0].Labels = make([]model.Text, 10)
	table := [][]int{{9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}}
	var ratings []analysis.Rating
	for v, row := range table {
		for r, value := range row {
			ratings = append(ratings, analysis.Rating{Vignette: fmt.Sprint("V", v), Rater: fmt.Sprint("R", r), Item: "A", Value: value})
		}
	}
	c := analysis.Calibrate(in, ratings)
	if len(c.Items) != 1 || c.Items[0].Raters != 4 || c.Items[0].Vignettes != 6 || math.Abs(c.Items[0].ICC-0.29) > 0.005 {
		t.Errorf("%+v", c.Items)
	}
	if len(c.Raters) != 4 || c.Raters[0].N != 6 {
		t.Errorf("%+v", c.Raters)
	}
}

// A rater is compared with the median of the others: here one always scores a
// step nearer to work, also where the scale is reversed.
func TestRaterWhoScoresHigher(t *testing.T) {
	t.Parallel()
	var ratings []analysis.Rating
	for v := range 3 {
		for _, r := range []string{"a", "b", "c"} {
			ratings = append(ratings,
				analysis.Rating{Vignette: fmt.Sprint(v), Rater: r, Item: "A", Value: 1 + v},
				analysis.Rating{Vignette: fmt.Sprint(v), Rater: r, Item: "R", Value: 5 - v})
		}
		ratings = append(ratings,
			analysis.Rating{Vignette: fmt.Sprint(v), Rater: "high", Item: "A", Value: 2 + v},
			analysis.Rating{Vignette: fmt.Sprint(v), Rater: "high", Item: "R", Value: 4 - v},
			analysis.Rating{Vignette: fmt.Sprint(v), Rater: "high", Item: "unknown", Value: 9})
	}
	c := analysis.Calibrate(twoItems(), ratings)
	if got := c.Raters[0]; got.Rater != "high" || got.Higher != 1 || got.N != 6 || len(got.Items) != 2 || got.Items[1].Higher != 1 {
		t.Errorf("the lowest kappa is %+v", got)
	}
	for _, got := range c.Raters[1:] {
		if got.Kappa != 1 || got.Higher != 0 {
			t.Errorf("%s agrees %+v", got.Rater, got)
		}
	}
}

// A single rater has no agreement, and the result says so.
func TestCalibrateWithOneRater(t *testing.T) {
	t.Parallel()
	c := analysis.Calibrate(twoItems(), []analysis.Rating{{"V", "a", "A", 3}, {"W", "a", "A", 4}})
	if len(c.Raters) != 1 || c.Raters[0].N != 0 || c.Raters[0].OK || c.Items[0].OK {
		t.Errorf("%+v", c)
	}
}

// The order of the scores does not matter.
func TestCalibrateIgnoresOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		seen := map[analysis.Rating]bool{}
		var ratings []analysis.Rating
		for range rapid.IntRange(1, 40).Draw(t, "n") {
			r := analysis.Rating{
				Vignette: rapid.SampledFrom([]string{"U", "V", "W"}).Draw(t, "vignette"),
				Rater:    rapid.SampledFrom([]string{"a", "b", "c", "d"}).Draw(t, "rater"),
				Item:     rapid.SampledFrom([]string{"A", "R"}).Draw(t, "item"),
			}
			if !seen[r] {
				seen[r] = true
				r.Value = rapid.IntRange(1, 5).Draw(t, "value")
				ratings = append(ratings, r)
			}
		}
		want := fmt.Sprint(analysis.Calibrate(twoItems(), ratings))
		if got := fmt.Sprint(analysis.Calibrate(twoItems(), rapid.Permutation(ratings).Draw(t, "order"))); got != want {
			t.Errorf("%s and %s", got, want)
		}
	})
}
