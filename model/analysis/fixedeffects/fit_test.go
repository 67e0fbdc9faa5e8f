// SPDX-License-Identifier: MPL-2.0

package fixedeffects_test

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"codeberg.org/fremskridt/fremskridt/model/analysis/fixedeffects"
)

func TestSixCitizens(t *testing.T) {
	t.Parallel()
	r := fixedeffects.Fit(2, []int{0, 1}, citizens(six()...))
	for column, want := range [][2]float64{{1.464115, .255308438}, {.581086, .400696821}} {
		b, se := r.Unguarded(column)
		near(t, "slope", b, want[0], 1e-6)
		near(t, "standard error", se, want[1], 1e-6)
	}
	r = fixedeffects.Fit(5, []int{0, 1}, citizens(with(six(), 2, waves)...))
	for column, want := range []float64{1.209530, .497455, -.110222, -.044804, .250031} {
		b, _ := r.Unguarded(column)
		near(t, "slope beside waves", b, want, 1e-6)
	}
	for column, want := range []float64{.210899888, .351102905} {
		_, se := r.Unguarded(column)
		near(t, "standard error beside waves", se, want, 1e-6)
	}
}

// With two answers a citizen and one regressor, the slope is the mean change per unit:
// here the clock runs 1 in 30 citizens, and 10 each rise by 0, 1 and 2. Its variance is
// that of a mean, 20/30/29, with 29 degrees of freedom.
func TestMeanChange(t *testing.T) {
	t.Parallel()
	var all []fixedeffects.Series
	for i := range 30 {
		all = append(all, fixedeffects.Series{Y: []float64{2, 2 + float64(i%3)}, X: []float64{0, 1}})
	}
	r := fixedeffects.Fit(1, nil, citizens(all...))
	e := r.Slope(0)
	near(t, "mean change", e.Value, 1, 1e-12)
	near(t, "its variance", e.SE*e.SE, 20./30/29, 1e-12)
	near(t, "degrees of freedom", e.DF, 29, 1e-9)
	near(t, "interval", e.High-e.Value, 2.045229642132703*e.SE, 1e-9) // qt(.975, 29)
	if e.Reason != "" || r.Citizens != 30 || r.Answers != 60 {
		t.Errorf("%+v", r)
	}
}

// An event study is a fit with a dummy for each answer but the reference. Where all
// citizens have all five answers, a slope is the mean difference from the reference:
// here a dip before the event.
func TestEventStudy(t *testing.T) {
	t.Parallel()
	about := func(k int) []float64 {
		return [][]float64{{1, 0, 0, 0}, {0, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}}[k]
	}
	all := repeat(10, []fixedeffects.Series{
		{Y: []float64{3, 2, 3, 3, 4}},
		{Y: []float64{2, 2, 2, 3, 3}},
		{Y: []float64{4, 3, 3, 3, 3}},
	})
	r := fixedeffects.Fit(4, nil, citizens(with(all, 0, about)...))
	for column, want := range []float64{2. / 3, 1. / 3, 2. / 3, 1} {
		near(t, "difference from the answer before", r.Slope(column).Value, want, 1e-12)
	}
}

type published struct {
	Name              string
	Citizen, Series   []int
	Y                 []float64
	X                 [][]float64
	Citizens, Answers int
	Estimates         []struct {
		Columns                     []int
		Value, SE, Low, High, P, DF float64
	}
}

// panel groups rows by citizen and series; those of one citizen must be together.
func (p published) panel() fixedeffects.Panel {
	return func(yield func([]fixedeffects.Series) bool) {
		for from := 0; from < len(p.Y); {
			var citizen []fixedeffects.Series
			to := from
			for ; to < len(p.Y) && p.Citizen[to] == p.Citizen[from]; to++ {
				if to == from || p.Series[to] != p.Series[to-1] {
					citizen = append(citizen, fixedeffects.Series{})
				}
				s := &citizen[len(citizen)-1]
				s.Y, s.X = append(s.Y, p.Y[to]), append(s.X, p.X[to]...)
			}
			if !yield(citizen) {
				return
			}
			from = to
		}
	}
}

// Panels shipped with R packages give the results of plm and clubSandwich.
func TestPublishedPanels(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/r.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []published
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		t.Run(p.Name, func(t *testing.T) {
			var sums [][]int
			for _, e := range p.Estimates {
				sums = append(sums, e.Columns)
			}
			r := fixedeffects.Fit(len(p.X[0]), nil, p.panel(), sums...)
			if r.Citizens != p.Citizens || r.Answers != p.Answers {
				t.Errorf("%d citizens and %d answers, want %d and %d", r.Citizens, r.Answers, p.Citizens, p.Answers)
			}
			for _, want := range p.Estimates {
				got := r.Sum(want.Columns...)
				name := fmt.Sprint(want.Columns, " ")
				agrees(t, name+"value", got.Value, want.Value, 1e-9)
				agrees(t, name+"SE", got.SE, want.SE, 1e-9)
				agrees(t, name+"low", got.Low, want.Low, 1e-9)
				agrees(t, name+"high", got.High, want.High, 1e-9)
				agrees(t, name+"degrees of freedom", got.DF, want.DF, 1e-8)
				if got.DF >= fixedeffects.MinFreedom {
					agrees(t, name+"p", got.P, max(want.P, fixedeffects.MinP), 1e-6)
				}
			}
		})
	}
}

func TestCollinearColumnsAreDropped(t *testing.T) {
	t.Parallel()
	// The third column is the first minus the second, and the fourth is constant.
	all := with(repeat(6, six()), 2, func(int) []float64 { return []float64{0, 7} })
	for _, s := range all {
		for at := 0; at < len(s.X); at += 4 {
			s.X[at+2] = s.X[at] - s.X[at+1]
		}
	}
	r := fixedeffects.Fit(4, nil, citizens(all...), []int{0}, []int{2}, []int{0, 1}, []int{0, 2})
	if diff := cmp.Diff([]int{2, 3}, r.Dropped); diff != "" {
		t.Error(diff)
	}
	near(t, "slope", r.Slope(0).Value, 1.464115, 1e-6)
	for _, e := range []fixedeffects.Estimate{r.Slope(2), r.Sum(0, 2)} {
		if e.Reason != fixedeffects.Collinear || e.Estimated() {
			t.Errorf("an estimate with a column that was dropped: %+v", e)
		}
	}
	if !r.Sum(0, 1).Estimated() {
		t.Error("no estimate with the columns that are left")
	}
}
