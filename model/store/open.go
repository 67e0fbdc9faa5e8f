// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"codeberg.org/fremskridt/fremskridt/model/vault/pages"
)

// Open opens the register in a folder for a user. It returns an [*OlderError] for one
// that an earlier version of the program wrote, unless the options allow to upgrade it.
func Open(ctx context.Context, dir string, c Credentials, o Options) (*Register, error) {
	dir = filepath.Clean(dir)
	r, err := openWith(ctx, dir, o, func(r *Register) (err error) {
		r.keys, err = unlock(dir, c, r.now())
		return err
	}, func(r *Register) error {
		if o.unencrypted {
			u, err := r.user(ctx, c.Initials)
			r.openedBy = u.Initials
			return err
		}
		return r.logIn(ctx, c.Initials)
	})
	if err != nil {
		return nil, fmt.Errorf("open register %s: %w", dir, err)
	}
	return r, nil
}

// openWith opens a register. unlock sets its keys; logIn sets the user.
func openWith(ctx context.Context, dir string, o Options, unlock, logIn func(*Register) error) (*Register, error) {
	if err := checkFolder(dir); err != nil {
		return nil, err
	}
	if err := checkNoBackup(dir); err != nil {
		return nil, err
	}
	if err := checkLocalDrive(dir); err != nil {
		return nil, err
	}
	r := newRegister(dir, o)
	if err := r.unlockAndOpen(ctx, o, unlock, logIn); err != nil {
		return nil, errors.Join(err, r.release())
	}
	return r, nil
}

func (r *Register) unlockAndOpen(ctx context.Context, o Options, unlock, logIn func(*Register) error) error {
	if err := r.acquireLock(o); err != nil {
		return err
	}
	if !o.unencrypted {
		if err := unlock(r); err != nil {
			return err
		}
		if err := r.checkLeftLog(ctx); err != nil {
			return err
		}
		if err := r.matchKeysToDatabase(); err != nil {
			return err
		}
	}
	if err := r.prepareFolder(); err != nil {
		return err
	}
	if err := r.openAnyway(ctx, o); err != nil {
		return err
	}
	older, err := r.checkSchema(ctx)
	if err != nil {
		return err
	}
	err = r.db.read.QueryRowContext(ctx, `select id, municipality from register`).Scan(&r.id, &r.municipality)
	switch {
	case err != nil:
		return err
	case older != nil && o.asFound:
		r.older = older
		r.log.Info("older register opened as it is", r.identity(), "schema", older.Found)
		return nil
	case older != nil && !o.Upgrade:
		r.log.Info("older register not upgraded", r.identity(), "schema", older.Found)
		return older
	case older != nil:
		if err := r.upgradeSchema(ctx, older); err != nil {
			return err
		}
	}
	if err := r.checkClock(ctx); err != nil {
		return err
	}
	if err := logIn(r); err != nil {
		return err
	}
	r.log.Info("register opened", r.identity())
	if err := r.logUpgrade(ctx); err != nil {
		return err
	}
	return r.fillReserve()
}

// acquireLock locks the register's folder against other programs.
func (r *Register) acquireLock(o Options) (err error) {
	processSettings()
	if !o.noLock {
		r.lock, err = lockFolder(r.dir, r.now())
	}
	return err
}

// open opens the database with the keys.
func (r *Register) open(ctx context.Context, o Options) (err error) {
	fileSystem := o.vfs
	if r.keys != nil {
		if r.mount, err = r.newMount(pages.Options{}); err != nil {
			return err
		}
		fileSystem = r.mount.Name()
	}
	if r.db, err = openPools(ctx, filepath.Join(r.dir, databaseName), fileSystem, r.mount); err != nil {
		if r.mount != nil {
			err = errors.Join(err, r.mount.Close())
		}
		r.db, r.mount = nil, nil
	}
	return err
}

// openForReading opens the database without changing anything in the folder.
func (r *Register) openForReading(ctx context.Context) (err error) {
	if r.mount, err = r.newMount(pages.Options{ReadOnly: true}); err != nil {
		return err
	}
	r.db, err = openPoolsReadOnly(ctx, filepath.Join(r.dir, databaseName), r.mount)
	return err
}

// newMount creates an encrypting file system of the register's keys.
func (r *Register) newMount(o pages.Options) (*pages.Mount, error) {
	r.keysMu.Lock()
	defer r.keysMu.Unlock()
	var keys []pages.Key
	for _, k := range r.keys.Keys() {
		keys = append(keys, k)
	}
	o.Base = r.baseVFS
	return pages.NewMount(o, keys...)
}
