// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"codeberg.org/fremskridt/fremskridt/model"
)

// RectifyCitizen replaces a citizen's master data. The revision must be the one
// that was read, or it returns [ErrChanged]. The history keeps the old value of
// each field with the reason; a change of caseworker or target group also becomes
// an event of today, as in an import. The team must exist, but the user need not
// see it. It returns [ErrDuplicate] where another citizen has the case number or
// the CPR number.
func (a *Access) RectifyCitizen(ctx context.Context, c model.Citizen, reason string) (err error) {
	defer wrapError(&err, "rectify citizen")
	if err := a.authorize(ctx, c.ID); err != nil {
		return err
	}
	if reason, err = checkReason(reason); err != nil {
		return err
	}
	if err := a.r.checkCitizen(ctx, c); err != nil {
		return err
	}
	err = a.change(ctx, ActionChange, c.ID, model.NewMessage("master_data_rectified"), func(tx *sql.Tx) error {
		return a.rectifyCitizen(ctx, tx, c, reason)
	})
	return a.logTaken(ctx, c, err)
}

func (a *Access) rectifyCitizen(ctx context.Context, tx *sql.Tx, to model.Citizen, reason string) error {
	var from model.Citizen
	row := tx.QueryRowContext(ctx, `select `+citizenColumns+` from citizen c join team t on t.id = c.team_id where c.id = $1`, to.ID)
	if err := scanCitizen(row, &from); errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	} else if err != nil {
		return err
	}
	if to.CPR != from.CPR { // an unchanged number is not checked
		cpr, err := model.ParseCPR(string(to.CPR))
		if err != nil {
			return err
		}
		to.CPR = cpr
	}
	changes := fieldChanges(from, to)
	switch {
	case from.Revision != to.Revision:
		return ErrChanged
	case len(changes) == 0 && from.CPR == to.CPR:
		return ErrUnchanged
	}
	if err := checkFieldChanges(changes); err != nil {
		return err
	}
	if err := checkUnique(ctx, tx, to); err != nil {
		return err
	}
	team, err := existingTeam(ctx, tx, to.Team)
	if err != nil {
		return err
	}
	if err := a.recordFieldChanges(ctx, tx, from, to, changes, reason); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `update citizen set case_number = $2, cpr = $3, name = $4, sort_key = $5, target_group = $6,
			caseworker = $7, team_id = $8, opened = $9, closed = $10, close_reason = $11, source = $12, revision = revision + 1
		where id = $1`, to.ID, to.CaseNumber, nullText(string(to.CPR)), to.Name, newNameCollator().key(to.Name), to.TargetGroup,
		to.Caseworker, team, to.Opened, to.Closed, to.CloseReason, model.FromEntry)
	if err != nil {
		return err
	}
	return citizensChanged(ctx, tx)
}

// checkUnique returns [ErrDuplicate] where another citizen has the case number or
// the CPR number.
func checkUnique(ctx context.Context, tx *sql.Tx, c model.Citizen) error {
	var taken bool
	err := tx.QueryRowContext(ctx, `select exists (select 1 from citizen where id <> $1 and (case_number = $2 or cpr = $3))`,
		c.ID, c.CaseNumber, nullText(string(c.CPR))).Scan(&taken)
	if err == nil && taken {
		err = ErrDuplicate
	}
	return err
}

// existingTeam returns the id of a team, which it does not create.
func existingTeam(ctx context.Context, tx *sql.Tx, name string) (id string, err error) {
	err = tx.QueryRowContext(ctx, `select id from team where name = $1`, name).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("team %q: %w", name, ErrNotFound)
	}
	return id, err
}

// recordFieldChanges adds changes of master data to the histories, and the events
// that follow from them.
func (a *Access) recordFieldChanges(ctx context.Context, tx *sql.Tx, from, to model.Citizen, changes []fieldChange, reason string) error {
	now := a.r.now()
	for _, c := range changes {
		_, err := tx.ExecContext(ctx, insertFieldChange, a.r.newID(), to.ID, c.field, c.from, c.to, a.user.Initials, formatTime(now), reason)
		if err != nil {
			return err
		}
		if c.field != string(model.EventCaseworker) && c.field != string(model.EventTargetGroup) {
			continue
		}
		if _, err := tx.ExecContext(ctx, insertEvent, a.r.newID(), to.ID, model.DateOf(now), c.field, c.from, c.to); err != nil {
			return err
		}
	}
	if from.CPR == to.CPR {
		return nil
	}
	_, err := tx.ExecContext(ctx, insertCPRChange, a.r.newID(), to.ID, nullText(string(from.CPR)), nullText(string(to.CPR)),
		a.user.Initials, formatTime(now), reason)
	return err
}
