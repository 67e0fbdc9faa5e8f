package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Action is what a line of the access log tells of.
type Action string

// The actions.
const (
	ActionRead        Action = "read"
	ActionSearch      Action = "search"
	ActionCreate      Action = "create"
	ActionChange      Action = "change"
	ActionImport      Action = "import"
	ActionExport      Action = "export"
	ActionRefused     Action = "refused"
	ActionPropose     Action = "propose" // a deletion
	ActionReject      Action = "reject"  // a proposal
	ActionDelete      Action = "delete"
	ActionPurge       Action = "purge" // the oldest lines of the log
	ActionVerify      Action = "verify"
	ActionBackup      Action = "backup"
	ActionRestore     Action = "restore"
	ActionLogIn       Action = "log_in"
	ActionLogOut      Action = "log_out"
	ActionFailedLogIn Action = "failed_log_in"
	ActionLock        Action = "lock"
)

// Actions are all of them.
func Actions() []Action {
	return []Action{
		ActionRead, ActionSearch, ActionCreate, ActionChange, ActionImport, ActionExport, ActionRefused, ActionPropose,
		ActionReject, ActionDelete, ActionPurge, ActionVerify, ActionBackup, ActionRestore, ActionLogIn, ActionLogOut,
		ActionFailedLogIn, ActionLock,
	}
}

// LogEntry is a line of the access log.
type LogEntry struct {
	Seq        int64
	At         time.Time
	Initials   string
	Role       string
	Action     Action
	Citizen    model.ID // empty where the line is about no single citizen
	CaseNumber string   // of that citizen, where the log is read as a whole
	Purpose    model.Purpose
	Detail     model.Message
	Forgotten  bool // the detail identified a citizen who has been deleted
}

// logLine is a line as it is written. Its detail names no citizen and holds no
// answer, as it cannot be taken back; where the action is one of words that a
// person typed, appendLog keeps them apart.
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
	writeWords := commitText(&l)
	_, err = tx.ExecContext(ctx, `insert into access_log
		(seq, at, initials, role, action, citizen_id, purpose, detail, previous, hash)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		seq, l.At, l.Initials, l.Role, l.Action, nullText(string(l.Citizen)), l.Purpose, l.Detail, previous, l.hash(seq, previous))
	if err != nil {
		return err
	}
	return writeWords(ctx, tx, seq)
}

// CitizenLog is who has looked at or changed one citizen, newest first. Reading
// it is a read of the citizen.
func (a *Access) CitizenLog(ctx context.Context, citizen model.ID) ([]LogEntry, error) {
	if err := a.authorize(ctx, citizen); err != nil {
		return nil, fmt.Errorf("read access log: %w", err)
	}
	if err := a.logAccess(ctx, ActionRead, citizen, "access_log"); err != nil {
		return nil, err
	}
	entries, err := queryAll(ctx, a.r.db.read, scanLogEntry, `select `+logColumns+`
		from access_log_line l where l.citizen_id = $1 order by l.seq desc limit 1000`, citizen)
	if err != nil {
		return nil, fmt.Errorf("read access log: %w", err)
	}
	return entries, nil
}

const logColumns = `l.seq, l.at, l.initials, l.role, l.action, coalesce(l.citizen_id, ''), l.purpose, l.detail, l.forgotten`

func scanLogEntry(rows *sql.Rows, e *LogEntry) error { return scanLogEntryAnd(rows, e) }

func scanLogEntryAnd(rows *sql.Rows, e *LogEntry, more ...any) error {
	var at, detail string
	dest := append([]any{
		&e.Seq, &at, &e.Initials, &e.Role, &e.Action, &e.Citizen, &e.Purpose, &detail, &e.Forgotten,
	}, more...)
	if err := rows.Scan(dest...); err != nil {
		return err
	}
	e.Detail = parseDetail(e.Action, detail)
	var err error
	e.At, err = parseTime(at)
	return err
}
