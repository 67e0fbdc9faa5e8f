// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"codeberg.org/fremskridt/fremskridt/model/vault/pages"
)

// Open opens the register in a folder for a user. It returns an [*OlderError] for one
// that an earlier version of the program wrote, unless the options allow to upgrade it.
func Open(ctx context.Context, dir string, c Credentials, o Options) (*Register, error) {
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
	path := filepath.Join(dir, databaseName)
	switch info, err := os.Stat(path); {
	case errors.Is(err, os.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) || err == nil && (!info.Mode().IsRegular() || info.Size() == 0):
		return nil, ErrNotRegister
	case err != nil:
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
		if err := r.matchKeysToDatabase(); err != nil {
			return err
		}
	}
	if err := r.open(ctx, o); err != nil {
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
	return r.logUpgrade(ctx)
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
	path := filepath.Join(r.dir, databaseName)
	fileSystem := o.vfs
	if r.keys != nil {
		if r.mount, err = r.newMount(); err != nil {
			return err
		}
		if err := r.mount.CheckLog(path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
		fileSystem = r.mount.Name()
	}
	log, err := os.Stat(path + "-wal")
	unclean := err == nil && log.Size() > 0
	if r.db, err = openPools(ctx, path, fileSystem); err != nil || !unclean {
		return err
	}
	return r.checkAfterCrash(ctx)
}

// checkAfterCrash checks a register that was not closed: the structure of the
// database and the hash chain of the access log. A disk that did not keep synced
// writes can leave pages of different times, each authentic by itself.
func (r *Register) checkAfterCrash(ctx context.Context) error {
	found, err := queryAll(ctx, r.db.read, scanValue[string], `pragma quick_check`)
	if err != nil {
		return err
	}
	if len(found) != 1 || found[0] != "ok" {
		return &mediumError{kind: ErrDamaged, cause: errors.New(strings.Join(found, "; "))}
	}
	var current bool // false for an earlier schema, with another log
	err = r.db.read.QueryRowContext(ctx, `select exists (select 1 from sqlite_schema where name = 'log_anchor')`).Scan(&current)
	if err != nil || !current {
		return err
	}
	if _, err := verifyLog(ctx, r.db.read, nil); errors.Is(err, ErrLogAltered) {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	} else {
		return err
	}
}

// newMount creates the encrypting file system of the register's keys.
func (r *Register) newMount() (*pages.Mount, error) {
	r.keysMu.Lock()
	defer r.keysMu.Unlock()
	var keys []pages.Key
	for _, k := range r.keys.Keys() {
		keys = append(keys, k)
	}
	return pages.NewMount(pages.Options{Base: r.baseVFS}, keys...)
}
