// SPDX-License-Identifier: MPL-2.0

package survival

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"

	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

const (
	maxSteps = 40
	// tolerance is the largest change of a log odds in the step that ends the search.
	// The steps converge quadratically: what is left then is rounding.
	tolerance = 1e-9
	// divergentLogit is a log odds that only a divergent search reaches, at one step
	// each.
	divergentLogit = 15
)

func (l *logitFitter) count() {
	for c := range l.panel {
		if len(c.X) != l.k*len(c.Event) {
			panic(fmt.Sprintf("survival: %d regressors for %d periods and %d columns", len(c.X), len(c.Event), l.k))
		}
		if len(c.Event) == 0 {
			continue
		}
		l.fit.Citizens++
		l.fit.Periods += len(c.Event)
		for _, event := range c.Event {
			if event {
				l.fit.Events++
			}
		}
	}
}

// periods calls period for each person-period that no column determines, and after at
// the end of each citizen.
func (l *logitFitter) periods(period func(x []float64, event bool), after func()) {
	l.fit.Determined = 0
	for c := range l.panel {
		for i, event := range c.Event {
			x := c.X[i*l.k : (i+1)*l.k]
			if l.isDetermined(x) {
				l.fit.Determined++
				continue
			}
			period(x, event)
		}
		after()
	}
}

func (l *logitFitter) isDetermined(x []float64) bool {
	for j, determined := range l.determined {
		if determined && x[j] != 0 {
			return true
		}
	}
	return false
}

// markDetermined marks the columns that predict the event perfectly among the periods
// left, and reports whether there were any: without their periods there may be more.
func (l *logitFitter) markDetermined() bool {
	// By column, whether it is above or below 0 with the event and without.
	above, below := make([][2]bool, l.k), make([][2]bool, l.k)
	l.periods(func(x []float64, event bool) {
		with := 0
		if event {
			with = 1
		}
		for j, v := range x {
			above[j][with] = above[j][with] || v > 0
			below[j][with] = below[j][with] || v < 0
		}
	}, func() {})
	found := false
	for j := range l.k {
		a, b := above[j], below[j]
		if (a[0] != a[1]) && b == [2]bool{} || (b[0] != b[1]) && a == [2]bool{} {
			l.determined[j], found = true, true
		}
	}
	return found
}

// maximise takes Newton steps to the maximum of the likelihood.
func (l *logitFitter) maximise() Reason {
	likelihood := math.Inf(-1)
	last := make([]float64, l.k)
	dropped := -1
	for range maxSteps {
		at := l.evaluate()
		if at.likelihood < likelihood-tolerance*math.Abs(likelihood) { // overshot: halve the step
			for j := range l.b {
				l.b[j] = (l.b[j] + last[j]) / 2
			}
			continue
		}
		likelihood = at.likelihood
		l.factor, l.scores = analysis.NewCholesky(at.information), at.scores
		if dropped < 0 {
			dropped = len(l.factor.Dropped)
		}
		if len(l.factor.Dropped) > dropped {
			return Separated // every period that is left has a chance of 0 or 1
		}
		step := l.factor.Solve(at.gradient)
		if move := l.maxAbsLogit(step); move <= tolerance {
			return ""
		}
		copy(last, l.b)
		for j := range l.b {
			l.b[j] += step[j]
		}
	}
	if l.maxAbsLogit(l.b) > divergentLogit {
		return Separated
	}
	return NotConverged
}

// evaluation is the likelihood at b: its log, gradient and information, and the sum of
// the outer products of the citizens' scores.
type evaluation struct {
	likelihood          float64
	gradient            []float64
	information, scores *mat.SymDense
}

func (l *logitFitter) evaluate() evaluation {
	v := evaluation{gradient: make([]float64, l.k), information: mat.NewSymDense(l.k, nil), scores: mat.NewSymDense(l.k, nil)}
	citizen := mat.NewVecDense(l.k, nil)
	score := citizen.RawVector().Data
	information := v.information.RawSymmetric()
	var some []int // nonzero columns; most are dummies
	l.periods(func(x []float64, event bool) {
		odds := floats.Dot(x, l.b)
		chance := 1 / (1 + math.Exp(-odds))
		off := -chance
		if event {
			off++
			odds = -odds
		}
		v.likelihood -= math.Max(odds, 0) + math.Log1p(math.Exp(-math.Abs(odds)))
		some = some[:0]
		for j, a := range x {
			if a != 0 {
				some = append(some, j)
			}
		}
		for n, i := range some {
			score[i] += x[i] * off
			a := x[i] * chance * (1 - chance)
			for _, j := range some[n:] {
				information.Data[i*information.Stride+j] += a * x[j]
			}
		}
	}, func() {
		floats.Add(v.gradient, score)
		v.scores.SymRankOne(v.scores, 1, citizen)
		clear(score)
	})
	return v
}

// maxAbsLogit is the largest absolute log odds of any period with the slopes b.
func (l *logitFitter) maxAbsLogit(b []float64) float64 {
	largest := 0.0
	l.periods(func(x []float64, _ bool) { largest = math.Max(largest, math.Abs(floats.Dot(x, b))) }, func() {})
	return largest
}
