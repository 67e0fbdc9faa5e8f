// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"fmt"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

// minNamedRaters is the number of raters below which a rater is not shown to
// others, who would know the name.
const minNamedRaters = 5

// RateVignette saves the user's own score of an item of a vignette. A value of 0
// removes it.
func (a *Access) RateVignette(ctx context.Context, vignette, item string, value int) (err error) {
	defer wrapError(&err, "rate vignette")
	if err := a.requireRole(ctx, "vignette", "", model.RoleCaseworker, model.RoleTeamLeader); err != nil {
		return err
	}
	return a.change(ctx, ActionChange, "", model.NewMessage("vignette"), func(tx *sql.Tx) error {
		if value == 0 {
			_, err := tx.ExecContext(ctx, `delete from calibration where vignette = $1 and rater = $2 and item = $3`,
				vignette, a.user.Initials, item)
			return err
		}
		_, err := tx.ExecContext(ctx, `insert into calibration (id, vignette, rater, item, value, rated_at) values ($1, $2, $3, $4, $5, $6)
			on conflict (vignette, rater, item) do update set value = excluded.value, rated_at = excluded.rated_at`,
			a.r.newID(), vignette, a.user.Initials, item, value, formatTime(a.r.now()))
		return err
	})
}

// VignetteRatings returns the user's own scores.
func (a *Access) VignetteRatings(ctx context.Context) ([]analysis.Rating, error) {
	if err := a.requireRole(ctx, "vignette", "", model.RoleCaseworker, model.RoleTeamLeader); err != nil {
		return nil, err
	}
	if err := a.logAccess(ctx, ActionRead, "", "vignettes"); err != nil {
		return nil, err
	}
	return a.r.ratings(ctx, `where rater = $1`, a.user.Initials)
}

// Calibration compares the raters of an instrument by their scores of vignettes. A
// team leader sees every rater if there are at least five, and otherwise none; a
// caseworker sees the own agreement alone. Both see the agreement on each item.
func (a *Access) Calibration(ctx context.Context, instrument string) (analysis.Calibration, error) {
	if err := a.requireRoleAndLog(ctx, ActionRead, "calibration", model.RoleCaseworker, model.RoleTeamLeader); err != nil {
		return analysis.Calibration{}, err
	}
	in, err := a.instrument(ctx, instrument)
	if err != nil {
		return analysis.Calibration{}, fmt.Errorf("calibration: %w", err)
	}
	ratings, err := a.r.ratings(ctx, ``)
	if err != nil {
		return analysis.Calibration{}, err
	}
	c := analysis.Calibrate(in, ratings)
	everyone := a.role == model.RoleTeamLeader && len(c.Raters) >= minNamedRaters
	var shown []analysis.RaterAgreement
	for _, r := range c.Raters {
		if everyone || r.Rater == a.user.Initials {
			shown = append(shown, r)
		}
	}
	c.Raters = shown
	return c, nil
}

func (r *Register) ratings(ctx context.Context, where string, args ...any) ([]analysis.Rating, error) {
	list, err := queryAll(ctx, r.db.read, func(rows *sql.Rows, x *analysis.Rating) error {
		return rows.Scan(&x.Vignette, &x.Rater, &x.Item, &x.Value)
	}, `select vignette, rater, item, value from calibration `+where+` order by vignette, rater, item`, args...)
	if err != nil {
		return nil, fmt.Errorf("read ratings: %w", err)
	}
	return list, nil
}
