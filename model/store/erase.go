package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// ErrTraces says that what was deleted is gone from the register, but that bytes
// of it stay in the write-ahead log, since somebody was reading. They go when the
// register is closed.
var ErrTraces = errors.New("deleted, but traces stay in the write-ahead log until the register is closed")

// fillerSize bounds one filler of scrub.
const fillerSize = 64 << 20

// overwriteFreePages overwrites the pages of the file that belong to nothing. The database
// overwrites what is deleted inside a page, but not a page that becomes free as
// a whole. A table of zeros takes all free pages up and gives them back.
func overwriteFreePages(ctx context.Context, tx *sql.Tx) error {
	var free, size int64
	if err := tx.QueryRowContext(ctx, `pragma freelist_count`).Scan(&free); err != nil {
		return fmt.Errorf("scrub: %w", err)
	}
	if err := tx.QueryRowContext(ctx, `pragma page_size`).Scan(&size); err != nil {
		return fmt.Errorf("scrub: %w", err)
	}
	if free == 0 {
		return nil
	}
	if _, err := tx.ExecContext(ctx, `create table filler (zeros blob not null) strict`); err != nil {
		return fmt.Errorf("scrub: %w", err)
	}
	for left := free * size; left > 0; left -= fillerSize {
		if _, err := tx.ExecContext(ctx, `insert into filler values (zeroblob($1))`, min(left, fillerSize)); err != nil {
			return fmt.Errorf("scrub: %w", err)
		}
	}
	if _, err := tx.ExecContext(ctx, `drop table filler`); err != nil {
		return fmt.Errorf("scrub: %w", err)
	}
	return nil
}

// truncateWAL moves the write-ahead log into the database and cuts it to nothing,
// so that no earlier state of a page is left in it.
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
