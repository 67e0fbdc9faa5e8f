// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/vault"
	"codeberg.org/fremskridt/fremskridt/model/vault/pages"
)

// rotatedName is the database under the new data key until it replaces the other.
const rotatedName = "register.next"

// RotateKey makes a new data key and re-encrypts the database with it, while other
// uses of the register wait. The old key (of a user who has left, of an older
// backup) opens nothing that is written later. After an error or a crash the
// register is as before or as after: the databases are switched by one rename,
// and the next [Open] cleans up on either side of it. It is for administrators.
func (a *Access) RotateKey(ctx context.Context, progress func(done, total int64)) (err error) {
	defer wrapError(&err, "rotate the data key")
	if err := a.requireRoleAndLog(ctx, ActionChange, "data_key", model.RoleAdministrator); err != nil {
		return err
	}
	if err := a.r.noteBackups(ctx); err != nil {
		return err
	}
	err = a.r.rotate(ctx, progress)
	if err == nil {
		err = a.r.db.writeTx(ctx, func(tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, `update register set key_rotation_due = 0`)
			return err
		})
	}
	return err
}

// RenewLeakedKey renews the data key after a change of the own passphrase that
// somebody else may have known. With it, a copy of the key file from before the change
// still gives the data key, which opens today's register until it is rotated. For an
// administrator the key is rotated now. Otherwise its rotation becomes due, as
// [Register.KeyRotationDue] informs the administrators. It is for every role.
func (a *Access) RenewLeakedKey(ctx context.Context, progress func(done, total int64)) (renewed bool, err error) {
	defer wrapError(&err, "renew the data key")
	err = a.change(ctx, ActionChange, "", model.NewMessage("data_key_leaked"), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `update register set key_rotation_due = 1`)
		return err
	})
	if err != nil || !a.user.Has(model.RoleAdministrator) {
		return false, err
	}
	admin, err := a.r.As(ctx, model.ForAdministration, model.RoleAdministrator)
	if err != nil {
		return false, err
	}
	err = admin.RotateKey(ctx, progress)
	return err == nil, err
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

// rewrite writes the database under the newest key, replaces the present one and
// reports whether it did. It holds the writer's connection throughout.
func (r *Register) rewrite(ctx context.Context, progress func(done, total int64)) (switched bool, err error) {
	next := filepath.Join(r.dir, rotatedName)
	if err := removeDatabase(next); err != nil {
		return false, err
	}
	mount, err := r.newMount(pages.Options{})
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
	defer writer.Close() // no effect after switchDatabases
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

// reportStep lets a test interrupt a rotation.
func (r *Register) reportStep(step string) {
	if r.onRotationStep != nil {
		r.onRotationStep(step)
	}
}

// compareCounts compares the new database with the one it replaces.
func (r *Register) compareCounts(ctx context.Context, next string, mount *pages.Mount) error {
	v, err := examineCopy(ctx, next, mount, examineCurrent)
	if err != nil {
		return err
	}
	have, err := counts(ctx, r.db.read)
	if err == nil && have != v.Counts {
		err = fmt.Errorf("the new database has %+v, the old one %+v", v.Counts, have)
	}
	return err
}
