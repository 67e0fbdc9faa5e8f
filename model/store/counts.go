// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"fmt"
)

// Counts are the numbers of rows in the main tables of a register.
type Counts struct {
	Citizens    int64 `json:"citizens"`
	Assessments int64 `json:"assessments"`
	Answers     int64 `json:"answers"`
	Activities  int64 `json:"activities"`
	Outcomes    int64 `json:"outcomes"`
	Events      int64 `json:"events"`
	Conflicts   int64 `json:"conflicts"`
	LogLines    int64 `json:"log_lines"` // without those that were purged
}

// Counts returns the numbers of rows.
func (r *Register) Counts(ctx context.Context) (Counts, error) {
	c, err := counts(ctx, r.db.read)
	if err != nil {
		return c, fmt.Errorf("count: %w", err)
	}
	return c, nil
}

func counts(ctx context.Context, db *sql.DB) (c Counts, err error) {
	err = db.QueryRowContext(ctx, `select
		(select count(*) from citizen), (select count(*) from assessment), (select count(*) from answer),
		(select count(*) from activity), (select count(*) from outcome), (select count(*) from event),
		(select count(*) from conflict), (select count(*) from access_log)`).Scan(
		&c.Citizens, &c.Assessments, &c.Answers, &c.Activities, &c.Outcomes, &c.Events, &c.Conflicts, &c.LogLines)
	return c, err
}
