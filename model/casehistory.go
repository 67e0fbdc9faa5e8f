// SPDX-License-Identifier: MPL-2.0

package model

// CaseHistory is everything in the register about one citizen's case. The slices are
// in order of date.
type CaseHistory struct {
	Citizen     Citizen
	Assessments []Assessment
	Activities  []Activity
	Outcomes    []Outcome
	Events      []Event
}

// DueWindow is how many days a measurement may lie before or after its due date.
const DueWindow = 14

// NextDue returns the date on which the next measurement is due: the interval of the
// instrument after the latest complete assessment that is no retest. It is zero
// before the first. The case need not be open.
func (c CaseHistory) NextDue(instruments map[string]*Instrument) Date {
	var due Date
	for _, a := range c.Assessments {
		in := instruments[a.Instrument]
		if in == nil || !a.IsComplete() || a.Kind == KindRetest {
			continue
		}
		due = MaxDate(due, a.Date.Add(in.Interval))
	}
	return due
}
