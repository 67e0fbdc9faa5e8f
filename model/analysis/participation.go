// SPDX-License-Identifier: MPL-2.0

package analysis

import "codeberg.org/fremskridt/fremskridt/model"

// Cover returns the days covered by actual (not planned) activities of a group, up to
// and including asOf. An activity without an end covers every day until then; one of
// an unknown type is ignored.
func Cover(activities []model.Activity, v *model.Vocabulary, group model.ActivityGroup, asOf model.Date) Spans {
	return coverWhere(activities, v, asOf, func(t model.ActivityType) bool { return t.Group == group })
}

func coverWhere(activities []model.Activity, v *model.Vocabulary, asOf model.Date, counts func(model.ActivityType) bool) Spans {
	var spans []Span
	for _, a := range activities {
		if a.Planned {
			continue
		}
		if t, known := v.ActivityType(a.Type); known && counts(t) {
			spans = append(spans, Span{a.Start, model.MinDate(a.LastDay(asOf), asOf)})
		}
	}
	return NewSpans(spans...)
}

// Participation is what a citizen took part in, as sets of days.
type Participation struct {
	Company  Spans // at least one company-directed activity
	Other    Spans // at least one other activity, days with company among them
	Parallel Spans // company and other on the same day
	Neutral  Spans // sick, on leave or exempt, whatever else ran
	Exempt   Spans // neutral and neither company nor other: leaves the denominator
}

// NewParticipation returns a citizen's participation up to and including asOf.
func NewParticipation(activities []model.Activity, v *model.Vocabulary, asOf model.Date) Participation {
	p := Participation{
		Company: Cover(activities, v, model.GroupCompany, asOf),
		Other:   Cover(activities, v, model.GroupOther, asOf),
		Neutral: Cover(activities, v, model.GroupNeutral, asOf),
	}
	p.Parallel = p.Company.Intersect(p.Other)
	p.Exempt = p.Neutral.Subtract(p.Company).Subtract(p.Other)
	return p
}

// Passive returns the days, up to and including asOf, on which the citizen's case was
// open, without a company-directed, other or neutral activity. A case without an
// opening date counts from the first assessment.
func Passive(c model.CaseHistory, v *model.Vocabulary, asOf model.Date) Spans {
	return NewParticipation(c.Activities, v, asOf).passive(c, asOf)
}

func (p Participation) passive(c model.CaseHistory, asOf model.Date) Spans {
	from := c.Citizen.Opened
	if from.IsZero() {
		for _, a := range completed(c.Assessments) {
			from = model.MinDate(from, a.Date)
		}
	}
	open := NewSpans(Span{from, model.MinDate(c.Citizen.Closed, asOf)})
	return open.Subtract(p.Company).Subtract(p.Other).Subtract(p.Neutral)
}
