// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"

	"codeberg.org/fremskridt/fremskridt/model"
)

// AddContact adds a contact to the time line, with its subject in To. Other events
// follow from changes of the master data.
func (a *Access) AddContact(ctx context.Context, e model.Event) (_ model.Event, err error) {
	defer wrapError(&err, "add contact")
	if err := a.authorize(ctx, e.Citizen); err != nil {
		return e, err
	}
	if e.Date.IsZero() {
		return e, errors.New("no day")
	}
	e.ID, e.Kind = a.r.newID(), model.EventContact
	if err := e.CheckTexts(); err != nil {
		return e, err
	}
	err = a.change(ctx, ActionCreate, e.Citizen, model.NewMessage("contact"), func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, insertEvent, e.ID, e.Citizen, e.Date, e.Kind, e.From, e.To); err != nil {
			return err
		}
		return a.recordChange(ctx, tx, e.Citizen, "event", e.ID, nil, e)
	})
	if err != nil {
		return e, err
	}
	return e, nil
}

// RemoveContact removes a contact that was entered by mistake.
func (a *Access) RemoveContact(ctx context.Context, id model.ID) (err error) {
	defer wrapError(&err, "remove contact")
	citizen, err := a.citizenOfRow(ctx, "event", id)
	if err == nil {
		err = a.authorize(ctx, citizen)
	}
	if err != nil {
		return err
	}
	return a.change(ctx, ActionDelete, citizen, model.NewMessage("contact"), func(tx *sql.Tx) error {
		old := model.Event{ID: id, Citizen: citizen, Kind: model.EventContact}
		err := tx.QueryRowContext(ctx, `delete from event where id = $1 and kind = $2 returning date, old_value, new_value`, id, old.Kind).Scan(
			&old.Date, &old.From, &old.To)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrNotFound
		}
		if err != nil {
			return err
		}
		return a.recordChange(ctx, tx, citizen, "event", id, old, nil)
	})
}
