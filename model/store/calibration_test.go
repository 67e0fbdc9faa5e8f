// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"fmt"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
)

// The agreement of raters is withheld below five raters.
func TestCalibrationNeedsFiveRaters(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	admin := f.as("LKN", model.RoleAdministrator)
	item := f.instrument.ItemsOf(model.ByCaseworker)[0].Code
	for n := 1; n <= 5; n++ {
		initials := fmt.Sprint("RA", n)
		f.must(admin.PutUser(t.Context(), model.User{
			Initials: initials, Roles: []model.Role{model.RoleCaseworker}, Teams: []string{"Team Nord"}, Active: true,
		}))
		rater := f.as(initials, model.RoleCaseworker)
		for v := range 3 {
			f.must(rater.RateVignette(t.Context(), fmt.Sprint("V", v), item, 1+v))
		}
		f.must(rater.RateVignette(t.Context(), "V0", item, 2))
		for who, want := range map[string]int{initials: 1, "LED": 0} {
			role := model.RoleCaseworker
			if who == "LED" {
				role = model.RoleTeamLeader
				if n >= 5 {
					want = 5
				}
			}
			c, err := f.as(who, role).Calibration(t.Context(), f.instrument.Key())
			f.must(err)
			if len(c.Raters) != want || len(c.Items) != 1 || c.Items[0].Raters != n {
				t.Errorf("with %d raters %s sees %+v", n, who, c)
			}
		}
	}
	own := f.as("RA1", model.RoleCaseworker)
	f.must(own.RateVignette(t.Context(), "V2", item, 0))
	if got, err := own.VignetteRatings(t.Context()); err != nil || len(got) != 2 || got[0].Value != 2 {
		t.Errorf("own scores %+v, %v", got, err)
	}
}
