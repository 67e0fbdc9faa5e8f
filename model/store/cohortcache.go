// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"slices"
	"sync"
	"time"

	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
)

// cohortCache has the cohort that was read last.
type cohortCache struct {
	mu      sync.Mutex
	reading chan struct{} // closed when the reading ends; nil while there is none
	version int64         // of the citizens
	teams   []string      // nil for all
	until   time.Time
	cohort  *cohort.Cohort
}

// cohort returns the cached cohort or reads it. Of several concurrent callers, one
// reads and the others wait.
func (a *Access) cohort(ctx context.Context, progress func(done, total int)) (*cohort.Cohort, error) {
	k := &a.r.cohort
	for {
		version, err := citizensVersion(ctx, a.r.db.read)
		if err != nil {
			return nil, err
		}
		k.mu.Lock()
		if c := k.lookup(a.teams(), version, a.r.now()); c != nil {
			k.mu.Unlock()
			return c, nil
		}
		if k.reading == nil {
			k.reading = make(chan struct{})
			k.mu.Unlock()
			return a.readCohort(ctx, progress)
		}
		others := k.reading
		k.mu.Unlock()
		select {
		case <-others:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// teams returns the teams that the user may see, nil for all.
func (a *Access) teams() []string {
	if a.user.AllTeams {
		return nil
	}
	return append([]string{}, a.user.Teams...)
}

func (k *cohortCache) lookup(teams []string, version int64, now time.Time) *cohort.Cohort {
	if k.cohort == nil || (k.teams == nil) != (teams == nil) || !slices.Equal(k.teams, teams) {
		return nil
	}
	if k.version != version && !now.Before(k.until) {
		return nil
	}
	return k.cohort
}

// invalidate drops the cohort, as when a citizen is deleted.
func (k *cohortCache) invalidate() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.cohort = nil
}
