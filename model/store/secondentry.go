package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Errors of a second entry.
var (
	ErrSameUser         = errors.New("who entered it the first time cannot enter it the second")
	ErrSecondEntryTaken = errors.New("somebody else has begun the second entry")
	ErrNotComplete      = errors.New("the questionnaire is not complete")
	ErrNoSecondEntry    = errors.New("it has not been entered a second time")
)

// Difference is an item that two entries of one paper answer differently. An
// answer that is not Entered was left out.
type Difference struct {
	Item          string
	First, Second model.Answer
}

// SecondEntry is a questionnaire that another user types from the same paper, on
// a clean sheet. Like an Entry, every answer is saved as it is given.
type SecondEntry struct {
	a       *Access
	in      *model.Instrument
	head    model.Assessment // without answers
	answers []model.Answer
}

// BeginSecondEntry begins the second entry of a complete questionnaire, or goes
// on with the user's own. It is ErrSameUser for who entered it first, and
// ErrOthersEntry where a third has begun.
func (a *Access) BeginSecondEntry(ctx context.Context, assessment model.ID) (*SecondEntry, error) {
	s, err := a.assessment(ctx, assessment)
	if err != nil {
		return nil, fmt.Errorf("begin second entry: %w", err)
	}
	in, err := a.instrument(ctx, s.Instrument)
	if err != nil {
		return nil, fmt.Errorf("begin second entry: %w", err)
	}
	e := &SecondEntry{a: a, in: in, head: s}
	e.head.Answers = nil // a clean sheet
	err = a.r.db.writeTx(ctx, func(tx *sql.Tx) error {
		if err := a.logInTx(ctx, tx, ActionCreate, s.Citizen, "second_entry"); err != nil {
			return err
		}
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
		return nil, fmt.Errorf("begin second entry: %w", err)
	}
	return e, nil
}

// Header is the questionnaire's head, without the answers of the first entry.
func (e *SecondEntry) Header() model.Assessment { return e.head }

// Instrument is what is answered.
func (e *SecondEntry) Instrument() *model.Instrument { return e.in }

// Answers are those of the second entry so far.
func (e *SecondEntry) Answers() []model.Answer { return slices.Clone(e.answers) }

// Answer saves answers to items, or takes back those that are not Entered.
func (e *SecondEntry) Answer(ctx context.Context, answers ...model.Answer) error {
	err := saveAnswers(ctx, e.in, e.head, `second_answer`, answers, e.a.r.db.writeTx)
	if err == nil {
		e.answers = mergeAnswers(e.answers, answers)
	}
	return err
}

// Finish ends the second entry and returns where the two differ. Where they do
// not, the questionnaire is verified.
func (e *SecondEntry) Finish(ctx context.Context) (differences []Difference, err error) {
	err = e.a.r.db.writeTx(ctx, func(tx *sql.Tx) error {
		if err := e.a.logInTx(ctx, tx, ActionChange, e.head.Citizen, "second_entry_done"); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `update second_entry set done_at = $2 where assessment_id = $1`, e.head.ID, formatTime(e.a.r.now()))
		if err != nil {
			return err
		}
		differences, err = e.a.verifyIfEqual(ctx, tx, e.in, e.head.ID)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("end second entry: %w", err)
	}
	return differences, nil
}

// Differences are the items that the two entries of a questionnaire still answer
// differently, in the instrument's order.
func (a *Access) Differences(ctx context.Context, assessment model.ID) ([]Difference, error) {
	s, err := a.assessment(ctx, assessment)
	if err != nil {
		return nil, fmt.Errorf("compare entries: %w", err)
	}
	if err := a.logAccess(ctx, ActionRead, s.Citizen, "differences"); err != nil {
		return nil, err
	}
	in, err := a.instrument(ctx, s.Instrument)
	if err != nil {
		return nil, fmt.Errorf("compare entries: %w", err)
	}
	if err := requireSecondEntryDone(ctx, a.r.db.read, assessment); err != nil {
		return nil, fmt.Errorf("compare entries: %w", err)
	}
	d, err := differences(ctx, a.r.db.read, in, assessment)
	if err != nil {
		return nil, fmt.Errorf("compare entries: %w", err)
	}
	return d, nil
}

// SecondEnteredBy is who entered, or has begun to enter, a questionnaire the second
// time; empty where nobody has.
func (a *Access) SecondEnteredBy(ctx context.Context, assessment model.ID) (by string, err error) {
	s, err := a.assessment(ctx, assessment)
	if err != nil {
		return "", fmt.Errorf("find second entry: %w", err)
	}
	if err := a.logAccess(ctx, ActionRead, s.Citizen, "differences"); err != nil {
		return "", err
	}
	err = a.r.db.read.QueryRowContext(ctx, `select entered_by from second_entry where assessment_id = $1`, assessment).Scan(&by)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("find second entry: %w", err)
	}
	return by, nil
}

// ResolveDifference decides an item that two entries answer differently: by one
// of them, or by what the paper says when it is looked at again. What the first
// entry had is kept with the reason. When nothing differs any more, the
// questionnaire is verified; left tells how many items still do.
func (a *Access) ResolveDifference(ctx context.Context, assessment model.ID, answer model.Answer) (left int, err error) {
	s, err := a.assessment(ctx, assessment)
	if err != nil {
		return 0, fmt.Errorf("resolve difference: %w", err)
	}
	in, err := a.instrument(ctx, s.Instrument)
	if err == nil && answer.Entered {
		err = checkAnswer(in, s.Respondent, answer)
	}
	if err != nil {
		return 0, fmt.Errorf("resolve difference: %w", err)
	}
	err = a.r.db.writeTx(ctx, func(tx *sql.Tx) error {
		if err := a.logInTx(ctx, tx, ActionChange, s.Citizen, "difference_resolved"); err != nil {
			return err
		}
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
		return 0, fmt.Errorf("resolve difference: %w", err)
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

// verifyIfEqual makes a questionnaire verified where its two entries agree, and returns
// where they do not.
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
