package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Change is what one field or answer was and became, when, by whom and why.
type Change struct {
	At     time.Time
	By     string
	Reason string // "import" where a file changed it

	Field    string // of the master data; empty for an answer
	Old, New string

	Assessment           model.ID // whose answer it is; empty for the master data
	OldAnswer, NewAnswer model.Answer
}

// fieldChange is a field of the master data that a change touches.
type fieldChange struct{ field, from, to string }

// fieldChanges are the fields in which two states of the master data differ, but
// for the CPR, whose history is kept by itself.
func fieldChanges(from, to model.Citizen) []fieldChange {
	all := []fieldChange{
		{"case_number", from.CaseNumber, to.CaseNumber},
		{"name", from.Name, to.Name},
		{"target_group", from.TargetGroup, to.TargetGroup},
		{"caseworker", from.Caseworker, to.Caseworker},
		{"team", from.Team, to.Team},
		{"opened", dateText(from.Opened), dateText(to.Opened)},
		{"closed", dateText(from.Closed), dateText(to.Closed)},
		{"close_reason", from.CloseReason, to.CloseReason},
	}
	return slices.DeleteFunc(all, func(c fieldChange) bool { return c.from == c.to })
}

func dateText(d model.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

const (
	insertFieldChange = `insert into citizen_history (id, citizen_id, field, old_value, new_value, changed_by, changed_at, reason)
		values ($1, $2, $3, $4, $5, $6, $7, $8)`
	insertCPRChange = `insert into cpr_history (id, citizen_id, old_cpr, new_cpr, changed_by, changed_at, reason)
		values ($1, $2, $3, $4, $5, $6, $7)`
	insertAnswerChange = `insert into answer_history (id, assessment_id, item, old_value, old_missing, new_value, new_missing,
			changed_by, changed_at, reason) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`
)

// Changes is every change of a citizen's master data and answers, newest first.
func (a *Access) Changes(ctx context.Context, citizen model.ID) ([]Change, error) {
	if err := a.authorize(ctx, citizen); err != nil {
		return nil, fmt.Errorf("read history: %w", err)
	}
	if err := a.logAccess(ctx, ActionRead, citizen, "changes"); err != nil {
		return nil, err
	}
	list, err := readChanges(ctx, a.r.db.read, citizen)
	if err != nil {
		return nil, fmt.Errorf("read history: %w", err)
	}
	return list, nil
}

func readChanges(ctx context.Context, q querier, citizen model.ID) ([]Change, error) {
	list, err := queryAll(ctx, q, func(rows *sql.Rows, c *Change) error {
		var at string
		if err := rows.Scan(&at, &c.By, &c.Reason, &c.Field, &c.Old, &c.New); err != nil {
			return err
		}
		var err error
		c.At, err = parseTime(at)
		return err
	}, `select changed_at, changed_by, reason, field, old_value, new_value from citizen_history where citizen_id = $1
		union all
		select changed_at, changed_by, reason, 'cpr', coalesce(old_cpr, ''), coalesce(new_cpr, '')
		from cpr_history where citizen_id = $1 order by 1, 4`, citizen)
	if err != nil {
		return nil, err
	}
	answers, err := queryAll(ctx, q, func(rows *sql.Rows, c *Change) error {
		var at, item string
		var ov, om, nv, nm sql.NullInt64
		if err := rows.Scan(&at, &c.By, &c.Reason, &c.Assessment, &item, &ov, &om, &nv, &nm); err != nil {
			return err
		}
		c.OldAnswer, c.NewAnswer = answerFromColumns(item, ov, om), answerFromColumns(item, nv, nm)
		var err error
		c.At, err = parseTime(at)
		return err
	}, `select h.changed_at, h.changed_by, h.reason, h.assessment_id, h.item, h.old_value, h.old_missing, h.new_value, h.new_missing
		from assessment s join answer_history h on h.assessment_id = s.id where s.citizen_id = $1
		order by h.changed_at, h.item, h.id`, citizen)
	if err != nil {
		return nil, err
	}
	list = append(list, answers...)
	slices.SortStableFunc(list, func(a, b Change) int { return b.At.Compare(a.At) })
	return list, nil
}

// answerFromColumns is an answer of two columns of which at most one is not null.
func answerFromColumns(item string, value, missing sql.NullInt64) model.Answer {
	return model.Answer{
		Item: item, Value: int(value.Int64), Missing: int(missing.Int64), Entered: value.Valid || missing.Valid,
	}
}

// answerColumns are the value and the missing reason as the register holds them.
func answerColumns(w model.Answer) (value, missing any) {
	switch {
	case !w.Entered:
		return nil, nil
	case w.Missing != 0:
		return nil, w.Missing
	}
	return w.Value, nil
}
