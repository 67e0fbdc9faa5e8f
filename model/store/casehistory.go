// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// CaseHistory reads a citizen's case history, drafts included.
func (a *Access) CaseHistory(ctx context.Context, citizen model.ID) (_ model.CaseHistory, err error) {
	defer wrapError(&err, "read case history")
	if err := a.authorizeAndLog(ctx, ActionRead, citizen, "case_history"); err != nil {
		return model.CaseHistory{}, err
	}
	list, err := a.r.caseHistories(ctx, []model.ID{citizen})
	if err != nil {
		return model.CaseHistory{}, err
	}
	return list[0], nil
}

// CaseHistoryByNumber reads the case history with a case number. An unknown number
// is logged as a search and is [ErrNotFound].
func (a *Access) CaseHistoryByNumber(ctx context.Context, caseNumber string) (model.CaseHistory, error) {
	if err := a.requireRole(ctx, "case_number", "", model.RoleCaseworker, model.RoleTeamLeader); err != nil {
		return model.CaseHistory{}, err
	}
	var id model.ID
	err := a.r.db.read.QueryRowContext(ctx, `select id from citizen where case_number = $1`, caseNumber).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		if err := model.CheckText(model.TextCaseNumber, caseNumber); err != nil {
			return model.CaseHistory{}, err
		}
		if err := a.logAccess(ctx, ActionSearch, "", "citizens", searchCriterion(CitizenQuery{Scope: ScopeAll, Text: caseNumber})...); err != nil {
			return model.CaseHistory{}, err
		}
		return model.CaseHistory{}, fmt.Errorf("case number %q: %w", caseNumber, ErrNotFound)
	}
	if err != nil {
		return model.CaseHistory{}, fmt.Errorf("find case number: %w", err)
	}
	return a.CaseHistory(ctx, id)
}

// CaseHistories reads the case histories of the citizens of a list, in the order of
// the ids and without those that the user may not see. It is one line of the log.
func (a *Access) CaseHistories(ctx context.Context, ids []model.ID) ([]model.CaseHistory, error) {
	if err := a.requireRole(ctx, "list", "", model.RoleCaseworker, model.RoleTeamLeader); err != nil {
		return nil, err
	}
	if len(ids) == 0 {
		return nil, nil
	}
	if err := a.logAccess(ctx, ActionRead, "", "list", "count", len(ids)); err != nil {
		return nil, err
	}
	all, err := a.r.caseHistories(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("read case histories: %w", err)
	}
	seen := all[:0]
	for _, c := range all {
		if a.canSeeTeam(c.Citizen.Team) {
			seen = append(seen, c)
		}
	}
	return seen, nil
}

// maxPerQuery bounds the parameters of one query.
const maxPerQuery = 1000

// caseHistories reads case histories as of one moment, in the order of the ids.
func (r *Register) caseHistories(ctx context.Context, ids []model.ID) ([]model.CaseHistory, error) {
	tx, err := r.db.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer tx.Rollback() // it only reads
	at := make(map[model.ID]int, len(ids))
	unique := make([]model.ID, 0, len(ids))
	for _, id := range ids {
		if _, twice := at[id]; !twice {
			at[id] = len(unique)
			unique = append(unique, id)
		}
	}
	read := make([]model.CaseHistory, len(unique))
	for part := range slices.Chunk(unique, maxPerQuery) {
		if err := readCaseHistories(ctx, tx, part, read, at); err != nil {
			return nil, err
		}
	}
	if len(unique) == len(ids) {
		return read, nil
	}
	list := make([]model.CaseHistory, len(ids))
	for i, id := range ids {
		list[i] = read[at[id]]
	}
	return list, nil
}
