// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"

	"codeberg.org/fremskridt/fremskridt/model"
)

// eraseText erases texts outside the citizens' own rows that identify them: typed
// text of the access log, and values of other citizens' conflicts. The citizens
// are deleted already, and the log ends with the line of the deletion.
func (p *identityMatcher) eraseText(ctx context.Context, tx *sql.Tx) error {
	by, err := lastLogSeq(ctx, tx)
	if err != nil {
		return err
	}
	type typedLine struct {
		seq     int64
		action  Action
		citizen model.ID
		text    string
	}
	lines, err := queryAll(ctx, tx, func(rows *sql.Rows, l *typedLine) error { return rows.Scan(&l.seq, &l.action, &l.citizen, &l.text) },
		`select w.seq, l.action, coalesce(l.citizen_id, ''), w.words
		from access_log_words w join access_log l on l.seq = w.seq order by w.seq`)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	identifies := func(text string) bool {
		is, ok := known[text]
		if !ok {
			is = p.identifies(text)
			known[text] = is
		}
		return is
	}
	for _, l := range lines {
		if !p.deleted[l.citizen] && !identifies(typedText(l.action, l.text)) {
			continue
		}
		if _, err := tx.ExecContext(ctx, `insert into log_forgotten (seq, by_seq) values ($1, $2)`, l.seq, by); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `delete from access_log_words where seq = $1`, l.seq); err != nil {
			return err
		}
	}
	type conflict struct {
		id          model.ID
		file, value string
	}
	conflicts, err := queryAll(ctx, tx, func(rows *sql.Rows, c *conflict) error { return rows.Scan(&c.id, &c.file, &c.value) },
		`select id, file, value from conflict`)
	if err != nil {
		return err
	}
	for _, c := range conflicts {
		if !p.containsName(c.value) && !p.containsName(c.file) {
			continue
		}
		if _, err := tx.ExecContext(ctx, `delete from conflict where id = $1`, c.id); err != nil {
			return err
		}
	}
	return nil
}
