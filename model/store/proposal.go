// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Errors of deleting citizens.
var (
	ErrAlreadyProposed = errors.New("the deletion has been proposed already")
	ErrNotDue          = errors.New("no rule says that the citizen is due for deletion")
	ErrFourEyes        = errors.New("a deletion is not decided by the user who proposed it")
)

// DeletionProposal is a proposal to delete a citizen, which another user decides.
type DeletionProposal struct {
	ID           model.ID
	Citizen      model.ID
	CaseNumber   string
	Name         string // empty for an administrator
	Team         string
	Closed       model.Date
	Ground       model.DeletionGround
	ProposedBy   string
	ProposedAt   time.Time
	RejectedBy   string // empty while the proposal is open
	RejectedAt   time.Time
	RejectReason string
}

// ProposeDeletion proposes to delete citizens, all or none, and returns the ids of
// the proposals. Every role may propose; caseworkers and team leaders for the
// citizens they see. On the ground of retention each citizen must be due today,
// or it returns [ErrNotDue]. It returns [ErrAlreadyProposed] for a citizen with an
// open proposal.
func (a *Access) ProposeDeletion(ctx context.Context, citizens []model.ID, ground model.DeletionGround) (_ []model.ID, err error) {
	defer wrapError(&err, "propose deletion")
	if !slices.Contains(model.DeletionGrounds(), ground) {
		return nil, fmt.Errorf("unknown ground %q", ground)
	}
	for _, c := range citizens {
		if err := a.authorizeDeletion(ctx, c); err != nil {
			return nil, err
		}
	}
	var ids []model.ID
	err = a.r.writeUrgent(ctx, func(tx *sql.Tx) error {
		ids = nil
		now := a.r.now()
		for _, c := range citizens {
			if err := a.logInTx(ctx, tx, ActionPropose, c, "deletion", "ground", ground); err != nil {
				return err
			}
			if ground == model.GroundRetention {
				if _, err := retentionRuleDue(ctx, tx, c, now); err != nil {
					return err
				}
			}
			var open bool
			err := tx.QueryRowContext(ctx,
				`select exists (select 1 from deletion_proposal where citizen_id = $1 and rejected_at = '')`, c).Scan(&open)
			if err != nil {
				return err
			}
			if open {
				return ErrAlreadyProposed
			}
			state, err := citizenDigest(ctx, tx, c)
			if err != nil {
				return err
			}
			id := a.r.newID()
			_, err = tx.ExecContext(ctx, `insert into deletion_proposal (id, citizen_id, ground, state, proposed_by, proposed_at)
				values ($1, $2, $3, $4, $5, $6)`, id, c, ground, state, a.user.Initials, formatTime(now))
			if err != nil {
				return err
			}
			ids = append(ids, id)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return ids, nil
}

// citizenDigest hashes the ids and revisions of all rows about a citizen. It shows
// a change between a proposal and its approval.
func citizenDigest(ctx context.Context, q querier, citizen model.ID) (string, error) {
	list, err := queryAll(ctx, q, func(rows *sql.Rows, s *string) error {
		var id string
		var revision int
		err := rows.Scan(&id, &revision)
		*s = fmt.Sprintf("%s %d\n", id, revision)
		return err
	}, `select id, revision from citizen where id = $1
		union all select id, revision from assessment where citizen_id = $1
		union all select id, revision from activity where citizen_id = $1
		union all select id, 0 from outcome where citizen_id = $1
		union all select id, 0 from event where citizen_id = $1
		union all select id, case when resolved_at = '' then 0 else 1 end from conflict where citizen_id = $1
		order by 1`, citizen)
	sum := sha256.Sum256([]byte(strings.Join(list, "")))
	return hex.EncodeToString(sum[:]), err
}

const proposalColumns = `p.id, p.citizen_id, c.case_number, c.name, t.name, c.closed, p.ground, p.proposed_by, p.proposed_at,
	p.rejected_by, p.rejected_at, p.why from deletion_proposal p join citizen c on c.id = p.citizen_id join team t on t.id = c.team_id`

func scanProposal(rows *sql.Rows, p *DeletionProposal) error {
	var proposed, rejected string
	err := rows.Scan(&p.ID, &p.Citizen, &p.CaseNumber, &p.Name, &p.Team, &p.Closed, &p.Ground, &p.ProposedBy, &proposed,
		&p.RejectedBy, &rejected, &p.RejectReason)
	if err != nil {
		return err
	}
	if p.ProposedAt, err = parseTime(proposed); err != nil {
		return err
	}
	p.RejectedAt, err = parseTime(rejected)
	return err
}

// DeletionProposals returns the open proposals, oldest first: a team leader's
// those of the own teams, an administrator's all, without names.
func (a *Access) DeletionProposals(ctx context.Context) ([]DeletionProposal, error) {
	if err := a.requireRole(ctx, "deletion_proposals", "", model.RoleTeamLeader, model.RoleAdministrator); err != nil {
		return nil, err
	}
	all, err := queryAll(ctx, a.r.db.read, scanProposal,
		`select `+proposalColumns+` where p.rejected_at = '' order by p.proposed_at, p.id`)
	if err != nil {
		return nil, fmt.Errorf("read proposed deletions: %w", err)
	}
	seen := slices.DeleteFunc(all, func(p DeletionProposal) bool { return !a.canDeleteInTeam(p.Team) })
	if a.role == model.RoleAdministrator {
		for i := range seen {
			seen[i].Name = ""
		}
	}
	ids := make([]model.ID, len(seen))
	for i, p := range seen {
		ids[i] = p.Citizen
	}
	// Room is freed by way of this list, so it may use the reserve.
	err = a.r.withReserve(func() error { return a.logSet(ctx, ActionRead, ids, "deletion_proposals") })
	if err != nil {
		return nil, err
	}
	return seen, nil
}
