// SPDX-License-Identifier: MPL-2.0

package survival_test

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/model/analysis/survival"
)

// row is a period of a citizen.
type row struct {
	citizen int
	event   bool
	x       []float64
}

// panel groups rows by citizen; those of one citizen must be together.
func panel(rows []row) survival.Panel {
	return func(yield func(survival.Periods) bool) {
		for from := 0; from < len(rows); {
			var p survival.Periods
			citizen := rows[from].citizen
			for ; from < len(rows) && rows[from].citizen == citizen; from++ {
				p.Event, p.X = append(p.Event, rows[from].event), append(p.X, rows[from].x...)
			}
			if !yield(p) {
				return
			}
		}
	}
}

// table has one citizen of one period for each count of event and no event, without
// and with the exposure.
func table(without, with [2]int) []row {
	var rows []row
	for exposed, counts := range [][2]int{without, with} {
		for none, n := range counts {
			for range n {
				rows = append(rows, row{len(rows), none == 0, []float64{1, float64(exposed)}})
			}
		}
	}
	return rows
}

// A two-by-two table has the odds ratio ad/bc, and the variance 1/a + 1/b + 1/c + 1/d
// of its log, times G/(G-1).
func TestTwoByTwo(t *testing.T) {
	t.Parallel()
	f := survival.Logit(2, panel(table([2]int{10, 50}, [2]int{20, 30})))
	if f.Reason != "" || f.Citizens != 110 || f.Periods != 110 || f.Events != 30 {
		t.Fatalf("%+v", f)
	}
	r := f.Ratios[1]
	se := math.Sqrt((1./10 + 1./50 + 1./20 + 1./30) * 110 / 109)
	near(t, "odds ratio", r.Ratio, 20.*50/(10*30), 1e-12)
	near(t, "standard error", r.SE, se, 1e-12)
	near(t, "low", r.Low, r.Ratio*math.Exp(-1.959963984540054*se), 1e-12)
	near(t, "high", r.High, r.Ratio*math.Exp(1.959963984540054*se), 1e-12)
	near(t, "p", r.P, math.Erfc(r.Log/se/math.Sqrt2), 1e-12)
}

func TestPublishedLogits(t *testing.T) {
	t.Parallel()
	for _, p := range readPublished(t).Logits {
		t.Run(p.Name, func(t *testing.T) {
			var rows []row
			for i := range p.X {
				rows = append(rows, row{p.Citizen[i], p.Event[i] == 1, p.X[i]})
			}
			f := survival.Logit(len(p.X[0]), panel(rows))
			if f.Reason != "" || f.Periods != len(rows) {
				t.Fatalf("%+v", f)
			}
			for j, r := range f.Ratios {
				name := fmt.Sprint(j, " ")
				known(t, name+"log", r.Log, p.Log[j], 1e-6)
				known(t, name+"SE", r.SE, p.SE[j], 1e-6)
				known(t, name+"ratio", r.Ratio, p.Ratio[j], 1e-6)
				known(t, name+"low", r.Low, p.Low[j], 1e-6)
				known(t, name+"high", r.High, p.High[j], 1e-6)
				known(t, name+"p", r.P, p.P[j], 1e-6)
				if (r.Reason == survival.Separated) != (p.Log[j] == nil) {
					t.Errorf("column %d has the reason %q", j, r.Reason)
				}
			}
		})
	}
}

func TestLogitsWithoutEstimate(t *testing.T) {
	t.Parallel()
	one := table([2]int{10, 10}, [2]int{10, 10})
	for i := range one {
		one[i].citizen = 0
	}
	// The sign of the regressor separates the periods with the event from the others.
	var apart []row
	for i := range 40 {
		apart = append(apart, row{i, i >= 20, []float64{1, float64(i) - 19.5}})
	}
	// As before but for one value that both have.
	touching := append([]row{{40, true, []float64{1, -.5}}, {41, false, []float64{1, -.5}}}, apart...)
	for name, c := range map[string]struct {
		rows []row
		want survival.Reason
	}{
		"no citizens":        {nil, survival.FewCitizens},
		"one citizen":        {one, survival.FewCitizens},
		"no event":           {table([2]int{0, 20}, [2]int{0, 20}), survival.NoEvents},
		"nothing but events": {table([2]int{20, 0}, [2]int{20, 0}), survival.NoEvents},
		"separated":          {apart, survival.Separated},
		"but for one value":  {touching, survival.Separated},
	} {
		f := survival.Logit(2, panel(c.rows))
		if f.Reason != c.want || f.Ratios[1].Reason != c.want || !math.IsNaN(f.Ratios[1].Ratio) {
			t.Errorf("%s: %+v, want %q", name, f, c.want)
		}
	}
}

// Where no exposed period has the event, the exposure has no odds ratio, and the
// others are those without the exposed periods.
func TestColumnThatDeterminesTheEvent(t *testing.T) {
	t.Parallel()
	rows := table([2]int{10, 30}, [2]int{0, 20})
	f := survival.Logit(2, panel(rows))
	if f.Reason != "" || f.Determined != 20 || f.Ratios[1].Reason != survival.Separated || !math.IsNaN(f.Ratios[1].High) {
		t.Errorf("%+v", f)
	}
	near(t, "log odds of the others", f.Ratios[0].Log, math.Log(10./30), 1e-12)
}

func TestCollinearRegressorsAreDropped(t *testing.T) {
	t.Parallel()
	rows := table([2]int{10, 50}, [2]int{20, 30})
	for i := range rows {
		x := rows[i].x
		rows[i].x = []float64{x[0], x[1], x[0] - x[1], 0}
	}
	f := survival.Logit(4, panel(rows))
	near(t, "odds ratio", f.Ratios[1].Ratio, 20.*50/(10*30), 1e-12)
	for _, j := range []int{2, 3} {
		if r := f.Ratios[j]; r.Reason != survival.Collinear || !math.IsNaN(r.Ratio) {
			t.Errorf("column %d: %+v", j, r)
		}
	}
}

func TestRaggedRegressorsPanic(t *testing.T) {
	t.Parallel()
	defer func() {
		if recover() == nil {
			t.Error("three regressors for two periods were taken")
		}
	}()
	survival.Logit(2, panel([]row{{0, true, []float64{1, 2}}, {0, false, []float64{1}}}))
}

// drawRows draws the periods of a few dozen citizens, with an intercept, an
// index and a share.
func drawRows(t *rapid.T) []row {
	var rows []row
	for citizen := range rapid.IntRange(10, 40).Draw(t, "citizens") {
		for range rapid.IntRange(1, 6).Draw(t, "periods") {
			index := float64(rapid.IntRange(4, 20).Draw(t, "index")) / 4
			share := float64(rapid.IntRange(0, 91).Draw(t, "days")) / 91
			rows = append(rows, row{citizen, rapid.IntRange(0, 3).Draw(t, "event") == 0, []float64{1, index, share}})
		}
	}
	return rows
}

// At the maximum of the likelihood the score is zero: expected and observed sums of
// each regressor agree.
func TestScoreIsZero(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rows := drawRows(t)
		f := survival.Logit(3, panel(rows))
		if f.Reason != "" || f.Determined > 0 {
			return
		}
		var score [3]float64
		for _, r := range rows {
			odds := 0.0
			for j, x := range r.x {
				if f.Ratios[j].Reason == "" {
					odds += x * f.Ratios[j].Log
				}
			}
			off := -1 / (1 + math.Exp(-odds))
			if r.event {
				off++
			}
			for j, x := range r.x {
				score[j] += x * off
			}
		}
		for j, s := range score {
			if math.Abs(s) > 1e-8*float64(len(rows)) {
				t.Fatalf("the score of column %d is %v: %+v", j, s, f.Ratios)
			}
		}
	})
}

func TestLogitIsInvariant(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rows := drawRows(t)
		scale := rapid.Float64Range(.01, 100).Draw(t, "scale")
		f := survival.Logit(3, panel(rows))
		scaled := make([]row, len(rows))
		for i, r := range rows { // the index begins elsewhere, and the share has another unit
			scaled[i] = row{r.citizen, r.event, []float64{1, r.x[1] + 7, r.x[2] * scale}}
		}
		g := survival.Logit(3, panel(scaled))
		if f.Reason != g.Reason {
			t.Fatalf("%q became %q", f.Reason, g.Reason)
		}
		for j, scale := range []float64{1: 1, 2: scale} {
			a, b := f.Ratios[j], g.Ratios[j]
			if a.Reason != b.Reason {
				t.Fatalf("column %d: %+v became %+v", j, a, b)
			}
			if j == 0 || a.Reason != "" {
				continue
			}
			if math.Abs(a.Log-scale*b.Log) > 1e-6*(math.Abs(a.Log)+a.SE) || math.Abs(a.SE-scale*b.SE) > 1e-6*a.SE {
				t.Fatalf("column %d: %+v became %+v", j, a, b)
			}
		}
	})
}
