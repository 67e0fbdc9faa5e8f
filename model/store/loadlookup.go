// SPDX-License-Identifier: MPL-2.0

package store

import (
	"database/sql"
	"fmt"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
)

// CitizenState is a citizen of the register with the headers of the assessments.
type CitizenState struct {
	model.Citizen
	Source      model.Source       // of the latest change of the master data
	Assessments []model.Assessment // without answers
}

// citizenCacheSize bounds the citizens that a Load caches. Extracts are mostly
// sorted by citizen, so a few are enough.
const citizenCacheSize = 4096

// PrefetchLimit is the most case numbers that [Load.Prefetch] takes.
const PrefetchLimit = 256

// Prefetch reads the citizens that [Load.Citizen] is about to return, in two
// queries for all of them.
func (l *Load) Prefetch(caseNumbers []string) error {
	numbers := make([]any, 0, PrefetchLimit)
	for _, n := range caseNumbers {
		if _, ok := l.citizens[n]; !ok {
			numbers = append(numbers, n)
		}
	}
	if len(numbers) < 2 {
		return nil
	}
	if len(l.citizens)+len(numbers) > citizenCacheSize {
		clear(l.citizens)
	}
	for _, n := range numbers {
		l.citizens[n.(string)] = nil
	}
	citizens, err := queryPrepared(l, scanCitizenState, `select `+citizenStateColumns+` where c.case_number in (`+l.placeholders+`)`, padArgs(numbers)...)
	if err != nil || len(citizens) == 0 {
		return err
	}
	byID := make(map[model.ID]*CitizenState, len(citizens))
	ids := make([]any, 0, PrefetchLimit)
	for i := range citizens {
		k := &citizens[i]
		l.citizens[k.CaseNumber], byID[k.ID] = k, k
		ids = append(ids, k.ID)
	}
	assessments, err := queryPrepared(l, scanAssessment, `select `+assessmentColumns+` from assessment s where s.citizen_id in (`+l.placeholders+`) order by s.citizen_id, s.date`,
		padArgs(ids)...)
	for _, s := range assessments {
		k := byID[s.Citizen]
		k.Assessments = append(k.Assessments, s)
	}
	return err
}

// numberedPlaceholders are the parameters of a query for PrefetchLimit values.
func numberedPlaceholders() string {
	var b strings.Builder
	b.WriteString("$1")
	for i := 2; i <= PrefetchLimit; i++ {
		fmt.Fprintf(&b, ", $%d", i)
	}
	return b.String()
}

// padArgs repeats the last value up to PrefetchLimit values, so that one prepared
// statement serves any number.
func padArgs(values []any) []any {
	for len(values) < PrefetchLimit {
		values = append(values, values[len(values)-1])
	}
	return values
}

const citizenStateColumns = citizenColumns + `, c.source from citizen c join team t on t.id = c.team_id`

func scanCitizenState(rows *sql.Rows, k *CitizenState) error {
	return rows.Scan(&k.ID, &k.CaseNumber, &k.CPR, &k.Name, &k.TargetGroup,
		&k.Caseworker, &k.Team, &k.Opened, &k.Closed, &k.CloseReason, &k.Revision, &k.Source)
}

// Citizen finds a citizen by case number; nil where there is none. It returns
// [ErrOtherTeam] for one that the user may not see.
func (l *Load) Citizen(caseNumber string) (*CitizenState, error) {
	if k, ok := l.citizens[caseNumber]; ok {
		return l.hand(k)
	}
	found, err := queryPrepared(l, scanCitizenState, `select `+citizenStateColumns+` where c.case_number = $1`, caseNumber)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	k := &found[0]
	k.Assessments, err = queryPrepared(l, scanAssessment, `select `+assessmentColumns+` from assessment s where s.citizen_id = $1 order by s.date`, k.ID)
	if err != nil {
		return nil, err
	}
	l.cacheCitizen(k)
	return l.hand(k)
}

func (l *Load) cacheCitizen(k *CitizenState) {
	if len(l.citizens) >= citizenCacheSize {
		clear(l.citizens)
	}
	l.citizens[k.CaseNumber] = k
}

// CitizenByCPR finds a citizen by CPR number, like [Load.Citizen].
func (l *Load) CitizenByCPR(cpr model.CPR) (*CitizenState, error) {
	var caseNumber string
	found, err := l.queryRow(`select case_number from citizen where cpr = $1`, []any{string(cpr)}, &caseNumber)
	if err != nil || !found {
		return nil, err
	}
	return l.Citizen(caseNumber)
}

func (l *Load) team(name string) (string, error) {
	if id := l.teams[name]; id != "" {
		return id, nil
	}
	id, err := l.a.r.teamID(l.ctx, l.tx, name)
	if err == nil {
		l.teams[name] = id
	}
	return id, err
}
