// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// ErrRightsWait is returned to a user without a role who has rights that wait for
// another administrator.
var ErrRightsWait = fmt.Errorf("the user's roles wait for confirmation: %w", ErrForbidden)

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
	rightAlone     = "alone" // given, or taken, while no other administrator could confirm it
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
