// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"encoding/json"
	"fmt"

	"codeberg.org/fremskridt/fremskridt/model"
)

// listUses returns the uses of a citizen in lists, exports and imports that were about
// several citizens, summed by day, user and kind: the last line of each, with how many
// there are.
func listUses(ctx context.Context, q querier, citizen model.ID) ([]LogEntry, error) {
	find := LogQuery{Citizen: citizen}
	if err := find.findSets(ctx, q); err != nil {
		return nil, err
	}
	lines, err := queryAll(ctx, q, scanLogEntry, `select `+logColumns+` from access_log_set s join access_log_line l on l.seq = s.seq
		where s.set_id in (select value from json_each($1)) order by l.seq`, find.sets)
	if err != nil {
		return nil, err
	}
	type day struct {
		date           model.Date
		initials, role string
		action         Action
		purpose        model.Purpose
		code           string
	}
	var sums []LogEntry
	counts, at := map[day]int{}, map[day]int{}
	for _, e := range lines {
		key := day{model.DateOf(e.At.Local()), e.Initials, e.Role, e.Action, e.Purpose, e.Detail.Code}
		i, known := at[key]
		if !known {
			i, at[key] = len(sums), len(sums)
			sums = append(sums, e)
		}
		counts[key]++
		e.Citizen, e.Detail = citizen, model.NewMessage("times", "what", key.code, "count", counts[key])
		sums[i] = e
	}
	return sums, nil
}

// findSets finds the sets of citizens that the citizen of the query is in.
func (q *LogQuery) findSets(ctx context.Context, from querier) error {
	if q.Citizen == "" {
		return nil
	}
	sets, err := setsWith(ctx, from, q.Citizen)
	if err != nil {
		return fmt.Errorf("find lists: %w", err)
	}
	text, err := json.Marshal(sets)
	q.sets = string(text)
	return err
}
