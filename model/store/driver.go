// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"io"

	"modernc.org/sqlite"
)

// openDB opens an SQLite database with errors mapped by [mapError].
func openDB(uri string) *sql.DB {
	return sql.OpenDB(connector{
		open:     func() (driver.Conn, error) { return (&sqlite.Driver{}).Open(uri) },
		mapError: mapError,
	})
}

// connector opens connections of SQLite. It wraps them and their transactions,
// statements and rows, so that every error of the database is mapped here and
// no caller needs to.
type connector struct {
	open     func() (driver.Conn, error)
	mapError errorMapper
}

// errorMapper is [mapError], or a function that calls it.
type errorMapper func(error) error

// Connect implements [driver.Connector].
func (c connector) Connect(context.Context) (driver.Conn, error) {
	inner, err := c.open()
	if err != nil {
		return nil, c.mapError(err)
	}
	return mappedConn{inner.(sqliteConn), c.mapError}, nil
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

type mappedConn struct {
	sqliteConn
	mapError errorMapper
}

func (c mappedConn) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	inner, err := c.sqliteConn.BeginTx(ctx, o)
	if err != nil {
		return nil, c.mapError(err)
	}
	return mappedTx{inner, c.mapError}, nil
}

func (c mappedConn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	inner, err := c.sqliteConn.PrepareContext(ctx, query)
	if err != nil {
		return nil, c.mapError(err)
	}
	return mappedStmt{inner.(sqliteStmt), c.mapError}, nil
}

func (c mappedConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	result, err := c.sqliteConn.ExecContext(ctx, query, args)
	return result, c.mapError(err)
}

func (c mappedConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	return c.mapError.rows(c.sqliteConn.QueryContext(ctx, query, args))
}

func (c mappedConn) Ping(ctx context.Context) error { return c.mapError(c.sqliteConn.Ping(ctx)) }

func (c mappedConn) Close() error { return c.mapError(c.sqliteConn.Close()) }

type mappedTx struct {
	inner    driver.Tx
	mapError errorMapper
}

func (t mappedTx) Commit() error   { return t.mapError(t.inner.Commit()) }
func (t mappedTx) Rollback() error { return t.mapError(t.inner.Rollback()) }

// sqliteStmt has the methods of a statement that database/sql uses.
type sqliteStmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

type mappedStmt struct {
	sqliteStmt
	mapError errorMapper
}

func (s mappedStmt) ExecContext(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	result, err := s.sqliteStmt.ExecContext(ctx, args)
	return result, s.mapError(err)
}

func (s mappedStmt) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	return s.mapError.rows(s.sqliteStmt.QueryContext(ctx, args))
}

func (s mappedStmt) Close() error { return s.mapError(s.sqliteStmt.Close()) }

type mappedRows struct {
	driver.Rows
	mapError errorMapper
}

// rows wraps the result of a query.
func (m errorMapper) rows(inner driver.Rows, err error) (driver.Rows, error) {
	if err != nil {
		return nil, m(err)
	}
	return mappedRows{inner, m}, nil
}

// Next returns [io.EOF] unchanged, as database/sql compares it.
func (r mappedRows) Next(dest []driver.Value) error {
	err := r.Rows.Next(dest)
	if err == nil || err == io.EOF {
		return err
	}
	return r.mapError(err)
}

func (r mappedRows) Close() error { return r.mapError(r.Rows.Close()) }
