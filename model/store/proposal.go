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
	ErrFourEyes        = errors.New("whoever proposed a deletion may not decide it")
)

// DeletionProposal is somebody's wish to delete a citizen, which somebody else decides.
type DeletionProposal struct {
	ID           model.ID
	Citizen      model.ID
	CaseNumber   string
	Name         string // empty for an administrator, who sees no citizen
	Team         string
	Closed       model.Date
	Ground       model.Ground
	ProposedBy   string
	ProposedAt   time.Time
	RejectedBy   string // empty while nobody has decided
	RejectedAt   time.Time
	RejectReason string // it was rejected
}

// ProposeDeletion proposes to delete citizens, all of them or none, and returns
// the ids of the proposals. Every role may propose; caseworkers and team leaders
// for the citizens they see. Where retention is the ground each must be due
// today: ErrNotDue otherwise. It is ErrProposed where somebody has proposed it
// already.
func (a *Access) ProposeDeletion(ctx context.Context, citizens []model.ID, ground model.Ground) ([]model.ID, error) {
	if !slices.Contains(model.Grounds(), ground) {
		return nil, fmt.Errorf("propose deletion: unknown ground %q", ground)
	}
	for _, c := range citizens {
		if err := a.authorizeDeletion(ctx, c); err != nil {
			return nil, fmt.Errorf("propose deletion: %w", err)
		}
	}
	var ids []model.ID
	err := a.r.db.writeTx(ctx, func(tx *sql.Tx) error {
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
		return nil, fmt.Errorf("propose deletion: %w", err)
	}
	return ids, nil
}

// authorizeDeletion is guard, but that an administrator may have to do with the
// deletion of any citizen, without seeing one.
func (a *Access) authorizeDeletion(ctx context.Context, citizen model.ID) error {
	if a.role != model.RoleAdministrator {
		return a.authorize(ctx, citizen)
	}
	var there bool
	err := a.r.db.read.QueryRowContext(ctx, `select exists (select 1 from citizen where id = $1)`, citizen).Scan(&there)
	if err == nil && !there {
		err = fmt.Errorf("citizen: %w", ErrNotFound)
	}
	return err
}

// retentionRuleDue is the rule by which a citizen is due at a moment, or ErrNotDue.
func retentionRuleDue(ctx context.Context, q querier, citizen model.ID, now time.Time) (model.RetentionRule, error) {
	rules, err := retention(ctx, q)
	if err != nil {
		return model.RetentionRule{}, err
	}
	var c model.Citizen
	err = q.QueryRowContext(ctx, `select closed, close_reason from citizen where id = $1`, citizen).Scan(&c.Closed, &c.CloseReason)
	if err != nil {
		return model.RetentionRule{}, err
	}
	due, rule := rules.Due(c)
	if due.IsZero() || due.After(model.DateOf(now)) {
		return model.RetentionRule{}, ErrNotDue
	}
	return rule, nil
}

// citizenDigest is a digest of the ids and revisions of all that a citizen has, so
// that a change between a proposal and its approval is found.
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

// DeletionProposals are the deletions that wait for somebody's decision, oldest first.
// A team leader sees those of the own teams, an administrator all, by case
// number.
func (a *Access) DeletionProposals(ctx context.Context) ([]DeletionProposal, error) {
	if err := a.requireRole(ctx, "deletion_proposals", "", model.RoleTeamLeader, model.RoleAdministrator); err != nil {
		return nil, err
	}
	if err := a.logAccess(ctx, ActionRead, "", "deletion_proposals"); err != nil {
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
	return seen, nil
}

// authorizeDecision is a proposal that the user may decide: a team leader on a citizen of
// the own teams, an administrator on any, and never on an own one.
func (a *Access) authorizeDecision(ctx context.Context, id model.ID) (citizen model.ID, err error) {
	citizen, err = a.citizenOfRow(ctx, "deletion_proposal", id)
	if err != nil {
		return "", err
	}
	if err := a.requireRole(ctx, "decide_deletion", citizen, model.RoleTeamLeader, model.RoleAdministrator); err != nil {
		return "", err
	}
	if err := a.authorizeDeletion(ctx, citizen); err != nil {
		return "", err
	}
	var by string
	var open bool
	err = a.r.db.read.QueryRowContext(ctx, `select proposed_by, rejected_at = '' from deletion_proposal where id = $1`, id).Scan(&by, &open)
	if err != nil {
		return "", err
	}
	if !open {
		return "", fmt.Errorf("open proposal: %w", ErrNotFound)
	}
	if strings.EqualFold(by, a.user.Initials) {
		if err := a.logAccess(ctx, ActionRefused, citizen, "decide_own_proposal"); err != nil {
			return "", err
		}
		return "", ErrFourEyes
	}
	return citizen, nil
}

// RejectDeletion decides that a citizen stays, and why. It is for another team
// leader or administrator than the one who proposed it: ErrFourEyes otherwise.
// The citizen can be proposed again.
func (a *Access) RejectDeletion(ctx context.Context, id model.ID, why string) error {
	citizen, err := a.authorizeDecision(ctx, id)
	if err != nil {
		return fmt.Errorf("reject deletion: %w", err)
	}
	if why = strings.TrimSpace(why); why == "" {
		return fmt.Errorf("reject deletion: %w", ErrNoReason)
	}
	err = a.r.db.writeTx(ctx, func(tx *sql.Tx) error {
		if err := a.logInTx(ctx, tx, ActionReject, citizen, "deletion"); err != nil {
			return err
		}
		return execOne(ctx, tx, `update deletion_proposal set rejected_by = $2, rejected_at = $3, why = $4
			where id = $1 and rejected_at = ''`, id, a.user.Initials, formatTime(a.r.now()), why)
	})
	if err != nil {
		return fmt.Errorf("reject deletion: %w", err)
	}
	return nil
}

// execOne runs a statement that changes one row, and is ErrChanged where that
// row is no longer as it was.
func execOne(ctx context.Context, tx *sql.Tx, query string, args ...any) error {
	result, err := tx.ExecContext(ctx, query, args...)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n != 1 {
		return errors.Join(err, ErrChanged)
	}
	return nil
}
