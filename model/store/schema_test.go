// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

func TestLoadRefusesOrphans(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	there := f.history(1, "Åse Prøvesen")
	f.add(there)
	day := model.NewDate(2025, 5, 6)
	nobody := &store.CitizenState{Citizen: model.Citizen{ID: "nobody"}}
	tests := []struct {
		name string
		add  func(l *store.Load) error
	}{
		{"a citizen of an unknown target group", func(l *store.Load) error {
			c := f.history(2, "Bo").Citizen
			c.TargetGroup = "none"
			_, err := l.AddCitizen(c)
			return err
		}},
		{"a case number twice", func(l *store.Load) error {
			_, err := l.AddCitizen(f.history(1, "Bo").Citizen)
			return err
		}},
		{"an assessment of nobody", func(l *store.Load) error {
			return l.AddAssessment(nobody, f.assessment(day, model.ByCitizen, 3))
		}},
		{"an assessment with an unknown instrument", func(l *store.Load) error {
			s := f.assessment(day, model.ByCitizen, 3)
			s.Instrument = "none/1"
			return l.AddAssessment(&store.CitizenState{Citizen: there.Citizen}, s)
		}},
		{"an item twice", func(l *store.Load) error {
			s := f.assessment(day, model.ByCitizen, 3)
			s.Answers = append(s.Answers, s.Answers[0])
			return l.AddAssessment(&store.CitizenState{Citizen: there.Citizen}, s)
		}},
		{"answers to no assessment", func(l *store.Load) error {
			return l.FillDraft(nobody, "none", []model.Answer{model.NewAnswer("B01", 3)}, false)
		}},
		{"an activity of nobody", func(l *store.Load) error {
			return l.AddActivity(model.Activity{Citizen: "nobody", Type: "VPP", Start: day, Source: model.FromEntry})
		}},
		{"an activity of an unknown type", func(l *store.Load) error {
			return l.AddActivity(model.Activity{Citizen: there.Citizen.ID, Type: "XXX", Start: day, Source: model.FromEntry})
		}},
		{"an outcome of nobody", func(l *store.Load) error {
			_, err := l.AddOutcome(model.Outcome{Citizen: "nobody", Date: day, Kind: f.vocabulary.OutcomeKinds[0].Code})
			return err
		}},
		{"an outcome of an unknown kind", func(l *store.Load) error {
			_, err := l.AddOutcome(model.Outcome{Citizen: there.Citizen.ID, Date: day, Kind: "XXX"})
			return err
		}},
		{"an event of nobody", func(l *store.Load) error {
			return l.AddEvent(model.Event{Citizen: "nobody", Date: day, Kind: model.EventContact})
		}},
		{"a conflict of nobody", func(l *store.Load) error {
			_, err := l.AddConflict(store.Conflict{Citizen: "nobody"})
			return err
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if err := f.as("LKN", model.RoleTeamLeader).Load(t.Context(), "test", test.add); err == nil {
				t.Error("was accepted")
			}
		})
	}
}

// The tables refuse values that the program would never write.
func TestTablesRefuse(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	c := f.history(1, "Åse Prøvesen")
	f.add(c)
	for _, query := range []string{
		`update citizen set revision = 'first'`, // STRICT
		`update answer set value = 'three'`,
		`update answer set value = null`,
		`update answer set missing = -1`,
		`update answer set value = null, missing = 1`,
		`update assessment set kind = 'other'`,
		`update assessment set status = 'other'`,
		`update assessment set respondent = 'other'`,
		`update citizen set team_id = 'none'`,
		`delete from team where id in (select team_id from citizen)`,
		`delete from instrument`,
		`delete from target_group`,
		`insert into register select 2, id, municipality, created, 0 from register`,
	} {
		if err := f.Exec(t.Context(), query); err == nil {
			t.Errorf("%s was let through", query)
		}
	}
	all := `select count(*) from assessment union all select count(*) from answer`
	f.must(f.Exec(t.Context(), `delete from citizen where id = $1`, c.Citizen.ID))
	if f.count(`select sum("count(*)") from (`+all+`)`) != 0 {
		t.Error("a deleted citizen has left rows")
	}
}

func TestEveryTableIsStrict(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	if n := f.count(`select count(*) from pragma_table_list where schema = 'main' and type = 'table' and strict = 0
		and name not like 'sqlite_%' and name not like 'goose_%'`); n != 0 {
		t.Errorf("%d tables take any type", n)
	}
}

func TestWordsRoundTrip(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	other, err := store.Open(t.Context(), f.Dir(), credentials, store.Shared(options))
	f.must(err)
	defer other.Close()
	v, err := other.Vocabulary(t.Context())
	f.must(err)
	options := cmp.Options{cmpopts.EquateEmpty(), cmpopts.EquateComparable(model.Date{})}
	if d := cmp.Diff(f.vocabulary, v, options); d != "" {
		t.Errorf("vocabulary:\n%s", d)
	}
	instruments, err := other.Instruments(t.Context())
	f.must(err)
	want := map[string]*model.Instrument{f.instrument.Key(): f.instrument}
	if d := cmp.Diff(want, instruments, options, cmpopts.IgnoreUnexported(model.Instrument{})); d != "" {
		t.Errorf("instruments:\n%s", d)
	}
	for key := range instruments {
		if !strings.Contains(key, "/") {
			t.Errorf("%q is no code and version", key)
		}
	}
}
