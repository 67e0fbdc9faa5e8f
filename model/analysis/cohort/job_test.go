// SPDX-License-Identifier: MPL-2.0

package cohort_test

import (
	"math"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// thirds are three levels of the index with n citizens each, of whom the first so
// many get a job, on the same days at every level. The cases of the others close.
func thirds(n, jobs int) []model.CaseHistory {
	return crowd(3*n, func(i int) model.CaseHistory {
		level, k := 1+i/n, i%n
		c := model.CaseHistory{Assessments: []model.Assessment{assess(0, model.ByCitizen, level, 6-level)}}
		if k < jobs {
			c.Outcomes = []model.Outcome{{Date: since(30 + 10*k), Kind: "job"}}
		} else {
			c.Outcomes = []model.Outcome{{Date: since(400), Kind: "exit"}}
		}
		return c
	})
}

func timeToJob(t *testing.T, histories []model.CaseHistory) cohort.TimeToJob {
	t.Helper()
	job, err := everybody(t, histories...).TimeToJob(t.Context(), model.ByCitizen, model.OutcomeJob)
	if err != nil {
		t.Fatal(err)
	}
	return job
}

// An index that makes no difference has equal curves, and the odds ratio 1.
func TestTimeToJobByThirds(t *testing.T) {
	t.Parallel()
	job := timeToJob(t, thirds(30, 15))
	if n, events := shown(t, job.All.N), shown(t, job.All.Events); n != 90 || events != 45 {
		t.Errorf("%d events of %d citizens, want 45 of 90", events, n)
	}
	if job.ThirdsReason != "" || len(job.Thirds) != 3 {
		t.Fatalf("%d thirds, %q", len(job.Thirds), job.ThirdsReason)
	}
	for k, third := range job.Thirds {
		if n, events := shown(t, third.N), shown(t, third.Events); n != 30 || events != 15 {
			t.Errorf("third %d: %d events of %d citizens, want 15 of 30", k, events, n)
		}
	}
	if test := shown(t, job.LogRank); test.DF != 2 || math.Abs(test.Chi2) > 1e-9 || math.Abs(test.P-1) > 1e-9 {
		t.Errorf("the log-rank test is %+v, want chi-squared 0 with 2 degrees of freedom", test)
	}
	if ratio := shown(t, job.Hazard.Index.Interval).Value; math.Abs(ratio-1) > 1e-6 {
		t.Errorf("the odds ratio of the index is %v, want 1", ratio)
	}
	withheld(t, job.Hazard.Company.Interval, cohort.Collinear) // there are no activities
}

func TestTimeToJobGuards(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name          string
		perThird      int
		jobs          int
		curve, thirds disclosure.Reason
		index         disclosure.Reason
	}{
		{"fewer than thirty jobs", 20, 8, "", "", cohort.FewForOdds},
		{"few jobs in a third", 20, 3, "", disclosure.SmallCells, cohort.FewForOdds},
		{"few jobs", 20, 1, cohort.FewEvents, cohort.FewEvents, disclosure.SmallCells},
		{"no jobs", 20, 0, cohort.FewEvents, cohort.FewEvents, cohort.FewEvents},
		{"few citizens", 1, 0, disclosure.FewCitizens, disclosure.FewCitizens, disclosure.FewCitizens},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			histories := thirds(test.perThird, test.jobs)
			if len(histories) < disclosure.Threshold { // others make the group large enough to choose
				histories = append(histories, crowd(5, func(int) model.CaseHistory { return model.CaseHistory{} })...)
				for i := range histories {
					histories[i].Citizen = citizen(i, "Nord")
				}
			}
			job := timeToJob(t, histories)
			if job.All.Reason != test.curve || job.ThirdsReason != test.thirds || job.Hazard.Index.Interval.Reason() != test.index {
				t.Errorf("withheld as %q, %q and %q; want %q, %q and %q",
					job.All.Reason, job.ThirdsReason, job.Hazard.Index.Interval.Reason(), test.curve, test.thirds, test.index)
			}
		})
	}
}
