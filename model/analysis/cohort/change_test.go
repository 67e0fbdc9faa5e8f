// SPDX-License-Identifier: MPL-2.0

package cohort_test

import (
	"math"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

func TestChangeByMainGroup(t *testing.T) {
	t.Parallel()
	// In 91 days, six citizens in a company rise by 1, 1, 1, 2, 2 and 2, and six passive
	// ones stay. Six more answer again after 20 days.
	ch := everybody(t, crowd(18, func(i int) model.CaseHistory {
		switch {
		case i < 6:
			c := answers(2, 3+i/3)
			c.Activities = []model.Activity{activity("VPP", 1, 91)}
			return c
		case i < 12:
			return answers(3, 3)
		}
		c := answers(3, 4)
		c.Assessments[1].Date = since(20)
		return c
	})...).Change()

	groups := map[cohort.MainGroup]cohort.GroupChange{}
	for _, g := range ch.Rows[0].Groups {
		groups[g.Group] = g
	}
	company := groups[cohort.MainCompany]
	if n := shown(t, company.Citizens); n != 6 {
		t.Errorf("%d citizens in a company", n)
	}
	// V = 6/5 * (6 * .5^2) / 6^2 = .05.
	mean := shown(t, company.Mean)
	if math.Abs(mean.Value-1.5) > 1e-12 || math.Abs(mean.SE-math.Sqrt(.05)) > 1e-12 {
		t.Errorf("the mean is %v with standard error %v, want 1.5 with %v", mean.Value, mean.SE, math.Sqrt(.05))
	}
	if half := mean.High - mean.Value; math.Abs(half-2.570581835636314*mean.SE) > 1e-9 { // t with 5 degrees of freedom
		t.Errorf("the half width is %v", half)
	}
	withheld(t, groups[cohort.MainPassive].Mean, cohort.NoSpread)
	withheld(t, groups[cohort.MainOther].Mean, disclosure.NoCitizens)
	if n := shown(t, ch.LeftOut.Short); n != 6 {
		t.Errorf("%d short intervals are left out, want 6", n)
	}
	if n := shown(t, ch.LeftOut.Long); n != 0 {
		t.Errorf("%d long intervals are left out, want 0", n)
	}
}

// Quartiles of the index, of which only the lowest is in a company afterwards.
func TestTargetingByQuartile(t *testing.T) {
	t.Parallel()
	history := func(i int) model.CaseHistory {
		level := 1 + i/5
		c := model.CaseHistory{Assessments: []model.Assessment{assess(0, model.ByCitizen, level, 6-level)}}
		if level == 1 {
			c.Activities = []model.Activity{activity("VPP", 1, 91)}
		}
		return c
	}
	for k, q := range everybody(t, crowd(20, history)...).Targeting(model.ByCitizen).Quartiles {
		want := 0.0
		if k == 0 {
			want = 1
		}
		if n, company, passive := shown(t, q.N), shown(t, q.Company), shown(t, q.Passive); n != 5 || company != want || passive != 1-want {
			t.Errorf("quartile %d: %d citizens, %v company, %v passive", k, n, company, passive)
		}
	}
	// With four citizens in a quartile none is disclosed.
	targeting := everybody(t, crowd(19, history)...).Targeting(model.ByCitizen)
	if n := shown(t, targeting.N); n != 19 {
		t.Errorf("%d citizens", n)
	}
	for _, q := range targeting.Quartiles {
		withheld(t, q.Company, disclosure.SmallCells)
	}
}
