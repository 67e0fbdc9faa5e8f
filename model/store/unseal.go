// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/atomicfile"
)

// Unseal writes the register as an unencrypted SQLite database to a file that does
// not exist, for a municipality that hands its data over. Until the file is complete,
// its name ends in .part, so that a killed program leaves nothing that passes for the
// register; [ErrExists] is returned for such remains too. It is for an administrator
// who also leads all teams, and so may read all that is written. Progress is in bytes.
func (a *Access) Unseal(ctx context.Context, path string, progress func(done, total int64)) (err error) {
	defer wrapError(&err, "unseal")
	if err := a.requireRole(ctx, "unseal", "", model.RoleAdministrator); err != nil {
		return err
	}
	if !a.user.Has(model.RoleTeamLeader) || !a.user.AllTeams {
		return a.logRefusal(ctx, "", ErrForbidden, "unseal")
	}
	path = filepath.Clean(path)
	part := path + ".part"
	for _, name := range []string{path, part} {
		if _, err := os.Lstat(name); err == nil {
			return &fs.PathError{Op: "write", Path: name, Err: ErrExists}
		} else if !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	all, err := queryAll(ctx, a.r.db.read, scanValue[model.ID], `select id from citizen`)
	if err != nil {
		return err
	}
	if err := a.logSet(ctx, ActionExport, all, "unencrypted_register"); err != nil {
		return err
	}
	a.r.copyMu.Lock()
	defer a.r.copyMu.Unlock()
	err = a.r.db.copyDatabase(ctx, part, platform(), progress)
	if err == nil {
		err = atomicfile.Rename(part, path)
	}
	if err != nil {
		return errors.Join(err, removeDatabase(part))
	}
	return mapError(atomicfile.SyncFolder(filepath.Dir(path)))
}

// platform returns SQLite's name of the operating system's file system.
func platform() string {
	if runtime.GOOS == "windows" {
		return "win32"
	}
	return "unix"
}
