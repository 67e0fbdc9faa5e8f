// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"errors"
	"net/url"
	"os"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/vault"
	"codeberg.org/fremskridt/fremskridt/model/vault/pages"
)

// Plain returns o for a register that is not encrypted.
func Plain(o Options) Options {
	o.unencrypted = true
	return o
}

// Shared returns o for one of several handles of a register.
func Shared(o Options) Options {
	o.noLock = true
	return o
}

// StaleJournal returns the rollback journal of a change that is then made to a database
// of the register's key that is not open.
func (r *Register) StaleJournal(ctx context.Context, path, change string) (journal []byte, err error) {
	m, err := r.newMount(pages.Options{})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, m.Close()) }()
	db := openDB(fileURI(path, withVFS(url.Values{"_pragma": {"journal_mode(delete)", "cache_size(2)"}}, m.Name())))
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	for _, s := range []string{`begin immediate`, change} {
		if _, err := db.ExecContext(ctx, s); err != nil {
			return nil, err
		}
	}
	if journal, err = os.ReadFile(path + "-journal"); err != nil {
		return nil, err
	}
	for _, s := range []string{`commit`, `pragma journal_mode = wal`} {
		if _, err := db.ExecContext(ctx, s); err != nil {
			return nil, err
		}
	}
	return journal, nil
}

// AsUser returns the access of a user other than the one who opened the register.
func (r *Register) AsUser(ctx context.Context, initials string, purpose model.Purpose, roles ...model.Role) (*Access, error) {
	return r.accessFor(ctx, initials, purpose, roles...)
}

// Exec runs a statement on the connection that the register writes through.
func (r *Register) Exec(ctx context.Context, query string, args ...any) error {
	_, err := r.db.write.ExecContext(ctx, query, args...)
	return err
}

// Count returns the integer that a query selects.
func (r *Register) Count(ctx context.Context, query string, args ...any) (n int, err error) {
	err = r.db.read.QueryRowContext(ctx, query, args...).Scan(&n)
	return n, err
}

// FileSystem names the SQLite VFS of the register's database.
func (r *Register) FileSystem() string { return r.mount.Name() }

// GivePassphrase sets a passphrase that the user need not replace.
func (r *Register) GivePassphrase(initials string, pass []byte) error {
	return r.updateKeys(func(k *vault.Opened) error { return k.SetUser(initials, pass, vault.ForTests, false) })
}

// OnStep calls fn at each step of a rotation.
func (r *Register) OnStep(fn func(step string)) { r.onRotationStep = fn }

// LogSet logs a list as shown, without asking who the citizens are.
func LogSet(ctx context.Context, a *Access, ids []model.ID) error {
	return a.logSet(ctx, ActionRead, ids, "shown", "list", "test")
}

// ListUses returns the uses of a citizen in lists.
func (r *Register) ListUses(ctx context.Context, citizen model.ID) ([]LogEntry, error) {
	return listUses(ctx, r.db.read, citizen)
}
