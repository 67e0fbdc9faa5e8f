// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"cmp"
	"math"
	"slices"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

// Builder gathers a Cohort: citizen by citizen, or in any order of citizens and
// their sheets, as a register has them.
type Builder struct {
	instruments map[string]*model.Instrument
	c           Cohort
	forms       map[formKey]uint16
	positions   []map[string]int // by form, of its items
	teams       index
	workers     index
	targets     index
	kinds       map[string]uint16
	loose       []loose
	used        map[string]int
}

// loose is a sheet that has not found its place.
type loose struct {
	sheet
	citizen uint32
	entered int64
}

type formKey struct {
	instrument string
	respondent model.Respondent
}

// NewBuilder begins with nobody. Assessments of an instrument and activities of a
// type that are not among those given are passed over.
func NewBuilder(instruments map[string]*model.Instrument, v *model.Vocabulary) *Builder {
	b := &Builder{
		instruments: instruments, forms: map[formKey]uint16{}, kinds: map[string]uint16{}, used: map[string]int{},
		teams: index{at: map[string]uint16{}}, workers: index{at: map[string]uint16{}}, targets: index{at: map[string]uint16{}},
	}
	b.c.vocabulary, b.c.kinds = v, v.ActivityTypes
	for i, t := range v.ActivityTypes {
		b.kinds[t.Code] = uint16(i)
	}
	return b
}

// index numbers names in the order that they come.
type index struct {
	names []string
	at    map[string]uint16
}

func (x *index) of(name string) uint16 {
	i, known := x.at[name]
	if !known {
		i = uint16(len(x.names))
		x.at[name], x.names = i, append(x.names, name)
	}
	return i
}

// Add takes a citizen in. It keeps nothing of the course but what figures need.
func (b *Builder) Add(c model.CaseHistory) {
	n := b.AddCitizen(c)
	sheets := slices.Clone(c.Assessments)
	slices.SortFunc(sheets, func(x, y model.Assessment) int { return cmp.Compare(x.ID, y.ID) })
	for _, a := range sheets {
		b.AddSheet(n, a)
	}
}

// AddCitizen takes a citizen in but for the sheets, and gives the number that they
// are added by.
func (b *Builder) AddCitizen(c model.CaseHistory) int {
	p := citizen{
		id: c.Citizen.ID, opened: c.Citizen.Opened, closed: c.Citizen.Closed,
		team: b.teams.of(c.Citizen.Team), worker: b.workers.of(c.Citizen.Caseworker), target: b.targets.of(c.Citizen.TargetGroup),
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

// AddSheet takes an assessment in that counts and is no retest; others are passed
// over. Of those of one citizen that were entered at the same moment, the later
// added counts as the later entered.
func (b *Builder) AddSheet(citizen int, a model.Assessment) {
	if !a.IsComplete() || a.Kind == model.KindRetest || b.instruments[a.Instrument] == nil {
		return
	}
	s := sheet{date: a.Date, form: b.form(&a), at: uint32(len(b.c.values))}
	f := &b.c.forms[s.form]
	for range f.items {
		b.c.values = append(b.c.values, missing)
	}
	values := b.c.values[s.at:]
	for _, answer := range a.Answers {
		if i, known := b.positions[s.form][answer.Item]; known && answer.HasValue() {
			values[i] = f.toward(i, answer.Value)
		}
	}
	s.index, s.complete = f.indexOf(values)
	b.loose = append(b.loose, loose{s, uint32(citizen), a.EnteredAt.UnixNano()})
}

// outcome is the first outcome, of several on one day the one that means most. A
// case that was closed for the reason of an outcome, and has none, has it on its
// last day.
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

// endless is the last day of what has no end.
var endless = model.NewDate(9999, time.December, 31)

func (b *Builder) addSpans(activities []model.Activity) {
	if len(activities) == 0 {
		return
	}
	p := analysis.NewParticipation(activities, b.c.vocabulary, endless)
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
		kind, known := b.kinds[a.Type]
		if a.Planned || !known || b.c.kinds[kind].Group == model.GroupNeutral {
			continue
		}
		b.c.activities = append(b.c.activities, activity{a.Start, a.End, kind})
	}
}

func (b *Builder) form(a *model.Assessment) uint16 {
	k := formKey{a.Instrument, a.Respondent}
	f, known := b.forms[k]
	if !known {
		form := newForm(b.instruments[a.Instrument], a.Respondent)
		positions := make(map[string]int, len(form.items))
		for i, it := range form.items {
			positions[it.Code] = i
		}
		f = uint16(len(b.c.forms))
		b.c.forms, b.forms[k], b.positions = append(b.c.forms, form), f, append(b.positions, positions)
	}
	b.c.forms[f].sheets++
	b.used[b.c.forms[f].in.Code]++
	return f
}

// place puts the sheets in their order and gives each citizen theirs. Of several of
// one day, respondent and version, the later entered answer to an item counts
// (methods 1), and the index is that of the one entered last, as in analysis.Index.
func (b *Builder) place() {
	slices.SortStableFunc(b.loose, func(x, y loose) int {
		return cmp.Or(cmp.Compare(x.citizen, y.citizen), x.date.Compare(y.date), cmp.Compare(x.entered, y.entered))
	})
	given := b.c.values
	b.c.sheets, b.c.values = make([]sheet, 0, len(b.loose)), make([]int8, 0, len(given))
	next := 0
	for n := range b.c.citizens {
		p := &b.c.citizens[n]
		p.sheets.from = uint32(len(b.c.sheets))
		for ; next < len(b.loose) && int(b.loose[next].citizen) == n; next++ {
			s := b.loose[next].sheet
			b.put(int(p.sheets.from), s, given[s.at:int(s.at)+len(b.c.forms[s.form].items)])
		}
		p.sheets.to = uint32(len(b.c.sheets))
		b.wind(b.c.sheets[p.sheets.from:], p)
	}
	b.loose = nil
}

// put adds a sheet to those of a citizen, which begin with the first, or to the one
// of the same day and form.
func (b *Builder) put(first int, s sheet, values []int8) {
	for i := len(b.c.sheets) - 1; i >= first && b.c.sheets[i].date == s.date; i-- {
		before := &b.c.sheets[i]
		if before.form != s.form {
			continue
		}
		before.index, before.complete = s.index, s.complete
		for k, v := range values {
			if v != missing {
				b.c.values[int(before.at)+k] = v
			}
		}
		return
	}
	s.at = uint32(len(b.c.values))
	b.c.sheets, b.c.values = append(b.c.sheets, s), append(b.c.values, values...)
}

// wind sets the clocks of a citizen's sheets, which are in order.
func (b *Builder) wind(sheets []sheet, p *citizen) {
	for i := 1; i < len(sheets); i++ {
		e := b.c.exposure(p, sheets[i-1].date, sheets[i].date)
		was := sheets[i-1].clock
		sheets[i].clock = clock{was.company + e.company, was.other + e.other, was.exempt + e.exempt}
	}
}

// Cohort is what has been gathered, as it was read at a moment. The Builder is of no
// use after it.
func (b *Builder) Cohort(readAt time.Time) *Cohort {
	c := &b.c
	b.place()
	c.ReadAt = readAt
	c.teams, c.workers, c.targets = b.teams.names, b.workers.names, b.targets.names
	for code := range b.used {
		c.instruments = append(c.instruments, code)
	}
	slices.SortFunc(c.instruments, func(x, y string) int { return cmp.Or(b.used[y]-b.used[x], cmp.Compare(x, y)) })
	slices.SortFunc(c.citizens, func(x, y citizen) int { return cmp.Compare(x.id, y.id) })
	c.views = newViews(c)
	return c
}

// noIndex reports whether a sheet has no index.
func (s *sheet) noIndex() bool { return math.IsNaN(s.index) }
