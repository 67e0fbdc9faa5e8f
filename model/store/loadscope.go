// SPDX-License-Identifier: MPL-2.0

package store

import (
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// ErrOtherTeam is returned where an import would read or change a citizen that its
// user may not see, or would move one out of the user's sight.
var ErrOtherTeam = fmt.Errorf("the citizen belongs to another team: %w", ErrForbidden)

// SeesAll reports whether the user imports for every team.
func (l *Load) SeesAll() bool { return l.a.role == model.RoleOperations || l.a.user.AllTeams }

// Team returns the team of new citizens that the extract gives none: the fallback
// where the user may import for it, else the user's only team.
func (l *Load) Team(fallback string) string {
	if teams := l.a.user.Teams; !l.seesTeam(fallback) && len(teams) == 1 {
		return teams[0]
	}
	return fallback
}

func (l *Load) seesTeam(name string) bool { return l.SeesAll() || l.a.canSeeTeam(name) }

// hand gives a citizen to the caller, or refuses one of another team.
func (l *Load) hand(k *CitizenState) (*CitizenState, error) {
	if k == nil {
		return nil, nil
	}
	if !l.seesTeam(k.Team) {
		return nil, l.refuse(k.ID)
	}
	if !l.handed[k.ID] {
		l.handed[k.ID] = false
	}
	return k, nil
}

// touch notes that a citizen is changed. It refuses one of another team.
func (l *Load) touch(citizen model.ID) error {
	if _, ok := l.handed[citizen]; !ok {
		var team string
		found, err := l.queryRow(`select t.name from citizen c join team t on t.id = c.team_id where c.id = $1`, []any{citizen}, &team)
		switch {
		case err != nil:
			return err
		case !found:
			return ErrNotFound
		case !l.seesTeam(team):
			return l.refuse(citizen)
		}
	}
	l.handed[citizen] = true
	return nil
}

// refuse notes that a citizen of another team, or one to be moved there, was refused.
func (l *Load) refuse(citizen model.ID) error {
	l.refused[citizen] = true
	return ErrOtherTeam
}

// logCitizens logs the citizens that were changed and those that were refused.
func (l *Load) logCitizens(tx *sql.Tx) error {
	var changed []model.ID
	for id, touched := range l.handed {
		if touched {
			changed = append(changed, id)
		}
	}
	if len(changed) > 0 {
		if err := l.a.logSetInTx(l.stmtCtx, tx, ActionImport, changed, "import"); err != nil {
			return err
		}
	}
	return l.logRefused(tx)
}

func (l *Load) logRefused(tx *sql.Tx) error {
	if len(l.refused) == 0 {
		return nil
	}
	return l.a.logSetInTx(l.stmtCtx, tx, ActionRefused, slices.Collect(maps.Keys(l.refused)), "import")
}
