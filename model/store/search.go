// SPDX-License-Identifier: MPL-2.0

package store

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
)

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
	words [][]string // each in alternative spellings
	cpr   string     // digits of a possible CPR number
}

// parseSearch folds a typed text. A word that ends in a may become aa.
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

// match reports whether a folded text contains the CPR number or all of the words.
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

// inScope is [Access.scopeCondition] for a row in memory.
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

// sortResults sorts entries, which are in order of name, into the query's order.
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
