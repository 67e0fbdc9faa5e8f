// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

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
func readCaseHistories(ctx context.Context, q querier, ids []model.ID, list []model.CaseHistory, index map[model.ID]int) error {
	parameters := make([]string, len(ids))
	args := make([]any, len(ids))
	for i, id := range ids {
		parameters[i], args[i] = fmt.Sprintf("$%d", i+1), id
	}
	in := " in (" + strings.Join(parameters, ",") + ")"
	found := 0
	err := forEach(ctx, q, func(rows *sql.Rows, c *model.Citizen) error { return scanCitizen(rows, c) },
		func(c model.Citizen) {
			list[index[c.ID]].Citizen = c
			found++
		}, `select `+citizenColumns+` from citizen c join team t on t.id = c.team_id where c.id`+in, args...)
	if err != nil {
		return err
	}
	if found != len(ids) {
		return ErrNotFound
	}
	if err := readAssessments(ctx, q, in, args, list, index); err != nil {
		return err
	}
	err = forEach(ctx, q, scanActivity, func(v model.Activity) {
		h := &list[index[v.Citizen]]
		h.Activities = append(h.Activities, v)
	}, `select `+activityColumns+` from activity where citizen_id`+in+` order by start_date, id`, args...)
	if err != nil {
		return err
	}
	err = forEach(ctx, q, scanOutcome, func(o model.Outcome) {
		h := &list[index[o.Citizen]]
		h.Outcomes = append(h.Outcomes, o)
	}, `select id, citizen_id, date, kind from outcome where citizen_id`+in+` order by date, id`, args...)
	if err != nil {
		return err
	}
	return forEach(ctx, q, scanEvent, func(e model.Event) {
		h := &list[index[e.Citizen]]
		h.Events = append(h.Events, e)
	}, `select id, citizen_id, date, kind, old_value, new_value from event where citizen_id`+in+` order by date, id`, args...)
}

func scanOutcome(rows *sql.Rows, o *model.Outcome) error {
	return rows.Scan(&o.ID, &o.Citizen, &o.Date, &o.Kind)
}

func scanEvent(rows *sql.Rows, e *model.Event) error {
	return rows.Scan(&e.ID, &e.Citizen, &e.Date, &e.Kind, &e.From, &e.To)
}

const activityColumns = `id, citizen_id, type, start_date, end_date, minutes, provider, planned, end_reason, source, revision`

func scanActivity(rows *sql.Rows, v *model.Activity) error {
	return rows.Scan(&v.ID, &v.Citizen, &v.Type, &v.Start, &v.End, &v.Minutes, &v.Provider, &v.Planned,
		&v.EndReason, &v.Source, &v.Revision)
}

const assessmentColumns = `s.id, s.citizen_id, s.instrument, s.date, s.respondent, s.rater, s.mode, s.kind, s.status, s.note,
	s.entered_by, s.entered_at, s.second_by, s.second_at, s.revision, s.presence, s.earlier_shown`

func scanAssessment(rows *sql.Rows, s *model.Assessment) error {
	var entered, second string
	err := rows.Scan(&s.ID, &s.Citizen, &s.Instrument, &s.Date, &s.Respondent, &s.Rater, &s.Mode, &s.Kind, &s.Status, &s.Note,
		&s.EnteredBy, &entered, &s.SecondBy, &second, &s.Revision, &s.Presence, &s.EarlierShown)
	if err != nil {
		return err
	}
	if s.EnteredAt, err = parseTime(entered); err != nil {
		return err
	}
	s.SecondAt, err = parseTime(second)
	return err
}

// readAssessments adds the citizens' assessments, with answers, to list.
func readAssessments(ctx context.Context, q querier, in string, args []any, list []model.CaseHistory, index map[model.ID]int) error {
	type position struct{ history, assessment int }
	positions := make(map[model.ID]position)
	err := forEach(ctx, q, scanAssessment, func(s model.Assessment) {
		i := index[s.Citizen]
		positions[s.ID] = position{i, len(list[i].Assessments)}
		list[i].Assessments = append(list[i].Assessments, s)
	}, `select `+assessmentColumns+` from assessment s where s.citizen_id`+in+`
			order by s.date, s.respondent, s.entered_at, s.id`, args...)
	if err != nil {
		return err
	}
	type answer struct {
		assessment model.ID
		model.Answer
	}
	return forEach(ctx, q, func(rows *sql.Rows, a *answer) error {
		var value, missing sql.NullInt64
		err := rows.Scan(&a.assessment, &a.Item, &value, &missing)
		a.Answer = answerFromColumns(a.Item, value, missing)
		return err
	}, func(a answer) {
		p := positions[a.assessment]
		s := &list[p.history].Assessments[p.assessment]
		s.Answers = append(s.Answers, a.Answer)
	}, `select w.assessment_id, w.item, w.value, w.missing
		from assessment s join answer w on w.assessment_id = s.id where s.citizen_id`+in+`
		order by w.assessment_id, w.item`, args...)
}
