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

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/vault"
	"codeberg.org/fremskridt/fremskridt/model/vault/pages"
)

// rotatedName is the database under the next data key, until it takes the
// other's place.
const rotatedName = "register.next"

// switchTimeout is how long the readers are waited for when the databases change
// places.
const switchTimeout = 30 * time.Second

// RotateKey makes a new data key and writes the database anew under it; who else
// uses the register waits meanwhile. What holds the older key (a user who has
// left, an older backup) opens nothing that is written from then on. Where it is
// cut off, by an error or a kill, the register is as before: the databases
// change places by one renaming, and the next Open tidies up on either side of
// it. It is for administrators.
func (a *Access) RotateKey(ctx context.Context, progress func(done, total int64)) error {
	if err := a.requireRole(ctx, "data_key", "", model.RoleAdministrator); err != nil {
		return err
	}
	if err := a.logAccess(ctx, ActionChange, "", "data_key"); err != nil {
		return err
	}
	err := a.r.rotate(ctx, progress)
	if err == nil {
		err = a.r.db.writeTx(ctx, func(tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, `update register set key_rotation_due = 0`)
			return err
		})
	}
	if err != nil {
		return fmt.Errorf("rotate the data key: %w", err)
	}
	return nil
}

func (r *Register) rotate(ctx context.Context, progress func(done, total int64)) error {
	r.copyMu.Lock()
	defer r.copyMu.Unlock()
	if err := r.updateKeys((*vault.Opened).BeginRotation); err != nil {
		return err
	}
	r.reportStep("begun")
	switched, err := r.rewrite(ctx, progress)
	r.reportStep("switched")
	if !switched {
		return errors.Join(err, removeDatabase(filepath.Join(r.dir, rotatedName)), r.updateKeys((*vault.Opened).AbandonRotation))
	}
	return errors.Join(err, r.updateKeys((*vault.Opened).FinishRotation))
}

// rewrite writes the database under the newest key and lets it take the place of
// the one that is there, which it reports. It holds the writer from the first to
// the last.
func (r *Register) rewrite(ctx context.Context, progress func(done, total int64)) (switched bool, err error) {
	next := filepath.Join(r.dir, rotatedName)
	if err := removeDatabase(next); err != nil {
		return false, err
	}
	mount, err := r.newMount()
	if err != nil {
		return false, err
	}
	defer func() {
		if !switched {
			err = errors.Join(err, mount.Close())
		}
	}()
	writer, err := r.db.write.Conn(ctx)
	if err != nil {
		return false, err
	}
	defer writer.Close() // it has been closed where that matters
	if _, err := writer.ExecContext(ctx, `begin immediate`); err != nil {
		return false, err
	}
	err = r.db.copyDatabase(ctx, next, mount.Name(), progress)
	if err == nil {
		err = r.compareCounts(ctx, next, mount)
	}
	_, e := writer.ExecContext(context.WithoutCancel(ctx), `rollback`)
	if err = errors.Join(err, e); err != nil {
		return false, err
	}
	r.reportStep("written")
	return r.switchDatabases(ctx, writer, next, mount)
}

// reportStep tells a test how far a rotation is.
func (r *Register) reportStep(step string) {
	if r.onRotationStep != nil {
		r.onRotationStep(step)
	}
}

// compareCounts holds the new database against the one it is to replace.
func (r *Register) compareCounts(ctx context.Context, next string, mount *pages.Mount) error {
	v, err := examineCopy(ctx, next, mount, examineCurrent)
	if err != nil {
		return err
	}
	have, err := counts(ctx, r.db.read)
	if err == nil && have != v.Counts {
		err = fmt.Errorf("the new database holds %+v and the old one %+v", v.Counts, have)
	}
	return err
}

// switchDatabases lets the new database take the place of the other, between two
// connections, and reports whether it did.
func (r *Register) switchDatabases(ctx context.Context, writer *sql.Conn, next string, mount *pages.Mount) (switched bool, err error) {
	p := r.db
	p.read.SetMaxIdleConns(0)
	defer p.read.SetMaxIdleConns(maxReaders)
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.waitForReaders(ctx); err != nil {
		return false, err
	}
	// From here on it is a moment, and half of it would be worse than late.
	ctx = context.WithoutCancel(ctx)
	if _, err := writer.ExecContext(ctx, `pragma wal_checkpoint(truncate)`); err != nil {
		return false, err
	}
	if err := writer.Raw(func(any) error { return driver.ErrBadConn }); !errors.Is(err, driver.ErrBadConn) {
		return false, err
	}
	// The log is gone from the folder before the other database is there: a log of
	// the older one beside it would be called broken.
	if err := vault.SyncDir(r.dir); err != nil {
		return false, err
	}
	if err := os.Rename(next, p.path); err != nil {
		return false, err
	}
	older := r.mount
	p.fileSystem, r.mount = mount.Name(), mount
	return true, errors.Join(vault.SyncDir(r.dir), older.Close())
}

// waitForReaders waits until no connection of the readers is open. New ones are
// kept waiting by the caller.
func (p *pools) waitForReaders(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, switchTimeout)
	defer cancel()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for p.read.Stats().OpenConnections > 0 {
		select {
		case <-ctx.Done():
			return fmt.Errorf("%w: somebody is reading: %w", ErrBusy, ctx.Err())
		case <-tick.C:
		}
	}
	return nil
}

// matchKeysToDatabase holds the keys against the database, which tells the epoch of the
// key it is under. A rotation that was cut off is finished or taken back by it.
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
