// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"math"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// Cohort is the citizens of a register, or of the teams that a user may see, as of
// when they were read. It has no names, case numbers or CPR numbers. It does not
// change and is safe for concurrent use.
type Cohort struct {
	vocabulary    *model.Vocabulary
	itemSets      []itemSet
	teams         []string
	workers       []string // initials; "" for a case without a caseworker
	targets       []string // codes of target groups
	activityTypes []model.ActivityType
	instruments   []string // codes, the most used first

	citizens    []citizen
	assessments []assessment
	values      []int8
	spans       []span
	activities  []activity
	partition   *disclosure.Partition

	// ReadAt is when the register was read.
	ReadAt time.Time
}

// Citizens is the number of citizens read. It is not for publishing: [Coverage] has a
// number that is.
func (c *Cohort) Citizens() int { return len(c.citizens) }

// citizen has what figures need of a citizen; the ranges index the Cohort's slices.
type citizen struct {
	id                   model.ID
	opened, closed       model.Date
	team, worker, target uint16
	outcome              outcome
	assessments          indexRange
	spans                indexRange
	activities           indexRange
}

// indexRange is a part of a slice.
type indexRange struct{ from, to uint32 }

// outcome is a citizen's first outcome; without one, role is noRole.
type outcome struct {
	on   model.Date
	role role
}

// role is a [model.OutcomeRole] in a byte.
type role uint8

const (
	noRole role = iota
	jobRole
	flexJobRole
	otherRole
)

// assessment is what one respondent answered on one day in one version, drafts and
// retests left out. A citizen's are in the order of days and, within a day, of entry.
type assessment struct {
	date     model.Date
	itemSet  uint16
	complete bool      // every item of the index is answered
	offset   uint32    // of its values, one for each item of the set
	index    float64   // in steps, as analysis.IndexPoint.Value; NaN where there is none
	elapsed  dayCounts // since some day, the same for all of the citizen's
}

// noDate leaves a side of a period open.
var noDate model.Date

// missing marks an item without an answer.
const missing = math.MinInt8

// dayCounts counts days by kind.
type dayCounts struct{ company, other, exempt int32 }

// span is a run of days of one kind. A citizen's are in order and do not overlap; one
// without an end runs to openEnd.
type span struct {
	from, to model.Date
	kind     dayKind
}

type dayKind uint8

// The kinds of days that are not passive (docs/methods.md#1-days-intervals-exposure).
const (
	companyDay dayKind = iota // company-directed activity
	otherDay                  // other and no company-directed activity
	exemptDay                 // neutral and none of the two
)

// activity is a company-directed or other activity that took place.
type activity struct {
	start, end   model.Date // no date while it runs
	activityType uint16     // index of the Cohort's activityTypes
}

func (c *Cohort) assessmentsOf(p *citizen) []assessment {
	return c.assessments[p.assessments.from:p.assessments.to]
}

func (c *Cohort) spansOf(p *citizen) []span { return c.spans[p.spans.from:p.spans.to] }

func (c *Cohort) activitiesOf(p *citizen) []activity {
	return c.activities[p.activities.from:p.activities.to]
}

// valuesOf returns an assessment's values, one for each item of its set.
func (c *Cohort) valuesOf(s *assessment) []int8 {
	return c.values[s.offset : int(s.offset)+len(c.itemSets[s.itemSet].items)]
}

// assessmentsBetween returns a citizen's assessments of a period, both days included;
// noDate leaves its beginning open.
func (c *Cohort) assessmentsBetween(p *citizen, from, to model.Date) []assessment {
	assessments := c.assessmentsOf(p)
	for len(assessments) > 0 && assessments[0].date.Before(from) {
		assessments = assessments[1:]
	}
	for len(assessments) > 0 && assessments[len(assessments)-1].date.After(to) {
		assessments = assessments[:len(assessments)-1]
	}
	return assessments
}

// exposure counts the days of from < d <= to.
func (c *Cohort) exposure(p *citizen, from, to model.Date) (e exposure) {
	e.days = int32(to.Sub(from))
	for _, s := range c.spansOf(p) {
		first, last := model.MaxDate(s.from, from.Add(1)), s.to
		if last.After(to) {
			last = to
		}
		if last.Before(first) {
			continue
		}
		e.add(s.kind, int32(last.Sub(first)+1))
	}
	return e
}

// exposure is how the days of an interval were spent, like [analysis.Exposure].
type exposure struct {
	days int32
	dayCounts
}

func (c *dayCounts) add(kind dayKind, days int32) {
	switch kind {
	case companyDay:
		c.company += days
	case otherDay:
		c.other += days
	case exemptDay:
		c.exempt += days
	}
}

// exposureBetween is the exposure between two assessments of a citizen.
func exposureBetween(a, b *assessment) exposure {
	return exposure{
		days: int32(b.date.Sub(a.date)),
		dayCounts: dayCounts{
			b.elapsed.company - a.elapsed.company, b.elapsed.other - a.elapsed.other, b.elapsed.exempt - a.elapsed.exempt,
		},
	}
}

// counted is the number of days that are not neutral, n in
// docs/methods.md#1-days-intervals-exposure.
func (e exposure) counted() int32 { return e.days - e.exempt }
