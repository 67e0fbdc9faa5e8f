// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"math"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Cohort are the citizens of a register, or of the teams that somebody may see,
// as they stood when they were read. It holds no name, no case number and no CPR.
// It does not change and is safe for use by several goroutines; groups share its
// numbers.
type Cohort struct {
	vocabulary  *model.Vocabulary
	forms       []form
	teams       []string
	workers     []string // initials; "" where nobody has the case
	targets     []string // codes of target groups
	kinds       []model.ActivityType
	instruments []string // codes, the most used first

	citizens   []citizen
	sheets     []sheet
	values     []int8
	spans      []span
	activities []activity
	views      views

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
	sheets               extent
	spans                extent
	activities           extent
}

// extent is a part of a slice.
type extent struct{ from, to uint32 }

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

// sheet are the answers of one respondent on one day, in one version, no draft and
// no retest. A citizen's are in the order of days and, within a day, of entry.
type sheet struct {
	date     model.Date
	form     uint16
	complete bool    // every item of the index is answered
	at       uint32  // of the values, one for each item of the form
	index    float64 // in steps, as analysis.IndexPoint.Value; NaN for none
	clock    clock   // at the end of the day
}

// noDate leaves a side of a period open.
var noDate model.Date

// missing stands among values where there is none.
const missing = math.MinInt8

// clock are counts of a citizen's days until some day, from a day of its own
// that is the same for all of the citizen's.
type clock struct{ company, other, exempt int32 }

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
	start, end model.Date // no end while it runs
	kind       uint16     // of the Cohort's kinds
}

func (c *Cohort) sheetsOf(p *citizen) []sheet { return c.sheets[p.sheets.from:p.sheets.to] }

func (c *Cohort) spansOf(p *citizen) []span { return c.spans[p.spans.from:p.spans.to] }

func (c *Cohort) activitiesOf(p *citizen) []activity {
	return c.activities[p.activities.from:p.activities.to]
}

// valuesOf are the values of a sheet, one for each item of its form.
func (c *Cohort) valuesOf(s *sheet) []int8 {
	return c.values[s.at : int(s.at)+len(c.forms[s.form].items)]
}

// through are a citizen's sheets from one day to another, both included.
func (c *Cohort) through(p *citizen, from, to model.Date) []sheet {
	sheets := c.sheetsOf(p)
	for len(sheets) > 0 && sheets[0].date.Before(from) {
		sheets = sheets[1:]
	}
	for len(sheets) > 0 && sheets[len(sheets)-1].date.After(to) {
		sheets = sheets[:len(sheets)-1]
	}
	return sheets
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
	clock
}

func (c *clock) add(kind dayKind, days int32) {
	switch kind {
	case companyDay:
		c.company += days
	case otherDay:
		c.other += days
	case exemptDay:
		c.exempt += days
	}
}

// between is the exposure between two sheets of a citizen.
func between(a, b *sheet) exposure {
	return exposure{
		days: int32(b.date.Sub(a.date)),
		clock: clock{
			b.clock.company - a.clock.company, b.clock.other - a.clock.other, b.clock.exempt - a.clock.exempt,
		},
	}
}

// counted are the days that are not neutral, the n of methods 1.
func (e exposure) counted() int32 { return e.days - e.exempt }
