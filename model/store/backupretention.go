package store

import (
	"fmt"
	"time"
)

// How many backups are kept: the latest of each of the last days, weeks and
// months that have one.
const (
	keptDays   = 7
	keptWeeks  = 5
	keptMonths = 12
)

// BackupsToKeep reports which backups stay, by when they were made, the latest first: the
// latest of each of the last 7 days, 5 weeks (ISO 8601) and 12 months that have
// one. So the latest always stays, and a clock set back removes none that was
// made later.
func BackupsToKeep(made []time.Time) []bool {
	keep := make([]bool, len(made))
	for _, rule := range []struct {
		most   int
		period func(time.Time) string
	}{
		{keptDays, func(t time.Time) string { return t.Format(time.DateOnly) }},
		{keptWeeks, func(t time.Time) string {
			year, week := t.ISOWeek()
			return fmt.Sprintf("%d-%d", year, week)
		}},
		{keptMonths, func(t time.Time) string { return t.Format("2006-01") }},
	} {
		seen := map[string]bool{}
		for i, t := range made {
			p := rule.period(t.Local())
			if !seen[p] && len(seen) < rule.most {
				seen[p] = true
				keep[i] = true
			}
		}
	}
	return keep
}
