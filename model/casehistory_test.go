// SPDX-License-Identifier: MPL-2.0

package model_test

import (
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
)

func TestNextDue(t *testing.T) {
	t.Parallel()
	in := &model.Instrument{Code: "X", Version: "1", Interval: 91}
	instruments := map[string]*model.Instrument{in.Key(): in}
	on := func(s string, kind model.AssessmentKind, status model.AssessmentStatus) model.Assessment {
		d, err := model.ParseISO(s)
		if err != nil {
			t.Fatal(err)
		}
		return model.Assessment{Instrument: in.Key(), Date: d, Kind: kind, Status: status}
	}
	first := on("2026-01-01", model.KindBaseline, model.StatusComplete)
	for name, test := range map[string]struct {
		list []model.Assessment
		want string
	}{
		"no assessments":          {nil, ""},
		"91 days after the first": {[]model.Assessment{first}, "2026-04-02"},
		"a draft does not count":  {[]model.Assessment{first, on("2026-03-01", model.KindOrdinary, model.StatusDraft)}, "2026-04-02"},
		"nor does a retest":       {[]model.Assessment{first, on("2026-01-10", model.KindRetest, model.StatusComplete)}, "2026-04-02"},
		"the latest counts": {
			[]model.Assessment{on("2026-03-01", model.KindOrdinary, model.StatusVerified), first}, "2026-05-31",
		},
	} {
		if got := (model.CaseHistory{Assessments: test.list}).NextDue(instruments).String(); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}
