// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"strings"
)

// commitmentPrefix begins a detail with its text in the table access_log_words.
const commitmentPrefix = "sha256:"

// commitment returns the detail that binds a line to a text without containing it.
// The salt keeps a short text from being guessed after it is erased.
func commitment(salt []byte, words string) string {
	h := sha256.New()
	h.Write(salt)
	h.Write([]byte(words))
	return commitmentPrefix + hex.EncodeToString(h.Sum(nil))
}

// commitText replaces a detail with typed text by a commitment. The function it
// returns stores the text once the line is written.
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

// hasCommitment reports whether a line's text is stored elsewhere. Lines of schema
// version 1 contained it.
func (l logLine) hasCommitment() bool {
	return l.Action.hasTypedText() && strings.HasPrefix(l.Detail, commitmentPrefix)
}
