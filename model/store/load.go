// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Load is one transaction that adds many rows: the files of an import, or an
// invented municipality. It finds and writes rows; the caller decides what to do
// about a row that exists. It reads and writes citizens that its user may see, before
// and after, and no others: for those it returns [ErrOtherTeam].
type Load struct {
	ctx          context.Context
	stmtCtx      context.Context // ctx without cancellation, for each statement
	a            *Access
	tx           *sql.Tx
	at           time.Time
	sorter       *nameCollator
	teams        map[string]string
	prepared     map[string]*sql.Stmt
	answers      map[answerBatch]string   // insert statements
	citizens     map[string]*CitizenState // by case number; nil for one that does not exist
	placeholders string                   // of Prefetch
	handed       map[model.ID]bool        // citizens that the caller was given; true once changed
	refused      map[model.ID]bool        // citizens that the caller was refused
}

// Load runs fn in one transaction and logs it as an import of the named files, with
// the citizens that it changed and those that it was refused. A team leader imports
// for the own teams, operations for all; an administrator as such may not.
func (a *Access) Load(ctx context.Context, name string, fn func(*Load) error) (err error) {
	defer wrapError(&err, "load %s", name)
	if err := a.requireRole(ctx, "import", "", model.RoleTeamLeader, model.RoleOperations); err != nil {
		return err
	}
	l := &Load{
		ctx: ctx, stmtCtx: context.WithoutCancel(ctx), a: a, at: a.r.now(), sorter: newNameCollator(),
		teams: map[string]string{}, prepared: map[string]*sql.Stmt{}, answers: map[answerBatch]string{},
		citizens: map[string]*CitizenState{}, placeholders: numberedPlaceholders(),
		handed: map[model.ID]bool{}, refused: map[model.ID]bool{},
	}
	err = a.change(ctx, ActionImport, "", model.NewMessage("file", "name", name), func(tx *sql.Tx) error {
		l.tx = tx
		if err := errors.Join(fn(l), l.closeStatements(), ctx.Err()); err != nil {
			return err
		}
		return errors.Join(l.logCitizens(tx), citizensChanged(ctx, tx))
	})
	if err != nil && len(l.refused) > 0 { // what was rolled back was still tried
		err = errors.Join(err, a.r.db.writeTx(l.stmtCtx, l.logRefused))
	}
	return err
}

func (l *Load) closeStatements() (err error) {
	for _, s := range l.prepared {
		err = errors.Join(err, s.Close())
	}
	return err
}

// statement prepares a query once. A canceled Load stops here, between two
// statements: watching the context during each would cost as much as a short
// statement does.
func (l *Load) statement(query string) (*sql.Stmt, error) {
	if err := l.ctx.Err(); err != nil {
		return nil, err
	}
	if s := l.prepared[query]; s != nil {
		return s, nil
	}
	s, err := l.tx.PrepareContext(l.stmtCtx, query)
	if err == nil {
		l.prepared[query] = s
	}
	return s, err
}

func (l *Load) exec(query string, args ...any) error {
	s, err := l.statement(query)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(l.stmtCtx, args...)
	return err
}

// queryRow scans one row into dest and reports whether there was one.
func (l *Load) queryRow(query string, args []any, dest ...any) (bool, error) {
	s, err := l.statement(query)
	if err != nil {
		return false, err
	}
	err = s.QueryRowContext(l.stmtCtx, args...).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// preparedQuerier runs a prepared statement where [queryAll] expects a query.
type preparedQuerier struct {
	querier
	s *sql.Stmt
}

func (p preparedQuerier) QueryContext(ctx context.Context, _ string, args ...any) (*sql.Rows, error) {
	return p.s.QueryContext(ctx, args...)
}

func queryPrepared[T any](l *Load, scan func(*sql.Rows, *T) error, query string, args ...any) ([]T, error) {
	s, err := l.statement(query)
	if err != nil {
		return nil, err
	}
	return queryAll(l.stmtCtx, preparedQuerier{s: s}, scan, query, args...)
}
