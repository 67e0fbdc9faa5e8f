// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Answer saves answers, and removes those that are not Entered.
func (d *Draft) Answer(ctx context.Context, answers ...model.Answer) error {
	err := saveAnswers(ctx, d.instrument, d.assessment, `answer`, answers, d.update)
	if err == nil {
		d.assessment.Answers = mergeAnswers(d.assessment.Answers, answers)
	}
	return err
}

// Earlier returns the citizen's earlier complete assessments by the same
// respondent, the latest first. That they were shown is saved with the draft and
// logged.
func (d *Draft) Earlier(ctx context.Context) (_ []model.Assessment, err error) {
	defer wrapError(&err, "show earlier answers")
	err = d.update(ctx, func(tx *sql.Tx) error {
		if err := d.access.logInTx(ctx, tx, ActionRead, d.assessment.Citizen, "earlier_answers"); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `update assessment set earlier_shown = 1 where id = $1`, d.assessment.ID)
		return err
	})
	if err != nil {
		return nil, err
	}
	d.assessment.EarlierShown = true
	histories, err := d.access.r.caseHistories(ctx, []model.ID{d.assessment.Citizen})
	if err != nil {
		return nil, err
	}
	var earlier []model.Assessment
	for _, s := range slices.Backward(histories[0].Assessments) {
		if s.IsComplete() && s.Respondent == d.assessment.Respondent && !s.Date.After(d.assessment.Date) {
			earlier = append(earlier, s)
		}
	}
	return earlier, nil
}

// Unanswered returns the items, in the instrument's order, that the answers so
// far make relevant and that have neither an answer nor a missing reason.
func (d *Draft) Unanswered() []string { return d.unanswered(d.assessment.Answers) }

func (d *Draft) unanswered(answers []model.Answer) (items []string) {
	for _, it := range d.instrument.ItemsOf(d.assessment.Respondent) {
		if d.instrument.Shown(it, answers) && !model.FindAnswer(answers, it.Code).Entered {
			items = append(items, it.Code)
		}
	}
	return items
}

// Complete turns the draft into an assessment that counts, and that is changed
// by rectification alone. It returns an [*IncompleteError] while items are
// unanswered. It removes answers to items that a later answer made irrelevant. What
// counts is what the register holds: another program may have changed an answer since
// this draft was opened.
func (d *Draft) Complete(ctx context.Context) error {
	now := d.access.r.now().UTC()
	var kept []model.Answer
	err := d.update(ctx, func(tx *sql.Tx) error {
		if err := d.access.logInTx(ctx, tx, ActionCreate, d.assessment.Citizen, "assessment"); err != nil {
			return err
		}
		answers, err := queryAll(ctx, tx, scanAnswer, answersQuery, d.assessment.ID)
		if err != nil {
			return err
		}
		d.assessment.Answers, kept = answers, nil
		if items := d.unanswered(answers); len(items) > 0 {
			return &IncompleteError{Items: items}
		}
		for _, w := range answers {
			if it, ok := d.instrument.Item(w.Item); ok && d.instrument.Shown(it, answers) {
				kept = append(kept, w)
			} else if err := storeAnswer(ctx, tx, `answer`, d.assessment.ID, model.Answer{Item: w.Item}); err != nil {
				return err
			}
		}
		_, err = tx.ExecContext(ctx, `update assessment set status = 'complete', entered_by = $2, entered_at = $3,
			revision = revision + 1 where id = $1`, d.assessment.ID, d.access.user.Initials, formatTime(now))
		if err != nil {
			return err
		}
		return citizensChanged(ctx, tx)
	})
	if err != nil {
		return fmt.Errorf("complete draft: %w", err)
	}
	d.assessment.Status, d.assessment.EnteredBy, d.assessment.EnteredAt, d.assessment.Answers, d.assessment.Revision = model.StatusComplete, d.access.user.Initials, now, kept, d.assessment.Revision+1
	return nil
}
