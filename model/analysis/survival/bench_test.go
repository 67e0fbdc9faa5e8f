// SPDX-License-Identifier: MPL-2.0

package survival_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model/analysis/survival"
)

// The hazard of 100,000 citizens with a dummy for each of eight numbers of
// period, an index and two shares.
func BenchmarkLogit(b *testing.B) {
	const columns = 8 + 3
	var all []survival.Periods
	r := rand.New(rand.NewPCG(1, 2))
	for range 100_000 {
		var p survival.Periods
		index := 1 + 4*r.Float64()
		for period := range 1 + r.IntN(12) {
			x := make([]float64, columns)
			x[min(period, 7)] = 1
			x[8], x[9], x[10] = index, r.Float64(), r.Float64()
			event := r.Float64() < 1/(1+math.Exp(6-.6*index-x[9]))
			p.Event, p.X = append(p.Event, event), append(p.X, x...)
			if event {
				break
			}
		}
		all = append(all, p)
	}
	b.ReportAllocs()
	for b.Loop() {
		f := survival.Logit(columns, func(yield func(survival.Periods) bool) {
			for _, p := range all {
				if !yield(p) {
					return
				}
			}
		})
		if f.Reason != "" {
			b.Fatal(f.Reason)
		}
		b.ReportMetric(float64(f.Periods), "periods")
	}
}

func BenchmarkKaplanMeier(b *testing.B) {
	var all []survival.Time
	r := rand.New(rand.NewPCG(1, 2))
	for range 100_000 {
		all = append(all, survival.Time{Day: 1 + r.IntN(1500), Event: r.IntN(4) == 0})
	}
	for b.Loop() {
		if c := survival.KaplanMeier(all); c.N != len(all) {
			b.Fatal(c.N)
		}
		if t := survival.LogRank(all[:30_000], all[30_000:60_000], all[60_000:]); t.Reason != "" {
			b.Fatal(t.Reason)
		}
	}
}
