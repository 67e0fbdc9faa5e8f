package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"unicode/utf8"

	"codeberg.org/fremskridt/fremskridt/model"
)

// minOthers is how many other citizens words must find to tell nothing of the one
// they were meant for.
const minOthers = 5

// identityMatcher tells which words point to citizens that are being deleted.
//
// What counts of a text are the words that are part of a name or a number which
// such a citizen has or had. Where at least five others, who stay, have all of
// those too, the text points to nobody: a search for Jensen says as little as
// before. Otherwise it is forgotten.
type identityMatcher struct {
	others  []indexedCitizen
	deleted map[model.ID]bool
	texts   []string // folded, one a citizen: all names and numbers
	names   []string // each of those, folded
}

// addCitizen takes a citizen down who is about to be deleted.
func (p *identityMatcher) addCitizen(ctx context.Context, q querier, citizen model.ID) error {
	list, err := queryAll(ctx, q, scanValue[string], `select name from citizen where id = $1
		union select case_number from citizen where id = $1
		union select cpr from citizen where id = $1 and cpr is not null
		union select old_value from citizen_history where citizen_id = $1 and field in ('name', 'case_number')
		union select new_value from citizen_history where citizen_id = $1 and field in ('name', 'case_number')
		union select old_cpr from cpr_history where citizen_id = $1 and old_cpr is not null
		union select new_cpr from cpr_history where citizen_id = $1 and new_cpr is not null`, citizen)
	var b strings.Builder
	for _, s := range list {
		b.WriteString(foldAa(s) + "\n" + fold(s) + "\n")
		p.names = append(p.names, fold(s))
	}
	p.texts = append(p.texts, b.String())
	p.deleted[citizen] = true
	return err
}

// identifies reports whether a text points to one of the citizens.
func (p *identityMatcher) identifies(text string) bool {
	words := parseSearch(text).words
	for _, known := range p.texts {
		var w searchTerms
		for _, spellings := range words {
			one := searchTerms{words: [][]string{spellings}}
			if utf8.RuneCountInString(spellings[0]) > 1 && one.match(known) {
				w.words = append(w.words, spellings)
			}
		}
		if len(w.words) > 0 && !p.isCommon(&w) {
			return true
		}
	}
	return false
}

// containsName reports whether a text holds a whole name or number of one of the
// citizens.
func (p *identityMatcher) containsName(text string) bool {
	text = fold(text)
	closed := strings.ReplaceAll(text, " ", "") // a CPR may be written with a hyphen
	return slices.ContainsFunc(p.names, func(name string) bool {
		return name != "" && (strings.Contains(" "+text+" ", " "+name+" ") || isDigits(name) && len(name) == 10 && strings.Contains(closed, name))
	})
}

// isCommon reports whether enough of those who stay are found too.
func (p *identityMatcher) isCommon(w *searchTerms) bool {
	found := 0
	for i := range p.others {
		if e := &p.others[i]; w.match(e.text) && !p.deleted[e.row.ID] {
			if found++; found == minOthers {
				return true
			}
		}
	}
	return false
}

// typedText is the part of a log line's detail that a person typed.
func typedText(action Action, detail string) string {
	m := parseDetail(action, detail)
	return strings.TrimSpace(strings.Join([]string{m.Arg("text"), m.Arg("name"), m.Arg("path")}, " "))
}

// eraseText removes what points to the citizens and does not belong to them: the
// words of lines of the log, and what an import could not decide about somebody
// else but names them in. The citizens
// are deleted already, and the log ends with the line that says so.
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
