// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Change is a change of a field or an answer.
type Change struct {
	At     time.Time
	By     string
	Reason string // "import" where a file changed it

	Field    string // of the master data; empty for an answer
	Old, New string

	Assessment           model.ID // of the answer; empty for the master data
	OldAnswer, NewAnswer model.Answer
}

// Changes returns all changes of a citizen's master data and answers, newest first.
func (a *Access) Changes(ctx context.Context, citizen model.ID) (_ []Change, err error) {
	defer wrapError(&err, "read changes")
	if err := a.authorizeAndLog(ctx, ActionRead, citizen, "changes"); err != nil {
		return nil, err
	}
	list, err := readChanges(ctx, a.r.db.read, citizen)
	if err != nil {
		return nil, err
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
