// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Errors of [Access.PutUser].
var (
	ErrInvalidInitials   = errors.New("initials have other characters than letters, digits and .-_@")
	ErrInitialsTaken     = errors.New("another user has these initials in other letters")
	ErrLastAdministrator = errors.New("the register would be left without an administrator")
	ErrLastPassphrase    = errors.New("no other user has a passphrase")
)

// PutUser adds a user or changes the one with the same initials. Roles and teams that
// are new to the user wait for [Access.ConfirmRights], unless no other administrator
// can open the register. A user who leaves is made inactive and is not deleted, as the
// log has the initials; the passphrase is removed and the data key becomes due for
// rotation. It returns [ErrInitialsTaken] for initials that differ from another user's
// in case alone, [ErrLastAdministrator] where no active administrator would be left, and
// [ErrLastPassphrase] where no other user could open the register.
func (a *Access) PutUser(ctx context.Context, u model.User) (err error) {
	defer wrapError(&err, "put user %s", u.Initials)
	if err := a.requireRole(ctx, "user", "", model.RoleAdministrator); err != nil {
		return err
	}
	if u.Initials == "" || len(u.Roles) == 0 {
		return errors.New("initials and a role must be given")
	}
	if strings.ContainsFunc(u.Initials, invalidInInitials) {
		return fmt.Errorf("%q: %w", u.Initials, ErrInvalidInitials)
	}
	err = a.change(ctx, ActionChange, "", model.NewMessage("user", "initials", u.Initials), func(tx *sql.Tx) error {
		known, err := storedInitials(ctx, tx, u.Initials)
		if err != nil {
			return err
		}
		if known != "" && known != u.Initials {
			return fmt.Errorf("%s: %w", known, ErrInitialsTaken)
		}
		before, err := readUsers(ctx, tx, `initials = $1 and active = 1`, u.Initials)
		if err != nil {
			return err
		}
		var held []userRight
		if len(before) > 0 {
			held = rightsOf(before[0])
		}
		rights, err := a.setRights(ctx, tx, u.Initials, held, rightsOf(u), u.Active)
		if err != nil {
			return err
		}
		if err := a.r.putUser(ctx, tx, withRights(u, rights)); err != nil {
			return err
		}
		var administrators int
		err = tx.QueryRowContext(ctx, `select count(*) from app_user u join user_role r on r.initials = u.initials
			where u.active = 1 and r.role = $1`, model.RoleAdministrator).Scan(&administrators)
		switch {
		case err != nil:
			return err
		case administrators == 0:
			return ErrLastAdministrator
		case !u.Active && a.r.isOnlyKeyHolder(u.Initials):
			return ErrLastPassphrase
		}
		return nil
	})
	if err == nil && !u.Active {
		err = a.r.revokePassphrase(ctx, u.Initials)
	}
	return err
}

// invalidInInitials reports characters that initials must not have: a space at the
// end would look the same and be another user.
func invalidInInitials(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(".-_@", r)
}

func (r *Register) putUser(ctx context.Context, tx *sql.Tx, u model.User) error {
	if err := u.CheckTexts(); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `insert into app_user (initials, name, all_teams, active) values ($1, $2, $3, $4)
		on conflict (initials) do update set name = excluded.name, all_teams = excluded.all_teams,
			active = excluded.active, revision = revision + 1`,
		u.Initials, u.Name, u.AllTeams, u.Active)
	if err != nil {
		return err
	}
	for _, table := range []string{"user_role", "user_team"} {
		if _, err := tx.ExecContext(ctx, `delete from `+table+` where initials = $1`, u.Initials); err != nil {
			return err
		}
	}
	for _, role := range u.Roles {
		if _, err := tx.ExecContext(ctx, `insert into user_role (initials, role) values ($1, $2)`, u.Initials, role); err != nil {
			return err
		}
	}
	for _, team := range u.Teams {
		id, err := r.teamID(ctx, tx, team)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `insert into user_team (initials, team_id) values ($1, $2)`, u.Initials, id); err != nil {
			return err
		}
	}
	return nil
}

// teamID returns the id of a team by its name, and creates a new team.
func (r *Register) teamID(ctx context.Context, tx *sql.Tx, name string) (string, error) {
	var id string
	err := tx.QueryRowContext(ctx, `insert into team (id, name) values ($1, $2)
		on conflict (name) do update set name = excluded.name returning id`, r.newID(), name).Scan(&id)
	if err != nil {
		return "", fmt.Errorf("team %q: %w", name, err)
	}
	return id, nil
}
