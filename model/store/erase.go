// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// ErrTraces is returned when data was deleted, but bytes of it remain in the
// write-ahead log, as a reader was active. They disappear when the register is
// closed.
var ErrTraces = errors.New("deleted, but traces remain in the write-ahead log until the register is closed")

// fillerSize bounds one row of overwriteFreePages.
const fillerSize = 64 << 20

// overwriteFreePages overwrites the free pages of the file. SQLite overwrites what
// is deleted within a page, but not a page that becomes free as a whole. A table of
// zeros occupies all free pages and is dropped.
func overwriteFreePages(ctx context.Context, tx *sql.Tx) (err error) {
	defer wrapError(&err, "overwrite free pages")
	var free, size int64
	if err := tx.QueryRowContext(ctx, `pragma freelist_count`).Scan(&free); err != nil {
		return err
	}
	if err := tx.QueryRowContext(ctx, `pragma page_size`).Scan(&size); err != nil {
		return err
	}
	if free == 0 {
		return nil
	}
	if _, err := tx.ExecContext(ctx, `create table filler (zeros blob not null) strict`); err != nil {
		return err
	}
	for left := free * size; left > 0; left -= fillerSize {
		if _, err := tx.ExecContext(ctx, `insert into filler values (zeroblob($1))`, min(left, fillerSize)); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, `drop table filler`); err != nil {
		return err
	}
	return nil
}

// truncateWAL moves the write-ahead log into the database and truncates it, so that
// no earlier version of a page remains in it.
func (r *Register) truncateWAL(ctx context.Context) error {
	var busy, frames, moved int
	err := r.db.write.QueryRowContext(context.WithoutCancel(ctx), `pragma wal_checkpoint(truncate)`).Scan(&busy, &frames, &moved)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrTraces, err)
	}
	if busy != 0 {
		return ErrTraces
	}
	return nil
}
