// SPDX-License-Identifier: MPL-2.0

package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Retention returns the municipality's retention rules. They have no data about
// persons and need no access. There are none until they are set.
func (r *Register) Retention(ctx context.Context) (model.Retention, error) {
	return retention(ctx, r.db.read)
}

func retention(ctx context.Context, q querier) (model.Retention, error) {
	rules, err := queryAll(ctx, q, func(rows *sql.Rows, r *model.RetentionRule) error {
		return rows.Scan(&r.CloseReason, &r.Days)
	}, `select close_reason, days from retention_rule order by close_reason`)
	if err != nil {
		return nil, fmt.Errorf("read retention rules: %w", err)
	}
	return rules, nil
}

// SetRetention replaces the retention rules. It is for administrators, and deletes
// no citizen by itself.
func (a *Access) SetRetention(ctx context.Context, rules model.Retention) (err error) {
	defer wrapError(&err, "set retention rules")
	if err := a.requireRole(ctx, "retention_rules", "", model.RoleAdministrator); err != nil {
		return err
	}
	v, err := a.r.Vocabulary(ctx)
	if err != nil {
		return err
	}
	if err := rules.Check(v); err != nil {
		return err
	}
	var logged []any
	for _, r := range rules {
		logged = append(logged, cmp.Or(r.CloseReason, "default"), r.Days)
	}
	return a.change(ctx, ActionChange, "", model.NewMessage("retention_rules", logged...), func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `delete from retention_rule`); err != nil {
			return err
		}
		for _, r := range rules {
			_, err := tx.ExecContext(ctx, `insert into retention_rule (close_reason, days) values ($1, $2)`, r.CloseReason, r.Days)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// DueCitizen is a citizen that a retention rule makes due for deletion.
type DueCitizen struct {
	Citizen     model.ID
	CaseNumber  string
	Name        string // empty for an administrator
	Team        string
	Closed      model.Date
	CloseReason string
	Rule        model.RetentionRule
	Due         model.Date // the first day of being due
	Proposed    bool       // has an open proposal
}

// CitizensDue returns the citizens due for deletion on a day, longest due first: a
// team leader's those of the own teams, an administrator's all, without names.
func (a *Access) CitizensDue(ctx context.Context, asOf model.Date) ([]DueCitizen, error) {
	if err := a.requireRole(ctx, "citizens_due", "", model.RoleTeamLeader, model.RoleAdministrator); err != nil {
		return nil, err
	}
	rules, err := a.r.Retention(ctx)
	if err != nil {
		return nil, err
	}
	all, err := queryAll(ctx, a.r.db.read, func(rows *sql.Rows, d *DueCitizen) error {
		return rows.Scan(&d.Citizen, &d.CaseNumber, &d.Name, &d.Team, &d.Closed, &d.CloseReason, &d.Proposed)
	}, `select c.id, c.case_number, c.name, t.name, c.closed, c.close_reason,
			exists (select 1 from deletion_proposal p where p.citizen_id = c.id and p.rejected_at = '')
		from citizen c join team t on t.id = c.team_id where c.closed <= $1`, asOf)
	if err != nil {
		return nil, fmt.Errorf("find citizens due: %w", err)
	}
	var due []DueCitizen
	for _, d := range all {
		d.Due, d.Rule = rules.Due(model.Citizen{Closed: d.Closed, CloseReason: d.CloseReason})
		if d.Due.IsZero() || d.Due.After(asOf) || !a.canDeleteInTeam(d.Team) {
			continue
		}
		if a.role == model.RoleAdministrator {
			d.Name = ""
		}
		due = append(due, d)
	}
	slices.SortFunc(due, func(x, y DueCitizen) int {
		return cmp.Or(x.Due.Compare(y.Due), cmp.Compare(x.CaseNumber, y.CaseNumber))
	})
	ids := make([]model.ID, len(due))
	for i, d := range due {
		ids[i] = d.Citizen
	}
	// Room is freed by way of this list, so it may use the reserve.
	err = a.r.withReserve(func() error { return a.logSet(ctx, ActionRead, ids, "citizens_due", "as_of", asOf) })
	if err != nil {
		return nil, err
	}
	return due, nil
}

// retentionRuleDue returns the rule that makes a citizen due, or [ErrNotDue].
func retentionRuleDue(ctx context.Context, q querier, citizen model.ID, now time.Time) (model.RetentionRule, error) {
	rules, err := retention(ctx, q)
	if err != nil {
		return model.RetentionRule{}, err
	}
	var c model.Citizen
	err = q.QueryRowContext(ctx, `select closed, close_reason from citizen where id = $1`, citizen).Scan(&c.Closed, &c.CloseReason)
	if err != nil {
		return model.RetentionRule{}, err
	}
	due, rule := rules.Due(c)
	if due.IsZero() || due.After(model.DateOf(now)) {
		return model.RetentionRule{}, ErrNotDue
	}
	return rule, nil
}
