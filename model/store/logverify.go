// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// ErrLogAltered is returned when the access log is not as it was written.
var ErrLogAltered = errors.New("the access log has been altered")

// ErrNoLogHead is returned for a text that is no [LogHead].
var ErrNoLogHead = errors.New("not the end of an access log")

// LogHead is the last line of the access log at some time. A head that is kept with
// a backup shows later whether lines were cut off.
type LogHead struct {
	Seq  int64
	Hash []byte
}

// String is the form in which a head is written down: number and hash.
func (h LogHead) String() string { return fmt.Sprintf("%d:%x", h.Seq, h.Hash) }

// ParseLogHead is the inverse of [LogHead.String].
func ParseLogHead(text string) (h LogHead, err error) {
	line, hash, _ := strings.Cut(strings.TrimSpace(text), ":")
	h.Seq, err = strconv.ParseInt(line, 10, 64)
	if err == nil {
		h.Hash, err = hex.DecodeString(hash)
	}
	if err != nil || h.Seq < 1 || len(h.Hash) != sha256.Size {
		return LogHead{}, fmt.Errorf("%q: %w", text, ErrNoLogHead)
	}
	return h, nil
}

// LogHead returns the present last line.
func (r *Register) LogHead(ctx context.Context) (LogHead, error) {
	var h LogHead
	err := r.db.read.QueryRowContext(ctx, `select seq, hash from access_log order by seq desc limit 1`).Scan(&h.Seq, &h.Hash)
	if err != nil {
		return LogHead{}, fmt.Errorf("read the log's head: %w", err)
	}
	return h, nil
}

// VerifyLog checks the hash chain of the access log, from the anchor of the last
// purge on, and returns the number of valid lines. It returns [ErrLogAltered] where
// a line is missing, changed or out of order, where a typed text is not the
// original, where an anchor was not made by a purge, or where the log lacks one of
// the heads. Heads from before the last purge are not checked.
func (r *Register) VerifyLog(ctx context.Context, heads ...LogHead) (lines int64, err error) {
	defer wrapError(&err, "verify access log")
	tx, err := r.db.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return 0, err
	}
	defer tx.Rollback() // it only reads
	lines, err = verifyLog(ctx, tx, heads)
	if err != nil {
		return lines, err
	}
	return lines, nil
}

// logAnchor is the last line that a purge removed.
type logAnchor struct {
	seq  int64
	hash []byte
}

// purgeDetail is the detail of the line that records the purge. A trigger of the
// database compares it.
func (a logAnchor) purgeDetail() string {
	return fmt.Sprintf("through %d %s", a.seq, hex.EncodeToString(a.hash))
}

// verifyLog checks the access log and returns the number of lines before the first
// fault.
func verifyLog(ctx context.Context, q querier, heads []LogHead) (lines int64, err error) {
	anchors, err := queryAll(ctx, q, func(rows *sql.Rows, a *logAnchor) error { return rows.Scan(&a.seq, &a.hash) },
		`select seq, hash from log_anchor order by seq`)
	if err != nil {
		return 0, err
	}
	check, err := newChainCheck(anchors, heads)
	if err != nil {
		return 0, err
	}
	rows, err := q.QueryContext(ctx, `select l.seq, l.at, l.initials, l.role, l.action, coalesce(l.citizen_id, ''), l.purpose, l.detail,
			l.previous, l.hash, w.salt, w.words, coalesce(f.by_seq, 0)
		from access_log l left join access_log_words w on w.seq = l.seq left join log_forgotten f on f.seq = l.seq
		order by l.seq`)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for ; rows.Next(); lines++ {
		var l storedLine
		if err := rows.Scan(&l.seq, &l.At, &l.Initials, &l.Role, &l.Action, &l.Citizen, &l.Purpose, &l.Detail,
			&l.previous, &l.hash, &l.salt, &l.text, &l.erasedBy); err != nil {
			return lines, err
		}
		if err := check.line(&l); err != nil {
			return lines, err
		}
	}
	if err := rows.Err(); err != nil {
		return lines, err
	}
	if err := check.end(heads); err != nil {
		return lines, err
	}
	return lines, verifySets(ctx, q)
}

// lastLogSeq returns the number of the last line.
func lastLogSeq(ctx context.Context, q querier) (seq int64, err error) {
	err = q.QueryRowContext(ctx, `select coalesce(max(seq), 0) from access_log`).Scan(&seq)
	return seq, err
}
