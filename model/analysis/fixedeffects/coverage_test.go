// SPDX-License-Identifier: MPL-2.0

package fixedeffects_test

import (
	"flag"
	"math/rand/v2"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model/analysis/fixedeffects"
)

var draws = flag.Int("draws", 250, "panels drawn for the coverage of each cell")

// The 95 % interval of b_c covers the truth where few citizens have had
// company-directed activity. The table of docs/methods.md#4-progression-and-activation
// is of 4,000 draws.
func TestCoverageOfFew(t *testing.T) {
	t.Parallel()
	const truth = .15
	for _, cell := range []struct{ citizens, company int }{{15, 7}, {30, 15}, {60, 30}, {100, 5}, {100, 12}, {400, 20}} {
		r := rand.New(rand.NewPCG(uint64(cell.citizens), uint64(cell.company)))
		covered, tested, wrong := 0, 0, 0
		for range *draws {
			fit := fixedeffects.Fit(3, []int{1, 2}, citizens(drawn(r, cell.citizens, cell.company, truth)...), []int{1})
			e := fit.Slope(1)
			if e.Low <= truth && truth <= e.High {
				covered++
			}
			if e.Reason == "" {
				tested++
				if e.Low > truth || e.High < truth {
					wrong++
				}
			}
		}
		share := float64(covered) / float64(*draws)
		t.Logf("%d citizens, %d in a company: the interval covers %.1f %%; %.0f %% are tested, of which %.1f %% miss",
			cell.citizens, cell.company, 100*share, 100*float64(tested)/float64(*draws), 100*float64(wrong)/float64(max(1, tested)))
		// 250 draws of 95 % are between 91 and 99 % in all but 1 of 1,000.
		if share < .91 {
			t.Errorf("of %d citizens with %d in a company, %.1f %% of the intervals cover the truth", cell.citizens, cell.company, 100*share)
		}
	}
}

// drawn returns citizens of 3 to 8 answers, felt rather than in whole steps, whose errors
// are correlated over time and differ between citizens. The first ones are in a company
// for some of the time.
func drawn(r *rand.Rand, n, company int, slope float64) []fixedeffects.Series {
	all := make([]fixedeffects.Series, n)
	for i := range all {
		level, own, last := 2.8+.5*r.NormFloat64(), .03*r.NormFloat64(), 0.0
		spread := .3 + .4*r.Float64()
		var t, c, o float64
		for k := range 3 + r.IntN(6) {
			if k > 0 {
				step := (70 + 40*r.Float64()) / 91
				t += step
				if i < company && r.IntN(3) == 0 {
					c += step * r.Float64()
				} else if r.IntN(3) == 0 {
					o += step * r.Float64()
				}
			}
			last = .4*last + spread*r.NormFloat64()
			y := level + own*t - .01*t + slope*c + .05*o + last
			all[i].Y = append(all[i].Y, y)
			all[i].X = append(all[i].X, t, c, o)
		}
	}
	return all
}
