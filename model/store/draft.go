// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Errors of drafts.
var (
	ErrNotDraft    = errors.New("the assessment is no longer a draft")
	ErrFutureDate  = errors.New("the date lies in the future")
	ErrUnknownKind = errors.New("unknown kind of assessment")
)

// IncompleteError lists the items with neither an answer nor a missing reason.
type IncompleteError struct {
	Items []string // in the instrument's order
}

func (e *IncompleteError) Error() string {
	return fmt.Sprintf("%d questions are not answered: %s", len(e.Items), strings.Join(e.Items, ", "))
}

// Draft is an assessment that is being filled in. Each answer is saved when it is
// given, and counts nowhere until the draft is complete. A Draft is not safe for
// concurrent use.
type Draft struct {
	access     *Access
	instrument *model.Instrument
	assessment model.Assessment
}

// BeginDraft begins an assessment of a citizen. It uses the header's instrument,
// date, respondent, rater, mode, kind, presence and note. Where the citizen has a
// draft of the same instrument and respondent, it opens that one unchanged.
func (a *Access) BeginDraft(ctx context.Context, citizen model.ID, header model.Assessment) (_ *Draft, err error) {
	defer wrapError(&err, "begin draft")
	if err := a.authorize(ctx, citizen); err != nil {
		return nil, err
	}
	draft, err := openDraftOf(ctx, a.r.db.read, citizen, header)
	if err != nil {
		return nil, err
	}
	if draft != "" {
		return a.OpenDraft(ctx, draft)
	}
	in, err := a.instrument(ctx, header.Instrument)
	if err != nil {
		return nil, err
	}
	d := &Draft{access: a, instrument: in, assessment: header}
	if err := errors.Join(header.CheckTexts(), d.checkHeader(header)); err != nil {
		return nil, err
	}
	d.assessment.ID, d.assessment.Citizen, d.assessment.Status, d.assessment.Answers, d.assessment.Revision = a.r.newID(), citizen, model.StatusDraft, nil, 1
	d.assessment.EnteredBy, d.assessment.EnteredAt, d.assessment.EarlierShown = a.user.Initials, a.r.now().UTC(), false
	err = a.change(ctx, ActionCreate, citizen, model.NewMessage("draft"), func(tx *sql.Tx) (err error) {
		// Another program may have begun one since.
		if draft, err = openDraftOf(ctx, tx, citizen, header); err != nil {
			return err
		}
		if draft != "" {
			return errBegun
		}
		_, err = tx.ExecContext(ctx, `insert into assessment
			(id, citizen_id, instrument, date, respondent, rater, mode, kind, presence, status, note, entered_by, entered_at)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
			d.assessment.ID, citizen, d.assessment.Instrument, d.assessment.Date, d.assessment.Respondent, d.assessment.Rater, d.assessment.Mode, d.assessment.Kind, d.assessment.Presence, d.assessment.Status,
			d.assessment.Note, d.assessment.EnteredBy, formatTime(d.assessment.EnteredAt))
		return err
	})
	if errors.Is(err, errBegun) {
		return a.OpenDraft(ctx, draft)
	}
	if err != nil {
		return nil, err
	}
	return d, nil
}

// errBegun ends a transaction that would begin a second draft.
var errBegun = errors.New("there is a draft")

// openDraftOf returns the latest draft of a citizen, instrument and respondent, empty for
// none.
func openDraftOf(ctx context.Context, q querier, citizen model.ID, header model.Assessment) (draft model.ID, err error) {
	drafts, err := queryAll(ctx, q, scanValue[model.ID], `select id from assessment
		where citizen_id = $1 and instrument = $2 and respondent = $3 and status = 'draft' order by entered_at desc limit 1`,
		citizen, header.Instrument, header.Respondent)
	if err != nil || len(drafts) == 0 {
		return "", err
	}
	return drafts[0], nil
}

// OpenDraft opens a draft. It returns [ErrNotDraft] for a complete assessment.
func (a *Access) OpenDraft(ctx context.Context, assessment model.ID) (_ *Draft, err error) {
	defer wrapError(&err, "open draft")
	s, err := a.assessment(ctx, assessment)
	if err != nil {
		return nil, err
	}
	if err := a.logAccess(ctx, ActionRead, s.Citizen, "draft"); err != nil {
		return nil, err
	}
	if s.Status != model.StatusDraft {
		return nil, ErrNotDraft
	}
	in, err := a.instrument(ctx, s.Instrument)
	if err != nil {
		return nil, err
	}
	return &Draft{access: a, instrument: in, assessment: s}, nil
}

// checkHeader returns why a header is impossible.
func (d *Draft) checkHeader(header model.Assessment) error {
	switch {
	case header.Date.IsZero():
		return errors.New("no date")
	case header.Date.After(model.DateOf(d.access.r.now())):
		return ErrFutureDate
	case len(d.instrument.ItemsOf(header.Respondent)) == 0:
		return fmt.Errorf("%s has no questions to the %s", d.instrument.Key(), header.Respondent)
	case !slices.Contains([]model.AssessmentKind{model.KindBaseline, model.KindOrdinary, model.KindExit, model.KindExtra, model.KindRetest}, header.Kind):
		return fmt.Errorf("%q: %w", header.Kind, ErrUnknownKind)
	}
	return nil
}

// Assessment returns the assessment as it is saved.
func (d *Draft) Assessment() model.Assessment {
	s := d.assessment
	s.Answers = slices.Clone(s.Answers)
	return s
}

// Instrument returns the instrument that is answered.
func (d *Draft) Instrument() *model.Instrument { return d.instrument }

// SetHeader saves date, rater, mode, kind, presence and note.
func (d *Draft) SetHeader(ctx context.Context, header model.Assessment) (err error) {
	defer wrapError(&err, "save header")
	header.Instrument, header.Respondent = d.assessment.Instrument, d.assessment.Respondent
	if err := d.checkHeader(header); err != nil {
		return err
	}
	if old := d.assessment; old.Note != header.Note || old.Rater != header.Rater || old.Mode != header.Mode {
		if err := header.CheckTexts(); err != nil {
			return err
		}
	}
	err = d.update(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `update assessment set date = $2, rater = $3, mode = $4, kind = $5, presence = $6, note = $7
			where id = $1`, d.assessment.ID, header.Date, header.Rater, header.Mode, header.Kind, header.Presence, header.Note)
		return err
	})
	if err != nil {
		return err
	}
	d.assessment.Date, d.assessment.Rater, d.assessment.Mode, d.assessment.Kind, d.assessment.Presence, d.assessment.Note = header.Date, header.Rater, header.Mode, header.Kind, header.Presence, header.Note
	return nil
}

// Discard deletes the draft.
func (d *Draft) Discard(ctx context.Context) (err error) {
	defer wrapError(&err, "discard draft")
	err = d.update(ctx, func(tx *sql.Tx) error {
		if err := d.access.logInTx(ctx, tx, ActionDelete, d.assessment.Citizen, "draft"); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `delete from assessment where id = $1`, d.assessment.ID)
		return err
	})
	return err
}

// update changes the draft, and returns [ErrNotDraft] where it is none any more.
func (d *Draft) update(ctx context.Context, fn func(tx *sql.Tx) error) error {
	return d.access.r.db.writeTx(ctx, func(tx *sql.Tx) error {
		var status model.AssessmentStatus
		err := tx.QueryRowContext(ctx, `select status from assessment where id = $1`, d.assessment.ID).Scan(&status)
		if errors.Is(err, sql.ErrNoRows) || err == nil && status != model.StatusDraft {
			return ErrNotDraft
		}
		if err != nil {
			return err
		}
		return fn(tx)
	})
}
