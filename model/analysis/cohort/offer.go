// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"fmt"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// Offer is what each field of a [Choice] could be with the others as they are.
type Offer struct {
	Teams        []Option // none where there is only one
	Caseworkers  []Option // none while several teams are chosen
	TargetGroups []Option
	Periods      []PeriodOption // the longest first
	Instruments  []string       // codes, the most used first
}

// Option is a value that a field of a [Choice] could have.
type Option struct {
	Value    string
	Citizens disclosure.Value[int]
	Reason   disclosure.Reason // why it cannot be chosen; empty where it can
}

// PeriodOption is a period that could be chosen.
type PeriodOption struct {
	Quarters int
	From     model.Date        // the first day; none for all time
	Reason   disclosure.Reason // why it cannot be chosen; empty where it can
}

// Offer returns what could be chosen instead of a choice, as of a day.
func (c *Cohort) Offer(ch Choice, asOf model.Date) Offer {
	o := Offer{Instruments: c.Instruments()}
	open := c.openCases(ch.Quarters, asOf).Release(disclosure.SingleCategory)
	option := func(value string, other Choice) Option {
		view, refused := c.view(other)
		if refused != nil {
			return Option{value, disclosure.Withhold[int](refused.Reason), refused.Reason}
		}
		counts := open.Counts(view)
		r := refusal(counts)
		if counts.Withheld() {
			return Option{value, disclosure.Withhold[int](r), r}
		}
		return Option{value, disclosure.Disclose(counts.Total()), r}
	}
	if len(c.teams) > 1 {
		for _, name := range sorted(c.teams) {
			o.Teams = append(o.Teams, option(name, Choice{Team: name, TargetGroup: ch.TargetGroup}))
		}
	}
	if len(c.teams) == 1 || ch.Team != "" {
		for _, name := range sorted(c.workers) {
			other := Choice{Team: ch.Team, Caseworker: name}
			if _, refused := c.view(other); refused == nil {
				o.Caseworkers = append(o.Caseworkers, option(name, other))
			}
		}
	}
	for _, t := range c.vocabulary.TargetGroups {
		if slices.Contains(c.targets, t.Code) {
			o.TargetGroups = append(o.TargetGroups, option(t.Code, Choice{Team: ch.Team, TargetGroup: t.Code}))
		}
	}
	o.Periods = c.offerPeriods(ch, asOf)
	return o
}

func (c *Cohort) offerPeriods(ch Choice, asOf model.Date) []PeriodOption {
	var list []PeriodOption
	view, refused := c.view(ch)
	for _, q := range Periods() {
		p := PeriodOption{Quarters: q, From: periodFrom(q, asOf)}
		if refused != nil {
			p.Reason = refused.Reason
		} else {
			p.Reason = refusal(c.openCases(q, asOf).Release(disclosure.SingleCategory).Counts(view))
		}
		list = append(list, p)
	}
	return list
}

// refusal is why a view with so many open cases cannot be chosen; empty where it can.
func refusal(open disclosure.Counts) disclosure.Reason {
	switch {
	case open.Total() == 0:
		return disclosure.NoCitizens
	case open.Withheld():
		return open.Reason()
	}
	return ""
}

// Names returns the values that a field of a [Choice] may have at all, sorted,
// whether or not they may be chosen.
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

// sorted returns names in order, without the empty one.
func sorted(names []string) []string {
	list := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return name == "" })
	slices.Sort(list)
	return list
}
