package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

const citizenColumns = `c.id, c.case_number, coalesce(c.cpr, ''), c.name, c.target_group, c.caseworker, t.name,
	c.opened, c.closed, c.close_reason, c.revision`

func scanCitizen(rows interface{ Scan(...any) error }, c *model.Citizen) error {
	return rows.Scan(&c.ID, &c.CaseNumber, &c.CPR, &c.Name, &c.TargetGroup, &c.Caseworker, &c.Team,
		&c.Opened, &c.Closed, &c.CloseReason, &c.Revision)
}

// readCaseHistories reads the case histories of ids in six queries. index is the
// position of each citizen in list.
func readCaseHistories(ctx context.Context, q querier, ids []model.ID, list []model.CaseHistory, at map[model.ID]int) error {
	places := make([]string, len(ids))
	args := make([]any, len(ids))
	for i, id := range ids {
		places[i], args[i] = fmt.Sprintf("$%d", i+1), id
	}
	in := " in (" + strings.Join(places, ",") + ")"

	citizens, err := queryAll(ctx, q, func(rows *sql.Rows, c *model.Citizen) error { return scanCitizen(rows, c) },
		`select `+citizenColumns+` from citizen c join team t on t.id = c.team_id where c.id`+in, args...)
	if err != nil {
		return err
	}
	if len(citizens) != len(ids) {
		return ErrNotFound
	}
	for _, c := range citizens {
		list[at[c.ID]].Citizen = c
	}
	if err := readAssessments(ctx, q, in, args, list, at); err != nil {
		return err
	}
	activities, err := queryAll(ctx, q, scanActivity,
		`select `+activityColumns+` from activity where citizen_id`+in+` order by start_date, id`, args...)
	if err != nil {
		return err
	}
	for _, v := range activities {
		c := &list[at[v.Citizen]]
		c.Activities = append(c.Activities, v)
	}
	outcomes, err := queryAll(ctx, q, func(rows *sql.Rows, o *model.Outcome) error {
		return rows.Scan(&o.ID, &o.Citizen, &o.Date, &o.Kind)
	}, `select id, citizen_id, date, kind from outcome where citizen_id`+in+` order by date, id`, args...)
	if err != nil {
		return err
	}
	for _, o := range outcomes {
		c := &list[at[o.Citizen]]
		c.Outcomes = append(c.Outcomes, o)
	}
	events, err := queryAll(ctx, q, func(rows *sql.Rows, e *model.Event) error {
		return rows.Scan(&e.ID, &e.Citizen, &e.Date, &e.Kind, &e.From, &e.To)
	}, `select id, citizen_id, date, kind, old_value, new_value from event where citizen_id`+in+` order by date, id`, args...)
	if err != nil {
		return err
	}
	for _, e := range events {
		c := &list[at[e.Citizen]]
		c.Events = append(c.Events, e)
	}
	return nil
}

const activityColumns = `id, citizen_id, type, start_date, end_date, minutes, provider, planned, end_reason, source, revision`

func scanActivity(rows *sql.Rows, v *model.Activity) error {
	return rows.Scan(&v.ID, &v.Citizen, &v.Type, &v.Start, &v.End, &v.Minutes, &v.Provider, &v.Planned,
		&v.EndReason, &v.Source, &v.Revision)
}

const assessmentColumns = `s.id, s.citizen_id, s.instrument, s.date, s.respondent, s.rater, s.mode, s.kind, s.status, s.note,
	s.entered_by, s.entered_at, s.second_by, s.second_at, s.revision, s.presence, s.earlier_shown`

func scanAssessment(rows *sql.Rows, s *model.Assessment, more ...any) error {
	var entered, second string
	dest := append([]any{
		&s.ID, &s.Citizen, &s.Instrument, &s.Date, &s.Respondent, &s.Rater, &s.Mode, &s.Kind, &s.Status, &s.Note,
		&s.EnteredBy, &entered, &s.SecondBy, &second, &s.Revision, &s.Presence, &s.EarlierShown,
	}, more...)
	if err := rows.Scan(dest...); err != nil {
		return err
	}
	for _, t := range []struct {
		text string
		to   *time.Time
	}{{entered, &s.EnteredAt}, {second, &s.SecondAt}} {
		var err error
		if *t.to, err = parseTime(t.text); err != nil {
			return err
		}
	}
	return nil
}

// readAssessments adds the citizens' assessments, with answers, to list.
func readAssessments(ctx context.Context, q querier, in string, args []any, list []model.CaseHistory, at map[model.ID]int) error {
	type place struct{ course, assessment int }
	where := make(map[model.ID]place)
	assessments, err := queryAll(ctx, q, func(rows *sql.Rows, s *model.Assessment) error { return scanAssessment(rows, s) },
		`select `+assessmentColumns+` from assessment s where s.citizen_id`+in+`
			order by s.date, s.respondent, s.entered_at, s.id`, args...)
	if err != nil {
		return err
	}
	for _, s := range assessments {
		i := at[s.Citizen]
		where[s.ID] = place{i, len(list[i].Assessments)}
		list[i].Assessments = append(list[i].Assessments, s)
	}
	type placed struct {
		id     model.ID
		answer model.Answer
	}
	answers, err := queryAll(ctx, q, func(rows *sql.Rows, p *placed) error {
		var value, missing sql.NullInt64
		err := rows.Scan(&p.id, &p.answer.Item, &value, &missing)
		p.answer.Value, p.answer.Missing, p.answer.Entered = int(value.Int64), int(missing.Int64), true
		return err
	}, `select w.assessment_id, w.item, w.value, w.missing
		from assessment s join answer w on w.assessment_id = s.id where s.citizen_id`+in+`
		order by w.assessment_id, w.item`, args...)
	if err != nil {
		return err
	}
	for _, p := range answers {
		w := where[p.id]
		s := &list[w.course].Assessments[w.assessment]
		s.Answers = append(s.Answers, p.answer)
	}
	return nil
}
