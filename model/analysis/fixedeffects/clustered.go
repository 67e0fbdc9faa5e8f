// SPDX-License-Identifier: MPL-2.0

package fixedeffects

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"

	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

// clustered accumulates the variance CR2 of Bell and McCaffrey (2002) and the degrees
// of freedom of Satterthwaite, citizen by citizen, as Pustejovsky and Tipton (2018)
// give them (docs/methods.md#4-progression-and-activation):
//
//	V  = M [sum_i X_i' A_i u_i u_i' A_i X_i] M,  M = (X'X)^-1,  A_i = (I - X_i M X_i')^(-1/2)
//	df = (sum_i d_i)^2 / (sum_i (d_i^2 - q_i^2) + tr(M S M S))
//
// with, for a sum of slopes c'b, a_i = A_i X_i M c, q_i = a_i' X_i M X_i' a_i,
// d_i = a_i'a_i - q_i and S = sum_i X_i' a_i a_i' X_i.
//
// No matrix of a citizen's answers is made. With M = C C' for the columns that vary in
// the citizen, P = C' X_i'X_i C and F = (I - P)^(-1/2),
//
//	X_i' A_i u_i = C'^-1 F C' X_i'u_i,  X_i' a_i = C'^-1 P F C^-1 M c
//
// so that P and X_i'u_i suffice.
type clustered struct {
	bread    *mat.SymDense // M, with zeros for dropped columns
	kept     []bool        // by column
	scores   *mat.SymDense // sum_i X_i' A_i u_i u_i' A_i X_i
	combined []combination

	touched []int     // columns that vary in the citizen, in order
	place   []int     // by column, its place in touched, or -1
	cross   []float64 // X_i'X_i of the touched columns
	score   []float64 // X_i'u_i
	work    workspace
}

// combination is a sum of slopes c'b.
type combination struct {
	columns     []int
	direction   []float64 // M c
	sum, square float64   // of d_i, and of d_i^2 - q_i^2
	s           *mat.SymDense
}

// workspace has the matrices of one citizen, row after row, reused for the next.
type workspace struct {
	n       int
	c       []float64 // C
	p       []float64 // P
	product []float64 // X_i'X_i C
	series  bool      // F is applied by its series
	q, l    []float64 // otherwise: eigenvectors of P, the columns of q, and its eigenvalues
	v, y, w []float64
}

func newClustered(chol analysis.Cholesky, k int, sums [][]int) *clustered {
	c := &clustered{
		bread: chol.Inverse(k), kept: make([]bool, k), scores: mat.NewSymDense(k, nil), place: make([]int, k),
	}
	for _, j := range chol.Kept {
		c.kept[j] = true
	}
	for j := range c.place {
		c.place[j] = -1
	}
	for _, columns := range sums {
		t := combination{columns: columns, direction: make([]float64, k), s: mat.NewSymDense(k, nil)}
		for _, j := range columns {
			for i := range k {
				t.direction[i] += c.bread.At(i, j)
			}
		}
		c.combined = append(c.combined, t)
	}
	return c
}

// begin forgets the citizen before.
func (c *clustered) begin() {
	for _, j := range c.touched {
		c.place[j] = -1
	}
	c.touched = c.touched[:0]
}

// touch adds the columns that vary in a series of the citizen. All are added before
// add is called.
func (c *clustered) touch(columns []int) {
	for _, j := range columns {
		if c.kept[j] && c.place[j] < 0 {
			c.place[j] = 0
			c.touched = append(c.touched, j)
		}
	}
}

// prepare makes room for the cross products of the touched columns.
func (c *clustered) prepare() {
	slices.Sort(c.touched)
	for i, j := range c.touched {
		c.place[j] = i
	}
	p := len(c.touched)
	c.cross, c.score = zeros(c.cross, p*p), zeros(c.score, p)
}

// add adds a series, demeaned, of which y is the residuals.
func (c *clustered) add(d *demeaned) {
	p := len(c.touched)
	for a, j := range d.active {
		if !c.kept[j] {
			continue
		}
		x := d.activeColumn(a)
		at := c.place[j]
		c.score[at] += floats.Dot(x, d.y)
		for b := a; b < len(d.active); b++ {
			if l := d.active[b]; c.kept[l] {
				c.cross[at*p+c.place[l]] += floats.Dot(x, d.activeColumn(b))
			}
		}
	}
}

// end adds the citizen to the sums.
func (c *clustered) end() {
	w := &c.work
	if w.n = len(c.touched); w.n == 0 {
		return
	}
	w.root(c.bread, c.touched)
	w.setP(c.cross)
	w.v = zeros(w.v, w.n) // C' X'u
	for i := range w.n {
		for k := i; k < w.n; k++ {
			w.v[i] += w.c[k*w.n+i] * c.score[k]
		}
	}
	w.applyF()
	w.solveTransposed(w.y)
	c.addOuter(c.scores, w.y)
	for t := range c.combined {
		one := &c.combined[t]
		for i, j := range c.touched { // C^-1 M c
			w.v[i] = (one.direction[j] - floats.Dot(w.c[i*w.n:i*w.n+i], w.v[:i])) / w.c[i*w.n+i]
		}
		w.applyF()
		w.w = zeros(w.w, w.n)
		w.multiplyP(w.w, w.y)
		q := floats.Dot(w.w, w.w)
		d := floats.Dot(w.y, w.w) - q
		one.sum += d
		one.square += d*d - q*q
		w.solveTransposed(w.w)
		c.addOuter(one.s, w.w)
	}
}

// addOuter adds v v' of the touched columns.
func (c *clustered) addOuter(to *mat.SymDense, v []float64) {
	for a, j := range c.touched {
		for b := a; b < len(c.touched); b++ {
			l := c.touched[b]
			to.SetSym(j, l, to.At(j, l)+v[a]*v[b])
		}
	}
}

// freedom returns the degrees of freedom of a sum of slopes.
func (c *clustered) freedom(t *combination) float64 {
	var ms mat.Dense
	ms.Mul(c.bread, t.s)
	k := t.s.SymmetricDim()
	trace := 0.0
	for i := range k {
		for j := range k {
			trace += ms.At(i, j) * ms.At(j, i)
		}
	}
	return t.sum * t.sum / (t.square + trace)
}

// root sets C, the lower triangular root of the touched part of a matrix.
func (w *workspace) root(m *mat.SymDense, touched []int) {
	n := w.n
	w.c = zeros(w.c, n*n)
	for i := range n {
		for j := range i + 1 {
			v := m.At(touched[i], touched[j]) - floats.Dot(w.c[i*n:i*n+j], w.c[j*n:j*n+j])
			if i == j {
				w.c[i*n+i] = math.Sqrt(v)
			} else {
				w.c[i*n+j] = v / w.c[j*n+j]
			}
		}
	}
}

// seriesLimit is the norm of P up to which F is applied by its series: of most
// citizens, who decide little of the slopes, it has a few terms.
const seriesLimit = .25

// setP sets P for the cross products X_i'X_i, and its eigenvalues where it is not
// small.
func (w *workspace) setP(cross []float64) {
	n := w.n
	w.product, w.p = zeros(w.product, n*n), zeros(w.p, n*n)
	for i := range n {
		for k := range n {
			x := cross[min(i, k)*n+max(i, k)]
			for j := range k + 1 {
				w.product[i*n+j] += x * w.c[k*n+j]
			}
		}
	}
	for k := range n {
		for i := range k + 1 {
			for j := range n {
				w.p[i*n+j] += w.c[k*n+i] * w.product[k*n+j]
			}
		}
	}
	w.series = floats.Norm(w.p, 2) <= seriesLimit
	if !w.series {
		w.product = append(w.product[:0], w.p...)
		w.q, w.l = zeros(w.q, n*n), zeros(w.l, n)
		jacobi(w.product, w.q, w.l)
	}
}

func (w *workspace) multiplyP(to, v []float64) {
	for i := range to {
		to[i] = floats.Dot(w.p[i*w.n:(i+1)*w.n], v)
	}
}

// singularTolerance is the eigenvalue of I - P below which it counts as 0: the citizen
// alone decides a slope, and the root is the generalised one.
const singularTolerance = 1e-12

// applyF sets y to F v.
func (w *workspace) applyF() {
	w.y = append(w.y[:0], w.v...)
	if w.series { // sum of (2k choose k) (P/4)^k
		w.w = zeros(w.w, w.n)
		coefficient := 1.0
		for k := 1.0; ; k++ {
			w.multiplyP(w.w, w.v)
			w.v, w.w = w.w, w.v
			coefficient *= (2*k - 1) / (2 * k)
			floats.AddScaled(w.y, coefficient, w.v)
			if floats.Norm(w.v, math.Inf(1)) <= 1e-17*floats.Norm(w.y, math.Inf(1)) {
				return
			}
		}
	}
	clear(w.y)
	for k, l := range w.l {
		if 1-l <= singularTolerance {
			continue
		}
		along := 0.0
		for i, v := range w.v {
			along += w.q[i*w.n+k] * v
		}
		along /= math.Sqrt(1 - l)
		for i := range w.y {
			w.y[i] += along * w.q[i*w.n+k]
		}
	}
}

// solveTransposed replaces v by C'^-1 v.
func (w *workspace) solveTransposed(v []float64) {
	for i := w.n - 1; i >= 0; i-- {
		v[i] /= w.c[i*w.n+i]
		for k := range i {
			v[k] -= w.c[i*w.n+k] * v[i]
		}
	}
}

// jacobi finds the eigenvalues l and the eigenvectors, the columns of q, of a
// symmetric matrix by Jacobi's rotations. For the few columns of a citizen it is much
// faster than the library's method for large matrices, and allocates nothing. The
// matrix is overwritten.
func jacobi(m, q, l []float64) {
	p := len(l)
	for i := range p {
		q[i*p+i] = 1
	}
	const sweeps = 50
	for range sweeps {
		off, diagonal := 0.0, 0.0
		for i := range p {
			diagonal += m[i*p+i] * m[i*p+i]
			for j := range i {
				off += m[i*p+j] * m[i*p+j]
			}
		}
		if off <= 1e-32*diagonal {
			break
		}
		for i := range p {
			for j := range i {
				rotate(m, q, p, i, j)
			}
		}
	}
	for i := range p {
		l[i] = m[i*p+i]
	}
}

// rotate makes the elements (i, j) and (j, i) zero.
func rotate(m, q []float64, p, i, j int) {
	if m[i*p+j] == 0 {
		return
	}
	theta := (m[j*p+j] - m[i*p+i]) / (2 * m[i*p+j])
	t := 1 / (math.Abs(theta) + math.Sqrt(theta*theta+1))
	if theta < 0 {
		t = -t
	}
	cos := 1 / math.Sqrt(t*t+1)
	sin := t * cos
	for k := range p {
		a, b := m[k*p+i], m[k*p+j]
		m[k*p+i], m[k*p+j] = cos*a-sin*b, sin*a+cos*b
	}
	for k := range p {
		a, b := m[i*p+k], m[j*p+k]
		m[i*p+k], m[j*p+k] = cos*a-sin*b, sin*a+cos*b
		a, b = q[k*p+i], q[k*p+j]
		q[k*p+i], q[k*p+j] = cos*a-sin*b, sin*a+cos*b
	}
}

// zeros returns n zeros in the memory of v where it suffices.
func zeros(v []float64, n int) []float64 {
	if cap(v) < n {
		return make([]float64, n)
	}
	v = v[:n]
	clear(v)
	return v
}
