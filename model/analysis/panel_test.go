// SPDX-License-Identifier: MPL-2.0

package analysis_test

import (
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

// inOrder writes panels as "D1: Q/1 B1, Q/1 S1; D2: ...".
func inOrder(panels []analysis.Panel) string {
	var all []string
	for _, p := range panels {
		var items []string
		for _, s := range p.Series {
			items = append(items, s.Instrument.Key()+" "+s.Item.Code)
		}
		all = append(all, p.Domain.Code+" "+p.Domain.Name.DA+": "+strings.Join(items, ", "))
	}
	return strings.Join(all, "; ")
}

func TestPanels(t *testing.T) {
	t.Parallel()
	q1 := testInstrument("1", "2020-01-01")
	q2 := testInstrument("2", "2025-01-01")
	q2.Domains = []model.Domain{q2.Domains[2], {Code: "D1", Name: model.Text{DA: "Et, ny"}}} // D2 is gone
	q2.Items = []model.Item{q2.Items[0], q2.Items[2], q2.Items[3]}
	other := testInstrument("1", "2022-01-01")
	other.Code = "R"
	in := func(key string, a model.Assessment) model.Assessment {
		a.Instrument = key
		return a
	}
	citizen := assess(t, "2024-01-01", model.ByCitizen, model.NewAnswer("B1", 2))
	worker := assess(t, "2024-01-02", model.ByCaseworker, model.NewAnswer("S1", 2))
	newer := in("Q/2", assess(t, "2025-02-01", model.ByCitizen, model.NewAnswer("B1", 2)))
	for name, c := range map[string]struct {
		assessments []model.Assessment
		want        string
	}{
		"nothing":           {nil, ""},
		"unknown version":   {[]model.Assessment{in("X/9", citizen)}, ""},
		"a draft":           {[]model.Assessment{draft(citizen)}, ""},
		"the citizen alone": {[]model.Assessment{citizen}, "D1 Et: Q/1 B1; D2 To: Q/1 B2; D3 Tre: Q/1 B3"},
		"the caseworker alone": {
			[]model.Assessment{worker}, "D1 Et: Q/1 S1; D3 Tre: Q/1 S3",
		},
		"both": {
			[]model.Assessment{worker, citizen},
			"D1 Et: Q/1 B1, Q/1 S1; D2 To: Q/1 B2; D3 Tre: Q/1 B3, Q/1 S3",
		},
		"a new version leads, the old one's own domains follow": {
			[]model.Assessment{newer, citizen, worker},
			"D3 Tre: Q/1 B3, Q/2 B3, Q/1 S3; D1 Et, ny: Q/1 B1, Q/2 B1, Q/1 S1; D2 To: Q/1 B2",
		},
		"another instrument has panels of its own": {
			[]model.Assessment{citizen, in("R/1", worker)},
			"D1 Et: R/1 S1; D3 Tre: R/1 S3; D1 Et: Q/1 B1; D2 To: Q/1 B2; D3 Tre: Q/1 B3",
		},
	} {
		panels := analysis.Panels(model.CaseHistory{Assessments: c.assessments}, instruments(q1, q2, other), analysis.Norms{})
		if got := inOrder(panels); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

// A new version begins a new series: no change is measured across it.
func TestNewVersionBeginsNewSeries(t *testing.T) {
	t.Parallel()
	q1, q2 := testInstrument("1", "2020-01-01"), testInstrument("2", "2024-03-01")
	second := b1(t, "2024-04-01", 5)
	second.Instrument = "Q/2"
	third := b1(t, "2024-07-01", 4)
	third.Instrument = "Q/2"
	panels := analysis.Panels(model.CaseHistory{Assessments: []model.Assessment{b1(t, "2024-01-01", 2), second, third}}, instruments(q1, q2), analysis.Norms{})
	series := panels[0].ByRespondent(model.ByCitizen)
	if len(series) != 2 {
		t.Fatalf("%d series, want 2", len(series))
	}
	first := series[1].Points[0]
	if first.SinceFirst != 0 || first.Gap != 0 || first.Breaks {
		t.Errorf("the first answer of the new version: %+v", first)
	}
	if p := series[1].Points[1]; p.SinceFirst != -1 || p.Gap != 91 {
		t.Errorf("the second: %+v", p)
	}
}
