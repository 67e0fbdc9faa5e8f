// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"fmt"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/vault"
)

// logIn sets the user who has unlocked the register, and logs the log-in and the
// failed attempts before it.
func (r *Register) logIn(ctx context.Context, initials string) error {
	u, err := r.userOfKeys(ctx, initials)
	if err != nil {
		return err
	}
	r.openedBy = u.Initials
	taken, err := r.keys.TakeFailures(r.dir)
	if err != nil {
		return err
	}
	write := func(tx *sql.Tx) error {
		if err := r.logFailures(ctx, tx, taken); err != nil {
			return err
		}
		return r.logInTx(ctx, tx, u.Initials, ActionLogIn, "")
	}
	err = r.writeUrgent(ctx, write)
	if IsDiskFull(err) {
		// The lines come before the next one. Until there is room for it, no citizen is shown.
		r.db.setPending(func(tx *sql.Tx) error { return write(tx) }, taken.Forget)
		return nil
	}
	if err != nil {
		return fmt.Errorf("write access log: %w", err)
	}
	return taken.Forget()
}

// logFailures logs failed attempts.
func (r *Register) logFailures(ctx context.Context, tx *sql.Tx, taken *vault.FailureBatch) error {
	for _, f := range taken.Failures {
		if err := appendLog(ctx, tx, logLine{
			At: formatTime(f.At), Initials: f.Initials, Action: ActionFailedLogIn, Purpose: model.ForAdministration,
			Detail: model.NewMessage("log_in", "user", f.OSUser, "host", f.Host).String(),
		}); err != nil {
			return err
		}
	}
	if taken.Damaged > 0 {
		if err := r.logInTx(ctx, tx, "?", ActionFailedLogIn, "unreadable_log_ins", "count", taken.Damaged); err != nil {
			return err
		}
	}
	if taken.More > 0 {
		return r.logInTx(ctx, tx, "?", ActionFailedLogIn, "further_log_ins", "count", taken.More)
	}
	return nil
}

// endFailures moves failed attempts to the access log, once the right passphrase has
// ended their row.
func (r *Register) endFailures(ctx context.Context) error {
	taken, err := r.keys.TakeFailures(r.dir)
	if err != nil {
		return err
	}
	if err := r.writeUrgent(ctx, func(tx *sql.Tx) error { return r.logFailures(ctx, tx, taken) }); err != nil {
		return fmt.Errorf("write access log: %w", err)
	}
	return taken.Forget()
}

// userOfKeys returns the active user with the initials or, where they are empty,
// the only active user with a passphrase.
func (r *Register) userOfKeys(ctx context.Context, initials string) (model.User, error) {
	if initials != "" {
		return r.user(ctx, initials)
	}
	users, err := r.Users(ctx)
	if err != nil {
		return model.User{}, err
	}
	for _, u := range users {
		if u.Active && r.keys.HasUser(u.Initials) {
			return u, nil
		}
	}
	return model.User{}, ErrUnknownUser
}
