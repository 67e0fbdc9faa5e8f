// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"

	"codeberg.org/fremskridt/fremskridt/model"
)

const dueMoveColumns = `citizen_id, after, due, reason, moved_by`

func scanDueMove(rows *sql.Rows, citizen *model.ID, m *model.DueDateChange) error {
	var after string
	if err := rows.Scan(citizen, &after, &m.Due, &m.Reason, &m.By); err != nil {
		return err
	}
	if after == "" {
		return nil
	}
	return m.After.Scan(after)
}

// MoveDue moves the due day of a citizen's next measurement, with a reason. It
// applies until that measurement.
func (a *Access) MoveDue(ctx context.Context, citizen model.ID, due model.Date, reason string) (err error) {
	defer wrapError(&err, "move due day")
	if err := a.authorize(ctx, citizen); err != nil {
		return err
	}
	if reason, err = checkReason(reason); err != nil {
		return err
	}
	if due.IsZero() {
		return errors.New("no day")
	}
	return a.change(ctx, ActionChange, citizen, model.NewMessage("due_day"), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `insert into due_move (id, citizen_id, after, due, reason, moved_by, moved_at)
			select $1, c.id, coalesce(`+latestAssessment+`, ''), $3, $4, $5, $6 from citizen c where c.id = $2`,
			a.r.newID(), citizen, due, reason, a.user.Initials, formatTime(a.r.now()))
		return err
	})
}

// DueMoves returns the changes of due days of a citizen, the oldest first.
func (a *Access) DueMoves(ctx context.Context, citizen model.ID) (_ []model.DueDateChange, err error) {
	defer wrapError(&err, "read due moves")
	if err := a.authorizeAndLog(ctx, ActionRead, citizen, "due_day"); err != nil {
		return nil, err
	}
	moves, err := queryAll(ctx, a.r.db.read, func(rows *sql.Rows, m *model.DueDateChange) error {
		var id model.ID
		return scanDueMove(rows, &id, m)
	}, `select `+dueMoveColumns+` from due_move where citizen_id = $1 order by moved_at, id`, citizen)
	if err != nil {
		return nil, err
	}
	return moves, nil
}
