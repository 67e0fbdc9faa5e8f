// SPDX-License-Identifier: MPL-2.0

package fixedeffects_test

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/model/analysis/fixedeffects"
)

func TestHolm(t *testing.T) {
	t.Parallel()
	nan := math.NaN()
	for _, c := range []struct{ p, want []float64 }{
		{nil, nil},
		{[]float64{.03}, []float64{.03}},
		// p.adjust(c(.01, .04, .03, .005), "holm")
		{[]float64{.01, .04, .03, .005}, []float64{.03, .06, .06, .02}},
		{[]float64{.01, nan, .04, .03, nan, .005}, []float64{.03, nan, .06, .06, nan, .02}},
		{[]float64{.6, .7}, []float64{1, 1}},
		{[]float64{nan}, []float64{nan}},
	} {
		if diff := cmp.Diff(c.want, fixedeffects.Holm(c.p), cmpopts.EquateNaNs(), cmpopts.EquateApprox(0, 1e-12)); diff != "" {
			t.Errorf("%v: %s", c.p, diff)
		}
	}
}

// Adjusted values are never below the raw ones nor above Bonferroni's, and keep their
// order.
func TestHolmKeepsTheOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SliceOfN(rapid.Float64Range(0, 1), 1, 25).Draw(t, "p")
		before := slices.Clone(p)
		adjusted := fixedeffects.Holm(p)
		if !slices.Equal(p, before) {
			t.Fatal("the p given were changed")
		}
		for i := range p {
			if adjusted[i] < p[i] || adjusted[i] > min(1, float64(len(p))*p[i]) {
				t.Fatalf("%v became %v", p[i], adjusted[i])
			}
			for j := range p {
				if p[i] < p[j] && adjusted[i] > adjusted[j] {
					t.Fatalf("%v and %v became %v and %v", p[i], p[j], adjusted[i], adjusted[j])
				}
			}
		}
	})
}
