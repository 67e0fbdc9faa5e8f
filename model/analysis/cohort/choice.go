// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"fmt"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// Choice selects a part of a [Cohort] and what to show of it. The zero Choice is
// everybody, of all time. A target group is chosen alone: not with a caseworker, and
// with a team only where there is no other.
type Choice struct {
	Team        string // name; empty for all
	Caseworker  string // initials, of the team where there are several; empty for all
	TargetGroup string // code; empty for all
	// Quarters is how many whole calendar quarters before the current one the figures
	// of docs/methods.md#3-a-group cover: one of [Periods], 0 for all time.
	Quarters int
	// Instrument is the code of an instrument; empty for the one most used.
	Instrument string
}

// Periods returns what [Choice.Quarters] may be, the longest first: all time, and
// three, two and one year.
func Periods() []int { return []int{0, 12, 8, 4} }

// Field names a field of a [Choice].
type Field string

// The fields.
const (
	FieldTeam        Field = "team"
	FieldCaseworker  Field = "caseworker"
	FieldTargetGroup Field = "target_group"
	FieldPeriod      Field = "period"
	FieldInstrument  Field = "instrument"
)

// ChoiceError reports a [Choice] that is refused.
type ChoiceError struct {
	Field  Field
	Value  string
	Reason disclosure.Reason
	Names  []string // the possible values, where Reason is [Unknown]
}

func (e *ChoiceError) Error() string {
	return fmt.Sprintf("choose %s %q: %s", e.Field, e.Value, e.Reason)
}

func (c *Cohort) unknown(f Field, value string) *ChoiceError {
	return &ChoiceError{f, value, Unknown, c.Names(f)}
}

// refused reports that the most specific field of a choice is at fault.
func (ch Choice) refused(r disclosure.Reason) *ChoiceError {
	switch {
	case ch.Caseworker != "":
		return &ChoiceError{Field: FieldCaseworker, Value: ch.Caseworker, Reason: r}
	case ch.TargetGroup != "":
		return &ChoiceError{Field: FieldTargetGroup, Value: ch.TargetGroup, Reason: r}
	case ch.Team != "":
		return &ChoiceError{Field: FieldTeam, Value: ch.Team, Reason: r}
	}
	return &ChoiceError{Field: FieldPeriod, Value: fmt.Sprint(ch.Quarters), Reason: r}
}

// instrument is the code of the chosen instrument; empty where none is used.
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
func (c *Cohort) view(ch Choice) (disclosure.View, *ChoiceError) {
	s := disclosure.Selection{Team: disclosure.Any, Caseworker: disclosure.Any, TargetGroup: disclosure.Any}
	for _, f := range []struct {
		field    Field
		names    []string
		name     string
		selected *int
	}{
		{FieldTeam, c.teams, ch.Team, &s.Team},
		{FieldCaseworker, c.workers, ch.Caseworker, &s.Caseworker},
		{FieldTargetGroup, c.targets, ch.TargetGroup, &s.TargetGroup},
	} {
		if f.name == "" {
			continue
		}
		if *f.selected = slices.Index(f.names, f.name); *f.selected < 0 {
			return 0, c.unknown(f.field, f.name)
		}
	}
	several := len(c.teams) > 1
	switch {
	case ch.TargetGroup != "" && (ch.Caseworker != "" || ch.Team != "" && several):
		return 0, &ChoiceError{Field: FieldTargetGroup, Value: ch.TargetGroup, Reason: OneAtATime}
	case ch.Caseworker != "" && ch.Team == "" && several:
		return 0, &ChoiceError{Field: FieldCaseworker, Value: ch.Caseworker, Reason: WithinTeam}
	}
	v, ok := c.partition.Find(s)
	if !ok {
		return 0, ch.refused(disclosure.NoCitizens)
	}
	return v, nil
}
