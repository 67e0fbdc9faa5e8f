package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"codeberg.org/fremskridt/fremskridt/model"
)

// PutActivity adds an activity to a citizen's course where it has no ID, and
// changes the one it names otherwise, with its revision as it was read:
// ErrChanged where it is another now. One that begins in the future is planned.
// Activities may overlap. It returns what is in the register; what was there
// stays in the history.
func (a *Access) PutActivity(ctx context.Context, v model.Activity) (model.Activity, error) {
	old, err := a.prepareActivity(ctx, &v)
	if err != nil {
		return v, fmt.Errorf("put activity: %w", err)
	}
	words, err := a.r.Vocabulary(ctx)
	if err != nil {
		return v, err
	}
	if _, ok := words.ActivityType(v.Type); !ok {
		return v, fmt.Errorf("put activity: type %q: %w", v.Type, ErrNotFound)
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
		return v, fmt.Errorf("put activity: %w", err)
	}
	return v, nil
}

// prepareActivity checks an activity and reads the one that it is to replace,
// nil for a new one. The citizen is that of the old one.
func (a *Access) prepareActivity(ctx context.Context, v *model.Activity) (old *model.Activity, err error) {
	if v.ID != "" {
		if old, err = a.activity(ctx, v.ID); err != nil {
			return nil, err
		}
		v.Citizen = old.Citizen
	} else if err := a.authorize(ctx, v.Citizen); err != nil {
		return nil, err
	}
	return old, v.Check()
}

// activity reads one of a citizen whom the user may see.
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

// RemoveActivity takes an activity out that should not have been there. It stays
// in the history. It is ErrChanged where the revision is another now.
func (a *Access) RemoveActivity(ctx context.Context, id model.ID, revision int) error {
	old, err := a.activity(ctx, id)
	if err != nil {
		return fmt.Errorf("remove activity: %w", err)
	}
	err = a.r.db.writeTx(ctx, func(tx *sql.Tx) error {
		if err := a.logInTx(ctx, tx, ActionDelete, old.Citizen, "activity"); err != nil {
			return err
		}
		if err := execOne(ctx, tx, `delete from activity where id = $1 and revision = $2`, id, revision); err != nil {
			return err
		}
		return a.recordChange(ctx, tx, old.Citizen, "activity", id, *old, nil)
	})
	if err != nil {
		return fmt.Errorf("remove activity: %w", err)
	}
	return nil
}

// AddOutcome adds what a course led to. The same kind on the same day is
// ErrTaken.
func (a *Access) AddOutcome(ctx context.Context, o model.Outcome) (model.Outcome, error) {
	if err := a.authorize(ctx, o.Citizen); err != nil {
		return o, fmt.Errorf("add outcome: %w", err)
	}
	words, err := a.r.Vocabulary(ctx)
	if err != nil {
		return o, err
	}
	if _, ok := words.OutcomeKind(o.Kind); !ok {
		return o, fmt.Errorf("add outcome: kind %q: %w", o.Kind, ErrNotFound)
	}
	if o.Date.IsZero() {
		return o, errors.New("add outcome: no day")
	}
	o.ID = a.r.newID()
	err = a.r.db.writeTx(ctx, func(tx *sql.Tx) error {
		if err := a.logInTx(ctx, tx, ActionCreate, o.Citizen, "outcome"); err != nil {
			return err
		}
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
		return o, fmt.Errorf("add outcome: %w", err)
	}
	return o, nil
}

// RemoveOutcome takes an outcome out that should not have been there.
func (a *Access) RemoveOutcome(ctx context.Context, id model.ID) error {
	citizen, err := a.citizenOfRow(ctx, "outcome", id)
	if err == nil {
		err = a.authorize(ctx, citizen)
	}
	if err != nil {
		return fmt.Errorf("remove outcome: %w", err)
	}
	err = a.r.db.writeTx(ctx, func(tx *sql.Tx) error {
		if err := a.logInTx(ctx, tx, ActionDelete, citizen, "outcome"); err != nil {
			return err
		}
		var old model.Outcome
		err := tx.QueryRowContext(ctx, `delete from outcome where id = $1 returning id, citizen_id, date, kind`, id).Scan(
			&old.ID, &old.Citizen, &old.Date, &old.Kind)
		if err != nil {
			return err
		}
		return a.recordChange(ctx, tx, citizen, "outcome", id, old, nil)
	})
	if err != nil {
		return fmt.Errorf("remove outcome: %w", err)
	}
	return nil
}

// AddContact adds a contact to the time line, with what it was about in To.
// Other events come of changes of the master data.
func (a *Access) AddContact(ctx context.Context, e model.Event) (model.Event, error) {
	if err := a.authorize(ctx, e.Citizen); err != nil {
		return e, fmt.Errorf("add contact: %w", err)
	}
	if e.Date.IsZero() {
		return e, errors.New("add contact: no day")
	}
	e.ID, e.Kind = a.r.newID(), model.EventContact
	err := a.r.db.writeTx(ctx, func(tx *sql.Tx) error {
		if err := a.logInTx(ctx, tx, ActionCreate, e.Citizen, "contact"); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `insert into event (id, citizen_id, date, kind, old_value, new_value) values ($1, $2, $3, $4, $5, $6)`,
			e.ID, e.Citizen, e.Date, e.Kind, e.From, e.To)
		if err != nil {
			return err
		}
		return a.recordChange(ctx, tx, e.Citizen, "event", e.ID, nil, e)
	})
	if err != nil {
		return e, fmt.Errorf("add contact: %w", err)
	}
	return e, nil
}

// RemoveContact takes a contact out that should not have been there.
func (a *Access) RemoveContact(ctx context.Context, id model.ID) error {
	citizen, err := a.citizenOfRow(ctx, "event", id)
	if err == nil {
		err = a.authorize(ctx, citizen)
	}
	if err != nil {
		return fmt.Errorf("remove contact: %w", err)
	}
	err = a.r.db.writeTx(ctx, func(tx *sql.Tx) error {
		if err := a.logInTx(ctx, tx, ActionDelete, citizen, "contact"); err != nil {
			return err
		}
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
	if err != nil {
		return fmt.Errorf("remove contact: %w", err)
	}
	return nil
}

// CreateCitizen enters a citizen by hand, in a team that is there and that the
// user sees. It is ErrTaken where another has the case number or the CPR.
func (a *Access) CreateCitizen(ctx context.Context, c model.Citizen) (model.Citizen, error) {
	if err := a.requireRole(ctx, "citizen", "", model.RoleCaseworker, model.RoleTeamLeader); err != nil {
		return c, err
	}
	if !a.canSeeTeam(c.Team) {
		return c, a.logRefusal(ctx, "", ErrForbidden, "team", "name", c.Team)
	}
	if err := a.r.checkCitizen(ctx, c); err != nil {
		return c, fmt.Errorf("create citizen: %w", err)
	}
	if c.CPR != "" {
		cpr, err := model.ParseCPR(string(c.CPR))
		if err != nil {
			return c, fmt.Errorf("create citizen: %w", err)
		}
		c.CPR = cpr
	}
	c.ID, c.Revision = a.r.newID(), 1
	err := a.r.db.writeTx(ctx, func(tx *sql.Tx) error {
		if err := a.logInTx(ctx, tx, ActionCreate, c.ID, "citizen"); err != nil {
			return err
		}
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
		return c, fmt.Errorf("create citizen: %w", err)
	}
	return c, nil
}

// recordChange writes into the history what a row of a course was and became; nil is
// none.
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
