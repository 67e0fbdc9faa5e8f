// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
)

// cohortReader reads a cohort: the columns that figures need.
type cohortReader struct {
	q         querier
	allTeams  bool   // the user sees every team
	where     string // the citizens, as a condition on the table c
	args      []any
	builder   *cohort.Builder
	indexByID map[string]int // of the citizens, by id
	progress  func(done, total int)
}

// citizenCondition returns a condition on a column with ids of citizens.
func (g *cohortReader) citizenCondition(column string) string {
	if g.allTeams {
		return "1 = 1"
	}
	return column + ` in (select c.id from citizen c where ` + g.where + `)`
}

// assessmentCondition returns a condition on a column with ids of assessments.
func (g *cohortReader) assessmentCondition(column string) string {
	if g.allTeams {
		return "1 = 1"
	}
	return column + ` in (select s.id from assessment s where ` + g.citizenCondition("s.citizen_id") + `)`
}

func (g *cohortReader) read(ctx context.Context, answers <-chan []answerRow) error {
	if err := g.readCitizens(ctx); err != nil {
		return err
	}
	return g.readAssessments(ctx, answers)
}

// readCitizens reads the citizens, in the order of their ids, with their activities
// and outcomes.
func (g *cohortReader) readCitizens(ctx context.Context) (err error) {
	activities, err := g.q.QueryContext(ctx, `select citizen_id, type, start_date, end_date, planned from activity where `+
		g.citizenCondition("citizen_id")+` order by citizen_id`, g.args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, activities.Close()) }()
	outcomes, err := g.q.QueryContext(ctx, `select citizen_id, date, kind from outcome where `+
		g.citizenCondition("citizen_id")+` order by citizen_id`, g.args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, outcomes.Close()) }()
	nextActivities := rowsByCitizen[model.Activity]{rows: activities, scan: func(citizen *model.ID, v *model.Activity) error {
		return activities.Scan(citizen, &v.Type, &v.Start, &v.End, &v.Planned)
	}}
	nextOutcomes := rowsByCitizen[model.Outcome]{rows: outcomes, scan: func(citizen *model.ID, v *model.Outcome) error {
		return outcomes.Scan(citizen, &v.Date, &v.Kind)
	}}
	return g.each(ctx, `select c.id, c.target_group, c.caseworker, t.name, c.opened, c.closed, c.close_reason
		from citizen c join team t on t.id = c.team_id where `+g.where+` order by c.id`, func(rows *sql.Rows) error {
		var c model.CaseHistory
		p := &c.Citizen
		err := rows.Scan(&p.ID, &p.TargetGroup, &p.Caseworker, &p.Team, &p.Opened, &p.Closed, &p.CloseReason)
		if err != nil {
			return err
		}
		if c.Activities, err = nextActivities.rowsFor(p.ID); err != nil {
			return err
		}
		if c.Outcomes, err = nextOutcomes.rowsFor(p.ID); err != nil {
			return err
		}
		g.indexByID[string(p.ID)] = g.builder.AddCitizen(c)
		return nil
	})
}

// rowsByCitizen groups the rows of a query by citizen. The query sorts by citizen.
type rowsByCitizen[T any] struct {
	rows    *sql.Rows
	scan    func(citizen *model.ID, v *T) error
	list    []T
	citizen model.ID // of pending
	pending T
}

// rowsFor returns the rows of a citizen, valid until the next call. Citizens must
// come in ascending order.
func (m *rowsByCitizen[T]) rowsFor(citizen model.ID) ([]T, error) {
	m.list = m.list[:0]
	for {
		if m.citizen > citizen {
			return m.list, nil
		}
		if m.citizen == citizen {
			m.list = append(m.list, m.pending)
		}
		if !m.rows.Next() {
			m.citizen = ""
			return m.list, m.rows.Err()
		}
		if err := m.scan(&m.citizen, &m.pending); err != nil {
			return nil, err
		}
	}
}

// readAssessments reads the assessments in the order of their ids, and takes their
// answers from the stream.
func (g *cohortReader) readAssessments(ctx context.Context, answers <-chan []answerRow) error {
	const counts = ` s.status <> 'draft' and s.kind <> 'retest' and `
	total := 0
	err := g.q.QueryRowContext(ctx, `select count(*) from assessment s where`+counts+g.citizenCondition("s.citizen_id"), g.args...).Scan(&total)
	if err != nil {
		return err
	}
	next := answerStream{from: answers, itemLists: map[string][]string{}}
	done := 0
	return g.each(ctx, `select s.id, s.citizen_id, s.instrument, s.date, s.respondent, s.entered_at from assessment s where`+
		counts+g.citizenCondition("s.citizen_id")+` order by s.id`, func(rows *sql.Rows) error {
		var s model.Assessment
		var citizen, entered string
		if err := rows.Scan(&s.ID, &citizen, &s.Instrument, &s.Date, &s.Respondent, &entered); err != nil {
			return err
		}
		n, known := g.indexByID[citizen]
		if !known {
			return fmt.Errorf("assessment %s has an unknown citizen", s.ID)
		}
		var err error
		if s.EnteredAt, err = parseTime(entered); err != nil {
			return err
		}
		if s.Answers, err = next.answersFor(ctx, string(s.ID)); err != nil {
			return err
		}
		s.Status = model.StatusComplete
		g.builder.AddAssessment(n, s)
		if done++; g.progress != nil && (done%5000 == 0 || done == total) {
			g.progress(done, total)
		}
		return nil
	})
}

// each calls fn with each row of a query.
func (g *cohortReader) each(ctx context.Context, query string, fn func(*sql.Rows) error) (err error) {
	rows, err := g.q.QueryContext(ctx, query, g.args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := fn(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
