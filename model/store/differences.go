// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Difference is an item with different answers in the two entries of an
// assessment. An answer that is not Entered was left out.
type Difference struct {
	Item          string
	First, Second model.Answer
}

// Differences returns the items that the two entries of an assessment still answer
// differently, in the instrument's order.
func (a *Access) Differences(ctx context.Context, assessment model.ID) (_ []Difference, err error) {
	defer wrapError(&err, "compare entries")
	s, err := a.assessment(ctx, assessment)
	if err != nil {
		return nil, err
	}
	if err := a.logAccess(ctx, ActionRead, s.Citizen, "differences"); err != nil {
		return nil, err
	}
	in, err := a.instrument(ctx, s.Instrument)
	if err != nil {
		return nil, err
	}
	if err := requireSecondEntryDone(ctx, a.r.db.read, assessment); err != nil {
		return nil, err
	}
	d, err := differences(ctx, a.r.db.read, in, assessment)
	if err != nil {
		return nil, err
	}
	return d, nil
}

// ResolveDifference decides the answer to an item that the two entries answer
// differently. The history keeps the answer of the first entry. It returns the
// number of differences left; at 0 the assessment is verified.
func (a *Access) ResolveDifference(ctx context.Context, assessment model.ID, answer model.Answer) (left int, err error) {
	defer wrapError(&err, "resolve difference")
	s, err := a.assessment(ctx, assessment)
	if err != nil {
		return 0, err
	}
	in, err := a.instrument(ctx, s.Instrument)
	if err == nil && answer.Entered {
		err = checkAnswer(in, s.Respondent, answer)
	}
	if err != nil {
		return 0, err
	}
	err = a.change(ctx, ActionChange, s.Citizen, model.NewMessage("difference_resolved"), func(tx *sql.Tx) error {
		if err := requireSecondEntryDone(ctx, tx, assessment); err != nil {
			return err
		}
		if old := model.FindAnswer(s.Answers, answer.Item); old != answer {
			if err := a.changeAnswer(ctx, tx, assessment, old, answer, "second entry"); err != nil {
				return err
			}
		}
		if err := storeAnswer(ctx, tx, `second_answer`, assessment, answer); err != nil {
			return err
		}
		d, err := a.verifyIfEqual(ctx, tx, in, assessment)
		left = len(d)
		return err
	})
	if err != nil {
		return 0, err
	}
	return left, nil
}

func requireSecondEntryDone(ctx context.Context, q querier, assessment model.ID) error {
	var done string
	err := q.QueryRowContext(ctx, `select done_at from second_entry where assessment_id = $1`, assessment).Scan(&done)
	if errors.Is(err, sql.ErrNoRows) || err == nil && done == "" {
		return ErrNoSecondEntry
	}
	return err
}

// verifyIfEqual marks an assessment as verified if its two entries agree, and
// returns their differences.
func (a *Access) verifyIfEqual(ctx context.Context, tx *sql.Tx, in *model.Instrument, assessment model.ID) ([]Difference, error) {
	d, err := differences(ctx, tx, in, assessment)
	if err != nil {
		return nil, err
	}
	if len(d) == 0 {
		_, err = tx.ExecContext(ctx, `update assessment set status = 'verified', revision = revision + 1,
			(second_by, second_at) = (select entered_by, done_at from second_entry where assessment_id = $1) where id = $1`, assessment)
		if err != nil {
			return nil, err
		}
	}
	return d, citizensChanged(ctx, tx)
}

func differences(ctx context.Context, q querier, in *model.Instrument, assessment model.ID) (list []Difference, err error) {
	first, err := selectAnswers(ctx, q, `answer`, assessment)
	if err != nil {
		return nil, err
	}
	second, err := selectAnswers(ctx, q, `second_answer`, assessment)
	if err != nil {
		return nil, err
	}
	for _, it := range in.Items {
		d := Difference{Item: it.Code, First: model.FindAnswer(first, it.Code), Second: model.FindAnswer(second, it.Code)}
		if d.First != d.Second {
			list = append(list, d)
		}
	}
	return list, nil
}
