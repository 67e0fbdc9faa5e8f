// SPDX-License-Identifier: MPL-2.0

package demo

import "codeberg.org/fremskridt/fremskridt/model"

// Truth has the parameters of the model from which a municipality was drawn, in the
// terms of docs/methods.md, and how much was drawn. Steps are those of a scale from 1
// to 5 unless stated otherwise.
type Truth struct {
	Seed     uint64     `json:"seed"`
	AsOf     model.Date `json:"as_of"`
	Citizens int        `json:"citizens"`

	Items     []ItemTruth `json:"items"`
	Spread    Spread      `json:"spread"`
	Selection Selection   `json:"selection"`
	Job       Hazard      `json:"job"`
	Rates     Rates       `json:"rates"`

	// RaterBias is how many steps too high each caseworker rates, by initials.
	RaterBias map[string]float64 `json:"rater_bias"`
	Counts    Counts             `json:"counts"`
}

// ItemTruth has the slopes of docs/methods.md#4-progression-and-activation for one
// item, in steps of its own scale per 91 days, positive toward work.
type ItemTruth struct {
	Item       string           `json:"item"`
	Domain     string           `json:"domain"`
	Respondent model.Respondent `json:"respondent"`
	Passive    float64          `json:"d"`   // of passive days
	Company    float64          `json:"b_c"` // added by company-directed activity
	Other      float64          `json:"b_o"` // added by other activity
}

// Spread has the standard deviations of the random parts, in steps.
type Spread struct {
	Mean     float64 `json:"mean"`      // level at the opening of a case
	Citizen  float64 `json:"citizen"`   // effect of the citizen in all domains
	Domain   float64 `json:"domain"`    // effect of the citizen in one domain
	Style    float64 `json:"style"`     // offset of a citizen's own answers
	Drift    float64 `json:"drift"`     // of a citizen's own slope per 91 days
	Occasion float64 `json:"occasion"`  // error shared by the answers of an assessment
	Error    float64 `json:"error"`     // error of each answer
	Rater    float64 `json:"rater"`     // of RaterBias
	RoundTo  float64 `json:"round_to"`  // answers are whole steps, clamped to the scale
	ScaleLow float64 `json:"scale_low"` // of the scale of these steps
	ScaleTop float64 `json:"scale_top"`
}

// Selection is who gets which activity: the log odds that an activity of a group
// starts in 91 days at a readiness z, unless one of its lane is running at their end.
// z is the mean level over the domains, without the citizen's own drift, minus
// Spread.Mean and divided by Spread.Citizen. The least ready are seldom sent to a
// company and more often left passive.
type Selection struct {
	Company          float64 `json:"company"`
	CompanyReadiness float64 `json:"company_z"`
	// CompanyLatest is the effect of a step of the citizen's latest index above
	// Spread.Mean, and CompanyDrift that of a step per 91 days of the citizen's mean
	// drift. Both are 0 except in tests that show how the analysis then goes wrong: it
	// takes either for chance.
	CompanyLatest  float64 `json:"company_latest"`
	CompanyDrift   float64 `json:"company_drift"`
	Other          float64 `json:"other"`
	OtherReadiness float64 `json:"other_z"`
	Paid           float64 `json:"paid"` // ordinary hours in addition to benefits
	PaidReadiness  float64 `json:"paid_z"`
	Sick           float64 `json:"sick"`
	SickReadiness  float64 `json:"sick_z"`
}

// Hazard is the model of docs/methods.md#5-time-to-job: the log odds of a job in a
// period of 91 days from the first assessment, by the citizen's latest index before
// the period, in steps, and by comp and oth of the 91 days before it.
type Hazard struct {
	Intercept float64 `json:"intercept"`
	Index     float64 `json:"index"`
	Company   float64 `json:"comp"`
	Other     float64 `json:"oth"`
}

// Rates has the probabilities of what is missing or unusual.
type Rates struct {
	MissingAnswer float64 `json:"missing_answer"` // an item is missing, with a reason
	LeftOut       float64 `json:"left_out"`       // an optional item is left out
	SkippedVisit  float64 `json:"skipped_visit"`  // a measurement is omitted
	LongPause     float64 `json:"long_pause"`     // no measurement for 200 to 320 days
	OneSided      float64 `json:"one_sided"`      // only one respondent answers
	Retest        float64 `json:"retest"`         // an assessment is repeated within 14 days
	Verified      float64 `json:"verified"`       // an assessment has a second entry
	NewCaseworker float64 `json:"new_caseworker"` // per 91 days
	Flexjob       float64 `json:"flexjob"`        // per 91 days, as those below
	Education     float64 `json:"education"`
	OtherExit     float64 `json:"other_exit"`
	NoCPR         float64 `json:"no_cpr"`
}

// Counts is how much was drawn.
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
