// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"io"

	"modernc.org/sqlite"
)

// openDB opens an SQLite database whose errors are mapped by [mapError].
func openDB(uri string) *sql.DB {
	return sql.OpenDB(connector(func() (driver.Conn, error) { return (&sqlite.Driver{}).Open(uri) }))
}

// connector opens connections of SQLite. It wraps them and their transactions,
// statements and rows, so that every error of the database is mapped here and
// no caller needs to.
type connector func() (driver.Conn, error)

// Connect implements [driver.Connector].
func (c connector) Connect(context.Context) (driver.Conn, error) {
	inner, err := c()
	if err != nil {
		return nil, mapError(err)
	}
	return mappedConn{inner.(sqliteConn)}, nil
}

// Driver implements [driver.Connector].
func (connector) Driver() driver.Driver { return &sqlite.Driver{} }

// sqliteConn has the methods of a connection that database/sql uses.
type sqliteConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.Pinger
	driver.QueryerContext
	driver.SessionResetter
	driver.Validator
}

type mappedConn struct{ sqliteConn }

func (c mappedConn) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	inner, err := c.sqliteConn.BeginTx(ctx, o)
	if err != nil {
		return nil, mapError(err)
	}
	return mappedTx{inner}, nil
}

func (c mappedConn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	inner, err := c.sqliteConn.PrepareContext(ctx, query)
	if err != nil {
		return nil, mapError(err)
	}
	return mappedStmt{inner.(sqliteStmt)}, nil
}

func (c mappedConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	result, err := c.sqliteConn.ExecContext(ctx, query, args)
	return result, mapError(err)
}

func (c mappedConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	return wrapRows(c.sqliteConn.QueryContext(ctx, query, args))
}

func (c mappedConn) Ping(ctx context.Context) error { return mapError(c.sqliteConn.Ping(ctx)) }

func (c mappedConn) Close() error { return mapError(c.sqliteConn.Close()) }

type mappedTx struct{ inner driver.Tx }

func (t mappedTx) Commit() error   { return mapError(t.inner.Commit()) }
func (t mappedTx) Rollback() error { return mapError(t.inner.Rollback()) }

// sqliteStmt has the methods of a statement that database/sql uses.
type sqliteStmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

type mappedStmt struct{ sqliteStmt }

func (s mappedStmt) ExecContext(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	result, err := s.sqliteStmt.ExecContext(ctx, args)
	return result, mapError(err)
}

func (s mappedStmt) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	return wrapRows(s.sqliteStmt.QueryContext(ctx, args))
}

func (s mappedStmt) Close() error { return mapError(s.sqliteStmt.Close()) }

type mappedRows struct{ driver.Rows }

func wrapRows(inner driver.Rows, err error) (driver.Rows, error) {
	if err != nil {
		return nil, mapError(err)
	}
	return mappedRows{inner}, nil
}

// Next returns [io.EOF] unchanged, as database/sql compares it.
func (r mappedRows) Next(dest []driver.Value) error {
	err := r.Rows.Next(dest)
	if err == nil || err == io.EOF {
		return err
	}
	return mapError(err)
}

func (r mappedRows) Close() error { return mapError(r.Rows.Close()) }
