// SPDX-License-Identifier: MPL-2.0

package analysis

import (
	"math"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// collinearTolerance is the share of a column's sum of squares below which what the
// earlier columns do not explain counts as rounding.
const collinearTolerance = 1e-11

// Cholesky is the factor of the cross products X'X of those columns of X that
// are no linear combination of earlier ones: of collinear columns the later is
// dropped, as is a column of zeros.
type Cholesky struct {
	Kept    []int // columns, by number
	Dropped []int
	rows    [][]float64 // of the kept columns, left of the diagonal and on it
}

// NewCholesky factors X'X.
func NewCholesky(xx mat.Symmetric) Cholesky {
	var c Cholesky
	for j := range xx.SymmetricDim() {
		row := make([]float64, len(c.Kept)+1)
		rest := xx.At(j, j)
		for i, earlier := range c.Kept {
			row[i] = (xx.At(j, earlier) - floats.Dot(row[:i], c.rows[i][:i])) / c.rows[i][i]
			rest -= row[i] * row[i]
		}
		if !(rest > collinearTolerance*xx.At(j, j)) {
			c.Dropped = append(c.Dropped, j)
			continue
		}
		row[len(c.Kept)] = math.Sqrt(rest)
		c.Kept, c.rows = append(c.Kept, j), append(c.rows, row)
	}
	return c
}

// Solve returns the b of X'X b = xy; b is 0 for a dropped column.
func (c Cholesky) Solve(xy []float64) []float64 {
	z := make([]float64, len(c.Kept))
	for i, j := range c.Kept {
		z[i] = (xy[j] - floats.Dot(z[:i], c.rows[i][:i])) / c.rows[i][i]
	}
	b := make([]float64, len(xy))
	for i := len(z) - 1; i >= 0; i-- {
		z[i] /= c.rows[i][i]
		for l, v := range c.rows[i][:i] {
			z[l] -= v * z[i]
		}
		b[c.Kept[i]] = z[i]
	}
	return b
}

// Inverse returns (X'X)^-1 of k columns, with zeros in the rows and columns of dropped
// columns.
func (c Cholesky) Inverse(k int) *mat.SymDense {
	inverse := mat.NewSymDense(k, nil)
	unit := make([]float64, k)
	for _, j := range c.Kept {
		unit[j] = 1
		for i, v := range c.Solve(unit) {
			if i >= j {
				inverse.SetSym(i, j, v)
			}
		}
		unit[j] = 0
	}
	return inverse
}

// Sandwich returns scale * (X'X)^-1 meat (X'X)^-1, with zeros in the rows and columns
// of dropped columns.
func (c Cholesky) Sandwich(scale float64, meat mat.Symmetric) *mat.SymDense {
	k := meat.SymmetricDim()
	half, whole := mat.NewDense(k, k, nil), mat.NewSymDense(k, nil)
	column := make([]float64, k)
	for j := range k {
		for i := range k {
			column[i] = meat.At(i, j)
		}
		half.SetRow(j, c.Solve(column)) // the transpose of (X'X)^-1 meat
	}
	for j := range k {
		mat.Col(column, j, half)
		for i, v := range c.Solve(column) {
			if i >= j {
				whole.SetSym(i, j, scale*v)
			}
		}
	}
	return whole
}
