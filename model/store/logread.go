// SPDX-License-Identifier: MPL-2.0

package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Log reads a page of the access log, newest first, and the number of lines on all
// pages. It is for administrators and is logged. A citizen is shown by id and case
// number, which suffice to ask about a line. Searched texts are shown, as they are
// part of what an audit is about.
func (a *Access) Log(ctx context.Context, q LogQuery) (_ []LogEntry, _ int, err error) {
	defer wrapError(&err, "read access log")
	if err := a.requireRole(ctx, "access_log", "", model.RoleAdministrator); err != nil {
		return nil, 0, err
	}
	if err := a.logAccess(ctx, ActionRead, q.Citizen, "access_log", q.logArgs()...); err != nil {
		return nil, 0, err
	}
	if err := q.findSets(ctx, a.r.db.read); err != nil {
		return nil, 0, err
	}
	c := q.conditions()
	var total int
	err = a.r.db.read.QueryRowContext(ctx, `select count(*) from access_log l where `+c.where(), c.args...).Scan(&total)
	if err != nil {
		return nil, 0, err
	}
	if q.Before > 0 {
		c.add(`l.seq < $%d`, q.Before)
	}
	if q.Limit <= 0 {
		q.Limit = defaultLogLimit
	}
	list, err := a.r.logEntries(ctx, c, `order by l.seq desc`, q.Limit)
	if err != nil {
		return nil, 0, err
	}
	return list, total, nil
}

// SpotCheck reads n random lines of those that the query finds. It is for
// administrators and is logged.
func (a *Access) SpotCheck(ctx context.Context, q LogQuery, n int) (_ []LogEntry, err error) {
	defer wrapError(&err, "spot check")
	if err := a.requireRole(ctx, "spot_check", "", model.RoleAdministrator); err != nil {
		return nil, err
	}
	if n < 1 {
		return nil, errors.New("at least one line is required")
	}
	before, err := lastLogSeq(ctx, a.r.db.read)
	if err != nil {
		return nil, err
	}
	if err := a.logAccess(ctx, ActionRead, q.Citizen, "spot_check", append([]any{"count", n}, q.logArgs()...)...); err != nil {
		return nil, err
	}
	if err := q.findSets(ctx, a.r.db.read); err != nil {
		return nil, err
	}
	c := q.conditions()
	c.add(`l.seq <= $%d`, before) // without the line of this check
	list, err := a.r.logEntries(ctx, c, `order by random()`, n)
	if err != nil {
		return nil, err
	}
	return list, nil
}

func (r *Register) logEntries(ctx context.Context, c *conditions, order string, limit int) ([]LogEntry, error) {
	c.args = append(c.args, limit)
	return queryAll(ctx, r.db.read, func(rows *sql.Rows, e *LogEntry) error { return scanLogEntryAnd(rows, e, &e.CaseNumber) },
		`select `+logColumns+`, coalesce(c.case_number, '')
		from (select l.seq from access_log l where `+c.where()+` `+order+fmt.Sprintf(` limit $%d) p`, len(c.args))+`
		join access_log_line l on l.seq = p.seq left join citizen c on c.id = l.citizen_id
		order by l.seq desc`, c.args...)
}

// CitizenLog returns the uses of a citizen's data, newest first. Lists, exports and
// imports that the citizen was in are summed by day and user. Reading it is itself a
// use.
func (a *Access) CitizenLog(ctx context.Context, citizen model.ID) (_ []LogEntry, err error) {
	defer wrapError(&err, "read access log")
	if err := a.authorizeAndLog(ctx, ActionRead, citizen, "access_log"); err != nil {
		return nil, err
	}
	entries, err := queryAll(ctx, a.r.db.read, scanLogEntry, `select `+logColumns+`
		from access_log_line l where l.citizen_id = $1 order by l.seq desc limit 1000`, citizen)
	if err != nil {
		return nil, err
	}
	sums, err := listUses(ctx, a.r.db.read, citizen)
	if err != nil {
		return nil, err
	}
	entries = append(entries, sums...)
	slices.SortFunc(entries, func(x, y LogEntry) int { return cmp.Compare(y.Seq, x.Seq) })
	return entries, nil
}

const logColumns = `l.seq, l.at, l.initials, l.role, l.action, coalesce(l.citizen_id, ''), l.purpose, l.detail, l.forgotten`

func scanLogEntry(rows *sql.Rows, e *LogEntry) error { return scanLogEntryAnd(rows, e) }

func scanLogEntryAnd(rows *sql.Rows, e *LogEntry, more ...any) error {
	var at, detail string
	dest := append([]any{
		&e.Seq, &at, &e.Initials, &e.Role, &e.Action, &e.Citizen, &e.Purpose, &detail, &e.Forgotten,
	}, more...)
	if err := rows.Scan(dest...); err != nil {
		return err
	}
	e.Detail = parseDetail(e.Action, detail)
	var err error
	e.At, err = parseTime(at)
	return err
}
