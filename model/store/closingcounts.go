// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"fmt"
)

// closingTables are what is counted when a register is closed, by the name of the
// argument in the log line.
var closingTables = []struct{ name, count string }{
	{"citizens", `select count(*) from citizen`},
	{"assessments", `select count(*) from assessment`},
	{"answers", `select count(*) from answer`},
	{"activities", `select count(*) from activity`},
	{"outcomes", `select count(*) from outcome`},
	{"events", `select count(*) from event`},
	{"changes", `select (select count(*) from answer_history) + (select count(*) from citizen_history)
		+ (select count(*) from cpr_history) + (select count(*) from course_history)`},
	{"revisions", `select coalesce((select sum(revision) from assessment), 0) + coalesce((select sum(revision) from citizen), 0)
		+ coalesce((select sum(revision) from activity), 0) + (select citizens_changed from register)`},
}

// closingCounts counts the rows of a register as arguments of the log line that
// closes it. [Access.Verify] compares them: pages that were put back to an earlier
// state of themselves have other rows.
func closingCounts(ctx context.Context, q querier) (args []any, err error) {
	for _, t := range closingTables {
		var n int64
		if err := q.QueryRowContext(ctx, t.count).Scan(&n); err != nil {
			return nil, fmt.Errorf("count %s: %w", t.name, err)
		}
		args = append(args, t.name, n)
	}
	return args, nil
}

// differentCounts returns the names of what has another number of rows than when the
// register was last closed. There is nothing to compare after a crash, or once the
// register is in use.
func differentCounts(ctx context.Context, q querier) (names []string, err error) {
	type line struct {
		action Action
		detail string
	}
	last, err := queryAll(ctx, q, func(rows *sql.Rows, l *line) error { return rows.Scan(&l.action, &l.detail) },
		`select action, detail from access_log where action not in ('log_in', 'failed_log_in') order by seq desc limit 1`)
	if err != nil || len(last) == 0 || last[0].action != ActionLogOut && last[0].action != ActionLock {
		return nil, err
	}
	m := parseDetail(last[0].action, last[0].detail)
	if m.Code != "closed" {
		return nil, nil
	}
	now, err := closingCounts(ctx, q)
	for i := 0; i < len(now); i += 2 {
		name := fmt.Sprint(now[i])
		if was := m.Arg(name); was != "" && was != fmt.Sprint(now[i+1]) { // earlier versions counted less
			names = append(names, name)
		}
	}
	return names, err
}

// changedAgainstHistory returns the number of answers and fields of the master data
// whose last change made something else of them than what they are. A clock that was
// set back may have put changes out of order, so the last is that by time or by id.
func changedAgainstHistory(ctx context.Context, q querier) (n int64, err error) {
	const last = `row_number() over (partition by %[1]s order by changed_at desc, id desc) = 1 as by_time,
		row_number() over (partition by %[1]s order by id desc) = 1 as by_id`
	for _, query := range []string{
		// The answers of a draft change without a history, also those that an import has filled in.
		`select count(*) from (
			select 1 from (select *, ` + fmt.Sprintf(last, "assessment_id, item") + ` from answer_history) h
			left join answer w on w.assessment_id = h.assessment_id and w.item = h.item
			where h.by_time or h.by_id group by h.assessment_id, h.item
			having not max(h.new_value is w.value and h.new_missing is w.missing)
				and not max(h.reason = '` + importReason + `' and h.old_value is null and h.old_missing is null))`,
		`select count(*) from (
			select 1 from (select *, ` + fmt.Sprintf(last, "citizen_id, field") + ` from citizen_history) h
			join citizen c on c.id = h.citizen_id join team t on t.id = c.team_id
			where h.by_time or h.by_id group by h.citizen_id, h.field
			having not max(h.new_value = case h.field when 'case_number' then c.case_number when 'name' then c.name
				when 'target_group' then c.target_group when 'caseworker' then c.caseworker when 'team' then t.name
				when 'opened' then coalesce(c.opened, '') when 'closed' then coalesce(c.closed, '')
				else c.close_reason end))`,
		`select count(*) from (
			select 1 from (select *, ` + fmt.Sprintf(last, "citizen_id") + ` from cpr_history) h
			join citizen c on c.id = h.citizen_id
			where h.by_time or h.by_id group by h.citizen_id having not max(h.new_cpr is c.cpr))`,
	} {
		var found int64
		if err := q.QueryRowContext(ctx, query).Scan(&found); err != nil {
			return n, err
		}
		n += found
	}
	return n, nil
}
