// SPDX-License-Identifier: MPL-2.0

package plots_test

import (
	"testing"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/plots"
)

// day reads a date of the tests.
func day(tb testing.TB, s string) model.Date {
	tb.Helper()
	d, err := model.ParseISO(s)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// example is a course with all that the figure can show: ten measurements, a
// gap, missing answers, reliable changes, activities side by side, sickness,
// paid hours, and two changes of caseworker.
func example(tb testing.TB) plots.Data {
	tb.Helper()
	in, err := assets.Instrument()
	if err != nil {
		tb.Fatal(err)
	}
	v, err := assets.Vocabulary()
	if err != nil {
		tb.Fatal(err)
	}
	d := func(s string) model.Date { return day(tb, s) }
	c := model.CaseHistory{Citizen: model.Citizen{
		CaseNumber: "2024-0117", Name: "Alma Prøvesen", TargetGroup: "KTH-A", Caseworker: "LKN", Team: "Team Nord",
		Opened: d("2024-01-08"),
	}}
	dates := []string{
		"2024-01-15", "2024-04-15", "2024-07-10", "2024-10-13", "2025-05-22",
		"2025-08-21", "2025-11-24", "2026-02-19", "2026-05-21", "2026-08-24",
	}
	// Each column is an item, each row a measurement; 0 is a missing answer.
	citizen := []string{
		"2212343122", "2222343123", "3232433113", "3201433222", "2222233130",
		"3233333123", "3333333223", "3234432223", "3334343332", "3334443323",
	}
	worker := []string{
		"22222332213", "22222332213", "23322333313", "33333333423", "22222332313",
		"22322333313", "33323343413", "33323443423", "23423443433", "23424443402",
	}
	for i, date := range dates {
		for _, side := range []struct {
			who   model.Respondent
			texts []string
		}{{model.ByCitizen, citizen}, {model.ByCaseworker, worker}} {
			s := model.Assessment{
				Instrument: in.Key(), Date: d(date), Respondent: side.who, Kind: model.KindOrdinary,
				Status: model.StatusComplete, Rater: "LKN",
			}
			for k, it := range in.ItemsOf(side.who) {
				if n := int(side.texts[i][k] - '0'); n > 0 {
					s.Answers = append(s.Answers, model.NewAnswer(it.Code, n))
				} else {
					s.Answers = append(s.Answers, model.NewMissingAnswer(it.Code, -1-k%4))
				}
			}
			c.Assessments = append(c.Assessments, s)
		}
	}
	for _, a := range []struct {
		kind, from, to string
		hours          int
		provider       string
	}{
		{"MEN", "2024-02-01", "2024-06-29", 2, ""},
		{"VPP", "2024-06-03", "2024-09-25", 8, "café"},
		{"VOS", "2024-08-12", "2024-11-08", 6, ""},
		{"BEH", "2024-11-04", "2025-04-29", 3, ""},
		{"SYG", "2024-11-04", "2025-05-01", 0, ""},
		{"MEN", "2025-08-01", "2026-02-28", 2, ""},
		{"VPP", "2025-09-01", "2025-12-19", 15, "gartneri"},
		{"VOU", "2026-01-05", "2026-02-12", 25, ""},
		{"LTP", "2026-03-02", "2026-08-27", 20, "bogtryk"},
		{"ORD", "2026-04-01", "2026-05-31", 4, ""},
		{"ORD", "2026-06-01", "", 6, ""},
	} {
		x := model.Activity{Type: a.kind, Start: d(a.from), Minutes: a.hours * 60, Provider: a.provider, Source: model.FromEntry}
		if a.to != "" {
			x.End = d(a.to)
		}
		c.Activities = append(c.Activities, x)
	}
	c.Events = []model.Event{
		{Date: d("2025-02-01"), Kind: model.EventCaseworker, From: "LKN", To: "SRA"},
		{Date: d("2026-01-01"), Kind: model.EventCaseworker, From: "SRA", To: "LKN"},
	}
	return plots.Data{Words: words(tb, model.Danish), Header: true, Case: plots.Case{
		History: c, Instruments: map[string]*model.Instrument{in.Key(): in}, Vocabulary: v,
		Today: d("2026-09-04"), Municipality: "Eksempelkøbing Kommune", User: "LKN",
	}}
}

func words(tb testing.TB, l model.Lang) *assets.Words {
	tb.Helper()
	w, err := assets.NewWords(l)
	if err != nil {
		tb.Fatal(err)
	}
	return w
}
