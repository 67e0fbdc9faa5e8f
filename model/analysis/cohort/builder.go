// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"cmp"
	"math"
	"slices"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// Builder collects a [Cohort]: citizen by citizen, or all citizens and then their
// assessments in any order, as a register stores them.
type Builder struct {
	instruments   map[string]*model.Instrument
	c             Cohort
	itemSets      map[itemSetKey]uint16
	positions     []map[string]int // by item set: item code to position
	teams         nameIndex
	workers       nameIndex
	targets       nameIndex
	activityTypes map[string]uint16
	pending       []pendingAssessment
	used          map[string]int
}

// pendingAssessment is an assessment that is not yet with its citizen.
type pendingAssessment struct {
	assessment
	citizen uint32
	entered int64
}

type itemSetKey struct {
	instrument string
	respondent model.Respondent
}

// NewBuilder returns a Builder without citizens. Assessments of other instruments and
// activities of unknown types are ignored.
func NewBuilder(instruments map[string]*model.Instrument, v *model.Vocabulary) *Builder {
	b := &Builder{
		instruments: instruments, itemSets: map[itemSetKey]uint16{}, activityTypes: map[string]uint16{}, used: map[string]int{},
		teams: nameIndex{at: map[string]uint16{}}, workers: nameIndex{at: map[string]uint16{}}, targets: nameIndex{at: map[string]uint16{}},
	}
	b.c.vocabulary, b.c.activityTypes = v, v.ActivityTypes
	for i, t := range v.ActivityTypes {
		b.activityTypes[t.Code] = uint16(i)
	}
	return b
}

// nameIndex numbers names in the order of their first use.
type nameIndex struct {
	names []string
	at    map[string]uint16
}

func (x *nameIndex) number(name string) uint16 {
	i, known := x.at[name]
	if !known {
		i = uint16(len(x.names))
		x.at[name], x.names = i, append(x.names, name)
	}
	return i
}

// Add adds a citizen with all assessments, of which it keeps only what figures need.
func (b *Builder) Add(c model.CaseHistory) {
	n := b.AddCitizen(c)
	assessments := slices.Clone(c.Assessments)
	slices.SortFunc(assessments, func(x, y model.Assessment) int { return cmp.Compare(x.ID, y.ID) })
	for _, a := range assessments {
		b.AddAssessment(n, a)
	}
}

// AddCitizen adds a citizen without assessments and returns the number to pass to
// [Builder.AddAssessment].
func (b *Builder) AddCitizen(c model.CaseHistory) int {
	p := citizen{
		id: c.Citizen.ID, opened: c.Citizen.Opened, closed: c.Citizen.Closed,
		team: b.teams.number(c.Citizen.Team), worker: b.workers.number(c.Citizen.Caseworker), target: b.targets.number(c.Citizen.TargetGroup),
		outcome: b.outcome(c),
	}
	p.spans.from = uint32(len(b.c.spans))
	b.addSpans(c.Activities)
	p.spans.to = uint32(len(b.c.spans))
	p.activities.from = uint32(len(b.c.activities))
	b.addActivities(c.Activities)
	p.activities.to = uint32(len(b.c.activities))
	b.c.citizens = append(b.c.citizens, p)
	return len(b.c.citizens) - 1
}

// AddAssessment adds an assessment of a citizen. Drafts, retests and unknown
// instruments are ignored. Of assessments of one citizen entered at the same moment,
// the one added later counts as entered later.
func (b *Builder) AddAssessment(citizen int, a model.Assessment) {
	if !a.IsComplete() || a.Kind == model.KindRetest || b.instruments[a.Instrument] == nil {
		return
	}
	s := assessment{date: a.Date, itemSet: b.itemSetOf(&a), offset: uint32(len(b.c.values))}
	f := &b.c.itemSets[s.itemSet]
	for range f.items {
		b.c.values = append(b.c.values, missing)
	}
	values := b.c.values[s.offset:]
	for _, answer := range a.Answers {
		if i, known := b.positions[s.itemSet][answer.Item]; known && answer.HasValue() {
			values[i] = f.towardWork(i, answer.Value)
		}
	}
	s.index, s.complete = f.indexOf(values)
	b.pending = append(b.pending, pendingAssessment{s, uint32(citizen), a.EnteredAt.UnixNano()})
}

// outcome is the first outcome; of several on one day, the one with the lowest role. A
// case closed for the reason of an outcome kind, and without outcomes, has that one on
// its last day.
func (b *Builder) outcome(c model.CaseHistory) outcome {
	var first outcome
	for _, o := range c.Outcomes {
		kind, known := b.c.vocabulary.OutcomeKind(o.Kind)
		if !known {
			continue
		}
		r := roleOf(kind.Role)
		if first.role == noRole || o.Date.Before(first.on) || o.Date == first.on && r < first.role {
			first = outcome{o.Date, r}
		}
	}
	if kind, known := b.c.vocabulary.OutcomeKind(c.Citizen.CloseReason); known && first.role == noRole && !c.Citizen.Closed.IsZero() {
		return outcome{c.Citizen.Closed, roleOf(kind.Role)}
	}
	return first
}

func roleOf(r model.OutcomeRole) role {
	switch r {
	case model.OutcomeJob:
		return jobRole
	case model.OutcomeFlexJob:
		return flexJobRole
	}
	return otherRole
}

// openEnd is the last day of a span without an end.
var openEnd = model.NewDate(9999, time.December, 31)

func (b *Builder) addSpans(activities []model.Activity) {
	if len(activities) == 0 {
		return
	}
	p := analysis.NewParticipation(activities, b.c.vocabulary, openEnd)
	from := len(b.c.spans)
	for _, of := range []struct {
		kind  dayKind
		spans analysis.Spans
	}{{companyDay, p.Company}, {otherDay, p.Other.Subtract(p.Company)}, {exemptDay, p.Exempt}} {
		for _, s := range of.spans {
			b.c.spans = append(b.c.spans, span{s.From, s.To, of.kind})
		}
	}
	slices.SortFunc(b.c.spans[from:], func(x, y span) int { return x.from.Compare(y.from) })
}

func (b *Builder) addActivities(activities []model.Activity) {
	for _, a := range activities {
		kind, known := b.activityTypes[a.Type]
		if a.Planned || !known || b.c.activityTypes[kind].Group == model.GroupNeutral {
			continue
		}
		b.c.activities = append(b.c.activities, activity{a.Start, a.End, kind})
	}
}

func (b *Builder) itemSetOf(a *model.Assessment) uint16 {
	k := itemSetKey{a.Instrument, a.Respondent}
	f, known := b.itemSets[k]
	if !known {
		set := newItemSet(b.instruments[a.Instrument], a.Respondent)
		positions := make(map[string]int, len(set.items))
		for i, it := range set.items {
			positions[it.Code] = i
		}
		f = uint16(len(b.c.itemSets))
		b.c.itemSets, b.itemSets[k], b.positions = append(b.c.itemSets, set), f, append(b.positions, positions)
	}
	b.c.itemSets[f].assessments++
	b.used[b.c.itemSets[f].instrument.Code]++
	return f
}

// arrange sorts the assessments and gives each citizen theirs. Of several of one day,
// respondent and version, the later entered answer to an item counts
// (docs/methods.md#1-days-intervals-exposure), and the index is that of the one
// entered last, as in [analysis.Index].
func (b *Builder) arrange() {
	slices.SortStableFunc(b.pending, func(x, y pendingAssessment) int {
		return cmp.Or(cmp.Compare(x.citizen, y.citizen), x.date.Compare(y.date), cmp.Compare(x.entered, y.entered))
	})
	given := b.c.values
	b.c.assessments, b.c.values = make([]assessment, 0, len(b.pending)), make([]int8, 0, len(given))
	next := 0
	for n := range b.c.citizens {
		p := &b.c.citizens[n]
		p.assessments.from = uint32(len(b.c.assessments))
		for ; next < len(b.pending) && int(b.pending[next].citizen) == n; next++ {
			s := b.pending[next].assessment
			b.addOrMerge(int(p.assessments.from), s, given[s.offset:int(s.offset)+len(b.c.itemSets[s.itemSet].items)])
		}
		p.assessments.to = uint32(len(b.c.assessments))
		b.accumulateExposure(b.c.assessments[p.assessments.from:], p)
	}
	b.pending = nil
}

// addOrMerge appends an assessment of the citizen whose assessments begin at first, or
// merges it into the one of the same day and item set.
func (b *Builder) addOrMerge(first int, s assessment, values []int8) {
	for i := len(b.c.assessments) - 1; i >= first && b.c.assessments[i].date == s.date; i-- {
		before := &b.c.assessments[i]
		if before.itemSet != s.itemSet {
			continue
		}
		before.index, before.complete = s.index, s.complete
		for k, v := range values {
			if v != missing {
				b.c.values[int(before.offset)+k] = v
			}
		}
		return
	}
	s.offset = uint32(len(b.c.values))
	b.c.assessments, b.c.values = append(b.c.assessments, s), append(b.c.values, values...)
}

// accumulateExposure counts the days of each kind up to each of a citizen's
// assessments.
func (b *Builder) accumulateExposure(assessments []assessment, p *citizen) {
	for i := 1; i < len(assessments); i++ {
		e := b.c.exposure(p, assessments[i-1].date, assessments[i].date)
		was := assessments[i-1].elapsed
		assessments[i].elapsed = dayCounts{was.company + e.company, was.other + e.other, was.exempt + e.exempt}
	}
}

// Cohort returns what was collected, read at a moment. The Builder cannot be used
// afterwards.
func (b *Builder) Cohort(readAt time.Time) *Cohort {
	c := &b.c
	b.arrange()
	c.ReadAt = readAt
	c.teams, c.workers, c.targets = b.teams.names, b.workers.names, b.targets.names
	for code := range b.used {
		c.instruments = append(c.instruments, code)
	}
	slices.SortFunc(c.instruments, func(x, y string) int { return cmp.Or(b.used[y]-b.used[x], cmp.Compare(x, y)) })
	slices.SortFunc(c.citizens, func(x, y citizen) int { return cmp.Compare(x.id, y.id) })
	rows := make([]disclosure.Row, len(c.citizens))
	for i, p := range c.citizens {
		rows[i] = disclosure.Row{Team: p.team, Caseworker: p.worker, TargetGroup: p.target}
	}
	c.partition = disclosure.NewPartition(rows)
	return c
}

// noIndex reports whether an assessment has no index.
func (s *assessment) noIndex() bool { return math.IsNaN(s.index) }
