// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// LogEntry is a line of the access log.
type LogEntry struct {
	Seq        int64
	At         time.Time
	Initials   string
	Role       string
	Action     Action
	Citizen    model.ID // empty where the line is not about one citizen
	CaseNumber string   // of Citizen, set by Log and SpotCheck
	Purpose    model.Purpose
	Detail     model.Message
	Forgotten  bool // the detail identified a citizen who has been deleted
}

// logLine is a line as it is written. A line can never be changed, so its detail
// identifies no citizen; [appendLog] stores typed text in a table of its own.
type logLine struct {
	At       string
	Initials string
	Role     string
	Action   Action
	Citizen  model.ID
	Purpose  model.Purpose
	Detail   string
}

// hash chains the line to the one before it. Each field is preceded by its length,
// so that no two lines share a hash by moving text between fields.
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

// logInTx writes a line of an administrative action that needs no access, such as
// logging in.
func (r *Register) logInTx(ctx context.Context, tx *sql.Tx, initials string, action Action, code string, args ...any) error {
	return appendLog(ctx, tx, logLine{
		At: formatTime(r.now()), Initials: initials, Action: action, Purpose: model.ForAdministration,
		Detail: model.NewMessage(code, args...).String(),
	})
}

// appendLog writes the next line of the access log.
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
