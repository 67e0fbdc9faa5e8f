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

// Users are the users of the register. Who they are is no secret among them
// and needs no access: it is what a log-in chooses from.
func (r *Register) Users(ctx context.Context) ([]model.User, error) {
	users, err := r.users(ctx, `select initials, name, all_teams, active from app_user order by initials`)
	if err != nil {
		return nil, fmt.Errorf("read users: %w", err)
	}
	return users, nil
}

// user finds an active user by the initials, however they are written.
func (r *Register) user(ctx context.Context, initials string) (model.User, error) {
	known, err := storedInitials(ctx, r.db.read, initials)
	if err != nil {
		return model.User{}, fmt.Errorf("read user: %w", err)
	}
	users, err := r.users(ctx, `select initials, name, all_teams, active from app_user where initials = $1`, known)
	if err != nil {
		return model.User{}, fmt.Errorf("read user: %w", err)
	}
	if len(users) == 0 || !users[0].Active {
		return model.User{}, fmt.Errorf("%w: %s", ErrUnknownUser, initials)
	}
	return users[0], nil
}

// storedInitials are the initials as the register writes them, empty where no
// user has them. The database itself knows capital letters of ASCII alone, and
// there are few users, so they are compared here.
func storedInitials(ctx context.Context, q querier, initials string) (string, error) {
	all, err := queryAll(ctx, q, scanValue[string], `select initials from app_user`)
	if err != nil {
		return "", err
	}
	for _, each := range all {
		if strings.EqualFold(each, initials) {
			return each, nil
		}
	}
	return "", nil
}

func (r *Register) users(ctx context.Context, query string, args ...any) ([]model.User, error) {
	users, err := queryAll(ctx, r.db.read, func(rows *sql.Rows, u *model.User) error {
		return rows.Scan(&u.Initials, &u.Name, &u.AllTeams, &u.Active)
	}, query, args...)
	if err != nil {
		return nil, err
	}
	for i := range users {
		u := &users[i]
		u.Roles, err = queryAll(ctx, r.db.read, scanValue[model.Role],
			`select role from user_role where initials = $1 order by role`, u.Initials)
		if err != nil {
			return nil, err
		}
		u.Teams, err = queryAll(ctx, r.db.read, scanValue[string],
			`select name from team t join user_team ut on ut.team_id = t.id where ut.initials = $1 order by name`, u.Initials)
		if err != nil {
			return nil, err
		}
	}
	return users, nil
}

// Errors of PutUser.
var (
	ErrInitialsTaken     = errors.New("somebody has these initials in other letters")
	ErrLastAdministrator = errors.New("the register would be left without an administrator")
	ErrLastPassphrase    = errors.New("nobody else has a passphrase to open the register with")
)

// PutUser adds a user or changes the one with the same initials. A user who has
// left is made inactive and never deleted, for the log names the initials. It is
// ErrInitialsTaken for initials that differ from somebody's in capital letters
// alone, ErrLastAdministrator where no active administrator would be left, and
// ErrLastPassphrase where nobody could open the register. Who becomes inactive loses the passphrase, and the data key is due to be
// rotated.
func (a *Access) PutUser(ctx context.Context, u model.User) error {
	if err := a.requireRole(ctx, "user", "", model.RoleAdministrator); err != nil {
		return err
	}
	if u.Initials == "" || len(u.Roles) == 0 {
		return errors.New("put user: initials and a role must be given")
	}
	if strings.ContainsFunc(u.Initials, invalidInInitials) {
		return fmt.Errorf("put user: initials %q are of more than letters, digits and .-_@", u.Initials)
	}
	err := a.r.db.writeTx(ctx, func(tx *sql.Tx) error {
		if err := a.logInTx(ctx, tx, ActionChange, "", "user", "initials", u.Initials); err != nil {
			return err
		}
		known, err := storedInitials(ctx, tx, u.Initials)
		if err != nil {
			return err
		}
		if known != "" && known != u.Initials {
			return fmt.Errorf("%s: %w", known, ErrInitialsTaken)
		}
		if err := a.r.putUser(ctx, tx, u); err != nil {
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
	if err != nil {
		return fmt.Errorf("put user %s: %w", u.Initials, err)
	}
	return nil
}

// invalidInInitials reports what initials do not hold: a space at their end would be
// another user to the log and the same to a reader.
func invalidInInitials(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(".-_@", r)
}

func (r *Register) putUser(ctx context.Context, tx *sql.Tx, u model.User) error {
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

// teamID finds a team by its name and makes it where it is new.
func (r *Register) teamID(ctx context.Context, tx *sql.Tx, name string) (string, error) {
	var id string
	err := tx.QueryRowContext(ctx, `insert into team (id, name) values ($1, $2)
		on conflict (name) do update set name = excluded.name returning id`, r.newID(), name).Scan(&id)
	if err != nil {
		return "", fmt.Errorf("team %q: %w", name, err)
	}
	return id, nil
}
