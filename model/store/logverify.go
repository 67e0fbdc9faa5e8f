package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
)

// ErrLogAltered is returned when the access log is not as it was written.
var ErrLogAltered = errors.New("the access log has been altered")

// LogHead is the last line of the access log at some time. A head that is kept with
// a backup shows later whether lines were cut off.
type LogHead struct {
	Seq  int64
	Hash []byte
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
	tx, err := r.db.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return 0, fmt.Errorf("verify access log: %w", err)
	}
	defer tx.Rollback() // there is nothing to undo
	lines, err = verifyLog(ctx, tx, heads)
	if err != nil {
		return lines, fmt.Errorf("verify access log: %w", err)
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

func verifyLog(ctx context.Context, q querier, heads []LogHead) (lines int64, err error) {
	anchors, err := queryAll(ctx, q, func(rows *sql.Rows, a *logAnchor) error { return rows.Scan(&a.seq, &a.hash) },
		`select seq, hash from log_anchor order by seq`)
	if err != nil {
		return 0, err
	}
	anchor := logAnchor{hash: make([]byte, sha256.Size)}
	if len(anchors) > 0 {
		anchor = anchors[len(anchors)-1]
	}
	expected := map[int64][]byte{}
	for _, h := range heads {
		if other, twice := expected[h.Seq]; twice && !bytes.Equal(other, h.Hash) {
			return 0, fmt.Errorf("two heads differ about line %d: %w", h.Seq, ErrLogAltered)
		}
		expected[h.Seq] = h.Hash
	}
	for _, a := range anchors {
		if h, ok := expected[a.seq]; ok && !bytes.Equal(h, a.hash) {
			return 0, fmt.Errorf("the anchor at line %d is another: %w", a.seq, ErrLogAltered)
		}
	}

	rows, err := q.QueryContext(ctx, `select l.seq, l.at, l.initials, l.role, l.action, coalesce(l.citizen_id, ''), l.purpose, l.detail,
			l.previous, l.hash, w.salt, w.words, coalesce(f.by_seq, 0)
		from access_log l left join access_log_words w on w.seq = l.seq left join log_forgotten f on f.seq = l.seq
		order by l.seq`)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	last, told := anchor, anchor.seq == 0
	forgetting := map[int64]bool{} // lines that are said to have made words be forgotten
	for rows.Next() {
		var seq, forgottenBy int64
		var l logLine
		var previous, hash, salt []byte
		var words sql.NullString
		if err := rows.Scan(&seq, &l.At, &l.Initials, &l.Role, &l.Action, &l.Citizen, &l.Purpose, &l.Detail,
			&previous, &hash, &salt, &words, &forgottenBy); err != nil {
			return lines, err
		}
		if seq != last.seq+1 || !bytes.Equal(previous, last.hash) || !bytes.Equal(l.hash(seq, previous), hash) {
			return lines, fmt.Errorf("line %d is missing or not as it was written: %w", last.seq+1, ErrLogAltered)
		}
		if head, ok := expected[seq]; ok && !bytes.Equal(head, hash) {
			return lines, fmt.Errorf("line %d is not the head that was written down: %w", seq, ErrLogAltered)
		}
		if !l.textIntact(salt, words, forgottenBy) {
			return lines, fmt.Errorf("the words of line %d are missing or others: %w", seq, ErrLogAltered)
		}
		if forgottenBy > 0 {
			forgetting[forgottenBy] = true
		}
		if l.Action == ActionDelete {
			delete(forgetting, seq)
		}
		told = told || l.Action == ActionPurge && l.Detail == anchor.purgeDetail()
		lines, last = lines+1, logAnchor{seq, hash}
	}
	if err := rows.Err(); err != nil {
		return lines, err
	}
	switch {
	case !told:
		return lines, fmt.Errorf("no line tells of the purge through line %d: %w", anchor.seq, ErrLogAltered)
	case len(forgetting) > 0:
		return lines, fmt.Errorf("words were forgotten by no deletion: %w", ErrLogAltered)
	}
	for _, h := range heads {
		if h.Seq > last.seq {
			return lines, fmt.Errorf("the log ends at line %d and had %d: %w", last.seq, h.Seq, ErrLogAltered)
		}
	}
	return lines, nil
}

// lastLogSeq returns the number of the last line.
func lastLogSeq(ctx context.Context, q querier) (seq int64, err error) {
	err = q.QueryRowContext(ctx, `select coalesce(max(seq), 0) from access_log`).Scan(&seq)
	return seq, err
}
