// SPDX-License-Identifier: MPL-2.0

package store

import (
	"errors"
	"fmt"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Activities finds a citizen's activities of one type that start on a day.
func (l *Load) Activities(citizen model.ID, typeCode string, start model.Date) ([]model.Activity, error) {
	return queryPrepared(l, scanActivity, `select `+activityColumns+` from activity
		where citizen_id = $1 and start_date = $2 and type = $3 order by id`, citizen, start, typeCode)
}

// HasNonRegisterActivities reports whether the citizen has activities from other
// sources than the weekly register of benefits.
func (l *Load) HasNonRegisterActivities(citizen model.ID) (has bool, err error) {
	_, err = l.queryRow(`select exists (select 1 from activity where citizen_id = $1 and source <> 'register')`,
		[]any{citizen}, &has)
	return has, err
}

// AddActivity inserts an activity.
func (l *Load) AddActivity(v model.Activity) (err error) {
	defer wrapError(&err, "add activity")
	if err := l.touch(v.Citizen); err != nil {
		return err
	}
	if err := errors.Join(v.CheckTexts(), v.Check()); err != nil {
		return err
	}
	if v.ID == "" {
		v.ID = l.a.r.newID()
	}
	err = l.exec(insertActivity,
		v.ID, v.Citizen, v.Type, v.Start, v.End, v.Minutes, v.Provider, v.Planned, v.EndReason, v.Source)
	return err
}

// EndActivity sets the end of a citizen's running activity.
func (l *Load) EndActivity(v model.Activity, end model.Date, reason string) (err error) {
	defer wrapError(&err, "end activity")
	if err := l.touch(v.Citizen); err != nil {
		return err
	}
	if err := model.CheckText(model.TextEndReason, reason); err != nil {
		return err
	}
	err = l.exec(`update activity set end_date = $2, end_reason = $3, revision = revision + 1
		where id = $1 and citizen_id = $4 and end_date is null`, v.ID, end, reason, v.Citizen)
	return err
}

// ExtendSpell moves the end of a citizen's spell of the weekly register of benefits.
func (l *Load) ExtendSpell(v model.Activity, end model.Date) (err error) {
	defer wrapError(&err, "extend spell")
	if err := l.touch(v.Citizen); err != nil {
		return err
	}
	err = l.exec(`update activity set end_date = $2, revision = revision + 1
		where id = $1 and citizen_id = $3 and source = 'register'`, v.ID, end, v.Citizen)
	return err
}

// AddOutcome inserts an outcome and reports whether it is new.
func (l *Load) AddOutcome(o model.Outcome) (added bool, err error) {
	if err := l.touch(o.Citizen); err != nil {
		return false, fmt.Errorf("add outcome: %w", err)
	}
	if err := model.CheckText(model.TextOutcome, o.Kind); err != nil {
		return false, err
	}
	if o.ID == "" {
		o.ID = l.a.r.newID()
	}
	var id string
	added, err = l.queryRow(`insert into outcome (id, citizen_id, date, kind) values ($1, $2, $3, $4)
		on conflict (citizen_id, date, kind) do nothing returning id`, []any{o.ID, o.Citizen, o.Date, o.Kind}, &id)
	if err != nil {
		return false, fmt.Errorf("add outcome: %w", err)
	}
	return added, nil
}

// AddEvent inserts an event.
func (l *Load) AddEvent(e model.Event) error {
	if err := l.touch(e.Citizen); err != nil {
		return fmt.Errorf("add event: %w", err)
	}
	if err := e.CheckTexts(); err != nil {
		return err
	}
	if e.ID == "" {
		e.ID = l.a.r.newID()
	}
	if err := l.exec(insertEvent, e.ID, e.Citizen, e.Date, e.Kind, e.From, e.To); err != nil {
		return fmt.Errorf("add event: %w", err)
	}
	return nil
}
