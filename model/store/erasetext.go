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
	type kept struct {
		seq     int64
		action  Action
		citizen model.ID
		words   string
	}
	all, err := queryAll(ctx, tx, func(rows *sql.Rows, k *kept) error { return rows.Scan(&k.seq, &k.action, &k.citizen, &k.words) },
		`select w.seq, l.action, coalesce(l.citizen_id, ''), w.words
		from access_log_words w join access_log l on l.seq = w.seq order by w.seq`)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	points := func(text string) bool {
		is, ok := known[text]
		if !ok {
			is = p.identifies(text)
			known[text] = is
		}
		return is
	}
	for _, k := range all {
		if !p.deleted[k.citizen] && !points(typedText(k.action, k.words)) {
			continue
		}
		if _, err := tx.ExecContext(ctx, `insert into log_forgotten (seq, by_seq) values ($1, $2)`, k.seq, by); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `delete from access_log_words where seq = $1`, k.seq); err != nil {
			return err
		}
	}
	type undecided struct {
		id          model.ID
		file, value string
	}
	conflicts, err := queryAll(ctx, tx, func(rows *sql.Rows, u *undecided) error { return rows.Scan(&u.id, &u.file, &u.value) },
		`select id, file, value from conflict`)
	if err != nil {
		return err
	}
	for _, u := range conflicts {
		if !p.containsName(u.value) && !p.containsName(u.file) {
			continue
		}
		if _, err := tx.ExecContext(ctx, `delete from conflict where id = $1`, u.id); err != nil {
			return err
		}
	}
	return nil
}
