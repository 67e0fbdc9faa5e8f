// SPDX-License-Identifier: MPL-2.0

package cohort_test

import (
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

func TestAgreement(t *testing.T) {
	t.Parallel()
	// Half of twelve caseworkers agree with the citizen, half score one step higher. An
	// answer 15 days away is of another occasion, and a nearer one counts before one
	// farther away.
	var rows [][]float64
	histories := crowd(12, func(i int) model.CaseHistory {
		mine := 1 + i%4
		theirs := mine + i/6
		rows = append(rows, []float64{float64(mine), float64(theirs)})
		return model.CaseHistory{Assessments: []model.Assessment{
			assess(0, model.ByCaseworker, 5), assess(5, model.ByCaseworker, 1), assess(15, model.ByCitizen, mine), assess(16, model.ByCaseworker, theirs),
		}}
	})
	agreement := everybody(t, histories...).Agreement()
	if len(agreement) != 2 || agreement[0].Citizen.Code != "B1" || agreement[0].Caseworker.Code != "S1" {
		t.Fatalf("the domains are %+v", agreement)
	}
	a := agreement[0]
	if n := shown(t, a.N); n != 12 {
		t.Errorf("%d pairs", n)
	}
	if d := shown(t, a.CitizenHigher); d != -.5 {
		t.Errorf("the citizen is %v steps higher, want -.5", d)
	}
	if p := shown(t, a.FarApart); p.Count != 0 || p.Of != 12 {
		t.Errorf("%d of %d are far apart", p.Count, p.Of)
	}
	want, _ := analysis.ICC(rows)
	if got := shown(t, a.ICC); got != want.ICC21 {
		t.Errorf("the ICC is %v, want %v", got, want.ICC21)
	}
	withheld(t, agreement[1].ICC, disclosure.NoCitizens) // the second item has no answers
}

func TestAgreementGuards(t *testing.T) {
	t.Parallel()
	pair := func(mine, theirs int) model.CaseHistory {
		return model.CaseHistory{Assessments: []model.Assessment{assess(0, model.ByCitizen, mine), assess(0, model.ByCaseworker, theirs)}}
	}
	for _, test := range []struct {
		name     string
		citizens int
		history  func(i int) model.CaseHistory
		icc      disclosure.Reason
	}{
		{"few citizens", 9, func(i int) model.CaseHistory { return pair(1+i%5, 1+i%3) }, cohort.FewForEstimate},
		{"no spread", 12, func(int) model.CaseHistory { return pair(3, 3) }, cohort.NoSpread},
	} {
		a := everybody(t, crowd(test.citizens, test.history)...).Agreement()[0]
		if r := a.ICC.Reason(); r != test.icc {
			t.Errorf("%s: the ICC is withheld as %q, want %q", test.name, r, test.icc)
		}
	}
}

func TestReliability(t *testing.T) {
	t.Parallel()
	// The second item is reversed; an incomplete first assessment is skipped.
	answer := func(b1, b2 int) model.CaseHistory {
		return model.CaseHistory{Assessments: []model.Assessment{assess(0, model.ByCitizen, 3), assess(91, model.ByCitizen, b1, b2)}}
	}
	varied := func(i int) model.CaseHistory { return answer(1+i%5, 5-i%4) }
	var rows [][]float64
	for i := range 12 {
		rows = append(rows, []float64{float64(1 + i%5), float64(6 - (5 - i%4))})
	}
	r := everybody(t, crowd(12, varied)...).Reliability()
	want, _ := analysis.Alpha(rows)
	if n, alpha := shown(t, r[0].N), shown(t, r[0].Alpha); n != 12 || alpha != want {
		t.Errorf("alpha of %d is %v, want %v", n, alpha, want)
	}
	withheld(t, r[1].Alpha, disclosure.NoCitizens)
	withheld(t, everybody(t, crowd(9, varied)...).Reliability()[0].Alpha, cohort.FewForEstimate)
	withheld(t, everybody(t, crowd(4+6, func(int) model.CaseHistory { return answer(3, 3) })...).Reliability()[0].Alpha, cohort.NoSpread)
}
