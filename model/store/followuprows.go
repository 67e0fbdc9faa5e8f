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
	sheets, err := queryAll(ctx, tx, func(rows *sql.Rows, s *model.Assessment) error {
		return rows.Scan(&s.ID, &s.Citizen, &s.Instrument, &s.Date, &s.Respondent, &s.Kind, &s.Status)
	}, `select id, citizen_id, instrument, date, respondent, kind, status from assessment`+in+` order by date`, args...)
	if err != nil {
		return nil, nil, err
	}
	for _, s := range sheets {
		c := &cases[s.Citizen].history
		c.Assessments = append(c.Assessments, s)
	}
	activities, err := queryAll(ctx, tx, scanActivity, `select `+activityColumns+` from activity`+in+` order by start_date`, args...)
	if err != nil {
		return nil, nil, err
	}
	for _, v := range activities {
		c := &cases[v.Citizen].history
		c.Activities = append(c.Activities, v)
	}
	type moved struct {
		citizen model.ID
		move    model.DueMove
	}
	moves, err := queryAll(ctx, tx, func(rows *sql.Rows, m *moved) error {
		return scanDueMove(rows, &m.citizen, &m.move)
	}, `select `+dueMoveColumns+` from due_move`+in+` order by moved_at, id`, args...)
	if err != nil {
		return nil, nil, err
	}
	for _, m := range moves {
		cases[m.citizen].moves = append(cases[m.citizen].moves, m.move)
	}
	type again struct {
		citizen model.ID
		task    model.Task
	}
	seconds, err := queryAll(ctx, tx, func(rows *sql.Rows, g *again) error {
		g.task.Kind = model.TaskSecondEntry
		return rows.Scan(&g.citizen, &g.task.Assessment, &g.task.Respondent, &g.task.Due)
	}, `select s.citizen_id, s.id, s.respondent, s.date from assessment s join second_entry e on e.assessment_id = s.id
		where s.status = 'complete' and s.`+strings.TrimPrefix(in, ` where `)+` order by s.date`, args...)
	if err != nil {
		return nil, nil, err
	}
	for _, g := range seconds {
		cases[g.citizen].second = append(cases[g.citizen].second, g.task)
	}
	return cases, order, nil
}
