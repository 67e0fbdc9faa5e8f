package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Access is the way to the citizens of a register: a user, the role the user
// acts in, and the purpose. It is a value of one use, cheap to make.
type Access struct {
	r       *Register
	user    model.User
	role    model.Role
	purpose model.Purpose
}

// As gives the user who has opened the register access for a purpose, in the
// first of the roles that the user holds. It is ErrForbidden otherwise, which is
// logged.
func (r *Register) As(ctx context.Context, purpose model.Purpose, roles ...model.Role) (*Access, error) {
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
	return nil, fmt.Errorf("%s: %w", initials, ErrForbidden)
}

// User is who has the access.
func (a *Access) User() model.User { return a.user }

// Role is the role the user acts in.
func (a *Access) Role() model.Role { return a.role }

// checkRole refuses every role but the given ones.
func (a *Access) checkRole(roles ...model.Role) error {
	if slices.Contains(roles, a.role) {
		return nil
	}
	return fmt.Errorf("%s as %s: %w", a.user.Initials, a.role, ErrForbidden)
}

// canSeeTeam reports whether the user may look at the citizens of a team.
func (a *Access) canSeeTeam(team string) bool {
	return a.user.AllTeams || slices.Contains(a.user.Teams, team)
}

// logInTx writes a line of the access log before what it records, in the same
// transaction where that is a change. The detail is a code and its arguments;
// model/messages has their texts.
func (a *Access) logInTx(ctx context.Context, tx *sql.Tx, action Action, citizen model.ID, code string, args ...any) error {
	err := appendLog(ctx, tx, logLine{
		At: formatTime(a.r.now()), Initials: a.user.Initials, Role: string(a.role), Action: action,
		Citizen: citizen, Purpose: a.purpose, Detail: model.NewMessage(code, args...).String(),
	})
	if err != nil {
		return fmt.Errorf("write access log: %w", err)
	}
	return nil
}

// logAccess is [Access.logInTx] in a transaction of its own, for a read.
func (a *Access) logAccess(ctx context.Context, action Action, citizen model.ID, code string, args ...any) error {
	return a.r.db.writeTx(ctx, func(tx *sql.Tx) error { return a.logInTx(ctx, tx, action, citizen, code, args...) })
}
