// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"codeberg.org/fremskridt/fremskridt/model/safefile"
)

const (
	// reserveName is a file that occupies room on a disk with little of it. On a full
	// disk it is removed, so that room can be freed: deleting needs some first.
	reserveName = "reserve"
	reserveSize = 2 << 20
	// scarce is the free room in bytes below which there is a reserve.
	scarce = 2 << 30
)

// fillReserve makes the reserve where room is scarce. Without room for it there is none.
func (r *Register) fillReserve() error {
	path := filepath.Join(r.dir, reserveName)
	if info, err := os.Lstat(path); err == nil && info.Size() >= reserveSize {
		return nil
	}
	free, err := freeSpace(r.dir)
	if err != nil || free >= scarce || free < 2*reserveSize {
		return err
	}
	f, err := safefile.OpenFile(path, os.O_RDWR|os.O_CREATE)
	if err != nil {
		return ignoreFull(mapError(err))
	}
	if err := errors.Join(allocate(f, reserveSize), f.Close()); err != nil {
		return ignoreFull(errors.Join(mapError(err), os.Remove(path)))
	}
	return nil
}

// releaseReserve removes the reserve and reports whether there was one.
func (r *Register) releaseReserve() bool { return os.Remove(filepath.Join(r.dir, reserveName)) == nil }

// allocateByWriting writes zeros.
func allocateByWriting(f *os.File, size int) error {
	_, err := f.WriteAt(make([]byte, size), 0)
	return err
}

func ignoreFull(err error) error {
	if IsDiskFull(err) {
		return nil
	}
	return err
}

// withReserve calls fn and, where the disk is full and there is a reserve, calls it again
// after the reserve has been removed.
func (r *Register) withReserve(fn func() error) error {
	err := fn()
	if IsDiskFull(err) && r.releaseReserve() {
		err = fn()
	}
	return err
}

// writeUrgent is [pools.writeTx] for what frees room and for what must be logged on the
// way to it.
func (r *Register) writeUrgent(ctx context.Context, fn func(tx *sql.Tx) error) error {
	return r.withReserve(func() error { return r.db.writeTx(ctx, fn) })
}

// logUrgent is [Access.logAccess] by writeUrgent.
func (a *Access) logUrgent(ctx context.Context, action Action, code string, args ...any) error {
	return a.r.writeUrgent(ctx, func(tx *sql.Tx) error { return a.logInTx(ctx, tx, action, "", code, args...) })
}

// logMaintenance logs what shows nobody. On a disk without any room it goes on without
// the line; it is written to the program's log.
func (a *Access) logMaintenance(ctx context.Context, action Action, code string, args ...any) error {
	err := a.logUrgent(ctx, action, code, args...)
	if IsDiskFull(err) {
		a.r.log.Warn("no room for a line of the access log", a.r.identity(), "action", string(action))
		return nil
	}
	return err
}

// openAnyway opens the database. A disk without any room gives up the reserve; where
// that does not help, the database is opened read-only, which needs none.
func (r *Register) openAnyway(ctx context.Context, o Options) error {
	err := r.withReserve(func() error { return r.open(ctx, o) })
	if !IsDiskFull(err) || r.keys == nil {
		return err
	}
	if err := r.openForReading(ctx); err != nil {
		return fmt.Errorf("open read-only: %w", err)
	}
	r.db.full = true
	return nil
}
