// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// setArg is the argument of a detail with the digest of the line's set of citizens.
const setArg = "citizens"

// logSetInTx writes one line of the access log about several citizens, which is found
// from each of them. Without any it is an ordinary line.
func (a *Access) logSetInTx(ctx context.Context, tx *sql.Tx, action Action, ids []model.ID, code string, args ...any) error {
	ids = sortedIDs(ids)
	args = append(args, "count", len(ids))
	if len(ids) == 0 {
		return a.logInTx(ctx, tx, action, "", code, args...)
	}
	digest := setDigest(ids)
	if err := a.logInTx(ctx, tx, action, "", code, append(args, setArg, digest)...); err != nil {
		return err
	}
	set, err := storeSet(ctx, tx, ids, digest)
	if err == nil {
		_, err = tx.ExecContext(ctx, `insert into access_log_set (seq, set_id) select max(seq), $1 from access_log`, set)
	}
	if err != nil {
		return fmt.Errorf("write access log: %w", err)
	}
	return nil
}

// logSet is [Access.logSetInTx] in a transaction of its own, for a read.
func (a *Access) logSet(ctx context.Context, action Action, ids []model.ID, code string, args ...any) error {
	return a.r.db.writeTx(ctx, func(tx *sql.Tx) error { return a.logSetInTx(ctx, tx, action, ids, code, args...) })
}

// shownAgainAfter is how long the same list on a user's screen is one use.
const shownAgainAfter = 10 * time.Minute

// LogShown logs that a list on the screen names citizens, one line for all of them.
// The caller waits until the list has rested for a moment. The same citizens shown to
// the same user again within ten minutes are not logged again. Citizens that the user
// may not see are left out; a list of such alone is refused.
func (a *Access) LogShown(ctx context.Context, list string, ids []model.ID) error {
	if err := a.requireRole(ctx, "list", "", model.RoleCaseworker, model.RoleTeamLeader); err != nil {
		return err
	}
	seen, err := a.visible(ctx, ids)
	if err != nil {
		return fmt.Errorf("log list: %w", err)
	}
	key, now := a.user.Initials+" "+setDigest(seen), a.r.now()
	switch {
	case len(ids) == 0:
		return nil
	case len(seen) == 0:
		return a.logRefusal(ctx, "", ErrForbidden, "list")
	case !a.r.shown.isDue(key, now):
		return nil
	}
	if err := a.logSet(ctx, ActionRead, seen, "shown", "list", list); err != nil {
		return err
	}
	a.r.shown.logged(key, now)
	return nil
}

// visible returns the ids, sorted, of the citizens that the user may see.
func (a *Access) visible(ctx context.Context, ids []model.ID) ([]model.ID, error) {
	type row struct {
		id   model.ID
		team string
	}
	var seen []model.ID
	for part := range slices.Chunk(sortedIDs(ids), maxPerQuery) {
		list, err := json.Marshal(part)
		if err != nil {
			return nil, err
		}
		err = forEach(ctx, a.r.db.read, func(rows *sql.Rows, r *row) error { return rows.Scan(&r.id, &r.team) }, func(r row) {
			if a.canSeeTeam(r.team) {
				seen = append(seen, r.id)
			}
		}, `select c.id, t.name from json_each($1) j join citizen c on c.id = j.value join team t on t.id = c.team_id order by c.id`, string(list))
		if err != nil {
			return nil, err
		}
	}
	return seen, nil
}
