// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

// FollowUpQuery selects the tasks of a follow-up list.
type FollowUpQuery struct {
	Scope        Scope
	AsOf         model.Date
	PassiveWeeks int // the fewest weeks without activity that make a task
}

// FollowUpRow is a task with its citizen.
type FollowUpRow struct {
	CitizenRow
	model.Task
}

// FollowUp lists the tasks of the citizens of a scope, by kind and urgency. A
// citizen has a row for each task. What of it is shown is logged by [Access.LogShown].
func (a *Access) FollowUp(ctx context.Context, q FollowUpQuery) ([]FollowUpRow, error) {
	return a.listFollowUp(ctx, q, ActionRead)
}

// ExportFollowUp is [Access.FollowUp] logged as an export of each citizen to a file.
func (a *Access) ExportFollowUp(ctx context.Context, q FollowUpQuery) ([]FollowUpRow, error) {
	return a.listFollowUp(ctx, q, ActionExport)
}

func (a *Access) listFollowUp(ctx context.Context, q FollowUpQuery, action Action) ([]FollowUpRow, error) {
	if err := a.requireRole(ctx, "follow_up", "", model.RoleCaseworker, model.RoleTeamLeader); err != nil {
		return nil, err
	}
	instruments, err := a.r.Instruments(ctx)
	if err != nil {
		return nil, err
	}
	vocabulary, err := a.r.Vocabulary(ctx)
	if err != nil {
		return nil, err
	}
	if action != ActionExport {
		if err := a.logAccess(ctx, action, "", "follow_up"); err != nil {
			return nil, err
		}
	}
	list, err := a.followUp(ctx, q, instruments, vocabulary)
	if err == nil && action == ActionExport {
		ids := make([]model.ID, len(list))
		for i, row := range list {
			ids[i] = row.ID
		}
		err = a.logSet(ctx, action, ids, "follow_up")
	}
	if err != nil {
		return nil, fmt.Errorf("follow up: %w", err)
	}
	return list, nil
}

func (a *Access) followUp(ctx context.Context, q FollowUpQuery, instruments map[string]*model.Instrument, v *model.Vocabulary) ([]FollowUpRow, error) {
	tx, err := a.r.db.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer tx.Rollback() // it only reads
	cases, order, err := a.readCases(ctx, tx, q)
	if err != nil {
		return nil, err
	}
	kinds := model.TaskKinds()
	byKind := make([][]FollowUpRow, len(kinds))
	for _, id := range order {
		c := cases[id]
		for _, t := range c.tasks(instruments, v, q) {
			k := slices.Index(kinds, t.Kind)
			byKind[k] = append(byKind[k], FollowUpRow{CitizenRow: c.row, Task: t})
		}
	}
	var list []FollowUpRow
	for _, rows := range byKind {
		slices.SortStableFunc(rows, func(x, y FollowUpRow) int {
			if x.Kind == model.TaskPassive {
				return y.Weeks - x.Weeks
			}
			return x.Due.Compare(y.Due)
		})
		list = append(list, rows...)
	}
	return list, nil
}

// followUpCase is a case history without answers, with what else makes tasks.
type followUpCase struct {
	row     CitizenRow
	history model.CaseHistory
	moves   []model.DueDateChange
	second  []model.Task
}

func (c *followUpCase) tasks(instruments map[string]*model.Instrument, v *model.Vocabulary, q FollowUpQuery) []model.Task {
	var since model.Date
	if spans := analysis.Passive(c.history, v, q.AsOf); len(spans) > 0 {
		if last := spans[len(spans)-1]; last.To == q.AsOf {
			since = last.From
		}
	}
	return append(c.history.Tasks(instruments, c.moves, since, q.PassiveWeeks, q.AsOf), c.second...)
}
