// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Errors of [Access.ConfirmRights].
var (
	ErrOwnGrant          = errors.New("a right is confirmed by another administrator than the one who gave it")
	ErrNothingWaiting    = errors.New("the user has no right that waits")
	ErrPassphraseOfGiver = errors.New("the giver of the right, or the recovery key, set the passphrase of the administrator who confirms")
)

// setByRecovery marks a passphrase that was set with the recovery key.
const setByRecovery = "recovery"

// ConfirmRights confirms all rights of users that wait, or none of them. It is for
// administrators. It returns [ErrOwnGrant] for rights that the user gave,
// [ErrPassphraseOfGiver] where the giver set the user's passphrase and the user has
// not replaced it, and [ErrNothingWaiting] for a user without any.
func (a *Access) ConfirmRights(ctx context.Context, initials ...string) (err error) {
	defer wrapError(&err, "confirm rights")
	if err := a.requireRole(ctx, "confirm_rights", "", model.RoleAdministrator); err != nil {
		return err
	}
	var setBy string
	err = a.r.db.read.QueryRowContext(ctx, `select passphrase_set_by from app_user where initials = $1`, a.user.Initials).Scan(&setBy)
	if err != nil {
		return err
	}
	waiting := map[string][]Right{}
	for _, each := range initials {
		known, err := storedInitials(ctx, a.r.db.read, each)
		if err != nil {
			return err
		}
		list, err := readRights(ctx, a.r.db.read, `state = $1 and initials = $2`, rightWaiting, known)
		switch {
		case err != nil:
			return err
		case len(list) == 0:
			return fmt.Errorf("%s: %w", each, ErrNothingWaiting)
		}
		for _, x := range list {
			switch {
			case x.By == a.user.Initials:
				return a.logRefusal(ctx, "", ErrOwnGrant, "confirm_rights", "initials", known)
			case setBy != "" && (setBy == x.By || setBy == setByRecovery):
				return a.logRefusal(ctx, "", ErrPassphraseOfGiver, "confirm_rights", "initials", known)
			}
		}
		waiting[known] = list
	}
	return a.r.db.writeTx(ctx, func(tx *sql.Tx) error {
		for user, list := range waiting {
			if err := a.confirm(ctx, tx, user, list); err != nil {
				return err
			}
		}
		return nil
	})
}

// confirm gives a user the rights that waited.
func (a *Access) confirm(ctx context.Context, tx *sql.Tx, initials string, list []Right) error {
	var rights []userRight
	for _, x := range list {
		rights = append(rights, userRight{x.Kind, x.Value})
	}
	if err := a.logRights(ctx, tx, "rights_confirmed", initials, rights); err != nil {
		return err
	}
	for _, x := range list {
		if err := a.decideRight(ctx, tx, x.ID, rightConfirmed); err != nil {
			return err
		}
		if err := a.r.giveRight(ctx, tx, initials, userRight{x.Kind, x.Value}); err != nil {
			return err
		}
	}
	_, err := tx.ExecContext(ctx, `update app_user set revision = revision + 1 where initials = $1`, initials)
	return err
}

func (r *Register) giveRight(ctx context.Context, tx *sql.Tx, initials string, x userRight) error {
	query, args := `update app_user set all_teams = 1 where initials = $1`, []any{initials}
	switch x.kind {
	case RightRole:
		query, args = `insert into user_role (initials, role) values ($1, $2)`, append(args, x.value)
	case RightTeam:
		team, err := r.teamID(ctx, tx, x.value)
		if err != nil {
			return err
		}
		query, args = `insert into user_team (initials, team_id) values ($1, $2)`, append(args, team)
	}
	_, err := tx.ExecContext(ctx, query, args...)
	return err
}

// unseenRights finds rights in a state that another user gave and a user has not
// seen. seen_by has initials, each between commas.
const unseenRights = `state = $1 and instr(seen_by, ',' || $2 || ',') = 0 and changed_by <> $2`

// RightsGivenAlone returns the rights that another user gave, or took, while no
// administrator could confirm it, and that the user has not acknowledged. Each
// administrator acknowledges them, as the one who gave them may have chosen the next.
// Users are not secret to each other, so this needs no access.
func (r *Register) RightsGivenAlone(ctx context.Context) (_ []Right, err error) {
	defer wrapError(&err, "read rights")
	return readRights(ctx, r.db.read, unseenRights, rightAlone, r.openedBy)
}

// AcknowledgeRights notes that the user has seen what [Register.RightsGivenAlone]
// returns.
func (a *Access) AcknowledgeRights(ctx context.Context) (err error) {
	defer wrapError(&err, "acknowledge rights")
	if err := a.requireRole(ctx, "rights_seen", "", model.RoleAdministrator); err != nil {
		return err
	}
	return a.change(ctx, ActionChange, "", model.NewMessage("rights_seen"), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `update user_right set seen_by = seen_by || ',' || $2 || ',' where `+unseenRights,
			rightAlone, a.user.Initials)
		return err
	})
}
