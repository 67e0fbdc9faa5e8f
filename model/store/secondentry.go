// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Errors of second entries.
var (
	ErrSameUser         = errors.New("the two entries must be by different users")
	ErrSecondEntryTaken = errors.New("another user has begun the second entry")
	ErrNotComplete      = errors.New("the assessment is not complete")
	ErrNoSecondEntry    = errors.New("there is no finished second entry")
)

// SecondEntry is the confirmation entry of an assessment: another user types the
// answers of the same paper without seeing the first ones. As with a [Draft], each
// answer is saved when it is given.
type SecondEntry struct {
	access     *Access
	instrument *model.Instrument
	header     model.Assessment // without answers
	answers    []model.Answer
}

// BeginSecondEntry begins the second entry of a complete assessment, or continues
// the user's own. It returns [ErrSameUser] to the user who made the first entry,
// and [ErrSecondEntryTaken] where a third user has begun.
func (a *Access) BeginSecondEntry(ctx context.Context, assessment model.ID) (_ *SecondEntry, err error) {
	defer wrapError(&err, "begin second entry")
	s, err := a.assessment(ctx, assessment)
	if err != nil {
		return nil, err
	}
	in, err := a.instrument(ctx, s.Instrument)
	if err != nil {
		return nil, err
	}
	e := &SecondEntry{access: a, instrument: in, header: s}
	e.header.Answers = nil
	err = a.change(ctx, ActionCreate, s.Citizen, model.NewMessage("second_entry"), func(tx *sql.Tx) error {
		switch {
		case s.Status != model.StatusComplete:
			return ErrNotComplete
		case s.EnteredBy == a.user.Initials:
			return ErrSameUser
		}
		var by string
		err := tx.QueryRowContext(ctx, `insert into second_entry (assessment_id, entered_by, begun_at) values ($1, $2, $3)
			on conflict (assessment_id) do update set begun_at = begun_at returning entered_by`,
			s.ID, a.user.Initials, formatTime(a.r.now())).Scan(&by)
		if err == nil && by != a.user.Initials {
			err = ErrSecondEntryTaken
		}
		return err
	})
	if err == nil {
		e.answers, err = selectAnswers(ctx, a.r.db.read, `second_answer`, s.ID)
	}
	if err != nil {
		return nil, err
	}
	return e, nil
}

// Header returns the assessment without the answers of the first entry.
func (e *SecondEntry) Header() model.Assessment { return e.header }

// Instrument returns the instrument that is answered.
func (e *SecondEntry) Instrument() *model.Instrument { return e.instrument }

// Answers returns the answers of the second entry so far.
func (e *SecondEntry) Answers() []model.Answer { return slices.Clone(e.answers) }

// Answer saves answers, and removes those that are not Entered.
func (e *SecondEntry) Answer(ctx context.Context, answers ...model.Answer) error {
	err := saveAnswers(ctx, e.instrument, e.header, `second_answer`, answers, e.access.r.db.writeTx)
	if err == nil {
		e.answers = mergeAnswers(e.answers, answers)
	}
	return err
}

// Finish ends the second entry and returns the differences between the two. If
// there are none, the assessment is verified.
func (e *SecondEntry) Finish(ctx context.Context) (differences []Difference, err error) {
	err = e.access.change(ctx, ActionChange, e.header.Citizen, model.NewMessage("second_entry_done"), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `update second_entry set done_at = $2 where assessment_id = $1`, e.header.ID, formatTime(e.access.r.now()))
		if err != nil {
			return err
		}
		differences, err = e.access.verifyIfEqual(ctx, tx, e.instrument, e.header.ID)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("end second entry: %w", err)
	}
	return differences, nil
}

// SecondEnteredBy returns the initials of the user who has made or begun the second
// entry of an assessment, empty where there is none.
func (a *Access) SecondEnteredBy(ctx context.Context, assessment model.ID) (by string, err error) {
	defer wrapError(&err, "find second entry")
	s, err := a.assessment(ctx, assessment)
	if err != nil {
		return "", err
	}
	if err := a.logAccess(ctx, ActionRead, s.Citizen, "differences"); err != nil {
		return "", err
	}
	err = a.r.db.read.QueryRowContext(ctx, `select entered_by from second_entry where assessment_id = $1`, assessment).Scan(&by)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", err
	}
	return by, nil
}
