// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Conflict is a row of an import that a person must decide. The register keeps what
// it had.
type Conflict struct {
	ID      model.ID
	Citizen model.ID // empty where the row has no known citizen
	File    string
	Line    int
	Column  string
	Value   string
	Reason  string
	// Row is the whole row. It identifies the conflict, so that importing the same
	// extract again does not add it twice.
	Row []string
}

// AddConflict saves a conflict and reports whether it is new.
func (l *Load) AddConflict(c Conflict) (added bool, err error) {
	if c.Citizen != "" {
		if err := l.touch(c.Citizen); err != nil {
			return false, fmt.Errorf("save conflict: %w", err)
		}
	}
	sum := sha256.Sum256([]byte(strings.Join(append([]string{string(c.Citizen), c.Column, c.Reason}, c.Row...), "\x1f")))
	var id string
	added, err = l.queryRow(`insert into conflict (id, fingerprint, citizen_id, file, line, column_name, value, reason, found_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (fingerprint) do nothing returning id`,
		[]any{
			l.a.r.newID(), hex.EncodeToString(sum[:]), nullText(string(c.Citizen)), c.File, c.Line, c.Column, c.Value,
			c.Reason, formatTime(l.at),
		}, &id)
	if err != nil {
		return false, fmt.Errorf("save conflict: %w", err)
	}
	return added, nil
}

// Conflicts returns the unresolved conflicts of a citizen.
func (a *Access) Conflicts(ctx context.Context, citizen model.ID) (_ []Conflict, err error) {
	defer wrapError(&err, "read conflicts")
	if err := a.authorizeAndLog(ctx, ActionRead, citizen, "conflicts"); err != nil {
		return nil, err
	}
	list, err := queryAll(ctx, a.r.db.read, func(rows *sql.Rows, c *Conflict) error {
		return rows.Scan(&c.ID, &c.Citizen, &c.File, &c.Line, &c.Column, &c.Value, &c.Reason)
	}, `select id, citizen_id, file, line, column_name, value, reason from conflict
		where citizen_id = $1 and resolved_at = '' order by found_at, id`, citizen)
	if err != nil {
		return nil, err
	}
	return list, nil
}
