package store

import (
	"context"
	"database/sql"
	"fmt"

	"fremskridt/model"
	"fremskridt/model/analysis"
)

// Norms are the register's own standard deviations of first answers. They are
// about all citizens together and tell of none, so they are open to every role
// that sees answers, whatever its teams.
func (a *Access) Norms(ctx context.Context) (analysis.Norms, error) {
	if err := a.need(model.RoleCaseworker, model.RoleTeamLeader); err != nil {
		return analysis.Norms{}, err
	}
	if err := a.logRead(ctx, ActionRead, "", "norms"); err != nil {
		return analysis.Norms{}, err
	}
	instruments, err := a.r.Instruments(ctx)
	if err != nil {
		return analysis.Norms{}, err
	}
	b := analysis.NewNorms(instruments)
	type first struct {
		instrument, item string
		value, n         int
	}
	list, err := collect(ctx, a.r.db.read, func(rows *sql.Rows, f *first) error {
		return rows.Scan(&f.instrument, &f.item, &f.value, &f.n)
	}, `with answered as (
			select s.instrument, s.citizen_id, w.item, w.value,
				row_number() over (partition by s.citizen_id, s.instrument, w.item order by s.date, s.entered_at desc, s.id desc) as nth
			from assessment s join answer w on w.assessment_id = s.id
			where s.status <> 'draft' and s.kind <> 'retest' and w.value is not null)
		select instrument, item, value, count(*) from answered where nth = 1 group by instrument, item, value`)
	if err != nil {
		return analysis.Norms{}, fmt.Errorf("read norms: %w", err)
	}
	for _, f := range list {
		for range f.n {
			b.AddAnswer(f.instrument, f.item, f.value)
		}
	}
	return b.Norms(), nil
}
