// SPDX-License-Identifier: MPL-2.0

package survival

import (
	"iter"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"

	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

// Periods is one citizen's person-periods.
type Periods struct {
	Event []bool
	// X is the regressors, one row a period, row after row: len(Event) times the
	// number of columns. There is no intercept unless a column is one.
	X []float64
}

// Panel is the citizens. A fit ranges over it many times and must get the same
// numbers; it keeps none, so the slices may be reused.
type Panel = iter.Seq[Periods]

// OddsRatio is what one unit of a regressor multiplies the odds of the event by, with
// its 95 % interval and two-sided p from the normal distribution of the log odds
// ratio. Every number is NaN where there is a Reason.
type OddsRatio struct {
	Ratio, Low, High, P float64
	Log, SE             float64 // the log odds ratio and its standard error
	Reason              Reason
}

// LogitFit is a fitted logit.
type LogitFit struct {
	Citizens int
	Periods  int
	Events   int
	// Determined counts the periods in which a column predicts the outcome perfectly.
	// Their part of the likelihood is 1 in the limit, and they contribute nothing
	// else.
	Determined int
	Ratios     []OddsRatio // by column
	Reason     Reason      // why there is no ratio at all
}

// Logit fits the log odds of the event on k columns by Newton steps
// (docs/methods.md#5-time-to-job), with V = G/(G-1) H^-1 [sum_i s_i s_i'] H^-1, where
// H is the information and s_i the score of one of the G citizens.
//
// Of collinear columns the later is dropped. A column of one sign is [Separated] where
// all its nonzero periods have the event or none has: its odds ratio is unbounded, and
// the others are those of the remaining periods, to which the likelihood tends. To
// confine that to single columns, give every period number its dummy, and no
// intercept. Logit panics if a citizen does not have k regressors a period.
func Logit(k int, panel Panel) *LogitFit {
	l := logitFitter{k: k, panel: panel, fit: LogitFit{Ratios: make([]OddsRatio, k)}, determined: make([]bool, k), b: make([]float64, k)}
	l.count()
	switch {
	case l.fit.Citizens < 2:
		return l.none(FewCitizens)
	case l.fit.Events == 0 || l.fit.Events == l.fit.Periods:
		return l.none(NoEvents)
	}
	for l.markDetermined() {
	}
	if why := l.maximise(); why != "" {
		return l.none(why)
	}
	g := float64(l.fit.Citizens)
	v := l.factor.Sandwich(g/(g-1), l.scores)
	for j := range l.fit.Ratios {
		l.fit.Ratios[j] = l.ratio(j, math.Sqrt(v.At(j, j)))
	}
	return &l.fit
}

func (l *logitFitter) none(why Reason) *LogitFit {
	l.fit.Reason = why
	for j := range l.fit.Ratios {
		l.fit.Ratios[j] = noRatio(why)
	}
	return &l.fit
}

func noRatio(why Reason) OddsRatio {
	nan := math.NaN()
	return OddsRatio{nan, nan, nan, nan, nan, nan, why}
}

func (l *logitFitter) ratio(j int, se float64) OddsRatio {
	switch {
	case l.determined[j]:
		return noRatio(Separated)
	case slices.Contains(l.factor.Dropped, j):
		return noRatio(Collinear)
	}
	b, half := l.b[j], z95*se
	return OddsRatio{
		Ratio: math.Exp(b), Low: math.Exp(b - half), High: math.Exp(b + half),
		P: 2 * distuv.UnitNormal.CDF(-math.Abs(b)/se), Log: b, SE: se,
	}
}

// logitFitter is the state of a fit.
type logitFitter struct {
	k          int
	panel      Panel
	fit        LogitFit
	determined []bool // columns that predict the event perfectly
	b          []float64
	factor     analysis.Cholesky // of the information at b
	scores     *mat.SymDense     // sum of the outer products of the scores at b
}
