// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
)

// authorizeDecision allows a team leader to decide on citizens of the own teams
// and an administrator on any, but neither on an own proposal.
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

// RejectDeletion rejects a proposal, with a reason. The citizen can be proposed
// again. It returns [ErrFourEyes] to the user who made the proposal.
func (a *Access) RejectDeletion(ctx context.Context, id model.ID, why string) (err error) {
	defer wrapError(&err, "reject deletion")
	citizen, err := a.authorizeDecision(ctx, id)
	if err != nil {
		return err
	}
	if why, err = checkReason(why); err != nil {
		return err
	}
	return a.change(ctx, ActionReject, citizen, model.NewMessage("deletion"), func(tx *sql.Tx) error {
		return execOne(ctx, tx, `update deletion_proposal set rejected_by = $2, rejected_at = $3, why = $4
			where id = $1 and rejected_at = ''`, id, a.user.Initials, formatTime(a.r.now()), why)
	})
}

// ApproveDeletion deletes the citizens of proposals with all their rows, all or
// none, and adds a record of each deletion. It returns [ErrFourEyes] to the user
// who made the proposal, [ErrChanged] for a citizen whose rows have changed since,
// and [ErrNotDue] for one that today's rules no longer make due.
//
// Searches and file names in the access log that identify such a citizen are
// erased, and the bytes are overwritten in the database file and its write-ahead
// log. [ErrTraces] means that the last step was postponed; the citizens are
// deleted all the same. Backups are not changed.
func (a *Access) ApproveDeletion(ctx context.Context, proposals ...model.ID) (err error) {
	defer wrapError(&err, "delete citizen")
	var citizens []model.ID
	for _, id := range proposals {
		citizen, err := a.authorizeDecision(ctx, id)
		if err != nil {
			return err
		}
		if slices.Contains(citizens, citizen) {
			return fmt.Errorf("%w: two proposals for one citizen", ErrChanged)
		}
		citizens = append(citizens, citizen)
	}
	if len(citizens) == 0 {
		return nil
	}
	others, err := a.r.search.load(ctx, a.r.db.read)
	if err != nil {
		return err
	}
	err = a.r.writeUrgent(ctx, func(tx *sql.Tx) error {
		p := identityMatcher{others: others, deleted: map[model.ID]bool{}}
		for i, c := range citizens {
			if err := p.addCitizen(ctx, tx, c); err != nil {
				return err
			}
			if err := a.deleteCitizen(ctx, tx, proposals[i], c); err != nil {
				return err
			}
		}
		if err := p.eraseText(ctx, tx); err != nil {
			return err
		}
		if err := citizensChanged(ctx, tx); err != nil {
			return err
		}
		return overwriteFreePages(ctx, tx)
	})
	if err != nil {
		return err
	}
	a.r.search.invalidate()
	a.r.cohort.invalidate()
	return errors.Join(a.r.truncateWAL(ctx), a.r.fillReserve())
}
