package cohort

import "fremskridt/model"

// Reliability is Cronbach's alpha of a respondent's index, from the citizens'
// first complete questionnaires (methods 6).
type Reliability struct {
	Respondent model.Respondent
	Alpha      Shown[float64]
	N          Shown[int]
}

// Agreement is how a citizen and a caseworker see the same domain (methods 6),
// from each citizen's latest two answers at most 14 days apart.
type Agreement struct {
	Domain    model.Domain
	Citizen   model.Item
	Worker    model.Item
	N         Shown[int]
	ICC       Shown[float64] // ICC(2,1)
	Kappa     Shown[float64] // quadratic weights
	Higher    Shown[float64] // mean of citizen less caseworker, in steps toward work
	FarApart  Shown[Part]    // two steps or more
	Withheld  Reason         // why there is nothing at all
	Different bool           // the two scales differ, so that nothing is compared
}
