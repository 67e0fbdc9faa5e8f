// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"sync"

	"codeberg.org/fremskridt/fremskridt/model"
)

// searchIndex has the folded names, case numbers and CPR numbers of all citizens
// in memory, in Danish order of name. Scanning it takes a few milliseconds for
// 100,000 citizens, finds parts of words, and needs no index of names on disk.
type searchIndex struct {
	mu      sync.Mutex
	version int64 // of the citizens
	entries []indexedCitizen
}

type indexedCitizen struct {
	row      CitizenRow
	sortKey  []byte
	position int    // of the target group
	text     string // folded
}

// citizensVersion returns a number that changes with every change of a citizen.
func citizensVersion(ctx context.Context, db *sql.DB) (version int64, err error) {
	err = db.QueryRowContext(ctx, `select citizens_changed from register`).Scan(&version)
	return version, err
}

func (s *searchIndex) invalidate() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.entries, s.version = nil, 0
}

// isCurrent reports whether the index can answer a list without a search, faster
// than the tables. It is false while another goroutine builds the index.
func (s *searchIndex) isCurrent(ctx context.Context, db *sql.DB) bool {
	if !s.mu.TryLock() {
		return false
	}
	defer s.mu.Unlock()
	version, err := citizensVersion(ctx, db)
	return err == nil && s.entries != nil && version == s.version
}

// load brings the index up to date and returns its entries, which are read-only.
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
		// Both spellings of å are included, so that a part of either is found.
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

// PrepareSearch builds the search index, so that the first key typed is answered
// as fast as the next. It shows no citizen.
func (a *Access) PrepareSearch(ctx context.Context) error {
	if err := a.requireRoleAndLog(ctx, ActionRead, "search_index", model.RoleCaseworker, model.RoleTeamLeader); err != nil {
		return err
	}
	if _, err := a.r.search.load(ctx, a.r.db.read); err != nil {
		return fmt.Errorf("prepare search: %w", err)
	}
	return nil
}
