// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"codeberg.org/fremskridt/fremskridt/model"
)

// AddOutcome adds an outcome of a citizen. It returns [ErrDuplicate] for the same
// kind on the same day.
func (a *Access) AddOutcome(ctx context.Context, o model.Outcome) (_ model.Outcome, err error) {
	defer wrapError(&err, "add outcome")
	if err := a.authorize(ctx, o.Citizen); err != nil {
		return o, err
	}
	words, err := a.r.Vocabulary(ctx)
	if err != nil {
		return o, err
	}
	if _, ok := words.OutcomeKind(o.Kind); !ok {
		return o, fmt.Errorf("kind %q: %w", o.Kind, ErrNotFound)
	}
	if o.Date.IsZero() {
		return o, errors.New("no day")
	}
	o.ID = a.r.newID()
	err = a.change(ctx, ActionCreate, o.Citizen, model.NewMessage("outcome"), func(tx *sql.Tx) error {
		err := execOne(ctx, tx, `insert into outcome (id, citizen_id, date, kind) values ($1, $2, $3, $4)
			on conflict (citizen_id, date, kind) do nothing`, o.ID, o.Citizen, o.Date, o.Kind)
		if errors.Is(err, ErrChanged) {
			return ErrDuplicate
		}
		if err != nil {
			return err
		}
		return a.recordChange(ctx, tx, o.Citizen, "outcome", o.ID, nil, o)
	})
	if err != nil {
		return o, err
	}
	return o, nil
}

// RemoveOutcome removes an outcome that was entered by mistake.
func (a *Access) RemoveOutcome(ctx context.Context, id model.ID) (err error) {
	defer wrapError(&err, "remove outcome")
	citizen, err := a.citizenOfRow(ctx, "outcome", id)
	if err == nil {
		err = a.authorize(ctx, citizen)
	}
	if err != nil {
		return err
	}
	return a.change(ctx, ActionDelete, citizen, model.NewMessage("outcome"), func(tx *sql.Tx) error {
		var old model.Outcome
		err := tx.QueryRowContext(ctx, `delete from outcome where id = $1 returning id, citizen_id, date, kind`, id).Scan(
			&old.ID, &old.Citizen, &old.Date, &old.Kind)
		if err != nil {
			return err
		}
		return a.recordChange(ctx, tx, citizen, "outcome", id, old, nil)
	})
}
