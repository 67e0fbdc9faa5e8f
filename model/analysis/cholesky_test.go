// SPDX-License-Identifier: MPL-2.0

package analysis_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

// crossed are the cross products X'X of rows.
func crossed(rows ...[]float64) *mat.SymDense {
	k := len(rows[0])
	xx := mat.NewSymDense(k, nil)
	for _, r := range rows {
		xx.SymRankOne(xx, 1, mat.NewVecDense(k, r))
	}
	return xx
}

// Of the columns 1, 2, 1+2, 0 and 4 the third and the fourth are dropped.
func TestLaterCollinearColumnIsDropped(t *testing.T) {
	t.Parallel()
	c := analysis.NewCholesky(crossed(
		[]float64{1, 0, 1, 0, 5}, []float64{0, 1, 1, 0, 0}, []float64{2, .1, 2.1, 0, 1}, []float64{.3, 7, 7.3, 0, 2},
	))
	if diff := cmp.Diff([]int{0, 1, 4}, c.Kept); diff != "" {
		t.Errorf("kept: %s", diff)
	}
	if diff := cmp.Diff([]int{2, 3}, c.Dropped); diff != "" {
		t.Errorf("dropped: %s", diff)
	}
	if b := c.Solve([]float64{1, 2, 3, 0, 4}); b[2] != 0 || b[3] != 0 {
		t.Errorf("slopes of columns that are dropped: %v", b)
	}
}

func TestSolveAndSandwich(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(1, 6).Draw(t, "columns")
		matrix := func() *mat.SymDense {
			var rows [][]float64
			for i := range 2 * k {
				row := rapid.SliceOfN(rapid.Float64Range(-1, 1), k, k).Draw(t, "row")
				row[i%k] += 3 // so that no column is near another
				rows = append(rows, row)
			}
			return crossed(rows...)
		}
		xx, meat := matrix(), matrix()
		c := analysis.NewCholesky(xx)
		if len(c.Dropped) > 0 {
			t.Fatalf("dropped %v", c.Dropped)
		}
		xy := rapid.SliceOfN(rapid.Float64Range(-9, 9), k, k).Draw(t, "xy")
		var back mat.VecDense
		back.MulVec(xx, mat.NewVecDense(k, c.Solve(xy)))
		v := c.Sandwich(2, meat)
		var whole mat.Dense
		whole.Mul(xx, v)
		whole.Mul(&whole, xx)
		for i := range k {
			if math.Abs(back.AtVec(i)-xy[i]) > 1e-9 {
				t.Fatalf("X'X b is %v, want %v", back.RawVector().Data, xy)
			}
			for j := range k {
				if want := 2 * meat.At(i, j); math.Abs(whole.At(i, j)-want) > 1e-8*(1+math.Abs(want)) {
					t.Fatalf("X'X V X'X is %v at %d, %d, want %v", whole.At(i, j), i, j, want)
				}
			}
		}
	})
}
