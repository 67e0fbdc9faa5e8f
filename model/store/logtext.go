package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"strings"
)

// commitmentPrefix begins the detail of a line whose words are kept beside the log.
const commitmentPrefix = "sha256:"

// hasTypedText reports whether a line's detail is words that a person typed: what was
// searched for, or the name of a file. Such words may name a citizen.
func (a Action) hasTypedText() bool {
	switch a {
	case ActionSearch, ActionImport, ActionExport, ActionBackup, ActionRestore:
		return true
	}
	return false
}

// commitment is the detail of a line that binds it to words without holding them.
// The salt keeps short words from being guessed once they are forgotten.
func commitment(salt []byte, words string) string {
	h := sha256.New()
	h.Write(salt)
	h.Write([]byte(words))
	return commitmentPrefix + hex.EncodeToString(h.Sum(nil))
}

// commitText puts a commitment in the place of words that a person typed. What it
// returns writes the words once the line is there.
func commitText(l *logLine) (write func(ctx context.Context, tx *sql.Tx, seq int64) error) {
	if !l.Action.hasTypedText() || l.Detail == "" {
		return func(context.Context, *sql.Tx, int64) error { return nil }
	}
	words := l.Detail
	salt := make([]byte, 16)
	_, _ = rand.Read(salt) // never fails
	l.Detail = commitment(salt, words)
	return func(ctx context.Context, tx *sql.Tx, seq int64) error {
		_, err := tx.ExecContext(ctx, `insert into access_log_words (seq, salt, words) values ($1, $2, $3)`, seq, salt, words)
		return err
	}
}

// hasCommitment reports whether a line's words are kept beside the log. Lines of
// the first version of the tables held them themselves.
func (l logLine) hasCommitment() bool {
	return l.Action.hasTypedText() && strings.HasPrefix(l.Detail, commitmentPrefix)
}
