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

// Errors of an entry.
var (
	ErrNotDraft    = errors.New("the questionnaire is not a draft any more")
	ErrFutureDate  = errors.New("the date lies in the future")
	ErrUnknownKind = errors.New("unknown kind of assessment")
)

// IncompleteError says which questions have neither an answer nor a reason.
type IncompleteError struct {
	Items []string // in the instrument's order
}

func (e *IncompleteError) Error() string {
	return fmt.Sprintf("%d questions are not answered: %s", len(e.Items), strings.Join(e.Items, ", "))
}

// Draft is a questionnaire that is being entered: a draft of the register, in
// which every answer is saved as it is given. It belongs to one screen at a time
// and is not safe for use by several goroutines.
type Draft struct {
	a  *Access
	in *model.Instrument
	s  model.Assessment
}

// BeginDraft begins a questionnaire of a citizen. Of the head it takes
// instrument, date, respondent, rater, mode, kind, presence and note; where the
// citizen has a draft of the same instrument and respondent, that is gone on
// with instead, as it was left.
func (a *Access) BeginDraft(ctx context.Context, citizen model.ID, head model.Assessment) (*Draft, error) {
	if err := a.authorize(ctx, citizen); err != nil {
		return nil, fmt.Errorf("begin entry: %w", err)
	}
	var draft model.ID
	err := a.r.db.read.QueryRowContext(ctx, `select id from assessment
		where citizen_id = $1 and instrument = $2 and respondent = $3 and status = 'draft' order by entered_at desc limit 1`,
		citizen, head.Instrument, head.Respondent).Scan(&draft)
	if err == nil {
		return a.OpenDraft(ctx, draft)
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("begin entry: %w", err)
	}
	in, err := a.instrument(ctx, head.Instrument)
	if err != nil {
		return nil, fmt.Errorf("begin entry: %w", err)
	}
	e := &Draft{a: a, in: in, s: head}
	if err := e.checkHeader(head); err != nil {
		return nil, fmt.Errorf("begin entry: %w", err)
	}
	e.s.ID, e.s.Citizen, e.s.Status, e.s.Answers, e.s.Revision = a.r.newID(), citizen, model.StatusDraft, nil, 1
	e.s.EnteredBy, e.s.EnteredAt, e.s.EarlierShown = a.user.Initials, a.r.now().UTC(), false
	err = a.r.db.writeTx(ctx, func(tx *sql.Tx) error {
		if err := a.logInTx(ctx, tx, ActionCreate, citizen, "draft"); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `insert into assessment
			(id, citizen_id, instrument, date, respondent, rater, mode, kind, presence, status, note, entered_by, entered_at)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
			e.s.ID, citizen, e.s.Instrument, e.s.Date, e.s.Respondent, e.s.Rater, e.s.Mode, e.s.Kind, e.s.Presence, e.s.Status,
			e.s.Note, e.s.EnteredBy, formatTime(e.s.EnteredAt))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("begin entry: %w", err)
	}
	return e, nil
}

// OpenDraft goes on with a draft. It is ErrNoDraft where that has been completed.
func (a *Access) OpenDraft(ctx context.Context, assessment model.ID) (*Draft, error) {
	s, err := a.assessment(ctx, assessment)
	if err != nil {
		return nil, fmt.Errorf("open entry: %w", err)
	}
	if err := a.logAccess(ctx, ActionRead, s.Citizen, "draft"); err != nil {
		return nil, err
	}
	if s.Status != model.StatusDraft {
		return nil, fmt.Errorf("open entry: %w", ErrNotDraft)
	}
	in, err := a.instrument(ctx, s.Instrument)
	if err != nil {
		return nil, fmt.Errorf("open entry: %w", err)
	}
	return &Draft{a: a, in: in, s: s}, nil
}

// assessment reads one with its answers, where the user may see the citizen.
func (a *Access) assessment(ctx context.Context, id model.ID) (s model.Assessment, err error) {
	citizen, err := a.citizenOfRow(ctx, "assessment", id)
	if err != nil {
		return s, err
	}
	if err := a.authorize(ctx, citizen); err != nil {
		return s, err
	}
	found, err := queryAll(ctx, a.r.db.read, func(rows *sql.Rows, s *model.Assessment) error { return scanAssessment(rows, s) },
		`select `+assessmentColumns+` from assessment s where s.id = $1`, id)
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

// selectAnswers reads the answers that a table has of an assessment.
func selectAnswers(ctx context.Context, q querier, table string, id model.ID) ([]model.Answer, error) {
	return queryAll(ctx, q, func(rows *sql.Rows, w *model.Answer) error {
		var value, missing sql.NullInt64
		err := rows.Scan(&w.Item, &value, &missing)
		*w = answerFromColumns(w.Item, value, missing)
		return err
	}, `select item, value, missing from `+table+` where assessment_id = $1 order by item`, id)
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

// checkHeader reports what a head cannot be.
func (e *Draft) checkHeader(head model.Assessment) error {
	switch {
	case head.Date.IsZero():
		return errors.New("no date")
	case head.Date.After(model.DateOf(e.a.r.now())):
		return ErrFutureDate
	case len(e.in.ItemsOf(head.Respondent)) == 0:
		return fmt.Errorf("%s has no questions to the %s", e.in.Key(), head.Respondent)
	case !slices.Contains([]model.Kind{model.KindBaseline, model.KindOrdinary, model.KindExit, model.KindExtra, model.KindRetest}, head.Kind):
		return fmt.Errorf("%q: %w", head.Kind, ErrUnknownKind)
	}
	return nil
}

// Assessment is the questionnaire as it is saved.
func (e *Draft) Assessment() model.Assessment {
	s := e.s
	s.Answers = slices.Clone(s.Answers)
	return s
}

// Instrument is what is answered.
func (e *Draft) Instrument() *model.Instrument { return e.in }

// Answer saves the answer to one item, or takes it back where the answer is not
// Entered.
func (e *Draft) Answer(ctx context.Context, answers ...model.Answer) error {
	err := saveAnswers(ctx, e.in, e.s, `answer`, answers, e.update)
	if err == nil {
		e.s.Answers = mergeAnswers(e.s.Answers, answers)
	}
	return err
}

// saveAnswers writes answers of a questionnaire into a table of them, those that
// are not Entered out of it, all or none.
func saveAnswers(ctx context.Context, in *model.Instrument, s model.Assessment, table string, answers []model.Answer,
	write func(context.Context, func(*sql.Tx) error) error,
) error {
	for _, w := range answers {
		if w.Entered {
			if err := checkAnswer(in, s.Respondent, w); err != nil {
				return fmt.Errorf("save answer: %w", err)
			}
		}
	}
	err := write(ctx, func(tx *sql.Tx) error {
		for _, w := range answers {
			if err := storeAnswer(ctx, tx, table, s.ID, w); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("save answer: %w", err)
	}
	return nil
}

// storeAnswer writes an answer into a table of them, or takes it out.
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

// mergeAnswers are the answers with others in their place, more, or less.
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

// SetHeader saves date, rater, mode, kind, presence and note.
func (e *Draft) SetHeader(ctx context.Context, head model.Assessment) error {
	head.Instrument, head.Respondent = e.s.Instrument, e.s.Respondent
	if err := e.checkHeader(head); err != nil {
		return fmt.Errorf("save head: %w", err)
	}
	err := e.update(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `update assessment set date = $2, rater = $3, mode = $4, kind = $5, presence = $6, note = $7
			where id = $1`, e.s.ID, head.Date, head.Rater, head.Mode, head.Kind, head.Presence, head.Note)
		return err
	})
	if err != nil {
		return fmt.Errorf("save head: %w", err)
	}
	e.s.Date, e.s.Rater, e.s.Mode, e.s.Kind, e.s.Presence, e.s.Note = head.Date, head.Rater, head.Mode, head.Kind, head.Presence, head.Note
	return nil
}

// Earlier are the citizen's earlier questionnaires of the same respondent that
// count, the latest first. That they were shown is kept with the questionnaire
// and logged.
func (e *Draft) Earlier(ctx context.Context) ([]model.Assessment, error) {
	err := e.update(ctx, func(tx *sql.Tx) error {
		if err := e.a.logInTx(ctx, tx, ActionRead, e.s.Citizen, "earlier_answers"); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `update assessment set earlier_shown = 1 where id = $1`, e.s.ID)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("show earlier answers: %w", err)
	}
	e.s.EarlierShown = true
	courses, err := e.a.r.caseHistories(ctx, []model.ID{e.s.Citizen})
	if err != nil {
		return nil, fmt.Errorf("show earlier answers: %w", err)
	}
	var earlier []model.Assessment
	for _, s := range slices.Backward(courses[0].Assessments) {
		if s.Counts() && s.Respondent == e.s.Respondent && !s.Date.After(e.s.Date) {
			earlier = append(earlier, s)
		}
	}
	return earlier, nil
}

// Unanswered are the items that are asked, given the answers so far, and have
// neither an answer nor a reason, in the instrument's order.
func (e *Draft) Unanswered() (items []string) {
	for _, it := range e.in.ItemsOf(e.s.Respondent) {
		if e.in.Shown(it, e.s.Answers) && !model.FindAnswer(e.s.Answers, it.Code).Entered {
			items = append(items, it.Code)
		}
	}
	return items
}

// Complete ends the entry: the questionnaire counts from here on and is changed
// by rectification alone. It is IncompleteError while something is not answered.
// Answers to questions that a later answer made disappear are taken out.
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
		return fmt.Errorf("complete entry: %w", err)
	}
	e.s.Status, e.s.EnteredBy, e.s.EnteredAt, e.s.Answers, e.s.Revision = model.StatusComplete, e.a.user.Initials, now, kept, e.s.Revision+1
	return nil
}

// Discard throws a draft away.
func (e *Draft) Discard(ctx context.Context) error {
	err := e.update(ctx, func(tx *sql.Tx) error {
		if err := e.a.logInTx(ctx, tx, ActionDelete, e.s.Citizen, "draft"); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `delete from assessment where id = $1`, e.s.ID)
		return err
	})
	if err != nil {
		return fmt.Errorf("discard draft: %w", err)
	}
	return nil
}

// update changes the draft, as long as it is one.
func (e *Draft) update(ctx context.Context, fn func(tx *sql.Tx) error) error {
	return e.a.r.db.writeTx(ctx, func(tx *sql.Tx) error {
		var status model.Status
		err := tx.QueryRowContext(ctx, `select status from assessment where id = $1`, e.s.ID).Scan(&status)
		if errors.Is(err, sql.ErrNoRows) || err == nil && status != model.StatusDraft {
			return ErrNotDraft
		}
		if err != nil {
			return err
		}
		return fn(tx)
	})
}
