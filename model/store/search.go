package store

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"sync"

	"codeberg.org/fremskridt/fremskridt/model"
)

// searchIndex holds what a search looks through: the folded names, case numbers
// and CPR of all citizens in Danish order of name. Looking through all of them
// in memory takes a few milliseconds at a hundred thousand, finds a part inside
// a word, and needs no index of names in the file.
type searchIndex struct {
	mu      sync.Mutex
	version int64 // of the citizens it was made from
	entries []indexedCitizen
}

type indexedCitizen struct {
	row      CitizenRow
	sortKey  []byte
	position int    // of the target group
	text     string // folded
}

// citizensVersion is another number whenever a citizen has changed.
func citizensVersion(ctx context.Context, db *sql.DB) (version int64, err error) {
	err = db.QueryRowContext(ctx, `select citizens_changed from register`).Scan(&version)
	return version, err
}

func (s *searchIndex) invalidate() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.entries, s.version = nil, 0
}

// isCurrent reports whether the index is there and up to date, so that a list
// without a search is found in it too, sooner than the tables count it. It waits
// for nobody who is making the index.
func (s *searchIndex) isCurrent(ctx context.Context, db *sql.DB) bool {
	if !s.mu.TryLock() {
		return false
	}
	defer s.mu.Unlock()
	version, err := citizensVersion(ctx, db)
	return err == nil && s.entries != nil && version == s.version
}

// load brings the index up to date and returns its entries, which nobody
// modifies.
func (s *searchIndex) load(ctx context.Context, db *sql.DB) ([]indexedCitizen, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	version, err := citizensVersion(ctx, db)
	if err != nil {
		return nil, err
	}
	if s.entries != nil && version == s.version {
		return s.entries, nil
	}
	entries, err := queryAll(ctx, db, func(rows *sql.Rows, e *indexedCitizen) error {
		var cpr sql.NullString
		r := &e.row
		err := rows.Scan(&r.ID, &r.CaseNumber, &r.Name, &r.TargetGroup, &r.Caseworker, &r.Team, &r.Closed, &r.Latest,
			&e.sortKey, &e.position, &cpr)
		// Both spellings of å are kept, so that a part of either is found.
		e.text = foldAa(r.Name) + "\n" + fold(r.CaseNumber) + "\n" + cpr.String
		if plain := fold(r.Name); strings.Contains(plain, "aa") {
			e.text += "\n" + plain
		}
		return err
	}, `select `+citizenRowColumns+`, c.sort_key, g.position, c.cpr
		from citizen c join team t on t.id = c.team_id join target_group g on g.code = c.target_group
		order by c.sort_key, c.id`)
	if err != nil {
		return nil, err
	}
	if entries == nil {
		entries = []indexedCitizen{}
	}
	s.entries, s.version = entries, version
	return entries, nil
}

// PrepareSearch makes the search ready, so that the first key typed is answered as
// fast as the next. It reads citizens into memory and shows none.
func (a *Access) PrepareSearch(ctx context.Context) error {
	if err := a.requireRole(ctx, "search_index", "", model.RoleCaseworker, model.RoleTeamLeader); err != nil {
		return err
	}
	if err := a.logAccess(ctx, ActionRead, "", "search_index"); err != nil {
		return err
	}
	if _, err := a.r.search.load(ctx, a.r.db.read); err != nil {
		return fmt.Errorf("prepare search: %w", err)
	}
	return nil
}

func (a *Access) searchCitizens(ctx context.Context, q CitizenQuery) (CitizenList, error) {
	entries, err := a.r.search.load(ctx, a.r.db.read)
	if err != nil {
		return CitizenList{}, fmt.Errorf("search citizens: %w", err)
	}
	wanted := parseSearch(q.Text)
	var found []*indexedCitizen
	for i := range entries {
		e := &entries[i]
		if a.inScope(q, &e.row) && wanted.match(e.text) {
			found = append(found, e)
		}
	}
	sortResults(found, q)
	list := CitizenList{Total: len(found)}
	from := min(max(q.Offset, 0), len(found))
	to := len(found)
	if q.Limit > 0 {
		to = min(from+q.Limit, to)
	}
	for _, e := range found[from:to] {
		list.Rows = append(list.Rows, e.row)
	}
	return list, nil
}

// searchTerms is what a search looks for.
type searchTerms struct {
	words [][]string // each in the spellings of which one must be there
	cpr   string     // digits of what may be a CPR typed with its hyphen
}

// parseSearch folds what was typed. A word that ends in a may be on its way to aa.
func parseSearch(text string) (w searchTerms) {
	for _, word := range strings.Fields(fold(text)) {
		spellings := []string{foldAa(word)}
		if spellings[0] != word {
			spellings = append(spellings, word)
		}
		if half := foldAa(word + "a"); strings.HasSuffix(half, "å") {
			spellings = append(spellings, half)
		}
		w.words = append(w.words, spellings)
	}
	if c := strings.ReplaceAll(strings.TrimSpace(text), "-", ""); len(c) >= 7 && isDigits(c) && !isCaseNumber(text) {
		w.cpr = c
	}
	return w
}

func isDigits(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

// match reports whether a text has the CPR or all of the words.
func (w *searchTerms) match(text string) bool {
	if w.cpr != "" && strings.Contains(text, w.cpr) {
		return true
	}
	for _, spellings := range w.words {
		if !slices.ContainsFunc(spellings, func(s string) bool { return strings.Contains(text, s) }) {
			return false
		}
	}
	return true
}

// inScope is the condition of visible, on a row in memory.
func (a *Access) inScope(q CitizenQuery, r *CitizenRow) bool {
	switch {
	case (!a.user.AllTeams || q.Scope == ScopeTeam && len(a.user.Teams) > 0) && !slices.Contains(a.user.Teams, r.Team),
		q.Scope == ScopeMine && r.Caseworker != a.user.Initials,
		q.TargetGroup != "" && r.TargetGroup != q.TargetGroup,
		!q.Closed && !r.Closed.IsZero():
		return false
	}
	return true
}

// sortResults sorts what is in order of name into the order of the query.
func sortResults(found []*indexedCitizen, q CitizenQuery) {
	var by func(a, b *indexedCitizen) int
	switch q.Order {
	case ByCase:
		by = func(a, b *indexedCitizen) int { return cmp.Compare(a.row.CaseNumber, b.row.CaseNumber) }
	case ByTargetGroup:
		by = func(a, b *indexedCitizen) int { return cmp.Compare(a.position, b.position) }
	case ByLatest:
		by = func(a, b *indexedCitizen) int { return a.row.Latest.Compare(b.row.Latest) }
	case ByCaseworker:
		by = func(a, b *indexedCitizen) int { return cmp.Compare(a.row.Caseworker, b.row.Caseworker) }
	default:
		if !q.Descending {
			return
		}
		by = func(a, b *indexedCitizen) int { return bytes.Compare(a.sortKey, b.sortKey) }
	}
	slices.SortStableFunc(found, func(a, b *indexedCitizen) int {
		if q.Descending {
			return -by(a, b)
		}
		return by(a, b)
	})
}
