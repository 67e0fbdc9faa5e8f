// SPDX-License-Identifier: MPL-2.0

package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Staff selects whether the names of employees are given to a citizen.
type Staff bool

// A citizen has a right to the time and purpose of each use, and normally not to
// the name of the employee (judgment C-579/21 of the Court of Justice).
const (
	WithoutStaff Staff = false
	WithStaff    Staff = true
)

func (s Staff) String() string {
	if s {
		return "with_staff"
	}
	return "without_staff"
}

// ExportCitizenLog reads the lines of the access log about one citizen, oldest
// first, to be given to the citizen, and logs it as an export. Lists that the citizen
// was in are summed by day and user. Without staff a line
// has the time, the action and the purpose, and how often where it is a sum.
func (a *Access) ExportCitizenLog(ctx context.Context, citizen model.ID, staff Staff) (_ []LogEntry, err error) {
	defer wrapError(&err, "export access log")
	if err := a.authorizeAndLog(ctx, ActionExport, citizen, "access_log_"+staff.String()); err != nil {
		return nil, err
	}
	list, err := citizenLog(ctx, a.r.db.read, citizen, staff)
	if err != nil {
		return nil, err
	}
	return list, nil
}

func citizenLog(ctx context.Context, q querier, citizen model.ID, staff Staff) ([]LogEntry, error) {
	list, err := queryAll(ctx, q, scanLogEntry,
		`select `+logColumns+` from access_log_line l where l.citizen_id = $1 order by l.seq`, citizen)
	if err != nil {
		return nil, err
	}
	sums, err := listUses(ctx, q, citizen)
	list = append(list, sums...)
	slices.SortFunc(list, func(x, y LogEntry) int { return cmp.Compare(x.Seq, y.Seq) })
	if !staff {
		for i, e := range list {
			list[i] = LogEntry{Seq: e.Seq, At: e.At, Action: e.Action, Citizen: e.Citizen, Purpose: e.Purpose}
			if e.Detail.Code == "times" {
				list[i].Detail = e.Detail
			}
		}
	}
	return list, err
}

// LogExport logs that data about a citizen is about to be written to a file or
// printed. The code is the kind: figure, hand_out, case_file or numbers.
func (a *Access) LogExport(ctx context.Context, citizen model.ID, what string) error {
	if err := a.authorize(ctx, citizen); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return a.logAccess(ctx, ActionExport, citizen, what)
}
