// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Dossier reads every row about a citizen as of one moment, and logs it as an
// export. Without staff its part of the access log names no employee; caseworkers
// and raters are part of the citizen's own case and are named elsewhere.
func (a *Access) Dossier(ctx context.Context, citizen model.ID, staff Staff) (_ Dossier, err error) {
	defer wrapError(&err, "read dossier")
	if err := a.authorizeAndLog(ctx, ActionExport, citizen, "dossier_"+staff.String()); err != nil {
		return Dossier{}, err
	}
	instruments, err := a.r.Instruments(ctx)
	if err != nil {
		return Dossier{}, err
	}
	tx, err := a.r.db.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return Dossier{}, err
	}
	defer tx.Rollback() // it only reads
	d := Dossier{
		Format: DossierFormat, Municipality: a.r.municipality, MadeAt: a.r.now().UTC(), Instruments: map[string]*model.Instrument{},
	}
	if err := d.read(ctx, tx, citizen, staff); err != nil {
		return Dossier{}, err
	}
	for _, s := range d.Assessments {
		d.Instruments[s.Instrument] = instruments[s.Instrument]
	}
	return d, nil
}

func (d *Dossier) read(ctx context.Context, q querier, citizen model.ID, staff Staff) error {
	for _, read := range []func(context.Context, querier, model.ID) error{
		d.readMasterData, d.readAssessments, d.readTimeLine, d.readProcessing,
	} {
		if err := read(ctx, q, citizen); err != nil {
			return err
		}
	}
	lines, err := citizenLog(ctx, q, citizen, staff)
	for _, e := range lines {
		d.Log = append(d.Log, DossierLogEntry{e.At, e.Action, e.Purpose, e.Initials, e.Role, e.Detail.String()})
	}
	return err
}

func (d *Dossier) readMasterData(ctx context.Context, q querier, citizen model.ID) (err error) {
	c := &d.Citizen
	err = q.QueryRowContext(ctx, `select c.id, c.case_number, coalesce(c.cpr, ''), c.name, c.target_group, c.caseworker, t.name,
			c.opened, c.closed, c.close_reason, c.source, c.revision
		from citizen c join team t on t.id = c.team_id where c.id = $1`, citizen).Scan(&c.ID, &c.CaseNumber, &c.CPR, &c.Name,
		&c.TargetGroup, &c.Caseworker, &c.Team, &c.Opened, &c.Closed, &c.CloseReason, &c.Source, &c.Revision)
	if err != nil {
		return err
	}
	scanChange := func(rows *sql.Rows, v *DossierChange) error {
		return rows.Scan(&v.ID, &v.Field, &v.Old, &v.New, &v.By, &v.At, &v.Reason)
	}
	d.MasterChanges, err = queryAll(ctx, q, scanChange, `select id, field, old_value, new_value, changed_by, changed_at, reason
		from citizen_history where citizen_id = $1 order by changed_at, id`, citizen)
	if err != nil {
		return err
	}
	d.CPRChanges, err = queryAll(ctx, q, scanChange, `select id, 'cpr', coalesce(old_cpr, ''), coalesce(new_cpr, ''), changed_by,
			changed_at, reason from cpr_history where citizen_id = $1 order by changed_at, id`, citizen)
	return err
}

// readTimeLine reads activities, outcomes and events, and their changes by hand.
func (d *Dossier) readTimeLine(ctx context.Context, q querier, citizen model.ID) (err error) {
	d.Activities, err = queryAll(ctx, q, func(rows *sql.Rows, v *DossierActivity) error {
		return rows.Scan(&v.ID, &v.Type, &v.Start, &v.End, &v.Minutes, &v.Provider, &v.Planned, &v.EndReason, &v.Source, &v.Revision)
	}, `select id, type, start_date, end_date, minutes, provider, planned, end_reason, source, revision
		from activity where citizen_id = $1 order by start_date, id`, citizen)
	if err != nil {
		return err
	}
	d.Outcomes, err = queryAll(ctx, q, func(rows *sql.Rows, o *DossierOutcome) error { return rows.Scan(&o.ID, &o.Date, &o.Kind) },
		`select id, date, kind from outcome where citizen_id = $1 order by date, id`, citizen)
	if err != nil {
		return err
	}
	d.Events, err = queryAll(ctx, q, func(rows *sql.Rows, e *DossierEvent) error {
		return rows.Scan(&e.ID, &e.Date, &e.Kind, &e.From, &e.To)
	}, `select id, date, kind, old_value, new_value from event where citizen_id = $1 order by date, id`, citizen)
	if err != nil {
		return err
	}
	d.RowChanges, err = queryAll(ctx, q, func(rows *sql.Rows, c *DossierRowChange) error {
		return rows.Scan(&c.ID, &c.What, &c.Row, &c.Before, &c.After, &c.By, &c.At)
	}, `select id, what, row_id, before, after, changed_by, changed_at from course_history
		where citizen_id = $1 order by changed_at, id`, citizen)
	return err
}

// readProcessing reads what was done about the case: conflicts, moved due days and
// proposals of deletion.
func (d *Dossier) readProcessing(ctx context.Context, q querier, citizen model.ID) (err error) {
	d.Conflicts, err = queryAll(ctx, q, func(rows *sql.Rows, c *DossierConflict) error {
		return rows.Scan(&c.ID, &c.File, &c.Line, &c.Column, &c.Value, &c.Reason, &c.FoundAt, &c.ResolvedBy, &c.ResolvedAt)
	}, `select id, file, line, column_name, value, reason, found_at, resolved_by, resolved_at
		from conflict where citizen_id = $1 order by found_at, id`, citizen)
	if err != nil {
		return err
	}
	d.DueMoves, err = queryAll(ctx, q, func(rows *sql.Rows, m *DossierDueMove) error {
		return rows.Scan(&m.ID, &m.After, &m.Due, &m.Reason, &m.By, &m.At)
	}, `select id, after, due, reason, moved_by, moved_at from due_move where citizen_id = $1 order by moved_at, id`, citizen)
	if err != nil {
		return err
	}
	d.Proposals, err = queryAll(ctx, q, func(rows *sql.Rows, p *DossierProposal) error {
		return rows.Scan(&p.ID, &p.Ground, &p.ProposedBy, &p.ProposedAt, &p.RejectedBy, &p.RejectedAt, &p.Why)
	}, `select id, ground, proposed_by, proposed_at, rejected_by, rejected_at, why
		from deletion_proposal where citizen_id = $1 order by proposed_at, id`, citizen)
	return err
}

func (d *Dossier) readAssessments(ctx context.Context, q querier, citizen model.ID) (err error) {
	d.Assessments, err = queryAll(ctx, q, func(rows *sql.Rows, s *DossierAssessment) error {
		return rows.Scan(&s.ID, &s.Instrument, &s.Date, &s.Respondent, &s.Rater, &s.Mode, &s.Kind, &s.Status, &s.Note,
			&s.EnteredBy, &s.EnteredAt, &s.SecondBy, &s.SecondAt, &s.Revision, &s.Presence, &s.Earlier)
	}, `select id, instrument, date, respondent, rater, mode, kind, status, note, entered_by, entered_at, second_by, second_at, revision,
			presence, earlier_shown
		from assessment where citizen_id = $1 order by date, respondent, entered_at, id`, citizen)
	if err != nil {
		return err
	}
	for i := range d.Assessments {
		s := &d.Assessments[i]
		if s.Answers, err = dossierAnswers(ctx, q, `answer`, s.ID); err != nil {
			return err
		}
		var second DossierSecondEntry
		err = q.QueryRowContext(ctx, `select entered_by, begun_at, done_at from second_entry where assessment_id = $1`, s.ID).Scan(
			&second.By, &second.BegunAt, &second.DoneAt)
		if err == nil {
			s.Second = &second
			second.Answers, err = dossierAnswers(ctx, q, `second_answer`, s.ID)
		}
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		s.Changes, err = queryAll(ctx, q, func(rows *sql.Rows, c *DossierAnswerChange) error {
			return rows.Scan(&c.ID, &c.Item, &c.OldValue, &c.OldMissing, &c.NewValue, &c.NewMissing, &c.By, &c.At, &c.Reason)
		}, `select id, item, old_value, old_missing, new_value, new_missing, changed_by, changed_at, reason
			from answer_history where assessment_id = $1 order by changed_at, id`, s.ID)
		if err != nil {
			return err
		}
	}
	return nil
}

func dossierAnswers(ctx context.Context, q querier, table string, assessment model.ID) ([]DossierAnswer, error) {
	return queryAll(ctx, q, func(rows *sql.Rows, w *DossierAnswer) error {
		return rows.Scan(&w.Item, &w.Value, &w.Missing)
	}, `select item, value, missing from `+table+` where assessment_id = $1 order by item`, assessment)
}

// JSON encodes the dossier, indented, in the format [DossierFormat]. Empty lists
// are encoded as [].
func (d Dossier) JSON() ([]byte, error) {
	d.MasterChanges, d.CPRChanges = emptyIfNil(d.MasterChanges), emptyIfNil(d.CPRChanges)
	d.Assessments = slices.Clone(emptyIfNil(d.Assessments))
	for i := range d.Assessments {
		s := &d.Assessments[i]
		s.Answers, s.Changes = emptyIfNil(s.Answers), emptyIfNil(s.Changes)
	}
	d.Activities, d.Outcomes, d.Events = emptyIfNil(d.Activities), emptyIfNil(d.Outcomes), emptyIfNil(d.Events)
	d.RowChanges, d.Conflicts, d.DueMoves = emptyIfNil(d.RowChanges), emptyIfNil(d.Conflicts), emptyIfNil(d.DueMoves)
	d.Proposals, d.Log = emptyIfNil(d.Proposals), emptyIfNil(d.Log)
	return json.MarshalIndent(d, "", "  ")
}

func emptyIfNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
