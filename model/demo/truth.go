package demo

import "codeberg.org/fremskridt/fremskridt/model"

// Truth is the model that a municipality was drawn from, in the terms of the
// project's methods page, and how much was drawn. Steps are those of a scale
// from 1 to 5 unless another is named.
type Truth struct {
	Seed     uint64     `json:"seed"`
	AsOf     model.Date `json:"as_of"`
	Citizens int        `json:"citizens"`

	Items     []ItemTruth `json:"items"`
	Spread    Spread      `json:"spread"`
	Selection Selection   `json:"selection"`
	Job       Hazard      `json:"job"`
	Rates     Rates       `json:"rates"`

	// RaterBias is how many steps too high each caseworker rates.
	RaterBias map[string]float64 `json:"rater_bias"`
	Counts    Counts             `json:"counts"`
}

// ItemTruth are the slopes of methods 4 for one item, in steps of its own scale
// per 91 days, positive toward work.
type ItemTruth struct {
	Item       string           `json:"item"`
	Domain     string           `json:"domain"`
	Respondent model.Respondent `json:"respondent"`
	Passive    float64          `json:"d"`   // a passive day's clock
	Company    float64          `json:"b_c"` // what company-directed activity adds
	Other      float64          `json:"b_o"` // what other activity adds
}

// Spread are the standard deviations of what is drawn at random, in steps.
type Spread struct {
	Mean     float64 `json:"mean"`      // level at the opening of a case
	Citizen  float64 `json:"citizen"`   // effect of the citizen, alike in every domain
	Domain   float64 `json:"domain"`    // effect of the citizen in one domain
	Style    float64 `json:"style"`     // how a citizen's own answers lie off the level
	Drift    float64 `json:"drift"`     // of a citizen's own slope per 91 days
	Occasion float64 `json:"occasion"`  // error that one sheet's answers share
	Error    float64 `json:"error"`     // error of each answer
	Rater    float64 `json:"rater"`     // of RaterBias
	RoundTo  float64 `json:"round_to"`  // answers are whole steps, clamped to the scale
	ScaleLow float64 `json:"scale_low"` // of the scale these steps are of
	ScaleTop float64 `json:"scale_top"`
}

// Selection is who gets what: the log odds that an activity of a group begins
// in 91 days, at a readiness z, where none of its lane is to go on beyond them. z is the mean level over the domains, without
// the citizen's own drift, less Spread.Mean and divided by Spread.Citizen. The
// least ready are seldom sent to a company and more often left passive.
type Selection struct {
	Company          float64 `json:"company"`
	CompanyReadiness float64 `json:"company_z"`
	// CompanyLatest is what a step of the citizen's latest index above Spread.Mean
	// adds, and CompanyDrift what a step per 91 days of the citizen's own drift
	// does, over all domains. Both are 0 but where an analysis is to be seen to go
	// wrong: citizens then come to a company because of what the slopes of methods
	// 4 take for chance.
	CompanyLatest  float64 `json:"company_latest"`
	CompanyDrift   float64 `json:"company_drift"`
	Other          float64 `json:"other"`
	OtherReadiness float64 `json:"other_z"`
	Paid           float64 `json:"paid"` // ordinary hours beside benefit
	PaidReadiness  float64 `json:"paid_z"`
	Sick           float64 `json:"sick"`
	SickReadiness  float64 `json:"sick_z"`
}

// Hazard is the model of methods 5: the log odds of a job in a period of 91
// days from the first assessment, on the citizen's index at the latest answer
// up to the start of the period, in steps, and on comp and oth of the 91 days
// before it. The period's number has no effect of its own.
type Hazard struct {
	Intercept float64 `json:"intercept"`
	Index     float64 `json:"index"`
	Company   float64 `json:"comp"`
	Other     float64 `json:"oth"`
}

// Rates are the probabilities of what is missing or out of the ordinary.
type Rates struct {
	MissingAnswer float64 `json:"missing_answer"` // an item is missing, with a reason
	LeftOut       float64 `json:"left_out"`       // an optional item is not asked
	SkippedVisit  float64 `json:"skipped_visit"`  // a measurement is left out
	LongPause     float64 `json:"long_pause"`     // no measurement for 200 to 320 days
	OneSided      float64 `json:"one_sided"`      // only one of the two answers
	Retest        float64 `json:"retest"`         // a sheet is repeated within 14 days
	Verified      float64 `json:"verified"`       // a sheet is entered twice
	NewCaseworker float64 `json:"new_caseworker"` // per 91 days
	Flexjob       float64 `json:"flexjob"`        // per 91 days, as the next ones
	Education     float64 `json:"education"`
	OtherExit     float64 `json:"other_exit"`
	NoCPR         float64 `json:"no_cpr"`
}

// Counts are how much was drawn.
type Counts struct {
	Open          int            `json:"open"`
	Closed        int            `json:"closed"`
	NeverMeasured int            `json:"never_measured"`
	Assessments   int            `json:"assessments"`
	Drafts        int            `json:"drafts"`
	Retests       int            `json:"retests"`
	Answers       int            `json:"answers"` // with a value
	Missing       int            `json:"missing"` // with a reason
	Activities    int            `json:"activities"`
	Planned       int            `json:"planned"`
	Events        int            `json:"events"`
	Outcomes      map[string]int `json:"outcomes"` // by kind
}

func (n *Counts) add(c model.CaseHistory) {
	if c.Citizen.Closed.IsZero() {
		n.Open++
	} else {
		n.Closed++
	}
	if len(c.Assessments) == 0 {
		n.NeverMeasured++
	}
	for _, a := range c.Assessments {
		n.Assessments++
		if !a.IsComplete() {
			n.Drafts++
		}
		if a.Kind == model.KindRetest {
			n.Retests++
		}
		for _, ans := range a.Answers {
			if ans.HasValue() {
				n.Answers++
			} else {
				n.Missing++
			}
		}
	}
	for _, a := range c.Activities {
		n.Activities++
		if a.Planned {
			n.Planned++
		}
	}
	n.Events += len(c.Events)
	for _, o := range c.Outcomes {
		n.Outcomes[o.Kind]++
	}
}
