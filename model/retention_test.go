// SPDX-License-Identifier: MPL-2.0

package model_test

import (
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

func TestRetentionDue(t *testing.T) {
	t.Parallel()
	rules := model.Retention{{Days: 1825}, {CloseReason: "job", Days: 365}}
	closed := model.NewDate(2025, time.January, 1)
	tests := []struct {
		name    string
		rules   model.Retention
		citizen model.Citizen
		want    model.Date
	}{
		{"the reason's own rule", rules, model.Citizen{Closed: closed, CloseReason: "job"}, model.NewDate(2026, time.January, 1)},
		{"the default", rules, model.Citizen{Closed: closed, CloseReason: "moved"}, closed.Add(1825)},
		{"an open case", rules, model.Citizen{CloseReason: "job"}, model.Date{}},
		{"no rules", nil, model.Citizen{Closed: closed, CloseReason: "job"}, model.Date{}},
		{"no rule that fits", rules[1:], model.Citizen{Closed: closed, CloseReason: "moved"}, model.Date{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got, _ := test.rules.Due(test.citizen); got != test.want {
				t.Errorf("due %v, want %v", got, test.want)
			}
		})
	}
}

func TestRetentionCheck(t *testing.T) {
	t.Parallel()
	v := &model.Vocabulary{
		OutcomeKinds: []model.OutcomeKind{{Term: model.Term{Code: "job"}}}, EndReasons: []model.Term{{Code: "other"}},
	}
	tests := []struct {
		name  string
		rules model.Retention
		ok    bool
	}{
		{"none", nil, true},
		{"a default, a goal and a reason", model.Retention{{Days: 1}, {CloseReason: "job", Days: 2}, {CloseReason: "other", Days: 3}}, true},
		{"twice", model.Retention{{CloseReason: "job", Days: 2}, {CloseReason: "job", Days: 3}}, false},
		{"no days", model.Retention{{}}, false},
		{"an unknown reason", model.Retention{{CloseReason: "holiday", Days: 2}}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if err := test.rules.Check(v); (err == nil) != test.ok {
				t.Errorf("got %v", err)
			}
		})
	}
}
