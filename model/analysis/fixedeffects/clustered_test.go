// SPDX-License-Identifier: MPL-2.0

package fixedeffects_test

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/model/analysis/fixedeffects"
)

// The variance and the degrees of freedom are those of their definitions, with the
// matrices of each citizen's answers written out.
func TestDefinitions(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		all := register(t)
		if rapid.Bool().Draw(t, "one citizen alone decides a slope") {
			for i := range all {
				for at := 1; i > 0 && at < len(all[i].X); at += 3 {
					all[i].X[at] = 0
				}
			}
		}
		columns := rapid.SampledFrom([][]int{{0}, {1}, {2}, {0, 1}, {0, 1, 2}}).Draw(t, "sum")
		r := fixedeffects.Fit(3, nil, citizens(all...), columns)
		e := r.Sum(columns...)
		if !e.Estimated() {
			return
		}
		se, df := definition(all, columns)
		if math.Abs(e.SE-se) > 1e-7*se || math.Abs(e.DF-df) > 1e-6*df {
			t.Fatalf("standard error %v with %v degrees of freedom, by definition %v and %v", e.SE, e.DF, se, df)
		}
	})
}

func definition(all []fixedeffects.Series, columns []int) (se, df float64) {
	const k = 3
	var x, y []*mat.Dense
	xx, xy := mat.NewDense(k, k, nil), mat.NewDense(k, 1, nil)
	var product mat.Dense
	for _, s := range all {
		n := len(s.Y)
		xi, yi := mat.NewDense(n, k, nil), mat.NewDense(n, 1, nil)
		for i := range n {
			yi.Set(i, 0, s.Y[i]-stat.Mean(s.Y, nil))
			for j := range k {
				mean := 0.0
				for l := range n {
					mean += s.X[l*k+j] / float64(n)
				}
				xi.Set(i, j, s.X[i*k+j]-mean)
			}
		}
		x, y = append(x, xi), append(y, yi)
		product.Reset()
		product.Mul(xi.T(), xi)
		xx.Add(xx, &product)
		product.Reset()
		product.Mul(xi.T(), yi)
		xy.Add(xy, &product)
	}
	var m, b mat.Dense
	if err := m.Inverse(xx); err != nil {
		return math.NaN(), math.NaN()
	}
	b.Mul(&m, xy)
	c := mat.NewDense(k, 1, nil)
	for _, j := range columns {
		c.Set(j, 0, 1)
	}
	meat, s := mat.NewDense(k, k, nil), mat.NewDense(k, k, nil)
	sum, square := 0.0, 0.0
	for i := range x {
		var u, score, a, mxa, h, q, outer mat.Dense
		u.Mul(x[i], &b)
		u.Sub(y[i], &u)
		root := adjustment(x[i], &m)
		score.Product(x[i].T(), root, &u)
		outer.Mul(&score, score.T())
		meat.Add(meat, &outer)
		a.Product(root, x[i], &m, c)
		h.Product(x[i], &m, x[i].T())
		q.Product(a.T(), &h, &a)
		aa := mat.Dot(a.ColView(0), a.ColView(0))
		sum += aa - q.At(0, 0)
		square += (aa-q.At(0, 0))*(aa-q.At(0, 0)) - q.At(0, 0)*q.At(0, 0)
		mxa.Mul(x[i].T(), &a)
		outer.Mul(&mxa, mxa.T())
		s.Add(s, &outer)
	}
	var v, msms mat.Dense
	v.Product(c.T(), &m, meat, &m, c)
	msms.Product(&m, s, &m, s)
	return math.Sqrt(v.At(0, 0)), sum * sum / (square + mat.Trace(&msms))
}

// adjustment is (I - X M X')^(-1/2), generalised where it is singular.
func adjustment(x, m *mat.Dense) *mat.Dense {
	n, _ := x.Dims()
	var h mat.Dense
	h.Product(x, m, x.T())
	sym := mat.NewSymDense(n, nil)
	for i := range n {
		for j := range i + 1 {
			v := -(h.At(i, j) + h.At(j, i)) / 2
			if i == j {
				v++
			}
			sym.SetSym(i, j, v)
		}
	}
	var eigen mat.EigenSym
	var vectors, root mat.Dense
	eigen.Factorize(sym, true)
	eigen.VectorsTo(&vectors)
	values := eigen.Values(nil)
	for i, v := range values {
		if values[i] = 0; v > 1e-10 {
			values[i] = 1 / math.Sqrt(v)
		}
	}
	root.Product(&vectors, mat.NewDiagDense(n, values), vectors.T())
	return &root
}
