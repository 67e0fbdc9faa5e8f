// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Origin is where a register came from that was restored or copied.
type Origin struct {
	Register string    // id of the other register; empty for one that was created
	Backup   time.Time // when the restored backup was made; zero for a copied folder
	At       time.Time // when this register became one of its own
}

// Origin returns where the register came from.
func (r *Register) Origin(ctx context.Context) (o Origin, err error) {
	var made, at string
	err = r.db.read.QueryRowContext(ctx, `select origin, origin_backup, origin_at from register`).Scan(&o.Register, &made, &at)
	if err != nil {
		return o, fmt.Errorf("read register: %w", err)
	}
	if made != "" {
		if o.Backup, err = parseTime(made); err != nil {
			return o, err
		}
	}
	if at != "" {
		o.At, err = parseTime(at)
	}
	return o, err
}

// Place is where a register is used.
type Place struct{ Host, Folder string }

// place returns where the register is now. Links are followed.
func (r *Register) place() (p Place, err error) {
	if p.Folder, err = filepath.Abs(r.dir); err != nil {
		return p, err
	}
	if p.Folder, err = filepath.EvalSymlinks(p.Folder); err != nil {
		return p, err
	}
	p.Host, _ = os.Hostname() // empty where the system does not know it
	return p, nil
}

// Moved reports whether the register is elsewhere than when its last backup was made,
// and where it was. Either its folder was moved, or it was copied and there are two
// registers. Until [Access.ConfirmPlace] says which, no backup is removed: it may be one
// of the other register.
func (r *Register) Moved(ctx context.Context) (from Place, moved bool, err error) {
	err = r.db.read.QueryRowContext(ctx, `select place_host, place_folder from register`).Scan(&from.Host, &from.Folder)
	if err != nil {
		return from, false, fmt.Errorf("read register: %w", err)
	}
	now, err := r.place()
	return from, from != (Place{}) && from != now, err
}

// settlePlace notes where the register is when it makes its first backup. It reports
// whether the register is where it was.
func (r *Register) settlePlace(ctx context.Context) (settled bool, err error) {
	from, moved, err := r.Moved(ctx)
	if err != nil || moved || from != (Place{}) {
		return !moved, err
	}
	err = r.db.writeTx(ctx, func(tx *sql.Tx) error { return r.setPlace(ctx, tx) })
	return err == nil, err
}

func (r *Register) setPlace(ctx context.Context, tx *sql.Tx) error {
	p, err := r.place()
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `update register set place_host = $1, place_folder = $2`, p.Host, p.Folder)
	return err
}

// ConfirmPlace answers whether the register's folder was moved, or copied. A copy gets
// an id and a line of backups of its own. It is for administrators and operations.
func (a *Access) ConfirmPlace(ctx context.Context, copied bool) (err error) {
	defer wrapError(&err, "confirm place")
	if err := a.requireRole(ctx, "place", "", model.RoleAdministrator, model.RoleOperations); err != nil {
		return err
	}
	what := model.NewMessage("moved")
	if copied {
		what = model.NewMessage("copied")
	}
	id := a.r.id
	err = a.change(ctx, ActionChange, "", what, func(tx *sql.Tx) error {
		if copied {
			id = string(a.r.newID())
			_, err := tx.ExecContext(ctx, `update register set origin = id, origin_backup = '', origin_at = $2, id = $1`,
				id, formatTime(a.r.now()))
			if err != nil {
				return err
			}
		}
		return a.r.setPlace(ctx, tx)
	})
	if err == nil {
		a.r.id = id
	}
	return err
}
