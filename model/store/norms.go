// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

// normsCache has the norms that were read last.
type normsCache struct {
	sync.Mutex
	version int64 // of the citizens
	until   time.Time
	norms   *analysis.Norms
}

// cacheLifetimeFactor bounds the share of time spent on reading norms and cohorts
// to 1 in cacheLifetimeFactor: a cached value lives so many times as long as it
// took to read.
const cacheLifetimeFactor = 100

// Norms returns the register's own standard deviations and reliabilities. They are
// about all citizens, so they are for every role that sees answers, whatever its
// teams. They are cached until a citizen changes and, in a large register, somewhat
// longer.
func (a *Access) Norms(ctx context.Context) (analysis.Norms, error) {
	if err := a.requireRoleAndLog(ctx, ActionRead, "norms", model.RoleCaseworker, model.RoleTeamLeader); err != nil {
		return analysis.Norms{}, err
	}
	norms, err := a.r.readNorms(ctx)
	if err != nil {
		return analysis.Norms{}, fmt.Errorf("read norms: %w", err)
	}
	return norms, nil
}

func (r *Register) readNorms(ctx context.Context) (analysis.Norms, error) {
	k := &r.norms
	k.Lock()
	defer k.Unlock()
	version, err := citizensVersion(ctx, r.db.read)
	if err != nil {
		return analysis.Norms{}, err
	}
	start := r.now()
	if k.norms != nil && (k.version == version || start.Before(k.until)) {
		return *k.norms, nil
	}
	instruments, err := r.Instruments(ctx)
	if err != nil {
		return analysis.Norms{}, err
	}
	b := analysis.NewNorms(instruments)
	if err := forEachHistory(ctx, r.db.read, b.Add); err != nil {
		return analysis.Norms{}, err
	}
	norms := b.Norms()
	end := r.now()
	k.norms, k.version, k.until = &norms, version, end.Add(cacheLifetimeFactor*end.Sub(start))
	return norms, nil
}

// forEachHistory calls fn with each citizen's complete assessments, with the
// columns that norms need. The value is valid until fn returns.
func forEachHistory(ctx context.Context, q querier, fn func(model.CaseHistory)) (err error) {
	// One row for each assessment, with its values in one text, is read ten times as
	// fast as one for each answer.
	rows, err := q.QueryContext(ctx, `select s.citizen_id, s.id, s.instrument, s.date, s.respondent, s.kind, s.status, s.entered_at,
			(select group_concat(w.value || ' ' || w.item, char(10)) from answer w where w.assessment_id = s.id)
		from assessment s where s.status <> 'draft' order by s.citizen_id`)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var c model.CaseHistory
	for rows.Next() {
		var s model.Assessment
		var entered string
		var values sql.NullString
		err := rows.Scan(&s.Citizen, &s.ID, &s.Instrument, &s.Date, &s.Respondent, &s.Kind, &s.Status, &entered, &values)
		if err != nil {
			return err
		}
		if s.EnteredAt, err = parseTime(entered); err != nil {
			return err
		}
		if s.Answers, err = parseValues(values.String); err != nil {
			return err
		}
		if s.Citizen != c.Citizen.ID {
			fn(c)
			c.Citizen.ID, c.Assessments = s.Citizen, c.Assessments[:0]
		}
		c.Assessments = append(c.Assessments, s)
	}
	fn(c)
	return rows.Err()
}

// parseValues reads answers such as "3 B01", one on each line.
func parseValues(text string) ([]model.Answer, error) {
	if text == "" {
		return nil, nil
	}
	answers := make([]model.Answer, 0, 1+strings.Count(text, "\n"))
	for line := range strings.SplitSeq(text, "\n") {
		value, item, _ := strings.Cut(line, " ")
		n, err := strconv.Atoi(value)
		if err != nil {
			return nil, err
		}
		answers = append(answers, model.NewAnswer(item, n))
	}
	return answers, nil
}
