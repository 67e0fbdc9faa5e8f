// SPDX-License-Identifier: MPL-2.0

package fixedeffects_test

import (
	"math/rand/v2"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model/analysis/fixedeffects"
)

// crowd is a register of citizens who answered a number of items at 8 dates each. An
// item's answers are read a citizen at a time, and the clocks computed each time, as
// from a register.
type crowd struct {
	citizens, items int
	clocks          []int16 // T, C, O in days at each date
	answers         []int8  // by item, citizen, date
}

const dates = 8

func newCrowd(citizens, items int) *crowd {
	c := &crowd{
		citizens: citizens, items: items,
		clocks: make([]int16, 0, 3*dates*citizens), answers: make([]int8, dates*items*citizens),
	}
	r := rand.New(rand.NewPCG(1, 2))
	for i := range citizens {
		var t, company, other int16
		var y [dates]float64
		for k := range dates {
			if k > 0 {
				days := int16(80 + r.IntN(20))
				t += days
				switch r.IntN(4) {
				case 0:
					company += int16(r.IntN(int(days)))
				case 1:
					other += int16(r.IntN(int(days)))
				}
			}
			c.clocks = append(c.clocks, t, company, other)
			y[k] = -.02*float64(t)/91 + .15*float64(company)/91 + .05*float64(other)/91
		}
		for item := range items {
			level := 2.5 + .6*r.NormFloat64()
			for k := range dates {
				c.of(item, i)[k] = int8(min(max(level+y[k]+.4*r.NormFloat64()+.5, 1), 5))
			}
		}
	}
	return c
}

// of returns the answers of a citizen to an item.
func (c *crowd) of(item, citizen int) []int8 {
	return c.answers[(item*c.citizens+citizen)*dates:][:dates]
}

func (c *crowd) item(item int) fixedeffects.Panel {
	return func(yield func([]fixedeffects.Series) bool) {
		y, x := make([]float64, dates), make([]float64, 3*dates)
		citizen := []fixedeffects.Series{{Y: y, X: x}}
		for i := range c.citizens {
			for k, v := range c.of(item, i) {
				y[k] = float64(v)
			}
			for k, days := range c.clocks[3*i*dates:][:3*dates] {
				x[k] = float64(days) / 91
			}
			if !yield(citizen) {
				return
			}
		}
	}
}

// The goal of docs/performance.md: 21 items of 100,000 citizens.
func BenchmarkFit(b *testing.B) {
	for _, size := range []struct {
		name     string
		citizens int
	}{{"1k", 1_000}, {"10k", 10_000}, {"100k", 100_000}} {
		if testing.Short() && size.citizens > 10_000 {
			continue
		}
		c := newCrowd(size.citizens, 21)
		b.Run(size.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for item := range c.items {
					if r := fixedeffects.Fit(3, []int{1, 2}, c.item(item)); r.Reason != "" {
						b.Fatal(r.Reason)
					}
				}
			}
		})
	}
}

// The calendar variant of one item, with a dummy for each of 15 quarters.
func BenchmarkFitCalendar(b *testing.B) {
	const quarters = 15
	c := newCrowd(100_000, 1)
	calendar := func(yield func([]fixedeffects.Series) bool) {
		citizen := 0
		wide := make([]fixedeffects.Series, 1)
		for all := range c.item(0) {
			citizen++
			s := all[0]
			x := wide[0].X[:0]
			for k := range s.Y {
				x = append(x, s.X[3*k:3*k+3]...)
				x = append(x, make([]float64, quarters)...)
				if q := k + citizen%9; q > 0 {
					x[len(x)-quarters-1+q] = 1
				}
			}
			wide[0] = fixedeffects.Series{Y: s.Y, X: x}
			if !yield(wide) {
				return
			}
		}
	}
	for b.Loop() {
		if r := fixedeffects.Fit(3+quarters, []int{1, 2}, calendar, []int{0}, []int{1}, []int{2}); r.Reason != "" {
			b.Fatal(r.Reason)
		}
	}
}
