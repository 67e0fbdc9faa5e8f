// SPDX-License-Identifier: MPL-2.0

package analysis

import (
	"cmp"
	"maps"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Rating is a rater's score of one item of a vignette.
type Rating struct {
	Vignette string
	Rater    string
	Item     string
	Value    int
}

// Calibration is how raters agree on the vignettes.
type Calibration struct {
	Raters []RaterAgreement // in order of kappa, the lowest first
	Items  []ItemAgreement  // in the instrument's order
}

// RaterAgreement compares a rater's scores of the vignettes with the others'.
type RaterAgreement struct {
	Rater string
	MedianComparison
	Items []RaterItem // in the instrument's order
}

// RaterItem is that comparison for one item.
type RaterItem struct {
	Item string
	MedianComparison
}

// MedianComparison compares a rater's scores with the medians of the others' scores of
// the same item and vignette.
type MedianComparison struct {
	N int // scores of vignettes that another rater has scored too
	// Kappa is quadratically weighted (see [Kappa]). It is undefined, not OK, where
	// nothing varies.
	Kappa float64
	OK    bool
	// Higher is the mean of the score minus the median, in steps toward work.
	Higher float64
}

// ItemAgreement is how the raters agree on one item.
type ItemAgreement struct {
	Item      string
	Raters    int // raters who scored every vignette that any rater scored for the item
	Vignettes int
	// ICC is ICC(2,1) of these raters (see [ICC]). It is undefined, not OK, for fewer
	// than two raters or vignettes.
	ICC float64
	OK  bool
}

// Calibrate compares raters by their scores of vignettes with an instrument. Items
// that the instrument does not have are ignored. A median between two steps is rounded
// toward the middle of the scale, so that it favours neither end.
func Calibrate(in *model.Instrument, ratings []Rating) Calibration {
	scores := map[string]map[string]map[string]int{} // item, vignette, rater
	raters := map[string]bool{}
	for _, r := range ratings {
		if _, ok := in.Item(r.Item); !ok {
			continue
		}
		if scores[r.Item] == nil {
			scores[r.Item] = map[string]map[string]int{}
		}
		if scores[r.Item][r.Vignette] == nil {
			scores[r.Item][r.Vignette] = map[string]int{}
		}
		scores[r.Item][r.Vignette][r.Rater] = r.Value
		raters[r.Rater] = true
	}
	var c Calibration
	names := slices.Sorted(maps.Keys(raters))
	for _, rater := range names {
		c.Raters = append(c.Raters, agreementOf(in, rater, scores))
	}
	slices.SortStableFunc(c.Raters, func(a, b RaterAgreement) int { return cmp.Compare(a.Kappa, b.Kappa) })
	for _, it := range in.Items {
		if by := scores[it.Code]; len(by) > 0 {
			c.Items = append(c.Items, itemAgreement(it.Code, by, names))
		}
	}
	return c
}

func agreementOf(in *model.Instrument, rater string, scores map[string]map[string]map[string]int) RaterAgreement {
	a := RaterAgreement{Rater: rater}
	var all comparison
	for _, it := range in.Items {
		var own comparison
		scale, _ := in.Scale(it.Scale)
		by := scores[it.Code]
		for _, vignette := range slices.Sorted(maps.Keys(by)) {
			score, ok := by[vignette][rater]
			others := maps.Clone(by[vignette])
			delete(others, rater)
			if !ok || len(others) == 0 {
				continue
			}
			median := medianOnScale(slices.Sorted(maps.Values(others)), scale)
			own.add(score, median, scale, it.Reversed)
			all.add(score, median, scale, it.Reversed)
		}
		if len(own.pairs) > 0 {
			a.Items = append(a.Items, RaterItem{Item: it.Code, MedianComparison: own.result()})
		}
	}
	a.MedianComparison = all.result()
	return a
}

// comparison collects pairs of a score and a median.
type comparison struct {
	pairs     [][2]int
	low, high int
	higher    int
}

func (c *comparison) add(score, median int, s model.Scale, reversed bool) {
	if len(c.pairs) == 0 {
		c.low, c.high = s.Low(), s.High()
	}
	c.low, c.high = min(c.low, s.Low()), max(c.high, s.High())
	c.pairs = append(c.pairs, [2]int{score, median})
	if reversed {
		score, median = median, score
	}
	c.higher += score - median
}

func (c *comparison) result() MedianComparison {
	a := MedianComparison{N: len(c.pairs)}
	if a.N > 0 {
		a.Kappa, a.OK = Kappa(c.pairs, c.low, c.high)
		a.Higher = float64(c.higher) / float64(a.N)
	}
	return a
}

func itemAgreement(item string, by map[string]map[string]int, raters []string) ItemAgreement {
	vignettes := slices.Sorted(maps.Keys(by))
	a := ItemAgreement{Item: item, Vignettes: len(vignettes)}
	rows := make([][]float64, len(vignettes))
	for _, rater := range raters {
		if slices.ContainsFunc(vignettes, func(v string) bool { _, ok := by[v][rater]; return !ok }) {
			continue
		}
		for i, v := range vignettes {
			rows[i] = append(rows[i], float64(by[v][rater]))
		}
		a.Raters++
	}
	if a.Raters >= 2 {
		var g Agreement
		g, a.OK = ICC(rows)
		a.ICC = g.ICC21
	}
	return a
}

// medianOnScale is the median of sorted scores as a step of the scale.
func medianOnScale(values []int, s model.Scale) int {
	n := len(values)
	if n%2 == 1 {
		return values[n/2]
	}
	sum := values[n/2-1] + values[n/2]
	if sum%2 == 0 {
		return sum / 2
	}
	if down := (sum - 1) / 2; sum > s.Low()+s.High() {
		return down
	}
	return (sum + 1) / 2
}
