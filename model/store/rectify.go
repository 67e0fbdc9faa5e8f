package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Errors of a rectification.
var (
	ErrChanged   = errors.New("somebody else has changed it meanwhile")
	ErrUnchanged = errors.New("nothing would change")
	ErrNoReason  = errors.New("a reason must be given")
	ErrDraft     = errors.New("a draft is still being entered and needs no rectification")
	ErrDuplicate = errors.New("another citizen has it")
)

// RectifyAnswer puts right the answer to one item of a questionnaire that is
// complete, and keeps the old one with the reason in the history. The revision
// is that of the assessment as it was read: ErrChanged where it is another now.
// A verified assessment becomes a complete one, as nobody has entered the new
// answer twice. The answer must be one the item takes; "not answered" is none,
// there are missing reasons for it.
func (a *Access) RectifyAnswer(ctx context.Context, assessment model.ID, revision int, answer model.Answer, reason string) error {
	citizen, err := a.citizenOfRow(ctx, "assessment", assessment)
	if err != nil {
		return fmt.Errorf("rectify answer: %w", err)
	}
	if err := a.authorize(ctx, citizen); err != nil {
		return fmt.Errorf("rectify answer: %w", err)
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return fmt.Errorf("rectify answer: %w", ErrNoReason)
	}
	instruments, err := a.r.Instruments(ctx)
	if err != nil {
		return err
	}
	err = a.r.db.writeTx(ctx, func(tx *sql.Tx) error {
		if err := a.logInTx(ctx, tx, ActionChange, citizen, "answer_rectified"); err != nil {
			return err
		}
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
	if err != nil {
		return fmt.Errorf("rectify answer: %w", err)
	}
	return nil
}

// changeAnswer puts an answer in the place of another, of which the history keeps
// what it was and why.
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

// checkAnswer reports why an item does not take an answer.
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
		return fmt.Errorf("item %s: no answer is given", w.Item)
	case w.Missing != 0 && (!known || w.Value != 0):
		return fmt.Errorf("item %s: %d is no reason", w.Item, w.Missing)
	case w.Missing == 0 && !scale.Has(w.Value):
		return fmt.Errorf("item %s: %d is no step of its scale", w.Item, w.Value)
	}
	return nil
}

// citizenOfRow is whose row of a table it is.
func (a *Access) citizenOfRow(ctx context.Context, table string, id model.ID) (citizen model.ID, err error) {
	err = a.r.db.read.QueryRowContext(ctx, `select citizen_id from `+table+` where id = $1`, id).Scan(&citizen)
	if errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("%s: %w", strings.ReplaceAll(table, "_", " "), ErrNotFound)
	}
	return citizen, err
}

// RectifyCitizen replaces a citizen's master data with c, whose revision is that
// of what was read: ErrChanged where it is another now. Each field's old value
// stays in the history with the reason. A change of caseworker or target group
// is an event of today as well, as it is where a file brings it. The team must
// be one that is there; a citizen may be handed to one that the user does not
// see. It is ErrTaken where another citizen has the case number or the CPR.
func (a *Access) RectifyCitizen(ctx context.Context, c model.Citizen, reason string) error {
	if err := a.authorize(ctx, c.ID); err != nil {
		return fmt.Errorf("rectify citizen: %w", err)
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return fmt.Errorf("rectify citizen: %w", ErrNoReason)
	}
	if err := a.r.checkCitizen(ctx, c); err != nil {
		return fmt.Errorf("rectify citizen: %w", err)
	}
	err := a.r.db.writeTx(ctx, func(tx *sql.Tx) error {
		if err := a.logInTx(ctx, tx, ActionChange, c.ID, "master_data_rectified"); err != nil {
			return err
		}
		return a.rectifyCitizen(ctx, tx, c, reason)
	})
	if err != nil {
		return fmt.Errorf("rectify citizen: %w", err)
	}
	return nil
}

// checkCitizen reports what makes master data impossible.
func (r *Register) checkCitizen(ctx context.Context, c model.Citizen) error {
	v, err := r.Vocabulary(ctx)
	if err != nil {
		return err
	}
	_, group := v.TargetGroup(c.TargetGroup)
	switch {
	case strings.TrimSpace(c.CaseNumber) == "" || strings.TrimSpace(c.Name) == "":
		return errors.New("a citizen has a case number and a name")
	case !group:
		return fmt.Errorf("target group %q: %w", c.TargetGroup, ErrNotFound)
	case !c.Closed.IsZero() && c.Closed.Before(c.Opened):
		return errors.New("the case is closed before it is opened")
	}
	return nil
}

func (a *Access) rectifyCitizen(ctx context.Context, tx *sql.Tx, to model.Citizen, reason string) error {
	var from model.Citizen
	row := tx.QueryRowContext(ctx, `select `+citizenColumns+` from citizen c join team t on t.id = c.team_id where c.id = $1`, to.ID)
	if err := scanCitizen(row, &from); errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	} else if err != nil {
		return err
	}
	if to.CPR != from.CPR { // one that is there already stands, whatever it is
		cpr, err := model.ParseCPR(string(to.CPR))
		if err != nil {
			return err
		}
		to.CPR = cpr
	}
	changes := fieldChanges(from, to)
	switch {
	case from.Revision != to.Revision:
		return ErrChanged
	case len(changes) == 0 && from.CPR == to.CPR:
		return ErrUnchanged
	}
	var taken bool
	err := tx.QueryRowContext(ctx, `select exists (select 1 from citizen where id <> $1 and (case_number = $2 or cpr = $3))`,
		to.ID, to.CaseNumber, nullText(string(to.CPR))).Scan(&taken)
	if err != nil {
		return err
	}
	if taken {
		return ErrDuplicate
	}
	var team string
	err = tx.QueryRowContext(ctx, `select id from team where name = $1`, to.Team).Scan(&team)
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("team %q: %w", to.Team, ErrNotFound)
	}
	if err != nil {
		return err
	}
	now := a.r.now()
	for _, c := range changes {
		_, err := tx.ExecContext(ctx, insertFieldChange, a.r.newID(), to.ID, c.field, c.from, c.to, a.user.Initials, formatTime(now), reason)
		if err != nil {
			return err
		}
		if c.field != string(model.EventCaseworker) && c.field != string(model.EventTargetGroup) {
			continue
		}
		_, err = tx.ExecContext(ctx, `insert into event (id, citizen_id, date, kind, old_value, new_value) values ($1, $2, $3, $4, $5, $6)`,
			a.r.newID(), to.ID, model.DateOf(now), c.field, c.from, c.to)
		if err != nil {
			return err
		}
	}
	if from.CPR != to.CPR {
		_, err := tx.ExecContext(ctx, insertCPRChange, a.r.newID(), to.ID, nullText(string(from.CPR)), nullText(string(to.CPR)),
			a.user.Initials, formatTime(now), reason)
		if err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx, `update citizen set case_number = $2, cpr = $3, name = $4, sort_key = $5, target_group = $6,
			caseworker = $7, team_id = $8, opened = $9, closed = $10, close_reason = $11, source = $12, revision = revision + 1
		where id = $1`, to.ID, to.CaseNumber, nullText(string(to.CPR)), to.Name, newNameCollator().key(to.Name), to.TargetGroup,
		to.Caseworker, team, to.Opened, to.Closed, to.CloseReason, model.FromEntry)
	if err != nil {
		return err
	}
	return citizensChanged(ctx, tx)
}
