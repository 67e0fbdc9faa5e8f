// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Errors of changes to what is saved.
var (
	ErrChanged   = errors.New("changed by another user since it was read")
	ErrUnchanged = errors.New("nothing would change")
	ErrNoReason  = errors.New("a reason must be given")
	ErrDraft     = errors.New("a draft is not rectified but filled in")
	ErrDuplicate = errors.New("already in use")
)

// RectifyAnswer corrects the answer to one item of a complete assessment and keeps
// the old one, with the reason, in the history. The revision must be the one that
// was read, or it returns [ErrChanged]. A verified assessment becomes a complete
// one, as the new answer has not been confirmed by a second entry. The answer
// cannot be removed; a missing reason takes its place.
func (a *Access) RectifyAnswer(ctx context.Context, assessment model.ID, revision int, answer model.Answer, reason string) (err error) {
	defer wrapError(&err, "rectify answer")
	citizen, err := a.citizenOfRow(ctx, "assessment", assessment)
	if err != nil {
		return err
	}
	if err := a.authorize(ctx, citizen); err != nil {
		return err
	}
	if reason, err = checkReason(reason); err != nil {
		return err
	}
	instruments, err := a.r.Instruments(ctx)
	if err != nil {
		return err
	}
	return a.change(ctx, ActionChange, citizen, model.NewMessage("answer_rectified"), func(tx *sql.Tx) error {
		var s model.Assessment
		err := tx.QueryRowContext(ctx, `select instrument, respondent, status, revision from assessment where id = $1`,
			assessment).Scan(&s.Instrument, &s.Respondent, &s.Status, &s.Revision)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			return ErrNotFound
		case err != nil:
			return err
		case s.Revision != revision:
			return ErrChanged
		case s.Status == model.StatusDraft:
			return ErrDraft
		}
		if err := checkAnswer(instruments[s.Instrument], s.Respondent, answer); err != nil {
			return err
		}
		var value, missing sql.NullInt64
		err = tx.QueryRowContext(ctx, `select value, missing from answer where assessment_id = $1 and item = $2`,
			assessment, answer.Item).Scan(&value, &missing)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		old := answerFromColumns(answer.Item, value, missing)
		if old == answer {
			return ErrUnchanged
		}
		if err := a.changeAnswer(ctx, tx, assessment, old, answer, reason); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `update assessment set status = $2, revision = revision + 1 where id = $1`,
			assessment, model.StatusComplete)
		if err != nil {
			return err
		}
		return citizensChanged(ctx, tx)
	})
}

// changeAnswer replaces an answer and keeps the old one in the history.
func (a *Access) changeAnswer(ctx context.Context, tx *sql.Tx, assessment model.ID, from, to model.Answer, reason string) error {
	oldValue, oldMissing := answerColumns(from)
	newValue, newMissing := answerColumns(to)
	_, err := tx.ExecContext(ctx, insertAnswerChange, a.r.newID(), assessment, to.Item, oldValue, oldMissing,
		newValue, newMissing, a.user.Initials, formatTime(a.r.now()), reason)
	if err != nil {
		return err
	}
	return storeAnswer(ctx, tx, `answer`, assessment, to)
}
