// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/crash"
)

// Cohort reads the citizens of the user's teams for group figures. It is for team
// leaders. A cohort is cached until a citizen changes and, in a large register,
// somewhat longer (see [cacheLifetimeFactor]); Cohort.ReadAt is its time.
// Progress counts assessments. A canceled context ends the reading.
func (a *Access) Cohort(ctx context.Context, progress func(done, total int)) (*cohort.Cohort, error) {
	return a.loggedCohort(ctx, ActionRead, progress)
}

// ExportCohort is [Access.Cohort] logged as an export to a file.
func (a *Access) ExportCohort(ctx context.Context, progress func(done, total int)) (*cohort.Cohort, error) {
	return a.loggedCohort(ctx, ActionExport, progress)
}

func (a *Access) loggedCohort(ctx context.Context, action Action, progress func(done, total int)) (*cohort.Cohort, error) {
	if err := a.requireRoleAndLog(ctx, action, "group_figures", model.RoleTeamLeader); err != nil {
		return nil, err
	}
	c, err := a.cohort(ctx, progress)
	if err != nil {
		return nil, fmt.Errorf("read cohort: %w", err)
	}
	return c, nil
}

func (a *Access) readCohort(ctx context.Context, progress func(done, total int)) (*cohort.Cohort, error) {
	k := &a.r.cohort
	start := a.r.now()
	c, version, err := a.r.loadCohort(ctx, a, progress)
	end := a.r.now()
	k.mu.Lock()
	defer k.mu.Unlock()
	close(k.reading)
	k.reading = nil
	if err != nil {
		return nil, err
	}
	k.cohort, k.version, k.teams, k.until = c, version, a.teams(), end.Add(cacheLifetimeFactor*end.Sub(start))
	return c, nil
}

// loadCohort reads the citizens that an access may see. Most of it is answers,
// which are read on a connection of their own in the order of the file.
func (r *Register) loadCohort(ctx context.Context, a *Access, progress func(done, total int)) (*cohort.Cohort, int64, error) {
	instruments, err := r.Instruments(ctx)
	if err != nil {
		return nil, 0, err
	}
	vocabulary, err := r.Vocabulary(ctx)
	if err != nil {
		return nil, 0, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	first, second, version, err := r.beginTwoReads(ctx)
	if err != nil {
		return nil, 0, err
	}
	defer first.Rollback() // it only reads
	defer second.Rollback()
	readAt := r.now()
	g := cohortReader{q: first, allTeams: a.user.AllTeams, builder: cohort.NewBuilder(instruments, vocabulary), indexByID: map[string]int{}, progress: progress}
	g.where, g.args = a.scopeCondition(CitizenQuery{Scope: ScopeAll, Closed: true})
	answers := make(chan []answerRow, 8)
	failed := make(chan error, 1)
	go func() {
		failed <- crash.Catch(func() error {
			return streamAnswers(ctx, second, g.assessmentCondition("assessment_id"), g.args, answers)
		})
	}()
	err = g.read(ctx, answers)
	if err != nil {
		cancel()
	}
	for range answers { // lets the sender end
	}
	if other := <-failed; err == nil || errors.Is(err, context.Canceled) {
		err = errors.Join(other, ctx.Err())
	}
	if err != nil {
		return nil, 0, err
	}
	return g.builder.Cohort(readAt), version, nil
}

// beginTwoReads begins two transactions that see the citizens as of the same
// moment.
func (r *Register) beginTwoReads(ctx context.Context) (first, second *sql.Tx, version int64, err error) {
	begin := func() (*sql.Tx, int64, error) {
		tx, err := r.db.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
		if err != nil {
			return nil, 0, err
		}
		var version int64
		if err := tx.QueryRowContext(ctx, `select citizens_changed from register`).Scan(&version); err != nil {
			return nil, 0, errors.Join(err, tx.Rollback())
		}
		return tx, version, nil
	}
	if first, version, err = begin(); err != nil {
		return nil, nil, 0, err
	}
	for {
		second, now, err := begin()
		if err != nil {
			return nil, nil, 0, errors.Join(err, first.Rollback())
		}
		if now == version {
			return first, second, version, nil
		}
		if err := first.Rollback(); err != nil {
			return nil, nil, 0, errors.Join(err, second.Rollback())
		}
		first, version = second, now
	}
}
