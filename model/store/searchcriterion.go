// SPDX-License-Identifier: MPL-2.0

package store

import (
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
)

// searchCriterion returns a query as arguments of a log line. Of a CPR number it
// keeps the first six digits.
func searchCriterion(q CitizenQuery) []any {
	text := q.Text
	digits := 0
	text = strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return r
		}
		if digits++; digits > 6 {
			return '•'
		}
		return r
	}, text)
	_, noCPR := model.ParseCPR(q.Text)
	if isCaseNumber(q.Text) && len(q.Text) <= 11 && (digits != 10 || noCPR != nil) {
		text = q.Text
	}
	args := []any{"scope", q.Scope}
	if text != "" {
		args = append(args, "text", text)
	}
	if q.TargetGroup != "" {
		args = append(args, "target_group", q.TargetGroup)
	}
	return args
}

// isCaseNumber distinguishes a case number such as 2024-00123 from a CPR number, which has
// six digits before the hyphen.
func isCaseNumber(s string) bool {
	before, _, ok := strings.Cut(s, "-")
	return ok && len(before) != 6
}
