// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"codeberg.org/fremskridt/fremskridt/model/atomicfile"
	"codeberg.org/fremskridt/fremskridt/model/vault"
	"codeberg.org/fremskridt/fremskridt/model/vault/pages"
)

// switchTimeout is how long to wait for readers before the databases are switched.
const switchTimeout = 30 * time.Second

// switchDatabases replaces the database, between two connections, and reports
// whether it did.
func (r *Register) switchDatabases(ctx context.Context, writer *sql.Conn, next string, mount *pages.Mount) (switched bool, err error) {
	p := r.db
	p.read.SetMaxIdleConns(0)
	defer p.read.SetMaxIdleConns(maxReaders)
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.waitForReaders(ctx); err != nil {
		return false, err
	}
	// What follows is short, and must not stop halfway.
	ctx = context.WithoutCancel(ctx)
	if _, err := writer.ExecContext(ctx, `pragma wal_checkpoint(truncate)`); err != nil {
		return false, err
	}
	if err := writer.Raw(func(any) error { return driver.ErrBadConn }); !errors.Is(err, driver.ErrBadConn) {
		return false, err
	}
	// The write-ahead log must be gone before the new database is in place, which
	// would not accept the log of the old one.
	if err := atomicfile.SyncFolder(r.dir); err != nil {
		return false, err
	}
	if err := os.Rename(next, p.path); err != nil {
		return false, err
	}
	older := r.mount
	p.fileSystem, r.mount = mount.Name(), mount
	p.mount.Store(mount)
	return true, errors.Join(atomicfile.SyncFolder(r.dir), older.Close())
}

// waitForReaders waits until no reader's connection is open. The caller holds mu,
// which blocks new ones.
func (p *pools) waitForReaders(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, switchTimeout)
	defer cancel()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for p.read.Stats().OpenConnections > 0 {
		select {
		case <-ctx.Done():
			return fmt.Errorf("%w: a reader is active: %w", ErrBusy, ctx.Err())
		case <-tick.C:
		}
	}
	return nil
}

// matchKeysToDatabase compares the keys with the database, which has the epoch of
// its key. It finishes or undoes an interrupted rotation accordingly.
func (r *Register) matchKeysToDatabase() error {
	epoch, err := pages.Epoch(filepath.Join(r.dir, databaseName))
	switch {
	case errors.Is(err, pages.ErrVersion):
		return err
	case err != nil:
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	case r.keys.Key(epoch) == nil:
		return fmt.Errorf("%w (epoch %d)", pages.ErrUnknownKey, epoch)
	case !r.keys.Rotating():
		return nil
	}
	if err := removeDatabase(filepath.Join(r.dir, rotatedName)); err != nil {
		return err
	}
	keys := r.keys.Keys()
	if epoch == keys[len(keys)-1].Epoch() {
		return r.updateKeys((*vault.Opened).FinishRotation)
	}
	return r.updateKeys((*vault.Opened).AbandonRotation)
}
