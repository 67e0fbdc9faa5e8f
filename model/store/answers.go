// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// assessment reads an assessment with its answers, if the user may see the
// citizen.
func (a *Access) assessment(ctx context.Context, id model.ID) (s model.Assessment, err error) {
	citizen, err := a.citizenOfRow(ctx, "assessment", id)
	if err != nil {
		return s, err
	}
	if err := a.authorize(ctx, citizen); err != nil {
		return s, err
	}
	found, err := queryAll(ctx, a.r.db.read, scanAssessment, `select `+assessmentColumns+` from assessment s where s.id = $1`, id)
	if err != nil {
		return s, err
	}
	if len(found) == 0 {
		return s, fmt.Errorf("assessment: %w", ErrNotFound)
	}
	s = found[0]
	s.Answers, err = selectAnswers(ctx, a.r.db.read, `answer`, id)
	return s, err
}

func (a *Access) instrument(ctx context.Context, key string) (*model.Instrument, error) {
	all, err := a.r.Instruments(ctx)
	if err != nil {
		return nil, err
	}
	if all[key] == nil {
		return nil, fmt.Errorf("instrument %q: %w", key, ErrNotFound)
	}
	return all[key], nil
}

// selectAnswers reads an assessment's answers from one of the tables of answers.
func selectAnswers(ctx context.Context, q querier, table string, id model.ID) ([]model.Answer, error) {
	return queryAll(ctx, q, func(rows *sql.Rows, w *model.Answer) error {
		var value, missing sql.NullInt64
		err := rows.Scan(&w.Item, &value, &missing)
		*w = answerFromColumns(w.Item, value, missing)
		return err
	}, `select item, value, missing from `+table+` where assessment_id = $1 order by item`, id)
}

// saveAnswers saves answers in one of the tables of answers and removes those that
// are not Entered, all or none.
func saveAnswers(ctx context.Context, in *model.Instrument, s model.Assessment, table string, answers []model.Answer,
	write func(context.Context, func(*sql.Tx) error) error,
) (err error) {
	defer wrapError(&err, "save answer")
	for _, w := range answers {
		if w.Entered {
			if err := checkAnswer(in, s.Respondent, w); err != nil {
				return err
			}
		}
	}
	err = write(ctx, func(tx *sql.Tx) error {
		for _, w := range answers {
			if err := storeAnswer(ctx, tx, table, s.ID, w); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// storeAnswer saves an answer, or removes it where it is not Entered.
func storeAnswer(ctx context.Context, tx *sql.Tx, table string, assessment model.ID, w model.Answer) error {
	if !w.Entered {
		_, err := tx.ExecContext(ctx, `delete from `+table+` where assessment_id = $1 and item = $2`, assessment, w.Item)
		return err
	}
	value, missing := answerColumns(w)
	_, err := tx.ExecContext(ctx, `insert into `+table+` (assessment_id, item, value, missing) values ($1, $2, $3, $4)
		on conflict (assessment_id, item) do update set value = excluded.value, missing = excluded.missing`,
		assessment, w.Item, value, missing)
	return err
}

// mergeAnswers returns answers with the given ones replaced, added or, where they
// are not Entered, removed.
func mergeAnswers(answers, given []model.Answer) []model.Answer {
	for _, w := range given {
		i := slices.IndexFunc(answers, func(o model.Answer) bool { return o.Item == w.Item })
		switch {
		case i >= 0 && w.Entered:
			answers[i] = w
		case i >= 0:
			answers = slices.Delete(answers, i, i+1)
		case w.Entered:
			answers = append(answers, w)
		}
	}
	return answers
}

// checkAnswer returns why an item does not take an answer.
func checkAnswer(in *model.Instrument, who model.Respondent, w model.Answer) error {
	if in == nil {
		return fmt.Errorf("instrument: %w", ErrNotFound)
	}
	it, ok := in.Item(w.Item)
	if !ok || it.Respondent != who {
		return fmt.Errorf("item %q: %w", w.Item, ErrNotFound)
	}
	scale, _ := in.Scale(it.Scale)
	_, known := in.Reason(w.Missing)
	switch {
	case !w.Entered:
		return fmt.Errorf("item %s: no answer", w.Item)
	case w.Missing != 0 && (!known || w.Value != 0):
		return fmt.Errorf("item %s: %d is not a missing reason", w.Item, w.Missing)
	case w.Missing == 0 && !scale.Has(w.Value):
		return fmt.Errorf("item %s: %d is not on its scale", w.Item, w.Value)
	}
	return nil
}

// answerFromColumns makes an answer of two columns of which at most one is not
// null.
func answerFromColumns(item string, value, missing sql.NullInt64) model.Answer {
	return model.Answer{
		Item: item, Value: int(value.Int64), Missing: int(missing.Int64), Entered: value.Valid || missing.Valid,
	}
}

// answerColumns returns the columns of an answer: its value or its missing reason.
func answerColumns(w model.Answer) (value, missing any) {
	switch {
	case !w.Entered:
		return nil, nil
	case w.Missing != 0:
		return nil, w.Missing
	}
	return w.Value, nil
}
