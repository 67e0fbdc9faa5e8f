package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"fremskridt/model"
)

// Action is what a line of the access log tells of.
type Action string

// The actions.
const (
	ActionRead    Action = "read"
	ActionSearch  Action = "search"
	ActionCreate  Action = "create"
	ActionChange  Action = "change"
	ActionImport  Action = "import"
	ActionExport  Action = "export"
	ActionRefused Action = "refused"
)

// LogEntry is a line of the access log.
type LogEntry struct {
	Seq      int64
	At       time.Time
	Initials string
	Role     string
	Action   Action
	Citizen  model.ID // empty where the line is about no single citizen
	Purpose  model.Purpose
	Detail   string
}

type logLine struct {
	At       string
	Initials string
	Role     string
	Action   Action
	Citizen  model.ID
	Purpose  model.Purpose
	Detail   string
}

// hash binds the line to the one before it. Every field is preceded by its
// length, so that no two lines share a hash by shifting text between fields.
func (l logLine) hash(seq int64, previous []byte) []byte {
	h := sha256.New()
	h.Write(previous)
	var n [8]byte
	binary.BigEndian.PutUint64(n[:], uint64(seq))
	h.Write(n[:])
	for _, field := range []string{
		l.At, l.Initials, l.Role, string(l.Action), string(l.Citizen), string(l.Purpose), l.Detail,
	} {
		binary.BigEndian.PutUint64(n[:], uint64(len(field)))
		h.Write(n[:])
		h.Write([]byte(field))
	}
	return h.Sum(nil)
}

func appendLog(ctx context.Context, tx *sql.Tx, l logLine) error {
	var seq int64
	previous := make([]byte, sha256.Size)
	err := tx.QueryRowContext(ctx, `select seq, hash from access_log order by seq desc limit 1`).Scan(&seq, &previous)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	seq++
	_, err = tx.ExecContext(ctx, `insert into access_log
		(seq, at, initials, role, action, citizen_id, purpose, detail, previous, hash)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		seq, l.At, l.Initials, l.Role, l.Action, null(string(l.Citizen)), l.Purpose, l.Detail, previous, l.hash(seq, previous))
	return err
}

// CitizenLog is who has looked at or changed one citizen, newest first. Reading
// it is a read of the citizen.
func (a *Access) CitizenLog(ctx context.Context, citizen model.ID) ([]LogEntry, error) {
	if err := a.guard(ctx, citizen); err != nil {
		return nil, fmt.Errorf("read access log: %w", err)
	}
	if err := a.logRead(ctx, ActionRead, citizen, "access log"); err != nil {
		return nil, err
	}
	entries, err := collect(ctx, a.r.db.read, func(rows *sql.Rows, e *LogEntry) error {
		var at string
		var id sql.NullString
		if err := rows.Scan(&e.Seq, &at, &e.Initials, &e.Role, &e.Action, &id, &e.Purpose, &e.Detail); err != nil {
			return err
		}
		e.Citizen = model.ID(id.String)
		var err error
		e.At, err = parseStamp(at)
		return err
	}, `select seq, at, initials, role, action, citizen_id, purpose, detail
		from access_log where citizen_id = $1 order by seq desc limit 1000`, citizen)
	if err != nil {
		return nil, fmt.Errorf("read access log: %w", err)
	}
	return entries, nil
}

// VerifyLog walks the chain of the access log and reports the first line that
// is missing or altered, or how many lines it found whole.
func (r *Register) VerifyLog(ctx context.Context) (lines int64, err error) {
	rows, err := r.db.read.QueryContext(ctx, `select seq, at, initials, role, action, citizen_id, purpose, detail, previous, hash
		from access_log order by seq`)
	if err != nil {
		return 0, fmt.Errorf("verify access log: %w", err)
	}
	defer rows.Close()
	last := make([]byte, sha256.Size)
	for rows.Next() {
		var seq int64
		var l logLine
		var id sql.NullString
		var previous, hash []byte
		if err := rows.Scan(&seq, &l.At, &l.Initials, &l.Role, &l.Action, &id, &l.Purpose, &l.Detail, &previous, &hash); err != nil {
			return lines, fmt.Errorf("verify access log: %w", err)
		}
		l.Citizen = model.ID(id.String)
		if seq != lines+1 || string(previous) != string(last) || string(l.hash(seq, previous)) != string(hash) {
			return lines, fmt.Errorf("verify access log: line %d is missing or has been altered", lines+1)
		}
		lines, last = seq, hash
	}
	return lines, rows.Err()
}
