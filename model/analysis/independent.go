package analysis

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// independent is the share of a column's sum of squares that must be left when
// the earlier columns have explained what they can. Rounding leaves less.
const independent = 1e-11

// Independent are the columns of X, by number, that are no linear combination
// of earlier ones, found from the cross products X'X: of collinear columns the
// later is not among them, nor is a column of zeros.
func Independent(xx mat.Symmetric) []int {
	var kept []int
	var rows [][]float64 // of the Cholesky factor of the kept columns
	for j := range xx.SymmetricDim() {
		row := make([]float64, len(kept)+1)
		rest := xx.At(j, j)
		for i, earlier := range kept {
			sum := xx.At(j, earlier)
			for l := range i {
				sum -= row[l] * rows[i][l]
			}
			row[i] = sum / rows[i][i]
			rest -= row[i] * row[i]
		}
		if rest > independent*xx.At(j, j) {
			row[len(kept)] = math.Sqrt(rest)
			kept, rows = append(kept, j), append(rows, row)
		}
	}
	return kept
}
