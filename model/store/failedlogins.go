// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
)

// FailedLogIns are the attempts with a user's initials between the user's last two
// log-ins.
type FailedLogIns struct {
	Count  int
	Latest time.Time
}

// FailedLogIns returns the failed attempts with the initials of the user who has unlocked
// the register, since that user's log-in before this one.
func (r *Register) FailedLogIns(ctx context.Context) (f FailedLogIns, err error) {
	defer wrapError(&err, "read failed log-ins")
	if r.openedBy == "" {
		return f, nil
	}
	var since int64
	err = r.db.read.QueryRowContext(ctx,
		`select seq from access_log where action = $1 and initials = $2 order by seq desc limit 1 offset 1`,
		ActionLogIn, r.openedBy).Scan(&since)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return f, err
	}
	type attempt struct{ at, initials string }
	list, err := queryAll(ctx, r.db.read, func(rows *sql.Rows, a *attempt) error { return rows.Scan(&a.at, &a.initials) },
		`select at, initials from access_log where seq > $1 and action = $2 order by seq`, since, ActionFailedLogIn)
	if err != nil {
		return f, err
	}
	for _, a := range list {
		if !strings.EqualFold(a.initials, r.openedBy) {
			continue
		}
		at, err := parseTime(a.at)
		if err != nil {
			return f, fmt.Errorf("time of a failed log-in: %w", err)
		}
		f.Count++
		if at.After(f.Latest) {
			f.Latest = at
		}
	}
	return f, nil
}
