package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"fremskridt/model"
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

func (r *Register) user(ctx context.Context, initials string) (model.User, error) {
	users, err := r.users(ctx, `select initials, name, all_teams, active from app_user where initials = $1`, initials)
	if err != nil {
		return model.User{}, fmt.Errorf("read user: %w", err)
	}
	if len(users) == 0 || !users[0].Active {
		return model.User{}, fmt.Errorf("%w: %s", ErrUnknownUser, initials)
	}
	return users[0], nil
}

func (r *Register) users(ctx context.Context, query string, args ...any) ([]model.User, error) {
	users, err := collect(ctx, r.db.read, func(rows *sql.Rows, u *model.User) error {
		return rows.Scan(&u.Initials, &u.Name, &u.AllTeams, &u.Active)
	}, query, args...)
	if err != nil {
		return nil, err
	}
	for i := range users {
		u := &users[i]
		u.Roles, err = collect(ctx, r.db.read, scanOne[model.Role],
			`select role from user_role where initials = $1 order by role`, u.Initials)
		if err != nil {
			return nil, err
		}
		u.Teams, err = collect(ctx, r.db.read, scanOne[string],
			`select name from team t join user_team ut on ut.team_id = t.id where ut.initials = $1 order by name`, u.Initials)
		if err != nil {
			return nil, err
		}
	}
	return users, nil
}

// PutUser adds a user or changes the one with the same initials.
func (a *Access) PutUser(ctx context.Context, u model.User) error {
	if err := a.only(ctx, "user", "", model.RoleAdministrator); err != nil {
		return err
	}
	if u.Initials == "" || len(u.Roles) == 0 {
		return errors.New("put user: initials and a role must be given")
	}
	err := a.r.db.inWrite(ctx, func(tx *sql.Tx) error {
		if err := a.log(ctx, tx, ActionChange, "", "user "+u.Initials); err != nil {
			return err
		}
		return a.r.putUser(ctx, tx, u)
	})
	if err != nil {
		return fmt.Errorf("put user %s: %w", u.Initials, err)
	}
	return nil
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
