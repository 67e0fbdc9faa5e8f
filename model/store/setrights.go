// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// setRights changes the rights of a user from those held to those wanted. What is
// taken is taken at once. What is given waits for another administrator, if there is
// one. It returns the rights that the user now holds.
func (a *Access) setRights(ctx context.Context, tx *sql.Tx, initials string, held, wanted []userRight, active bool) ([]userRight, error) {
	given := without(wanted, held)
	others, err := a.otherAdministrators(ctx, tx, initials, wanted, active)
	if err != nil {
		return nil, err
	}
	wait := active && others
	if err := a.withdraw(ctx, tx, initials, given, wait); err != nil {
		return nil, err
	}
	for _, x := range without(held, wanted) {
		state := rightDone
		if !others && x == (userRight{RightRole, string(model.RoleAdministrator)}) {
			state = rightAlone
		}
		if err := a.addRight(ctx, tx, initials, x, "taken", state); err != nil {
			return nil, err
		}
	}
	switch {
	case !active || len(given) == 0:
		return wanted, nil
	case !wait:
		for _, x := range given {
			if err := a.addRight(ctx, tx, initials, x, "given", rightAlone); err != nil {
				return nil, err
			}
		}
		return wanted, a.logRights(ctx, tx, "rights_alone", initials, given)
	}
	for _, x := range given {
		_, err := tx.ExecContext(ctx, `insert into user_right (id, initials, kind, value, change, changed_by, changed_at, state)
			values ($1, $2, $3, $4, 'given', $5, $6, $7) on conflict (initials, kind, value) where state = 'waiting' do nothing`,
			a.r.newID(), initials, x.kind, x.value, a.user.Initials, formatTime(a.r.now()), rightWaiting)
		if err != nil {
			return nil, err
		}
	}
	return without(wanted, given), a.logRights(ctx, tx, "rights_waiting", initials, given)
}

// withdraw ends the waiting of rights that are no longer given or need not wait.
func (a *Access) withdraw(ctx context.Context, tx *sql.Tx, initials string, given []userRight, wait bool) error {
	waiting, err := readRights(ctx, tx, `state = $1 and initials = $2`, rightWaiting, initials)
	if err != nil {
		return err
	}
	for _, x := range waiting {
		if wait && slices.Contains(given, userRight{x.Kind, x.Value}) {
			continue
		}
		if err := a.decideRight(ctx, tx, x.ID, rightWithdrawn); err != nil {
			return err
		}
	}
	return nil
}

func (a *Access) decideRight(ctx context.Context, tx *sql.Tx, id model.ID, state string) error {
	return execOne(ctx, tx, `update user_right set state = $2, decided_by = $3, decided_at = $4 where id = $1 and state = 'waiting'`,
		id, state, a.user.Initials, formatTime(a.r.now()))
}

// logRights logs which rights a user was given.
func (a *Access) logRights(ctx context.Context, tx *sql.Tx, code, initials string, rights []userRight) error {
	args := []any{"initials", initials}
	for _, x := range rights {
		args = append(args, x.kind, x.value)
	}
	return a.logInTx(ctx, tx, ActionChange, "", code, args...)
}

// otherAdministrators reports whether an administrator besides the user of the access
// can open the register once a user has the wanted rights.
func (a *Access) otherAdministrators(ctx context.Context, tx *sql.Tx, changed string, wanted []userRight, active bool) (bool, error) {
	list, err := queryAll(ctx, tx, scanValue[string], `select u.initials from app_user u join user_role r on r.initials = u.initials
		where u.active = 1 and r.role = $1 and u.initials <> $2`, model.RoleAdministrator, a.user.Initials)
	stays := active && slices.Contains(wanted, userRight{RightRole, string(model.RoleAdministrator)})
	return slices.ContainsFunc(list, func(initials string) bool {
		return (initials != changed || stays) && a.r.HasPassphrase(initials)
	}), err
}

// addRight adds a row to the history of rights.
func (a *Access) addRight(ctx context.Context, tx *sql.Tx, initials string, x userRight, change, state string) error {
	return a.r.addRight(ctx, tx, initials, x, change, a.user.Initials, state)
}

func (r *Register) addRight(ctx context.Context, tx *sql.Tx, initials string, x userRight, change, by, state string) error {
	_, err := tx.ExecContext(ctx, `insert into user_right (id, initials, kind, value, change, changed_by, changed_at, state)
		values ($1, $2, $3, $4, $5, $6, $7, $8)`, r.newID(), initials, x.kind, x.value, change, by, formatTime(r.now()), state)
	return err
}
