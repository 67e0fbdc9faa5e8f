// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"

	"codeberg.org/fremskridt/fremskridt/model"
)

// ErrNoLogRetention is returned while the municipality has not decided how long the
// access log is kept.
var ErrNoLogRetention = errors.New("no rule says how long the access log is kept")

// LogRetention returns for how many months lines of the access log are kept; 0
// where it is undecided.
func (r *Register) LogRetention(ctx context.Context) (months int, err error) {
	return logRetention(ctx, r.db.read)
}

func logRetention(ctx context.Context, q querier) (months int, err error) {
	err = q.QueryRowContext(ctx, `select coalesce(max(months), 0) from log_rule`).Scan(&months)
	if err != nil {
		return 0, fmt.Errorf("read the log's rule: %w", err)
	}
	return months, nil
}

// SetLogRetention sets for how many months lines of the access log are kept. It is
// for administrators, and removes no line by itself.
func (a *Access) SetLogRetention(ctx context.Context, months int) (err error) {
	defer wrapError(&err, "set log retention")
	if err := a.requireRole(ctx, "log_retention", "", model.RoleAdministrator); err != nil {
		return err
	}
	if months < 1 {
		return errors.New("less than a month")
	}
	return a.change(ctx, ActionChange, "", model.NewMessage("log_retention", "months", months), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `insert into log_rule (one, months) values (1, $1)
			on conflict (one) do update set months = excluded.months`, months)
		return err
	})
}

// PurgeLog removes the oldest lines of the access log, up to the first one within
// [Register.LogRetention], and returns how many. Lines dated after now were written
// while the clock was wrong: they do not stop a purge, and each is as old as the first
// line after it with a possible date. The purge leaves an anchor from which
// [Register.VerifyLog] continues, and is logged. It is for administrators.
func (a *Access) PurgeLog(ctx context.Context) (removed int64, err error) {
	if err := a.requireRole(ctx, "purge", "", model.RoleAdministrator); err != nil {
		return 0, err
	}
	for most := int64(math.MaxInt64); ; {
		n, err := a.purge(ctx, most)
		switch {
		case IsDiskFull(err) && most > leastPurge: // fewer lines need less room
			most = max(leastPurge, min(most, mostPurge)/4)
			continue
		case err != nil:
			return removed, fmt.Errorf("purge access log: %w", err)
		}
		removed += n
		if n == 0 {
			return removed, a.r.fillReserve()
		}
		if err := a.r.truncateWAL(ctx); err != nil {
			return removed, err
		}
		if n < most {
			return removed, a.r.fillReserve()
		}
	}
}

// The number of lines that a purge removes at a time where the disk is full.
const leastPurge, mostPurge = 200, 200_000

// purge removes at most so many of the oldest lines and returns how many it did.
func (a *Access) purge(ctx context.Context, most int64) (removed int64, err error) {
	err = a.r.writeUrgent(ctx, func(tx *sql.Tx) error {
		months, err := logRetention(ctx, tx)
		if err != nil {
			return err
		}
		if months == 0 {
			return ErrNoLogRetention
		}
		now := a.r.now()
		var to logAnchor
		var first int64
		err = tx.QueryRowContext(ctx, `select coalesce(min(seq), 1), coalesce(max(seq) filter (where at < $1 and seq < coalesce(
				(select min(seq) from access_log where at >= $1 and at <= $2), 9223372036854775807)), 0) from access_log`,
			formatTime(now.AddDate(0, -months, 0)), formatTime(now)).Scan(&first, &to.seq)
		if err != nil {
			return err
		}
		to.seq = min(to.seq, first+min(most, math.MaxInt64-first)-1)
		if removed = to.seq - first + 1; removed < 1 {
			removed = 0
			return a.logInTx(ctx, tx, ActionPurge, "", "nothing")
		}
		if err := tx.QueryRowContext(ctx, `select hash from access_log where seq = $1`, to.seq).Scan(&to.hash); err != nil {
			return err
		}
		if err := a.logInTx(ctx, tx, ActionPurge, "", to.purgeDetail()); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `insert into log_anchor (seq, hash, lines, at, by) values ($1, $2, $3, $4, $5)`,
			to.seq, to.hash, removed, formatTime(now), a.user.Initials)
		if err != nil {
			return err
		}
		for _, table := range []string{"access_log_words", "log_forgotten", "access_log_set", "access_log"} {
			if _, err := tx.ExecContext(ctx, `delete from `+table+` where seq <= $1`, to.seq); err != nil {
				return err
			}
		}
		_, err = tx.ExecContext(ctx, `delete from citizen_set where id not in (select set_id from access_log_set)`)
		if err != nil {
			return err
		}
		return overwriteFreePages(ctx, tx)
	})
	return removed, err
}
