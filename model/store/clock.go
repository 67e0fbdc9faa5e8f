// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"time"
)

// clockTolerance is how far the clock may be behind the access log before
// [Register.ClockSetBack] reports it.
const clockTolerance = 5 * time.Minute

// checkClock compares the clock with the last line of the access log.
func (r *Register) checkClock(ctx context.Context) error {
	var last string
	err := r.db.read.QueryRowContext(ctx, `select coalesce(max(at), '') from
		(select at from access_log order by seq desc limit 1)`).Scan(&last)
	if err != nil {
		return err
	}
	at, err := parseTime(last)
	if err == nil && r.now().Add(clockTolerance).Before(at) {
		r.lastLogTime = at
	}
	return err
}

// ClockSetBack reports whether the clock was behind the last line of the access
// log when the register was opened, and the time of that line. What is written
// now would be dated before it.
func (r *Register) ClockSetBack() (last time.Time, back bool) {
	return r.lastLogTime, !r.lastLogTime.IsZero()
}
