// SPDX-License-Identifier: MPL-2.0

package cohort_test

import (
	"errors"
	"slices"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// town has two teams: Nord with two caseworkers with 9 and 7 citizens in two target
// groups, and Syd with 8.
func town() *cohort.Cohort {
	return newCohort(crowdTown()...)
}

func crowdTown() []model.CaseHistory {
	list := crowd(24, func(int) model.CaseHistory { return answers(3, 4) })
	for i := range list {
		c := &list[i].Citizen
		switch {
		case i < 9:
			c.Caseworker = "EEN"
		case i < 16:
			c.Caseworker = "TO"
		default:
			c.Team, c.Caseworker = "Syd", "TRE"
		}
		if i%2 == 1 {
			c.TargetGroup = "G1"
		}
	}
	return list
}

func TestGroupRefuses(t *testing.T) {
	t.Parallel()
	c := town()
	for _, test := range []struct {
		choice cohort.Choice
		field  cohort.Field
		reason disclosure.Reason
	}{
		{cohort.Choice{Team: "Øst"}, cohort.FieldTeam, cohort.Unknown},
		{cohort.Choice{TargetGroup: "G9"}, cohort.FieldTargetGroup, cohort.Unknown},
		{cohort.Choice{Instrument: "X"}, cohort.FieldInstrument, cohort.Unknown},
		{cohort.Choice{Quarters: 3}, cohort.FieldPeriod, cohort.Unknown},
		{cohort.Choice{Caseworker: "EEN"}, cohort.FieldCaseworker, cohort.WithinTeam},
		{cohort.Choice{Team: "Syd", Caseworker: "EEN"}, cohort.FieldCaseworker, disclosure.NoCitizens},
		{cohort.Choice{Team: "Nord", TargetGroup: "G0"}, cohort.FieldTargetGroup, cohort.OneAtATime},
		{cohort.Choice{Team: "Nord", Caseworker: "EEN", TargetGroup: "G0"}, cohort.FieldTargetGroup, cohort.OneAtATime},
	} {
		_, err := c.Group(test.choice, asOf, norms)
		var refused *cohort.ChoiceError
		if !errors.As(err, &refused) || refused.Field != test.field || refused.Reason != test.reason {
			t.Errorf("%+v: %v", test.choice, err)
		}
		if test.reason == cohort.Unknown && len(refused.Names) == 0 {
			t.Errorf("%+v: does not list the possible values", test.choice)
		}
	}
}

func TestOffer(t *testing.T) {
	t.Parallel()
	c := town()
	o := c.Offer(cohort.Choice{}, asOf)
	if len(o.Teams) != 2 || o.Teams[0].Value != "Nord" || shown(t, o.Teams[0].Citizens) != 16 || len(o.Caseworkers) != 0 || len(o.TargetGroups) != 2 {
		t.Errorf("everybody: %+v", o)
	}
	if len(o.Periods) != 4 || o.Periods[3].From != model.NewDate(2025, 10, 1) {
		t.Errorf("periods %+v", o.Periods)
	}
	if !slices.Equal(o.Instruments, []string{"Q"}) {
		t.Errorf("instruments %v", o.Instruments)
	}
	o = c.Offer(cohort.Choice{Team: "Nord"}, asOf)
	if len(o.Caseworkers) != 2 || shown(t, o.Caseworkers[1].Citizens) != 7 || o.TargetGroups[0].Reason != cohort.OneAtATime {
		t.Errorf("a team: %+v", o)
	}
}

// Where one of two caseworkers has fewer than five citizens, the other is not offered
// either: it would follow by subtraction from the team.
func TestOfferSuppressesColleagues(t *testing.T) {
	t.Parallel()
	list := crowdTown()
	for i := range 5 {
		list[9+i].Citizen.Caseworker = "EEN"
	}
	o := newCohort(list...).Offer(cohort.Choice{Team: "Nord"}, asOf)
	withheld(t, o.Caseworkers[0].Citizens, disclosure.SecondarySuppression)
	withheld(t, o.Caseworkers[1].Citizens, disclosure.FewCitizens)
}

// The leader of a single team may choose its target groups.
func TestOneTeam(t *testing.T) {
	t.Parallel()
	list := crowdTown()[:16]
	c := newCohort(list...)
	o := c.Offer(cohort.Choice{}, asOf)
	if len(o.Teams) != 0 || len(o.Caseworkers) != 2 || o.TargetGroups[0].Reason != "" {
		t.Errorf("%+v", o)
	}
	for _, ch := range []cohort.Choice{{Team: "Nord"}, {Team: "Nord", TargetGroup: "G0"}, {Caseworker: "TO"}} {
		if _, err := c.Group(ch, asOf, norms); err != nil {
			t.Errorf("%+v: %v", ch, err)
		}
	}
}

// An empty register has figures.
func TestEmptyRegister(t *testing.T) {
	t.Parallel()
	f, err := everybody(t).Figures(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if n := shown(t, f.Coverage.Citizens); n != 0 {
		t.Errorf("%d citizens", n)
	}
}
