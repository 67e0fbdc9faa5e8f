// SPDX-License-Identifier: MPL-2.0

package analysis_test

import (
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

func day(t testing.TB, s string) model.Date {
	t.Helper()
	d, err := model.ParseISO(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func steps(n int) []model.Text {
	labels := make([]model.Text, n)
	for i := range labels {
		labels[i].DA = "trin"
	}
	return labels
}

// testInstrument has, in the order of its items, a domain that both rate, one that
// only the citizen rates and that is reversed, and a prognosis that both give.
func testInstrument(version, validFrom string) *model.Instrument {
	from, _ := model.ParseISO(validFrom)
	item := func(code, domain string, r model.Respondent) model.Item {
		return model.Item{
			Code: code, Domain: domain, Respondent: r, Scale: "five", Index: true,
			Name: model.Text{DA: code}, Question: model.Text{DA: code},
		}
	}
	items := []model.Item{
		item("B1", "D1", model.ByCitizen), item("B2", "D2", model.ByCitizen), item("B3", "D3", model.ByCitizen),
		item("S1", "D1", model.ByCaseworker), item("S3", "D3", model.ByCaseworker),
	}
	items[1].Reversed = true
	for _, i := range []int{2, 4} {
		items[i].Index, items[i].Prognosis = false, true
	}
	return &model.Instrument{
		Code: "Q", Version: version, ValidFrom: from, Interval: 91,
		Domains: []model.Domain{
			{Code: "D1", Name: model.Text{DA: "Et"}},
			{Code: "D2", Name: model.Text{DA: "To"}},
			{Code: "D3", Name: model.Text{DA: "Tre"}},
		},
		Scales:  []model.Scale{{Code: "five", First: 1, Labels: steps(5)}},
		Missing: []model.MissingReason{{Code: -1, Key: "dont_know", Name: model.Text{DA: "Ved ikke"}}},
		Items:   items,
	}
}

func instruments(all ...*model.Instrument) map[string]*model.Instrument {
	m := map[string]*model.Instrument{}
	for _, in := range all {
		m[in.Key()] = in
	}
	return m
}

// assess is a complete ordinary assessment of Q/1, entered on its own day.
func assess(t testing.TB, date string, r model.Respondent, answers ...model.Answer) model.Assessment {
	d := day(t, date)
	return model.Assessment{
		ID: model.ID(date + string(r)), Instrument: "Q/1", Date: d, Respondent: r,
		Kind: model.KindOrdinary, Status: model.StatusComplete, EnteredAt: d.Time().Add(9 * time.Hour),
		Answers: answers,
	}
}

func vocabulary() *model.Vocabulary {
	kind := func(code string, g model.ActivityGroup, l model.Lane) model.ActivityType {
		return model.ActivityType{Term: model.Term{Code: code, Name: model.Text{DA: code}}, Group: g, Lane: l}
	}
	return &model.Vocabulary{ActivityTypes: []model.ActivityType{
		kind("VPP", model.GroupCompany, model.LaneCompany), kind("ORD", model.GroupCompany, model.LaneOrdinary),
		kind("VOØ", model.GroupOther, model.LaneOther), kind("SYG", model.GroupNeutral, model.LaneNeutral),
	}}
}

func activity(t testing.TB, code, start, end string) model.Activity {
	return model.Activity{Type: code, Start: day(t, start), End: day(t, end)}
}
