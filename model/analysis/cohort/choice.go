// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"fmt"
	"slices"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

// Choice is the part of a cohort that somebody chose to look at. The zero Choice
// is all of it. A target group is chosen alone: not with a caseworker, and with a
// team just where there is no other.
type Choice struct {
	Team        string // name; empty for all
	Caseworker  string // initials, of the team where there are several; empty for all
	TargetGroup string // code; empty for all
	// Quarters are the whole quarters of the calendar before the running one that
	// the figures of methods 3 look back at; 0 for all time. It is one of Periods.
	Quarters int
	// Instrument is the code of a questionnaire; empty for the one most used.
	Instrument string
}

// Periods are the periods that may be chosen, the longest first: all time, and
// three, two and one year of whole quarters.
func Periods() []int { return []int{0, 12, 8, 4} }

// ChoiceError says that a Choice cannot be looked at.
type ChoiceError struct {
	Field  Field
	Value  string
	Reason Reason
	Names  []string // the values that there are, where the one chosen is Unknown
}

func (e *ChoiceError) Error() string {
	return fmt.Sprintf("choose %s %q: %s", e.Field, e.Value, e.Reason)
}

func (c *Cohort) unknown(f Field, value string) *ChoiceError {
	return &ChoiceError{f, value, Unknown, c.Names(f)}
}

// Field is a field of a Choice.
type Field string

// The fields.
const (
	FieldTeam        Field = "team"
	FieldCaseworker  Field = "caseworker"
	FieldTargetGroup Field = "target_group"
	FieldPeriod      Field = "period"
	FieldInstrument  Field = "instrument"
)

// Option is a value that a field of a Choice could have.
type Option struct {
	Value    string
	Citizens Disclosed[int]
	Reason   Reason // why it cannot be chosen; empty where it can
}

// Offer is what each field of a Choice could be, the others being as they are.
type Offer struct {
	Teams        []Option // none where there is but one
	Caseworkers  []Option // none while several teams are looked at
	TargetGroups []Option
	Periods      []PeriodOption // the longest first
	Instruments  []string       // codes, the most used first
}

// PeriodOption is a period that could be chosen.
type PeriodOption struct {
	Quarters int
	From     model.Date // the first day; none for all time
	Reason   Reason     // why it cannot be chosen; empty where it can
}

// Group is a chosen part of a cohort on a day. Its methods are the figures.
type Group struct {
	cohort    *Cohort
	norms     analysis.Norms
	choice    Choice
	view      int32
	from      model.Date // first day of the period; none for all time
	asOf      model.Date
	rows      mergedRows
	citizens  int    // of the group, in the period
	inPeriod  []bool // by citizen: in the population of the period, of whatever view
	inAllTime []bool // the same for all time
	// everyone are the citizens of the group of all time, by their numbers.
	members []int
}

// Group is the chosen part as of a day, which is the last that counts. The norms
// are the register's, for measurement error. It is a *ChoiceError where the choice
// is of nobody, or may not be looked at.
func (c *Cohort) Group(choice Choice, asOf model.Date, norms analysis.Norms) (*Group, error) {
	g := &Group{cohort: c, norms: norms, choice: choice, asOf: asOf}
	view, failed := c.view(choice)
	if failed != nil {
		return nil, failed
	}
	if !slices.Contains(Periods(), choice.Quarters) {
		return nil, c.unknown(FieldPeriod, fmt.Sprint(choice.Quarters))
	}
	code, failed := c.instrument(choice.Instrument)
	if failed != nil {
		return nil, failed
	}
	g.view, g.from = view, periodFrom(choice.Quarters, asOf)
	g.choice.Instrument, g.rows = code, c.mergeRows(code)
	people := c.openCases(choice.Quarters, asOf)
	if people.suppress(singleCategory)[view] > 0 {
		field, value := choice.finest()
		return nil, &ChoiceError{Field: field, Value: value, Reason: people.reason(view)}
	}
	g.inPeriod, g.inAllTime = make([]bool, len(c.citizens)), make([]bool, len(c.citizens))
	for i := range c.citizens {
		p := &c.citizens[i]
		g.inPeriod[i], g.inAllTime[i] = p.openIn(g.from, asOf), p.openIn(noDate, asOf)
		if c.views.contains(view, i) {
			if g.inPeriod[i] {
				g.citizens++
			}
			if g.inAllTime[i] {
				g.members = append(g.members, i)
			}
		}
	}
	return g, nil
}

// Choice is what was chosen, the instrument named.
func (g *Group) Choice() Choice { return g.choice }

// AsOf is the last day that counts.
func (g *Group) AsOf() model.Date { return g.asOf }

// From is the first day of the period, none for all time.
func (g *Group) From() model.Date { return g.from }

// finest is the finest of what was chosen.
func (ch Choice) finest() (Field, string) {
	switch {
	case ch.Caseworker != "":
		return FieldCaseworker, ch.Caseworker
	case ch.TargetGroup != "":
		return FieldTargetGroup, ch.TargetGroup
	case ch.Team != "":
		return FieldTeam, ch.Team
	}
	return FieldPeriod, fmt.Sprint(ch.Quarters)
}

func (c *Cohort) instrument(code string) (string, *ChoiceError) {
	switch {
	case code == "" && len(c.instruments) > 0:
		return c.instruments[0], nil
	case code == "" || slices.Contains(c.instruments, code):
		return code, nil
	}
	return "", c.unknown(FieldInstrument, code)
}

// view finds the view of a choice.
func (c *Cohort) view(ch Choice) (int32, *ChoiceError) {
	numbers := [3]int32{none, none, none}
	for i, f := range []struct {
		field Field
		names []string
		name  string
	}{{FieldTeam, c.teams, ch.Team}, {FieldCaseworker, c.workers, ch.Caseworker}, {FieldTargetGroup, c.targets, ch.TargetGroup}} {
		if f.name == "" {
			continue
		}
		if numbers[i] = int32(slices.Index(f.names, f.name)); numbers[i] < 0 {
			return none, c.unknown(f.field, f.name)
		}
	}
	team, worker, target := numbers[0], numbers[1], numbers[2]
	several := len(c.teams) > 1
	switch {
	case target != none && worker != none, target != none && team != none && several:
		return none, &ChoiceError{Field: FieldTargetGroup, Value: ch.TargetGroup, Reason: OneAtATime}
	case worker != none && team == none && several:
		return none, &ChoiceError{Field: FieldCaseworker, Value: ch.Caseworker, Reason: WithinTeam}
	}
	id, ok := c.views.find(c, team, worker, target)
	if !ok {
		field, value := ch.finest()
		return none, &ChoiceError{Field: field, Value: value, Reason: NoCitizens}
	}
	return id, nil
}

// openCases tallies the citizens whose case was open some day of a period.
func (c *Cohort) openCases(quarters int, asOf model.Date) *tally {
	t, from := c.views.tally(1), periodFrom(quarters, asOf)
	for i := range c.citizens {
		if c.citizens[i].openIn(from, asOf) {
			t.add(i, 0)
		}
	}
	return t
}

// reason is why a view is not told of.
func (t *tally) reason(view int32) Reason {
	switch n := t.total(view); {
	case n == 0:
		return NoCitizens
	case n < Threshold:
		return FewCitizens
	}
	return SecondarySuppression
}

// openIn reports whether the case was open some day from one to another.
func (p *citizen) openIn(from, to model.Date) bool {
	return !p.opened.After(to) && (p.closed.IsZero() || !p.closed.Before(from))
}

// openOn reports whether the case was open on the day.
func (p *citizen) openOn(d model.Date) bool { return p.openIn(d, d) }

// periodFrom is the first day of a period: that of the quarter of the calendar so
// many quarters before the one of asOf. It is no date for all time.
func periodFrom(quarters int, asOf model.Date) model.Date {
	if quarters == 0 {
		return model.Date{}
	}
	y, m, _ := asOf.Civil()
	return model.NewDate(y, m-(m-1)%3-time.Month(3*quarters), 1)
}

// Offer is what could be chosen beside a choice, as of a day.
func (c *Cohort) Offer(ch Choice, asOf model.Date) Offer {
	o := Offer{Instruments: c.Instruments()}
	people := c.openCases(ch.Quarters, asOf)
	levels := people.suppress(singleCategory)
	option := func(value string, other Choice) Option {
		id, err := c.view(other)
		if err != nil {
			return Option{value, withhold[int](err.Reason), err.Reason}
		}
		if levels[id] > 0 {
			why := people.reason(id)
			return Option{value, withhold[int](why), why}
		}
		if n := people.total(id); n > 0 {
			return Option{value, disclose(n), ""}
		}
		return Option{value, disclose(0), NoCitizens}
	}
	if len(c.teams) > 1 {
		for _, name := range sorted(c.teams) {
			o.Teams = append(o.Teams, option(name, Choice{Team: name, TargetGroup: ch.TargetGroup}))
		}
	}
	if len(c.teams) == 1 || ch.Team != "" {
		for _, name := range sorted(c.workers) {
			if with := (Choice{Team: ch.Team, Caseworker: name}); c.has(with) {
				o.Caseworkers = append(o.Caseworkers, option(name, with))
			}
		}
	}
	for _, t := range c.vocabulary.TargetGroups {
		if slices.Contains(c.targets, t.Code) {
			o.TargetGroups = append(o.TargetGroups, option(t.Code, Choice{Team: ch.Team, TargetGroup: t.Code}))
		}
	}
	view, err := c.view(ch)
	for _, q := range Periods() {
		p := PeriodOption{Quarters: q, From: periodFrom(q, asOf)}
		switch people := c.openCases(q, asOf); {
		case err != nil:
			p.Reason = err.Reason
		case people.suppress(singleCategory)[view] > 0 || people.total(view) == 0:
			p.Reason = people.reason(view)
		}
		o.Periods = append(o.Periods, p)
	}
	return o
}

// Names are the values that a field of a Choice may have at all, in order, whether
// or not they may be chosen.
func (c *Cohort) Names(f Field) []string {
	switch f {
	case FieldTeam:
		return sorted(c.teams)
	case FieldCaseworker:
		return sorted(c.workers)
	case FieldTargetGroup:
		return sorted(c.targets)
	case FieldInstrument:
		return c.Instruments()
	}
	var periods []string
	for _, q := range Periods() {
		periods = append(periods, fmt.Sprint(q))
	}
	return periods
}

// has reports whether a choice is of anybody, in any period.
func (c *Cohort) has(ch Choice) bool {
	_, err := c.view(ch)
	return err == nil
}

// sorted are names in order, those without one left out.
func sorted(names []string) []string {
	list := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return name == "" })
	slices.Sort(list)
	return list
}
