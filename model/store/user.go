// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Users returns all users. They are not secret to each other, and a log-in lists
// them, so this needs no access.
func (r *Register) Users(ctx context.Context) ([]model.User, error) {
	users, err := readUsers(ctx, r.db.read, `true`)
	if err != nil {
		return nil, fmt.Errorf("read users: %w", err)
	}
	return users, nil
}

// user returns the active user with the initials, in any case of letters.
func (r *Register) user(ctx context.Context, initials string) (_ model.User, err error) {
	defer wrapError(&err, "read user")
	known, err := storedInitials(ctx, r.db.read, initials)
	if err != nil {
		return model.User{}, err
	}
	users, err := readUsers(ctx, r.db.read, `initials = $1`, known)
	if err != nil {
		return model.User{}, err
	}
	if len(users) == 0 || !users[0].Active {
		return model.User{}, fmt.Errorf("%w: %s", ErrUnknownUser, initials)
	}
	return users[0], nil
}

// storedInitials returns initials as they are stored, empty where no user has
// them. SQLite folds the case of ASCII letters alone, so they are compared here.
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

func readUsers(ctx context.Context, q querier, where string, args ...any) ([]model.User, error) {
	users, err := queryAll(ctx, q, func(rows *sql.Rows, u *model.User) error {
		return rows.Scan(&u.Initials, &u.Name, &u.AllTeams, &u.Active)
	}, `select initials, name, all_teams, active from app_user where `+where+` order by initials`, args...)
	if err != nil {
		return nil, err
	}
	for i := range users {
		u := &users[i]
		u.Roles, err = queryAll(ctx, q, scanValue[model.Role],
			`select role from user_role where initials = $1 order by role`, u.Initials)
		if err != nil {
			return nil, err
		}
		u.Teams, err = queryAll(ctx, q, scanValue[string],
			`select name from team t join user_team ut on ut.team_id = t.id where ut.initials = $1 order by name`, u.Initials)
		if err != nil {
			return nil, err
		}
	}
	return users, nil
}
