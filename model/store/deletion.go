// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// citizenTables are the tables with rows about a citizen, and the condition for
// them ($1 is the citizen). They are deleted with the citizen, and a [Dossier] has
// them all.
var citizenTables = []struct{ table, rows string }{
	{"citizen", `id = $1`},
	{"citizen_history", `citizen_id = $1`},
	{"cpr_history", `citizen_id = $1`},
	{"assessment", `citizen_id = $1`},
	{"answer", `assessment_id in (select id from assessment where citizen_id = $1)`},
	{"answer_history", `assessment_id in (select id from assessment where citizen_id = $1)`},
	{"second_answer", `assessment_id in (select id from assessment where citizen_id = $1)`},
	{"second_entry", `assessment_id in (select id from assessment where citizen_id = $1)`},
	{"course_history", `citizen_id = $1`},
	{"due_move", `citizen_id = $1`},
	{"activity", `citizen_id = $1`},
	{"outcome", `citizen_id = $1`},
	{"event", `citizen_id = $1`},
	{"conflict", `citizen_id = $1`},
	{"deletion_proposal", `citizen_id = $1`},
}

// deleteCitizen deletes one citizen by a proposal.
func (a *Access) deleteCitizen(ctx context.Context, tx *sql.Tx, proposal, citizen model.ID) error {
	var ground model.DeletionGround
	var state, by, at string
	err := tx.QueryRowContext(ctx, `select ground, state, proposed_by, proposed_at from deletion_proposal
		where id = $1 and rejected_at = ''`, proposal).Scan(&ground, &state, &by, &at)
	if errors.Is(err, sql.ErrNoRows) {
		return ErrChanged
	}
	if err != nil {
		return err
	}
	if now, err := citizenDigest(ctx, tx, citizen); err != nil {
		return err
	} else if now != state {
		return ErrChanged
	}
	var rule model.RetentionRule
	var days any
	if ground == model.GroundRetention {
		if rule, err = retentionRuleDue(ctx, tx, citizen, a.r.now()); err != nil {
			return err
		}
		days = rule.Days
	}
	if err := a.logInTx(ctx, tx, ActionDelete, citizen, "deletion", "ground", ground, "proposed_by", by); err != nil {
		return err
	}
	id := a.r.newID()
	_, err = tx.ExecContext(ctx, `insert into deletion_protocol
		(id, citizen_id, ground, rule, rule_days, closed, proposed_by, proposed_at, approved_by, approved_at)
		select $1, c.id, $3, $4, $5, c.closed, $6, $7, $8, $9 from citizen c where c.id = $2`,
		id, citizen, ground, rule.CloseReason, days, by, at, a.user.Initials, formatTime(a.r.now()))
	if err != nil {
		return err
	}
	for _, t := range citizenTables {
		var n int
		if err := tx.QueryRowContext(ctx, `select count(*) from `+t.table+` where `+t.rows, citizen).Scan(&n); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `insert into deletion_count (protocol_id, table_name, rows_deleted) values ($1, $2, $3)`, id, t.table, n)
		if err != nil {
			return err
		}
	}
	return execOne(ctx, tx, `delete from citizen where id = $1`, citizen)
}

// DeletionRecord is a row of the protocol of deletions. It has no name, number or
// typed text.
type DeletionRecord struct {
	ID         model.ID
	Citizen    model.ID // as in the access log
	Ground     model.DeletionGround
	Rule       model.RetentionRule // zero where retention was not the ground
	Closed     model.Date          // of the case
	ProposedBy string
	ProposedAt time.Time
	ApprovedBy string
	ApprovedAt time.Time
	Rows       map[string]int // number of rows deleted, by table
}

// DeletionProtocol returns the records of deletions, newest first. They identify
// no person. It is for team leaders and administrators.
func (a *Access) DeletionProtocol(ctx context.Context) ([]DeletionRecord, error) {
	if err := a.requireRoleAndLog(ctx, ActionRead, "deletion_protocol", model.RoleTeamLeader, model.RoleAdministrator); err != nil {
		return nil, err
	}
	list, err := a.r.deletionProtocol(ctx)
	if err != nil {
		return nil, fmt.Errorf("read deletion protocol: %w", err)
	}
	return list, nil
}

func (r *Register) deletionProtocol(ctx context.Context) ([]DeletionRecord, error) {
	list, err := queryAll(ctx, r.db.read, func(rows *sql.Rows, d *DeletionRecord) error {
		var proposed, approved string
		d.Rows = map[string]int{}
		err := rows.Scan(&d.ID, &d.Citizen, &d.Ground, &d.Rule.CloseReason, &d.Rule.Days, &d.Closed, &d.ProposedBy, &proposed,
			&d.ApprovedBy, &approved)
		if err != nil {
			return err
		}
		if d.ProposedAt, err = parseTime(proposed); err != nil {
			return err
		}
		d.ApprovedAt, err = parseTime(approved)
		return err
	}, `select id, citizen_id, ground, rule, coalesce(rule_days, 0), closed, proposed_by, proposed_at, approved_by, approved_at
		from deletion_protocol order by approved_at desc, id desc`)
	if err != nil {
		return nil, err
	}
	at := make(map[model.ID]int, len(list))
	for i, d := range list {
		at[d.ID] = i
	}
	type count struct {
		protocol model.ID
		table    string
		rows     int
	}
	counts, err := queryAll(ctx, r.db.read, func(rows *sql.Rows, c *count) error { return rows.Scan(&c.protocol, &c.table, &c.rows) },
		`select protocol_id, table_name, rows_deleted from deletion_count`)
	for _, c := range counts {
		if i, ok := at[c.protocol]; ok {
			list[i].Rows[c.table] = c.rows
		}
	}
	return list, err
}
