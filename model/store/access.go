// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"fmt"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Access reads and writes the citizens of a register for a user who acts in a
// role and for a purpose. It is cheap to create and is meant for one use.
type Access struct {
	r       *Register
	user    model.User
	role    model.Role
	purpose model.Purpose
}

// As gives the user who opened the register an access for a purpose, in the
// first of the roles that the user has. Without any of them it logs a refusal
// and returns [ErrForbidden], or [ErrRightsWait] to a user whose roles wait. A user with a passphrase that must be replaced gets
// none: [ErrMustChangePassphrase].
func (r *Register) As(ctx context.Context, purpose model.Purpose, roles ...model.Role) (*Access, error) {
	if r.MustChangePassphrase() {
		err := r.db.writeTx(ctx, func(tx *sql.Tx) error {
			return r.logInTx(ctx, tx, r.openedBy, ActionRefused, "must_change_passphrase")
		})
		if err != nil {
			return nil, fmt.Errorf("write access log: %w", err)
		}
		return nil, fmt.Errorf("%s: %w", r.openedBy, ErrMustChangePassphrase)
	}
	return r.accessFor(ctx, r.openedBy, purpose, roles...)
}

func (r *Register) accessFor(ctx context.Context, initials string, purpose model.Purpose, roles ...model.Role) (*Access, error) {
	u, err := r.user(ctx, initials)
	if err != nil {
		return nil, err
	}
	for _, role := range roles {
		if u.Has(role) {
			return &Access{r: r, user: u, role: role, purpose: purpose}, nil
		}
	}
	err = r.db.writeTx(ctx, func(tx *sql.Tx) error {
		return appendLog(ctx, tx, logLine{
			At: formatTime(r.now()), Initials: initials, Action: ActionRefused, Purpose: purpose,
			Detail: roleRequired(roles).String(),
		})
	})
	if err != nil {
		return nil, fmt.Errorf("write access log: %w", err)
	}
	waiting, err := readRights(ctx, r.db.read, `state = $1 and initials = $2`, rightWaiting, u.Initials)
	if err != nil {
		return nil, err
	}
	if len(waiting) > 0 && len(u.Roles) == 0 {
		return nil, fmt.Errorf("%s: %w", initials, ErrRightsWait)
	}
	return nil, fmt.Errorf("%s: %w", initials, ErrForbidden)
}

// User returns the user.
func (a *Access) User() model.User { return a.user }

// Role returns the role the user acts in.
func (a *Access) Role() model.Role { return a.role }

// logInTx writes a line of the access log before what it records, in the same
// transaction where that is a change. The detail is a code and its arguments;
// model/messages has their texts.
func (a *Access) logInTx(ctx context.Context, tx *sql.Tx, action Action, citizen model.ID, code string, args ...any) (err error) {
	defer wrapError(&err, "write access log")
	if code != ownPassphraseCode && a.r.MustChangePassphrase() {
		return ErrMustChangePassphrase
	}
	err = appendLog(ctx, tx, logLine{
		At: formatTime(a.r.now()), Initials: a.user.Initials, Role: string(a.role), Action: action,
		Citizen: citizen, Purpose: a.purpose, Detail: model.NewMessage(code, args...).String(),
	})
	return err
}

// logAccess is [Access.logInTx] in a transaction of its own, for a read.
func (a *Access) logAccess(ctx context.Context, action Action, citizen model.ID, code string, args ...any) error {
	return a.r.db.writeTx(ctx, func(tx *sql.Tx) error { return a.logInTx(ctx, tx, action, citizen, code, args...) })
}

// change runs fn in a transaction that begins with a line of the access log.
func (a *Access) change(ctx context.Context, action Action, citizen model.ID, detail model.Message, fn func(tx *sql.Tx) error) error {
	return a.r.db.writeTx(ctx, func(tx *sql.Tx) error {
		if err := a.logInTx(ctx, tx, action, citizen, detail.Code, detail.Args...); err != nil {
			return err
		}
		return fn(tx)
	})
}
