// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"codeberg.org/fremskridt/fremskridt/model"
)

// VerifyAt checks a register that is not open. It reads the pages first, as opening
// writes: of a damaged register it returns the damaged pages and changes nothing.
func VerifyAt(ctx context.Context, dir string, c Credentials, o Options) (v Verification, err error) {
	r := newRegister(dir, o)
	if err := r.checkPages(c, o, &v); err != nil {
		return v, fmt.Errorf("verify %s: %w", dir, err)
	}
	if len(v.Damaged) > 0 {
		return v, nil
	}
	if r, err = openAsFound(ctx, dir, c, o); err != nil {
		return v, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	if r.older != nil {
		if err := r.requireMaintainer(ctx, c.Initials); err != nil {
			return v, err
		}
		pages := v.Pages
		v, err = r.verify(ctx)
		v.Pages = pages
		return v, err
	}
	a, err := r.As(ctx, model.ForAdministration, model.RoleAdministrator, model.RoleOperations)
	if err != nil {
		return v, err
	}
	return a.Verify(ctx)
}

// checkPages reads every page of a database that is not open.
func (r *Register) checkPages(c Credentials, o Options, v *Verification) (err error) {
	if _, err := Peek(r.dir); err != nil {
		return err
	}
	if err := r.acquireLock(o); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.release()) }()
	if r.keys, err = unlock(r.dir, c, r.now()); err != nil {
		return err
	}
	if r.mount, err = r.newMount(); err != nil {
		return err
	}
	path := filepath.Join(r.dir, databaseName)
	d, err := r.mount.Check(path)
	v.Pages, v.Damaged = d.Pages, d.Damaged
	if err == nil && len(d.Damaged) == 0 {
		err = r.mount.CheckLog(path)
	}
	return err
}
