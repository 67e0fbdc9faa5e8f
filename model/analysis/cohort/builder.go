package cohort

import (
	"cmp"
	"math"
	"slices"
	"time"

	"fremskridt/model"
	"fremskridt/model/analysis"
)

// Builder gathers a Cohort from courses, one at a time.
type Builder struct {
	instruments map[string]*model.Instrument
	c           Cohort
	forms       map[formKey]uint16
	positions   []map[string]int // by form, of its items
	teams       index
	workers     index
	targets     index
	kinds       map[string]uint16
	order       []int // scratch: the sheets that count
	used        map[string]int
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

// Add takes a citizen in. It keeps nothing of the course but what figures need,
// and no slice of it.
func (b *Builder) Add(c model.Course) {
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
	p.sheets.from = uint32(len(b.c.sheets))
	b.addSheets(c.Assessments, p)
	p.sheets.to = uint32(len(b.c.sheets))
	b.c.citizens = append(b.c.citizens, p)
}

// outcome is the first outcome, of several on one day the one that means most. A
// case that was closed for the reason of an outcome, and has none, has it on its
// last day.
func (b *Builder) outcome(c model.Course) outcome {
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
	case model.RoleJob:
		return jobRole
	case model.RoleFlexJob:
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
		if a.Planned || !known || b.c.kinds[kind].Group == model.Neutral {
			continue
		}
		b.c.activities = append(b.c.activities, activity{a.Start, a.End, kind})
	}
}

// addSheets adds the assessments that count, one a day, respondent and version:
// of several, the later entered answer to an item counts (methods 1), and the
// index is that of the one entered last, as in analysis.Index.
func (b *Builder) addSheets(all []model.Assessment, p citizen) {
	b.order = b.order[:0]
	for i := range all {
		a := &all[i]
		if a.Counts() && a.Kind != model.KindRetest && b.instruments[a.Instrument] != nil {
			b.order = append(b.order, i)
		}
	}
	slices.SortStableFunc(b.order, func(x, y int) int {
		a, b := &all[x], &all[y]
		return cmp.Or(a.Date.Compare(b.Date), a.EnteredAt.Compare(b.EnteredAt), cmp.Compare(a.ID, b.ID))
	})
	first := len(b.c.sheets)
	for _, i := range b.order {
		a := &all[i]
		f := b.form(a)
		if s := b.sameDay(first, a.Date, f); s != nil {
			b.merge(s, a.Answers)
			continue
		}
		b.c.sheets = append(b.c.sheets, sheet{date: a.Date, form: f, at: uint32(len(b.c.values))})
		b.fill(&b.c.sheets[len(b.c.sheets)-1], a.Answers)
	}
	b.wind(b.c.sheets[first:], p)
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
	b.used[b.c.forms[f].in.Code]++
	return f
}

// sameDay finds the sheet of the same day and form among a citizen's own.
func (b *Builder) sameDay(first int, on model.Date, f uint16) *sheet {
	for i := len(b.c.sheets) - 1; i >= first && b.c.sheets[i].date == on; i-- {
		if b.c.sheets[i].form == f {
			return &b.c.sheets[i]
		}
	}
	return nil
}

// fill adds the values of a sheet.
func (b *Builder) fill(s *sheet, answers []model.Answer) {
	f := &b.c.forms[s.form]
	for range f.items {
		b.c.values = append(b.c.values, missing)
	}
	values := b.c.values[s.at:]
	for _, a := range answers {
		if i, known := b.positions[s.form][a.Item]; known && a.Answered() {
			values[i] = f.toward(i, a.Value)
		}
	}
	s.index, s.complete = f.indexOf(values)
}

// merge lets the answers of a later entered sheet of the same day count.
func (b *Builder) merge(s *sheet, answers []model.Answer) {
	later := sheet{form: s.form, at: uint32(len(b.c.values))}
	b.fill(&later, answers)
	values := b.c.values[later.at:]
	for i, v := range values {
		if v != missing {
			b.c.values[int(s.at)+i] = v
		}
	}
	s.index, s.complete = later.index, later.complete
	b.c.values = b.c.values[:later.at]
}

// wind sets the clocks of a citizen's sheets, which are in order.
func (b *Builder) wind(sheets []sheet, p citizen) {
	for i := range sheets {
		if i == 0 {
			continue
		}
		e := b.c.exposure(&p, sheets[i-1].date, sheets[i].date)
		was := sheets[i-1].clock
		sheets[i].clock = clock{was.company + e.company, was.other + e.other, was.exempt + e.exempt}
	}
}

// Cohort is what has been gathered. The Builder is of no use after it.
func (b *Builder) Cohort() *Cohort {
	c := &b.c
	c.teams, c.workers, c.targets = b.teams.names, b.workers.names, b.targets.names
	for code := range b.used {
		c.instruments = append(c.instruments, code)
	}
	slices.SortFunc(c.instruments, func(x, y string) int { return cmp.Or(b.used[y]-b.used[x], cmp.Compare(x, y)) })
	slices.SortFunc(c.citizens, func(x, y citizen) int { return cmp.Compare(x.id, y.id) })
	c.sheets, c.values = slices.Clip(c.sheets), slices.Clip(c.values)
	c.views = newViews(c)
	return c
}

// noIndex reports whether a sheet has no index.
func (s *sheet) noIndex() bool { return math.IsNaN(s.index) }
