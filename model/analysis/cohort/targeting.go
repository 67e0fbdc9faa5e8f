package cohort

import "fremskridt/model"

// Targeting is who gets what (methods 3): the citizens in quartiles of their
// index at an answer, and what the following days went to.
type Targeting struct {
	Respondent model.Respondent
	N          Shown[int]
	Quartiles  []Quartile // the lowest index first
	Cautions   []Caution
}

// Quartile is a quarter of the citizens. The means are of the citizens' shares of
// days, and add up to 1.
type Quartile struct {
	N                       Shown[int]
	Low, High               Shown[float64] // the index, 0 to 100, that bounds it; none at the ends
	Company, Other, Passive Shown[float64]
}
