// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
)

// readCases reads the cases of a scope, in order of name.
func (a *Access) readCases(ctx context.Context, tx *sql.Tx, q FollowUpQuery) (map[model.ID]*followUpCase, []model.ID, error) {
	where, args := a.scopeCondition(CitizenQuery{Scope: q.Scope})
	in := ` where citizen_id in (select c.id from citizen c where ` + where + `)`
	type named struct {
		row    CitizenRow
		opened model.Date
	}
	citizens, err := queryAll(ctx, tx, func(rows *sql.Rows, n *named) error {
		r := &n.row
		return rows.Scan(&r.ID, &r.CaseNumber, &r.Name, &r.TargetGroup, &r.Caseworker, &r.Team, &r.Closed, &r.Latest, &n.opened)
	}, `select `+citizenRowColumns+`, c.opened from citizen c join team t on t.id = c.team_id where `+where+` order by c.sort_key, c.id`, args...)
	if err != nil {
		return nil, nil, err
	}
	cases := make(map[model.ID]*followUpCase, len(citizens))
	order := make([]model.ID, len(citizens))
	for i, n := range citizens {
		c := &followUpCase{row: n.row}
		c.history.Citizen = model.Citizen{ID: n.row.ID, Opened: n.opened, Closed: n.row.Closed}
		cases[n.row.ID], order[i] = c, n.row.ID
	}
	err = forEach(ctx, tx, func(rows *sql.Rows, s *model.Assessment) error {
		return rows.Scan(&s.ID, &s.Citizen, &s.Instrument, &s.Date, &s.Respondent, &s.Kind, &s.Status)
	}, func(s model.Assessment) {
		h := &cases[s.Citizen].history
		h.Assessments = append(h.Assessments, s)
	}, `select id, citizen_id, instrument, date, respondent, kind, status from assessment`+in+` order by date`, args...)
	if err != nil {
		return nil, nil, err
	}
	err = forEach(ctx, tx, scanActivity, func(v model.Activity) {
		h := &cases[v.Citizen].history
		h.Activities = append(h.Activities, v)
	}, `select `+activityColumns+` from activity`+in+` order by start_date`, args...)
	if err != nil {
		return nil, nil, err
	}
	type move struct {
		citizen model.ID
		model.DueDateChange
	}
	err = forEach(ctx, tx, func(rows *sql.Rows, m *move) error { return scanDueMove(rows, &m.citizen, &m.DueDateChange) }, func(m move) {
		cases[m.citizen].moves = append(cases[m.citizen].moves, m.DueDateChange)
	}, `select `+dueMoveColumns+` from due_move`+in+` order by moved_at, id`, args...)
	if err != nil {
		return nil, nil, err
	}
	type secondEntry struct {
		citizen model.ID
		model.Task
	}
	err = forEach(ctx, tx, func(rows *sql.Rows, e *secondEntry) error {
		e.Kind = model.TaskSecondEntry
		return rows.Scan(&e.citizen, &e.Assessment, &e.Respondent, &e.Due)
	}, func(e secondEntry) {
		cases[e.citizen].second = append(cases[e.citizen].second, e.Task)
	}, `select s.citizen_id, s.id, s.respondent, s.date from assessment s join second_entry e on e.assessment_id = s.id
		where s.status = 'complete' and s.`+strings.TrimPrefix(in, ` where `)+` order by s.date`, args...)
	return cases, order, err
}
