// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"math"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// Cohort are the citizens of a register, or of the teams that somebody may see,
// as they stood when they were read. It holds no name, no case number and no CPR.
// It does not change and is safe for use by several goroutines; groups share its
// numbers.
type Cohort struct {
	vocabulary    *model.Vocabulary
	itemSets      []itemSet
	teams         []string
	workers       []string // initials; "" where nobody has the case
	targets       []string // codes of target groups
	activityTypes []model.ActivityType
	instruments   []string // codes, the most used first

	citizens    []citizen
	assessments []assessment
	values      []int8
	spans       []span
	activities  []activity
	partition   *disclosure.Partition

	// ReadAt is when it was read.
	ReadAt time.Time
}

// Citizens is how many there are. It is no figure: it says how much is held.
func (c *Cohort) Citizens() int { return len(c.citizens) }

// citizen is one of them. The ranges are of the Cohort's slices.
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

// outcome is the first thing that a course led to; its role is empty where it
// goes on.
type outcome struct {
	on   model.Date
	role role
}

// role is a model.OutcomeRole in a byte.
type role uint8

const (
	noRole role = iota
	jobRole
	flexJobRole
	otherRole
)

// assessment are the answers of one respondent on one day, in one version, no draft and
// no retest. A citizen's are in the order of days and, within a day, of entry.
type assessment struct {
	date     model.Date
	itemSet  uint16
	complete bool      // every item of the index is answered
	offset   uint32    // of the values, one for each item of the form
	index    float64   // in steps, as analysis.IndexPoint.Value; NaN for none
	elapsed  dayCounts // at the end of the day
}

// noDate leaves a side of a period open.
var noDate model.Date

// missing stands among values where there is none.
const missing = math.MinInt8

// dayCounts are counts of a citizen's days until some day, from a day of its own
// that is the same for all of the citizen's.
type dayCounts struct{ company, other, exempt int32 }

// span is a run of days of one kind. Those of a citizen are in order and do not
// overlap; one that has no end runs to endless.
type span struct {
	from, to model.Date
	kind     dayKind
}

type dayKind uint8

// The kinds of days that are not passive (methods 1).
const (
	companyDay dayKind = iota // company-directed activity
	otherDay                  // other and no company-directed activity
	exemptDay                 // neutral and none of the two
)

// activity is an actual company-directed or other activity.
type activity struct {
	start, end   model.Date // no end while it runs
	activityType uint16     // of the Cohort's kinds
}

func (c *Cohort) assessmentsOf(p *citizen) []assessment {
	return c.assessments[p.assessments.from:p.assessments.to]
}

func (c *Cohort) spansOf(p *citizen) []span { return c.spans[p.spans.from:p.spans.to] }

func (c *Cohort) activitiesOf(p *citizen) []activity {
	return c.activities[p.activities.from:p.activities.to]
}

// valuesOf are the values of a sheet, one for each item of its form.
func (c *Cohort) valuesOf(s *assessment) []int8 {
	return c.values[s.offset : int(s.offset)+len(c.itemSets[s.itemSet].items)]
}

// assessmentsBetween are a citizen's sheets from one day to another, both included.
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

// exposure is how the days of an interval were spent, as analysis.Exposure.
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

// exposureBetween is the exposure between two sheets of a citizen.
func exposureBetween(a, b *assessment) exposure {
	return exposure{
		days: int32(b.date.Sub(a.date)),
		dayCounts: dayCounts{
			b.elapsed.company - a.elapsed.company, b.elapsed.other - a.elapsed.other, b.elapsed.exempt - a.elapsed.exempt,
		},
	}
}

// counted are the days that are not neutral, the n of methods 1.
func (e exposure) counted() int32 { return e.days - e.exempt }
