// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// RightKind is what a [Right] gives.
type RightKind string

// The kinds.
const (
	RightRole     RightKind = "role"
	RightTeam     RightKind = "team"      // to see the citizens of a team
	RightAllTeams RightKind = "all_teams" // to see those of every team
)

// Right is a role or a team that a user was given.
type Right struct {
	ID       model.ID
	Initials string // of the user
	Kind     RightKind
	Value    string // the role or the name of the team
	Taken    bool   // taken from the user instead
	By       string
	At       time.Time
}

// States of a row of the history of rights.
const (
	rightWaiting   = "waiting"
	rightConfirmed = "confirmed"
	rightWithdrawn = "withdrawn"
	rightAlone     = "alone" // given, or taken, while nobody else could confirm it
	rightDone      = "done"  // taken
)

// userRight is a right without its history.
type userRight struct {
	kind  RightKind
	value string
}

// rightsOf returns the rights of a user.
func rightsOf(u model.User) []userRight {
	var list []userRight
	for _, role := range u.Roles {
		list = append(list, userRight{RightRole, string(role)})
	}
	for _, team := range u.Teams {
		list = append(list, userRight{RightTeam, team})
	}
	if u.AllTeams {
		list = append(list, userRight{RightAllTeams, ""})
	}
	return list
}

// without returns the rights of list that are not in others.
func without(list, others []userRight) []userRight {
	return slices.DeleteFunc(slices.Clone(list), func(x userRight) bool { return slices.Contains(others, x) })
}

// WithRights returns the user with the rights of a list added that are the user's,
// such as those that wait.
func WithRights(u model.User, list []Right) model.User {
	rights := rightsOf(u)
	for _, x := range list {
		if x.Initials == u.Initials {
			rights = append(rights, userRight{x.Kind, x.Value})
		}
	}
	return withRights(u, rights)
}

// withRights returns the user with other rights.
func withRights(u model.User, rights []userRight) model.User {
	u.Roles, u.Teams, u.AllTeams = nil, nil, false
	for _, x := range rights {
		switch x.kind {
		case RightRole:
			u.Roles = append(u.Roles, model.Role(x.value))
		case RightTeam:
			u.Teams = append(u.Teams, x.value)
		case RightAllTeams:
			u.AllTeams = true
		}
	}
	return u
}

// WaitingRights returns the rights that wait for another administrator. Users are not
// secret to each other, so this needs no access.
func (r *Register) WaitingRights(ctx context.Context) (_ []Right, err error) {
	defer wrapError(&err, "read rights")
	return readRights(ctx, r.db.read, `state = $1`, rightWaiting)
}

func readRights(ctx context.Context, q querier, where string, args ...any) ([]Right, error) {
	return queryAll(ctx, q, func(rows *sql.Rows, x *Right) error {
		var at, change string
		err := rows.Scan(&x.ID, &x.Initials, &x.Kind, &x.Value, &change, &x.By, &at)
		if err != nil {
			return err
		}
		x.Taken = change == "taken"
		x.At, err = parseTime(at)
		return err
	}, `select id, initials, kind, value, change, changed_by, changed_at from user_right where `+where+`
		order by changed_at, initials, kind, value`, args...)
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
