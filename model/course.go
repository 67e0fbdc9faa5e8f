package model

// Course is everything the register holds about one citizen's way: what the
// citizen's page, the figure and the analysis are made from. The slices are in
// order of date.
type Course struct {
	Citizen     Citizen
	Assessments []Assessment
	Activities  []Activity
	Outcomes    []Outcome
	Events      []Event
}
