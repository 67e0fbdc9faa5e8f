// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
)

// CreateCitizen adds a citizen to a team that the user sees. It returns
// [ErrDuplicate] where another citizen has the case number or the CPR number.
func (a *Access) CreateCitizen(ctx context.Context, c model.Citizen) (_ model.Citizen, err error) {
	defer wrapError(&err, "create citizen")
	if err := a.requireRole(ctx, "citizen", "", model.RoleCaseworker, model.RoleTeamLeader); err != nil {
		return c, err
	}
	if !a.canSeeTeam(c.Team) {
		return c, a.logRefusal(ctx, "", ErrForbidden, "team", "name", c.Team)
	}
	if err := errors.Join(c.CheckTexts(), a.r.checkCitizen(ctx, c)); err != nil {
		return c, err
	}
	if c.CPR != "" {
		cpr, err := model.ParseCPR(string(c.CPR))
		if err != nil {
			return c, err
		}
		c.CPR = cpr
	}
	c.ID, c.Revision = a.r.newID(), 1
	err = a.change(ctx, ActionCreate, c.ID, model.NewMessage("citizen"), func(tx *sql.Tx) error {
		team, err := a.r.teamID(ctx, tx, c.Team)
		if err != nil {
			return err
		}
		err = execOne(ctx, tx, insertCitizen+` on conflict do nothing`,
			c.ID, c.CaseNumber, nullText(string(c.CPR)), c.Name, newNameCollator().key(c.Name), c.TargetGroup, c.Caseworker, team,
			c.Opened, c.Closed, c.CloseReason, model.FromEntry)
		if errors.Is(err, ErrChanged) {
			return ErrDuplicate
		}
		if err != nil {
			return err
		}
		return citizensChanged(ctx, tx)
	})
	if err != nil {
		return c, a.logTaken(ctx, c, err)
	}
	return c, nil
}

// logTaken logs, for each citizen who has the case number or the CPR number, that
// another was to have it; err is why it was refused.
func (a *Access) logTaken(ctx context.Context, c model.Citizen, err error) error {
	if !errors.Is(err, ErrDuplicate) {
		return err
	}
	owners, readErr := queryAll(ctx, a.r.db.read, scanValue[model.ID], `select id from citizen where id <> $1 and (case_number = $2 or cpr = $3)`,
		c.ID, c.CaseNumber, nullText(string(c.CPR)))
	if readErr != nil {
		return errors.Join(err, readErr)
	}
	for _, owner := range owners {
		if logErr := a.logAccess(ctx, ActionRefused, owner, "number_taken"); logErr != nil {
			return errors.Join(err, logErr)
		}
	}
	return err
}

// checkCitizen returns why master data is impossible.
func (r *Register) checkCitizen(ctx context.Context, c model.Citizen) error {
	v, err := r.Vocabulary(ctx)
	if err != nil {
		return err
	}
	_, group := v.TargetGroup(c.TargetGroup)
	switch {
	case strings.TrimSpace(c.CaseNumber) == "" || strings.TrimSpace(c.Name) == "":
		return errors.New("a citizen has a case number and a name")
	case !group:
		return fmt.Errorf("target group %q: %w", c.TargetGroup, ErrNotFound)
	case !c.Closed.IsZero() && c.Closed.Before(c.Opened):
		return errors.New("the case is closed before it is opened")
	}
	return nil
}
