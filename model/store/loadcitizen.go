// SPDX-License-Identifier: MPL-2.0

package store

import (
	"fmt"

	"codeberg.org/fremskridt/fremskridt/model"
)

// AddCitizen inserts a citizen, with a new ID where it has none.
func (l *Load) AddCitizen(c model.Citizen) (*CitizenState, error) {
	if !l.seesTeam(c.Team) {
		return nil, ErrOtherTeam
	}
	if c.ID == "" {
		c.ID = l.a.r.newID()
	}
	if err := c.CheckTexts(); err != nil {
		return nil, err
	}
	team, err := l.team(c.Team)
	if err != nil {
		return nil, err
	}
	err = l.exec(insertCitizen,
		c.ID, c.CaseNumber, nullText(string(c.CPR)), c.Name, l.sorter.key(c.Name), c.TargetGroup, c.Caseworker, team,
		c.Opened, c.Closed, c.CloseReason, model.FromImport)
	if err != nil {
		return nil, fmt.Errorf("add citizen %s: %w", c.CaseNumber, err)
	}
	c.Revision = 1
	k := &CitizenState{Citizen: c, Source: model.FromImport}
	l.cacheCitizen(k)
	l.handed[c.ID] = true
	return k, nil
}

// Rows that are imported and rows that are entered are inserted alike.
const (
	insertCitizen = `insert into citizen (id, case_number, cpr, name, sort_key, target_group, caseworker, team_id,
		opened, closed, close_reason, source) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`
	insertActivity = `insert into activity (id, citizen_id, type, start_date, end_date, minutes, provider, planned, end_reason, source)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`
	insertEvent = `insert into event (id, citizen_id, date, kind, old_value, new_value) values ($1, $2, $3, $4, $5, $6)`
)

// importReason is the reason, in the histories, of a change that a file made.
const importReason = "import"

// ChangeCitizen replaces a citizen's master data and keeps the old in the
// history. A change of caseworker or target group also becomes an event of the
// day.
func (l *Load) ChangeCitizen(k *CitizenState, to model.Citizen) (err error) {
	defer wrapError(&err, "change citizen %s", k.CaseNumber)
	if !l.seesTeam(to.Team) {
		return l.refuse(k.ID)
	}
	if err := l.touch(k.ID); err != nil {
		return err
	}
	if err := checkFieldChanges(fieldChanges(k.Citizen, to)); err != nil {
		return err
	}
	team, err := l.team(to.Team)
	if err != nil {
		return err
	}
	err = l.exec(`update citizen set cpr = $2, name = $3, sort_key = $4, target_group = $5, caseworker = $6,
			team_id = $7, opened = $8, closed = $9, close_reason = $10, source = 'import', revision = revision + 1
		where id = $1`, k.ID, nullText(string(to.CPR)), to.Name, l.sorter.key(to.Name), to.TargetGroup, to.Caseworker,
		team, to.Opened, to.Closed, to.CloseReason)
	if err != nil {
		return err
	}
	if to.CPR != k.CPR {
		err := l.exec(insertCPRChange, l.a.r.newID(), k.ID, nullText(string(k.CPR)), nullText(string(to.CPR)),
			l.a.user.Initials, formatTime(l.at), importReason)
		if err != nil {
			return fmt.Errorf("change CPR of %s: %w", k.CaseNumber, err)
		}
	}
	to.CaseNumber = k.CaseNumber // a file identifies citizens by it
	for _, c := range fieldChanges(k.Citizen, to) {
		err := l.exec(insertFieldChange, l.a.r.newID(), k.ID, c.field, c.from, c.to, l.a.user.Initials, formatTime(l.at), importReason)
		if err != nil {
			return err
		}
	}
	for _, c := range []struct {
		kind     model.EventKind
		from, to string
	}{
		{model.EventCaseworker, k.Caseworker, to.Caseworker},
		{model.EventTargetGroup, k.TargetGroup, to.TargetGroup},
	} {
		if c.from == c.to {
			continue
		}
		if err := l.AddEvent(model.Event{Citizen: k.ID, Date: model.DateOf(l.at), Kind: c.kind, From: c.from, To: c.to}); err != nil {
			return err
		}
	}
	to.ID, to.Revision = k.ID, k.Revision+1
	k.Citizen, k.Source = to, model.FromImport
	return nil
}

// AddCaseHistory inserts a citizen with the whole case history.
func (l *Load) AddCaseHistory(c model.CaseHistory) error {
	k, err := l.AddCitizen(c.Citizen)
	if err != nil {
		return err
	}
	for _, s := range c.Assessments {
		if err := l.AddAssessment(k, s); err != nil {
			return err
		}
	}
	for _, v := range c.Activities {
		v.Citizen = k.ID
		if err := l.AddActivity(v); err != nil {
			return err
		}
	}
	for _, o := range c.Outcomes {
		o.Citizen = k.ID
		if _, err := l.AddOutcome(o); err != nil {
			return err
		}
	}
	for _, e := range c.Events {
		e.Citizen = k.ID
		if err := l.AddEvent(e); err != nil {
			return err
		}
	}
	return nil
}
