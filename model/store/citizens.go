// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Scope limits a list of citizens, within what the user may see.
type Scope string

// The scopes.
const (
	ScopeMine Scope = "mine" // those of the user's own initials
	ScopeTeam Scope = "team" // those of the user's teams
	ScopeAll  Scope = "all"
)

// Order is the sort order of a list of citizens.
type Order string

// Citizens that are equal in an order are sorted by name.
const (
	ByName        Order = "name" // Danish
	ByCase        Order = "case"
	ByTargetGroup Order = "target_group"
	ByLatest      Order = "latest" // date of the latest assessment
	ByCaseworker  Order = "caseworker"
)

// CitizenQuery selects the citizens of a list.
type CitizenQuery struct {
	Text        string // part of a name, case number or CPR; words in any order
	Scope       Scope
	TargetGroup string // code, empty for all
	Closed      bool   // closed cases too
	Order       Order
	Descending  bool
	Offset      int
	Limit       int // 0 for no limit
}

// CitizenRow is a citizen in a list.
type CitizenRow struct {
	ID          model.ID
	CaseNumber  string
	Name        string
	TargetGroup string // code
	Caseworker  string
	Team        string
	Closed      model.Date
	Latest      model.Date // of the latest assessment that counts
}

// CitizenList is one page of the citizens that a query finds.
type CitizenList struct {
	Total int // of all that it finds
	Rows  []CitizenRow
}

// Citizens lists citizens. The search is logged with its criterion, in which the
// last digits of a CPR number are masked.
func (a *Access) Citizens(ctx context.Context, q CitizenQuery) (CitizenList, error) {
	if err := a.requireRole(ctx, "list", "", model.RoleCaseworker, model.RoleTeamLeader); err != nil {
		return CitizenList{}, err
	}
	if err := model.CheckText(model.TextSearch, q.Text); err != nil {
		return CitizenList{}, err
	}
	if err := a.logAccess(ctx, ActionSearch, "", "citizens", searchCriterion(q)...); err != nil {
		return CitizenList{}, err
	}
	if fold(q.Text) != "" || a.r.search.isCurrent(ctx, a.r.db.read) {
		return a.searchCitizens(ctx, q)
	}
	where, args := a.scopeCondition(q)
	var list CitizenList
	err := a.r.db.read.QueryRowContext(ctx, `select count(*) from citizen c where `+where, args...).Scan(&list.Total)
	if err != nil {
		return CitizenList{}, fmt.Errorf("count citizens: %w", err)
	}
	limit := q.Limit
	if limit == 0 {
		limit = list.Total
	}
	// The subquery finds the page, so that the other columns are read for its rows
	// alone.
	key, order := orderBy(q)
	list.Rows, err = queryAll(ctx, a.r.db.read, scanCitizenRow, `select `+citizenRowColumns+`
		from (select c.id, c.sort_key, `+key+` as key from citizen c where `+where+`
			order by `+order+fmt.Sprintf(` limit %d offset %d`, limit, max(q.Offset, 0))+`) c2
		join citizen c on c.id = c2.id join team t on t.id = c.team_id
		order by `+strings.ReplaceAll(order, "c.", "c2."), args...)
	if err != nil {
		return CitizenList{}, fmt.Errorf("list citizens: %w", err)
	}
	return list, nil
}

// latestAssessment selects the date of a citizen's latest complete assessment. A
// retest repeats an assessment and does not count.
const latestAssessment = `(select max(date) from assessment s where s.citizen_id = c.id and s.status <> 'draft' and s.kind <> 'retest')`

const citizenRowColumns = `c.id, c.case_number, c.name, c.target_group, c.caseworker, t.name, c.closed, ` + latestAssessment

func scanCitizenRow(rows *sql.Rows, r *CitizenRow) error {
	return rows.Scan(&r.ID, &r.CaseNumber, &r.Name, &r.TargetGroup, &r.Caseworker, &r.Team, &r.Closed, &r.Latest)
}

// scopeCondition returns the SQL condition, on the table c, for the citizens that
// the query and the user's teams allow.
func (a *Access) scopeCondition(q CitizenQuery) (string, []any) {
	var where []string
	var args []any
	add := func(condition string, values ...any) {
		for range values {
			condition = strings.Replace(condition, "?", fmt.Sprintf("$%d", len(args)+1), 1)
			args = append(args, values[0])
			values = values[1:]
		}
		where = append(where, condition)
	}
	if !a.user.AllTeams || q.Scope == ScopeTeam && len(a.user.Teams) > 0 {
		names := make([]any, len(a.user.Teams))
		for i, t := range a.user.Teams {
			names[i] = t
		}
		add(`c.team_id in (select id from team where name in (`+strings.TrimSuffix(strings.Repeat("?,", len(names)), ",")+`))`, names...)
	}
	if q.Scope == ScopeMine {
		add(`c.caseworker = ?`, a.user.Initials)
	}
	if q.TargetGroup != "" {
		add(`c.target_group = ?`, q.TargetGroup)
	}
	if !q.Closed {
		add(`c.closed is null`)
	}
	if len(where) == 0 {
		return "1 = 1", nil
	}
	return strings.Join(where, " and "), args
}

// orderBy returns the sort key of a query, selected as the column key, and the
// terms of its order by clause.
func orderBy(q CitizenQuery) (key, order string) {
	direction := " asc"
	if q.Descending {
		direction = " desc"
	}
	switch q.Order {
	case ByCase:
		key = "c.case_number"
	case ByTargetGroup:
		key = "(select position from target_group g where g.code = c.target_group)"
	case ByLatest:
		key = latestAssessment
	case ByCaseworker:
		key = "c.caseworker"
	default:
		return "''", "c.sort_key" + direction + ", c.id"
	}
	return key, "key" + direction + ", c.sort_key, c.id"
}

// RevealCPR reads a citizen's full CPR number and logs that it was shown.
func (a *Access) RevealCPR(ctx context.Context, citizen model.ID) (_ model.CPR, err error) {
	defer wrapError(&err, "reveal CPR number")
	if err := a.authorizeAndLog(ctx, ActionRead, citizen, "cpr"); err != nil {
		return "", err
	}
	var cpr model.CPR
	err = a.r.db.read.QueryRowContext(ctx, `select coalesce(cpr, '') from citizen where id = $1`, citizen).Scan(&cpr)
	if err != nil {
		return "", err
	}
	return cpr, nil
}
