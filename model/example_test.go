// SPDX-License-Identifier: MPL-2.0

package model_test

import (
	"fmt"

	"codeberg.org/fremskridt/fremskridt/model"
)

// A measurement is due 91 days after the citizen and the caseworker last answered.
func ExampleCaseHistory_Tasks() {
	instruments := map[string]*model.Instrument{"PROG-20/1.0": {Interval: 91}}
	measured := model.NewDate(2026, 8, 3)
	answered := func(r model.Respondent) model.Assessment {
		return model.Assessment{Instrument: "PROG-20/1.0", Date: measured, Respondent: r, Status: model.StatusComplete}
	}
	history := model.CaseHistory{
		Citizen:     model.Citizen{Opened: measured.Add(-10)},
		Assessments: []model.Assessment{answered(model.ByCitizen), answered(model.ByCaseworker)},
	}
	for _, today := range []model.Date{measured.Add(60), measured.Add(80), measured.Add(95), measured.Add(120)} {
		for _, task := range history.Tasks(instruments, nil, model.Date{}, 10, today) {
			fmt.Println(today, task.Kind, task.Due)
		}
	}
	// Output:
	// 2026-10-22 coming 2026-11-02
	// 2026-11-06 due 2026-11-02
	// 2026-12-01 overdue 2026-11-02
	// 2026-12-01 no_follow_up 2026-11-02
}

// Rules are given in days after a case was closed, by the reason for closing it.
func ExampleRetention_Due() {
	rules := model.Retention{{Days: 1825}, {CloseReason: "job", Days: 365}}
	closed := model.NewDate(2026, 1, 1)
	for _, reason := range []string{"job", "moved"} {
		due, rule := rules.Due(model.Citizen{Closed: closed, CloseReason: reason})
		fmt.Println(reason, due, rule.Days)
	}
	// Output:
	// job 2027-01-01 365
	// moved 2030-12-31 1825
}

// The second item is shown to those who answered 2 or more to the first.
func ExampleInstrument_Shown() {
	in := &model.Instrument{Items: []model.Item{
		{Code: "B1"},
		{Code: "B2", ShowIf: &model.Condition{Item: "B1", Op: ">=", Value: 2}},
	}}
	for value := 1; value <= 2; value++ {
		fmt.Println(value, in.Shown(in.Items[1], []model.Answer{model.NewAnswer("B1", value)}))
	}
	// Output:
	// 1 false
	// 2 true
}

// A number is stored without its hyphen, and shown without its last digits where
// others may look on.
func ExampleParseCPR() {
	cpr, err := model.ParseCPR("240585-2917")
	fmt.Println(string(cpr), cpr.Birth(), cpr.Masked(), err)
	_, err = model.ParseCPR("310299-4000")
	fmt.Println(err)
	// Output:
	// 2405852917 1985-05-24 240585-•••• <nil>
	// the first six digits are not a date
}
