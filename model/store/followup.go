package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

// FollowUpQuery says what a follow-up list shows.
type FollowUpQuery struct {
	Scope        Scope
	AsOf         model.Date
	PassiveWeeks int // from so many weeks without activity on
}

// FollowUpRow is a citizen with something to be done.
type FollowUpRow struct {
	CitizenRow
	model.Task
}

// FollowUp lists what is to be done about the citizens of a scope, by kind and
// urgency. A citizen is there once for each thing.
func (a *Access) FollowUp(ctx context.Context, q FollowUpQuery) ([]FollowUpRow, error) {
	return a.listFollowUp(ctx, q, ActionRead)
}

// ExportFollowUp lists the same to be written to a file, and logs it as that.
func (a *Access) ExportFollowUp(ctx context.Context, q FollowUpQuery) ([]FollowUpRow, error) {
	return a.listFollowUp(ctx, q, ActionExport)
}

func (a *Access) listFollowUp(ctx context.Context, q FollowUpQuery, action Action) ([]FollowUpRow, error) {
	if err := a.requireRole(ctx, "follow_up", "", model.RoleCaseworker, model.RoleTeamLeader); err != nil {
		return nil, err
	}
	instruments, err := a.r.Instruments(ctx)
	if err != nil {
		return nil, err
	}
	vocabulary, err := a.r.Vocabulary(ctx)
	if err != nil {
		return nil, err
	}
	if err := a.logAccess(ctx, action, "", "follow_up"); err != nil {
		return nil, err
	}
	list, err := a.followUp(ctx, q, instruments, vocabulary)
	if err != nil {
		return nil, fmt.Errorf("follow up: %w", err)
	}
	return list, nil
}

func (a *Access) followUp(ctx context.Context, q FollowUpQuery, instruments map[string]*model.Instrument, v *model.Vocabulary) ([]FollowUpRow, error) {
	tx, err := a.r.db.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer tx.Rollback() // there is nothing to undo
	cases, order, err := a.readCases(ctx, tx, q)
	if err != nil {
		return nil, err
	}
	kinds := model.TaskKinds()
	byKind := make([][]FollowUpRow, len(kinds))
	for _, id := range order {
		c := cases[id]
		for _, t := range c.tasks(instruments, v, q) {
			k := slices.Index(kinds, t.Kind)
			byKind[k] = append(byKind[k], FollowUpRow{CitizenRow: c.row, Task: t})
		}
	}
	var list []FollowUpRow
	for _, rows := range byKind {
		slices.SortStableFunc(rows, func(x, y FollowUpRow) int {
			if x.Kind == model.TaskPassive {
				return y.Weeks - x.Weeks
			}
			return x.Due.Compare(y.Due)
		})
		list = append(list, rows...)
	}
	return list, nil
}

// followUpCase is a citizen's course without answers, and what was moved.
type followUpCase struct {
	row     CitizenRow
	history model.CaseHistory
	moves   []model.DueMove
	second  []model.Task
}

func (c *followUpCase) tasks(instruments map[string]*model.Instrument, v *model.Vocabulary, q FollowUpQuery) []model.Task {
	var since model.Date
	if spans := analysis.Passive(c.history, v, q.AsOf); len(spans) > 0 {
		if last := spans[len(spans)-1]; last.To == q.AsOf {
			since = last.From
		}
	}
	return append(c.history.Tasks(instruments, c.moves, since, q.PassiveWeeks, q.AsOf), c.second...)
}

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

const dueMoveColumns = `citizen_id, after, due, reason, moved_by`

func scanDueMove(rows *sql.Rows, citizen *model.ID, m *model.DueMove) error {
	var after string
	if err := rows.Scan(citizen, &after, &m.Due, &m.Reason, &m.By); err != nil {
		return err
	}
	if after == "" {
		return nil
	}
	return m.After.Scan(after)
}

// MoveDue moves a citizen's next measurement, with the reason. It holds until
// there is a measurement.
func (a *Access) MoveDue(ctx context.Context, citizen model.ID, due model.Date, reason string) error {
	if err := a.authorize(ctx, citizen); err != nil {
		return fmt.Errorf("move due day: %w", err)
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return fmt.Errorf("move due day: %w", ErrNoReason)
	}
	if due.IsZero() {
		return errors.New("move due day: no day")
	}
	err := a.r.db.writeTx(ctx, func(tx *sql.Tx) error {
		if err := a.logInTx(ctx, tx, ActionChange, citizen, "due_day"); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `insert into due_move (id, citizen_id, after, due, reason, moved_by, moved_at)
			select $1, c.id, coalesce(`+latestAssessment+`, ''), $3, $4, $5, $6 from citizen c where c.id = $2`,
			a.r.newID(), citizen, due, reason, a.user.Initials, formatTime(a.r.now()))
		return err
	})
	if err != nil {
		return fmt.Errorf("move due day: %w", err)
	}
	return nil
}

// DueMoves are the moves of a citizen's next measurement, the oldest first.
func (a *Access) DueMoves(ctx context.Context, citizen model.ID) ([]model.DueMove, error) {
	if err := a.authorize(ctx, citizen); err != nil {
		return nil, fmt.Errorf("read due moves: %w", err)
	}
	if err := a.logAccess(ctx, ActionRead, citizen, "due_day"); err != nil {
		return nil, err
	}
	moves, err := queryAll(ctx, a.r.db.read, func(rows *sql.Rows, m *model.DueMove) error {
		var id model.ID
		return scanDueMove(rows, &id, m)
	}, `select `+dueMoveColumns+` from due_move where citizen_id = $1 order by moved_at, id`, citizen)
	if err != nil {
		return nil, fmt.Errorf("read due moves: %w", err)
	}
	return moves, nil
}
