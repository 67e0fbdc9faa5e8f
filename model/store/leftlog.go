// SPDX-License-Identifier: MPL-2.0

package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model/vault/pages"
)

// ErrStaleLog is returned where the write-ahead log or the journal beside a database
// is of another time than the database. Carried into it, it would destroy the
// database. It is an [ErrDamaged].
var ErrStaleLog = fmt.Errorf("the write-ahead log does not belong to the state of the database: %w", ErrDamaged)

// checkLeftLog checks a register that was not closed, before anything is written: the
// write-ahead log, the structure of the database with it, and the access log. A disk
// that did not keep synced writes can leave pages of different times, each authentic
// by itself, and so can a file that was put back from a copy.
func (r *Register) checkLeftLog(ctx context.Context) (err error) {
	path := filepath.Join(r.dir, databaseName)
	m, err := r.newMount(pages.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, m.Close()) }()
	if err := m.CheckJournal(path); errors.Is(err, pages.ErrStaleJournal) {
		return fmt.Errorf("%w: %w", ErrStaleLog, err)
	} else if err != nil {
		return err
	}
	if info, err := os.Stat(path + "-wal"); err != nil || info.Size() == 0 {
		return ignoreNotExist(err)
	}
	if err := m.CheckLog(path); err != nil {
		return err
	}
	var head LogHead
	err = readDatabase(ctx, path, m, func(db *sql.DB) (err error) {
		head, err = checkAfterCrash(ctx, db)
		return err
	})
	if err != nil {
		return err
	}
	return r.compareWithoutLog(ctx, path, head, m)
}

// checkAfterCrash checks the structure of a database and the hash chain of its access
// log, and returns the log's head.
func checkAfterCrash(ctx context.Context, db *sql.DB) (head LogHead, err error) {
	found, err := queryAll(ctx, db, scanValue[string], `pragma quick_check`)
	if err != nil {
		return head, err
	}
	if len(found) != 1 || found[0] != "ok" {
		return head, &mediumError{kind: ErrDamaged, cause: errors.New(strings.Join(found, "; "))}
	}
	var current bool // false for an earlier schema, with another log
	err = db.QueryRowContext(ctx, `select exists (select 1 from sqlite_schema where name = 'log_anchor')`).Scan(&current)
	if err != nil {
		return head, err
	}
	if current {
		if _, err := verifyLog(ctx, db, nil); errors.Is(err, ErrLogAltered) {
			return head, fmt.Errorf("%w: %w", ErrDamaged, err)
		} else if err != nil {
			return head, err
		}
	}
	return lastLine(ctx, db)
}

// compareWithoutLog compares the access log of a database, by its head, with
// that of the database file alone. Every line came into the file through the
// write-ahead log, so the file cannot know a line that file and log together lack,
// unless the log is an older one.
func (r *Register) compareWithoutLog(ctx context.Context, path string, head LogHead, whole *pages.Mount) (err error) {
	m, err := r.newMount(pages.Options{ReadOnly: true, WithoutLog: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, m.Close()) }()
	var alone LogHead
	err = readDatabase(ctx, path, m, func(db *sql.DB) (err error) {
		alone, err = lastLine(ctx, db)
		return err
	})
	switch {
	case ctx.Err() != nil:
		return err
	case err != nil:
		return nil // the program was killed while it carried pages over: the file alone is incomplete
	case alone.Seq > head.Seq:
		return ErrStaleLog
	}
	return readDatabase(ctx, path, whole, func(db *sql.DB) error {
		var hash []byte
		err := db.QueryRowContext(ctx, `select hash from access_log where seq = $1`, alone.Seq).Scan(&hash)
		switch {
		case errors.Is(err, sql.ErrNoRows): // it has been purged
			return nil
		case err != nil:
			return err
		case !bytes.Equal(hash, alone.Hash):
			return ErrStaleLog
		}
		return nil
	})
}

// readDatabase calls fn with a connection to a database through a read-only mount.
func readDatabase(ctx context.Context, path string, m *pages.Mount, fn func(db *sql.DB) error) (err error) {
	db := openDB(fileURI(path, withVFS(readerOptions(), m.Name())))
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	if err := db.PingContext(ctx); err != nil {
		return err
	}
	return fn(db)
}

// lastLine returns the head of the access log, zero for an empty one.
func lastLine(ctx context.Context, q querier) (h LogHead, err error) {
	err = q.QueryRowContext(ctx, `select seq, hash from access_log order by seq desc limit 1`).Scan(&h.Seq, &h.Hash)
	if errors.Is(err, sql.ErrNoRows) {
		return LogHead{}, nil
	}
	return h, err
}

func ignoreNotExist(err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}
