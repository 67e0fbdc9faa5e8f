package store

import (
	"context"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/vault"
)

// Plain is for a register that is not encrypted.
func Plain(o Options) Options {
	o.unencrypted = true
	return o
}

// Shared is for one of several handles of a register.
func Shared(o Options) Options {
	o.noLock = true
	return o
}

// AsUser is the access of a user other than the one who opened the register.
func (r *Register) AsUser(ctx context.Context, initials string, purpose model.Purpose, roles ...model.Role) (*Access, error) {
	return r.accessFor(ctx, initials, purpose, roles...)
}

// Exec runs a statement on the connection that the register writes through.
func (r *Register) Exec(ctx context.Context, query string, args ...any) error {
	_, err := r.db.write.ExecContext(ctx, query, args...)
	return err
}

// Count is the number that a query finds.
func (r *Register) Count(ctx context.Context, query string, args ...any) (n int, err error) {
	err = r.db.read.QueryRowContext(ctx, query, args...).Scan(&n)
	return n, err
}

// FileSystem is what the register's database is read through.
func (r *Register) FileSystem() string { return r.mount.Name() }

// GivePassphrase gives a user a passphrase as if the user had chosen it.
func (r *Register) GivePassphrase(initials string, pass []byte) error {
	return r.updateKeys(func(k *vault.Opened) error { return k.SetUser(initials, pass, vault.ForTests, false) })
}

// OnStep calls fn at each step of a rotation.
func (r *Register) OnStep(fn func(step string)) { r.onRotationStep = fn }
