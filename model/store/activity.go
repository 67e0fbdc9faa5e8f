// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"codeberg.org/fremskridt/fremskridt/model"
)

// PutActivity adds an activity of a citizen if it has no ID and changes it
// otherwise. The revision must be the one that was read, or it returns
// [ErrChanged]. An activity that starts in the future is planned. Activities may
// overlap. It returns the activity as it is saved; the history keeps the old one.
func (a *Access) PutActivity(ctx context.Context, v model.Activity) (_ model.Activity, err error) {
	defer wrapError(&err, "put activity")
	old, err := a.prepareActivity(ctx, &v)
	if err != nil {
		return v, err
	}
	words, err := a.r.Vocabulary(ctx)
	if err != nil {
		return v, err
	}
	if _, ok := words.ActivityType(v.Type); !ok {
		return v, fmt.Errorf("type %q: %w", v.Type, ErrNotFound)
	}
	if v.Start.After(model.DateOf(a.r.now())) {
		v.Planned = true
	}
	v.Source = model.FromEntry
	err = a.r.db.writeTx(ctx, func(tx *sql.Tx) error {
		if old == nil {
			v.ID, v.Revision = a.r.newID(), 1
			if err := a.logInTx(ctx, tx, ActionCreate, v.Citizen, "activity"); err != nil {
				return err
			}
			_, err := tx.ExecContext(ctx, insertActivity,
				v.ID, v.Citizen, v.Type, v.Start, v.End, v.Minutes, v.Provider, v.Planned, v.EndReason, v.Source)
			if err != nil {
				return err
			}
			return a.recordChange(ctx, tx, v.Citizen, "activity", v.ID, nil, v)
		}
		if err := a.logInTx(ctx, tx, ActionChange, v.Citizen, "activity"); err != nil {
			return err
		}
		err := execOne(ctx, tx, `update activity set type = $3, start_date = $4, end_date = $5, minutes = $6, provider = $7,
			planned = $8, end_reason = $9, source = $10, revision = revision + 1 where id = $1 and revision = $2`,
			v.ID, v.Revision, v.Type, v.Start, v.End, v.Minutes, v.Provider, v.Planned, v.EndReason, v.Source)
		if err != nil {
			return err
		}
		v.Revision++
		return a.recordChange(ctx, tx, v.Citizen, "activity", v.ID, *old, v)
	})
	if err != nil {
		return v, err
	}
	return v, nil
}

// prepareActivity checks an activity and reads the one that it replaces, nil for
// a new one. The citizen is that of the old one.
func (a *Access) prepareActivity(ctx context.Context, v *model.Activity) (old *model.Activity, err error) {
	if v.ID != "" {
		if old, err = a.activity(ctx, v.ID); err != nil {
			return nil, err
		}
		v.Citizen = old.Citizen
	} else if err := a.authorize(ctx, v.Citizen); err != nil {
		return nil, err
	}
	if old == nil || old.Type != v.Type || old.Provider != v.Provider || old.EndReason != v.EndReason {
		if err := v.CheckTexts(); err != nil {
			return nil, err
		}
	}
	return old, v.Check()
}

// activity reads an activity, if the user may see the citizen.
func (a *Access) activity(ctx context.Context, id model.ID) (*model.Activity, error) {
	citizen, err := a.citizenOfRow(ctx, "activity", id)
	if err != nil {
		return nil, err
	}
	if err := a.authorize(ctx, citizen); err != nil {
		return nil, err
	}
	found, err := queryAll(ctx, a.r.db.read, scanActivity, `select `+activityColumns+` from activity where id = $1`, id)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("activity: %w", ErrNotFound)
	}
	return &found[0], nil
}

// RemoveActivity removes an activity that was entered by mistake. It returns
// [ErrChanged] unless the revision is the present one. The history keeps it.
func (a *Access) RemoveActivity(ctx context.Context, id model.ID, revision int) (err error) {
	defer wrapError(&err, "remove activity")
	old, err := a.activity(ctx, id)
	if err != nil {
		return err
	}
	return a.change(ctx, ActionDelete, old.Citizen, model.NewMessage("activity"), func(tx *sql.Tx) error {
		if err := execOne(ctx, tx, `delete from activity where id = $1 and revision = $2`, id, revision); err != nil {
			return err
		}
		return a.recordChange(ctx, tx, old.Citizen, "activity", id, *old, nil)
	})
}

// recordChange adds a row of a case history, before and after a change, to the
// history of changes; nil is none.
func (a *Access) recordChange(ctx context.Context, tx *sql.Tx, citizen model.ID, what string, row model.ID, before, after any) error {
	texts := [2]string{}
	for i, v := range []any{before, after} {
		if v == nil {
			continue
		}
		data, err := json.Marshal(v)
		if err != nil {
			return err
		}
		texts[i] = string(data)
	}
	_, err := tx.ExecContext(ctx, `insert into course_history (id, citizen_id, what, row_id, before, after, changed_by, changed_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8)`, a.r.newID(), citizen, what, row, texts[0], texts[1], a.user.Initials, formatTime(a.r.now()))
	if err != nil {
		return err
	}
	return citizensChanged(ctx, tx)
}
