package model

// CaseHistory is everything the register holds about one citizen's way: what the
// citizen's page, the figure and the analysis are made from. The slices are in
// order of date.
type CaseHistory struct {
	Citizen     Citizen
	Assessments []Assessment
	Activities  []Activity
	Outcomes    []Outcome
	Events      []Event
}

// DueWindow is how many days before and after its due day a measurement may lie.
const DueWindow = 14

// NextDue is when the next measurement is due: the interval of the instrument
// after the latest assessment that counts, of which a retest is none. It is no
// date before the first assessment. Whether the case is open is not asked.
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
