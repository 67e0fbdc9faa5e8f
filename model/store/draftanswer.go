package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Answer saves answers, and removes those that are not Entered.
func (e *Draft) Answer(ctx context.Context, answers ...model.Answer) error {
	err := saveAnswers(ctx, e.in, e.s, `answer`, answers, e.update)
	if err == nil {
		e.s.Answers = mergeAnswers(e.s.Answers, answers)
	}
	return err
}

// Earlier returns the citizen's earlier complete assessments by the same
// respondent, the latest first. That they were shown is saved with the draft and
// logged.
func (e *Draft) Earlier(ctx context.Context) (_ []model.Assessment, err error) {
	defer wrapError(&err, "show earlier answers")
	err = e.update(ctx, func(tx *sql.Tx) error {
		if err := e.a.logInTx(ctx, tx, ActionRead, e.s.Citizen, "earlier_answers"); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `update assessment set earlier_shown = 1 where id = $1`, e.s.ID)
		return err
	})
	if err != nil {
		return nil, err
	}
	e.s.EarlierShown = true
	histories, err := e.a.r.caseHistories(ctx, []model.ID{e.s.Citizen})
	if err != nil {
		return nil, err
	}
	var earlier []model.Assessment
	for _, s := range slices.Backward(histories[0].Assessments) {
		if s.Counts() && s.Respondent == e.s.Respondent && !s.Date.After(e.s.Date) {
			earlier = append(earlier, s)
		}
	}
	return earlier, nil
}

// Unanswered returns the items, in the instrument's order, that the answers so
// far make relevant and that have neither an answer nor a missing reason.
func (e *Draft) Unanswered() (items []string) {
	for _, it := range e.in.ItemsOf(e.s.Respondent) {
		if e.in.Shown(it, e.s.Answers) && !model.FindAnswer(e.s.Answers, it.Code).Entered {
			items = append(items, it.Code)
		}
	}
	return items
}

// Complete turns the draft into an assessment that counts, and that is changed
// by rectification alone. It returns an [*IncompleteError] while items are
// unanswered. It removes answers to items that a later answer made irrelevant.
func (e *Draft) Complete(ctx context.Context) error {
	if items := e.Unanswered(); len(items) > 0 {
		return &IncompleteError{Items: items}
	}
	now := e.a.r.now().UTC()
	var kept []model.Answer
	err := e.update(ctx, func(tx *sql.Tx) error {
		if err := e.a.logInTx(ctx, tx, ActionCreate, e.s.Citizen, "assessment"); err != nil {
			return err
		}
		for _, w := range e.s.Answers {
			if it, ok := e.in.Item(w.Item); ok && e.in.Shown(it, e.s.Answers) {
				kept = append(kept, w)
			} else if err := storeAnswer(ctx, tx, `answer`, e.s.ID, model.Answer{Item: w.Item}); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, `update assessment set status = 'complete', entered_by = $2, entered_at = $3,
			revision = revision + 1 where id = $1`, e.s.ID, e.a.user.Initials, formatTime(now))
		if err != nil {
			return err
		}
		return citizensChanged(ctx, tx)
	})
	if err != nil {
		return fmt.Errorf("complete draft: %w", err)
	}
	e.s.Status, e.s.EnteredBy, e.s.EnteredAt, e.s.Answers, e.s.Revision = model.StatusComplete, e.a.user.Initials, now, kept, e.s.Revision+1
	return nil
}
