// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
)

// checkRole returns [ErrForbidden] for every role but the given ones.
func (a *Access) checkRole(roles ...model.Role) error {
	if slices.Contains(roles, a.role) {
		return nil
	}
	return fmt.Errorf("%s as %s: %w", a.user.Initials, a.role, ErrForbidden)
}

// canSeeTeam reports whether the user may see the citizens of a team.
func (a *Access) canSeeTeam(team string) bool {
	return a.user.AllTeams || slices.Contains(a.user.Teams, team)
}

// requireRole is [Access.checkRole] and logs a refusal. The code says what was
// refused; the citizen is empty where it was not about one.
func (a *Access) requireRole(ctx context.Context, code string, citizen model.ID, roles ...model.Role) error {
	refused := a.checkRole(roles...)
	if refused == nil {
		return nil
	}
	return a.logRefusal(ctx, citizen, refused, code)
}

// logRefusal logs a refusal and returns its reason.
func (a *Access) logRefusal(ctx context.Context, citizen model.ID, reason error, code string, args ...any) error {
	if err := a.logAccess(ctx, ActionRefused, citizen, code, args...); err != nil {
		return err
	}
	return fmt.Errorf("%s: %w", code, reason)
}

// authorize refuses, and logs, access to a citizen that the user may not see. An
// administrator may see none.
func (a *Access) authorize(ctx context.Context, citizen model.ID) error {
	if err := a.requireRole(ctx, "citizen", citizen, model.RoleCaseworker, model.RoleTeamLeader); err != nil {
		return err
	}
	var team string
	err := a.r.db.read.QueryRowContext(ctx,
		`select t.name from citizen c join team t on t.id = c.team_id where c.id = $1`, citizen).Scan(&team)
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("citizen: %w", ErrNotFound)
	}
	if err != nil {
		return err
	}
	if !a.canSeeTeam(team) {
		return a.logRefusal(ctx, citizen, ErrForbidden, "team", "name", team)
	}
	return nil
}

// citizenOfRow returns the citizen of a row, by its table and id.
func (a *Access) citizenOfRow(ctx context.Context, table string, id model.ID) (citizen model.ID, err error) {
	err = a.r.db.read.QueryRowContext(ctx, `select citizen_id from `+table+` where id = $1`, id).Scan(&citizen)
	if errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("%s: %w", strings.ReplaceAll(table, "_", " "), ErrNotFound)
	}
	return citizen, err
}

// authorizeDeletion is [Access.authorize], but allows an administrator, who may
// see no citizen, to handle the deletion of any.
func (a *Access) authorizeDeletion(ctx context.Context, citizen model.ID) error {
	if a.role != model.RoleAdministrator {
		return a.authorize(ctx, citizen)
	}
	var there bool
	err := a.r.db.read.QueryRowContext(ctx, `select exists (select 1 from citizen where id = $1)`, citizen).Scan(&there)
	if err == nil && !there {
		err = fmt.Errorf("citizen: %w", ErrNotFound)
	}
	return err
}

// canDeleteInTeam reports whether the user may handle deletions in a team: an
// administrator in all, others in the teams they see.
func (a *Access) canDeleteInTeam(team string) bool {
	return a.role == model.RoleAdministrator || a.canSeeTeam(team)
}

// requireRoleAndLog logs an access that is not about one citizen, or its refusal to
// every role but the given ones.
func (a *Access) requireRoleAndLog(ctx context.Context, action Action, code string, roles ...model.Role) error {
	if err := a.requireRole(ctx, code, "", roles...); err != nil {
		return err
	}
	return a.logAccess(ctx, action, "", code)
}

// authorizeAndLog logs an access to a citizen, or its refusal.
func (a *Access) authorizeAndLog(ctx context.Context, action Action, citizen model.ID, code string) error {
	if err := a.authorize(ctx, citizen); err != nil {
		return err
	}
	return a.logAccess(ctx, action, citizen, code)
}
