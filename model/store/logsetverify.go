// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"

	"codeberg.org/fremskridt/fremskridt/model"
)

// verifySets checks that each line about several citizens has the set that its detail
// names, and that the sets are as they were stored.
func verifySets(ctx context.Context, q querier) (err error) {
	var current bool // false for an earlier schema, without sets
	err = q.QueryRowContext(ctx, `select exists (select 1 from sqlite_schema where name = 'access_log_set')`).Scan(&current)
	if err != nil || !current {
		return err
	}
	rows, err := q.QueryContext(ctx, `select l.seq, l.action, l.detail, coalesce(c.digest, '')
		from access_log_line l left join access_log_set s on s.seq = l.seq left join citizen_set c on c.id = s.set_id
		where l.forgotten = 0 and (s.seq is not null or l.detail like '%&citizens=%') order by l.seq`)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var seq int64
		var action Action
		var detail, digest string
		if err := rows.Scan(&seq, &action, &detail, &digest); err != nil {
			return err
		}
		if parseDetail(action, detail).Arg(setArg) != digest {
			return logFault("list_changed", "line", seq)
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return verifyMembers(ctx, q)
}

// verifyMembers checks that each set has the ids that its digest was made of.
func verifyMembers(ctx context.Context, q querier) (err error) {
	all, err := queryAll(ctx, q, scanNumber, `select number, citizen_id from citizen_number`)
	if err != nil {
		return err
	}
	ids := make(map[uint64]model.ID, len(all))
	for _, n := range all {
		ids[n.number] = n.id
	}
	rows, err := q.QueryContext(ctx, `select s.digest, s.members, (select min(l.seq) from access_log_set l where l.set_id = s.id)
		from citizen_set s order by s.id`)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var digest string
		var members []byte
		var line sql.NullInt64
		if err := rows.Scan(&digest, &members, &line); err != nil {
			return err
		}
		var found []model.ID
		known := true
		err := forEachRun(members, func(first, last uint64) bool {
			for n := first; known && n <= last; n++ {
				id, ok := ids[n]
				known = ok
				found = append(found, id)
			}
			return known
		})
		if err != nil || !known || setDigest(sortedIDs(found)) != digest {
			return logFault("list_changed", "line", line.Int64)
		}
	}
	return rows.Err()
}
