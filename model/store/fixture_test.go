// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/model/vault"
)

func noon() time.Time { return time.Date(2026, time.November, 24, 12, 0, 0, 0, time.UTC) }

// credentials are those of the first user of the tests' registers.
var credentials = store.Credentials{Initials: "LKN", Passphrase: []byte("fire ord om vejret")}

var options = store.Options{Now: noon, Cost: vault.ForTests}

// fixture is a register with users of two teams: LKN has every role, NOR is a
// caseworker of Team Nord, SYD a caseworker of Team Syd, and LED the team leader of
// Team Nord.
type fixture struct {
	testing.TB
	*store.Register
	instrument *model.Instrument
	vocabulary *model.Vocabulary
}

func setup(tb testing.TB) store.Setup {
	tb.Helper()
	s, err := newSetup()
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func newSetup() (store.Setup, error) {
	in, err := assets.Instrument()
	if err != nil {
		return store.Setup{}, err
	}
	v, err := assets.Vocabulary()
	return store.Setup{
		Municipality: "Eksempelkøbing", User: model.FirstUser("LKN"), Passphrase: credentials.Passphrase, Instrument: in, Vocabulary: v,
	}, err
}

// newFixture opens a copy of a register that is created once.
func newFixture(tb testing.TB) *fixture {
	tb.Helper()
	r, err := store.Open(tb.Context(), registerCopy(tb), credentials, options)
	return fixtureOf(tb, r, err)
}

// newFixtureWith creates a register with other options.
func newFixtureWith(tb testing.TB, o store.Options) *fixture {
	tb.Helper()
	r, err := createWithUsers(tb.Context(), filepath.Join(tb.TempDir(), "r.fremskridt"), setup(tb), o)
	return fixtureOf(tb, r, err)
}

func fixtureOf(tb testing.TB, r *store.Register, err error) *fixture {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := r.Close(); err != nil {
			tb.Error(err)
		}
	})
	s := setup(tb)
	return &fixture{TB: tb, Register: r, instrument: s.Instrument, vocabulary: s.Vocabulary}
}

// registerCopy returns the folder of a closed register with the users of fixture.
func registerCopy(tb testing.TB) (dir string) {
	tb.Helper()
	f, err := prepared()
	if err != nil {
		tb.Fatal(err)
	}
	dir = filepath.Join(tb.TempDir(), "r.fremskridt")
	if err := f.write(dir); err != nil {
		tb.Fatal(err)
	}
	return dir
}

// prepared returns the files that registerCopy copies. Creating a register takes
// several times as long as opening one.
var prepared = sync.OnceValues(func() (files, error) {
	home, err := os.MkdirTemp("", "prepared")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(home)
	s, err := newSetup()
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(home, "r.fremskridt")
	r, err := createWithUsers(context.Background(), dir, s, options)
	if err != nil {
		return nil, err
	}
	if err := r.Close(); err != nil {
		return nil, err
	}
	f := files{}
	for _, name := range []string{"register.db", "keys.json"} {
		if f[name], err = os.ReadFile(filepath.Join(dir, name)); err != nil {
			return nil, err
		}
	}
	return f, nil
})

func createWithUsers(ctx context.Context, dir string, s store.Setup, o store.Options) (*store.Register, error) {
	r, _, err := store.Create(ctx, dir, s, o)
	if err != nil {
		return nil, err
	}
	admin, err := r.AsUser(ctx, "LKN", model.ForCasework, model.RoleAdministrator)
	if err != nil {
		return nil, err
	}
	for _, u := range []model.User{
		{Initials: "NOR", Roles: []model.Role{model.RoleCaseworker}, Teams: []string{"Team Nord"}, Active: true},
		{Initials: "SYD", Roles: []model.Role{model.RoleCaseworker}, Teams: []string{"Team Syd"}, Active: true},
		{Initials: "LED", Roles: []model.Role{model.RoleTeamLeader}, Teams: []string{"Team Nord"}, Active: true},
	} {
		if err := admin.PutUser(ctx, u); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// files maps the names of a register's files to their content.
type files map[string][]byte

func (f files) write(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	for name, data := range f {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			return err
		}
	}
	return nil
}

func (f *fixture) must(err error) {
	f.Helper()
	if err != nil {
		f.Fatal(err)
	}
}

func (f *fixture) as(initials string, role model.Role) *store.Access {
	f.Helper()
	a, err := f.AsUser(f.Context(), initials, model.ForCasework, role)
	f.must(err)
	return a
}

// load runs fn in a new [store.Load].
func (f *fixture) load(fn func(*store.Load) error) {
	f.Helper()
	f.must(f.as("LKN", model.RoleTeamLeader).Load(f.Context(), "test", fn))
}

// add adds case histories to the register.
func (f *fixture) add(histories ...model.CaseHistory) {
	f.Helper()
	f.load(func(l *store.Load) error {
		for _, c := range histories {
			if err := l.AddCaseHistory(c); err != nil {
				return err
			}
		}
		return nil
	})
}

// history returns the case history of a citizen of Team Nord who has answered one
// assessment.
func (f *fixture) history(n int, name string) model.CaseHistory {
	id := model.NewID()
	return model.CaseHistory{
		Citizen: model.Citizen{
			ID: id, CaseNumber: fmt.Sprintf("2024-%05d", n), Name: name, TargetGroup: f.vocabulary.TargetGroups[0].Code,
			Caseworker: "NOR", Team: "Team Nord", Opened: model.NewDate(2024, time.March, 1), Revision: 1,
		},
		Assessments: []model.Assessment{f.assessment(model.NewDate(2025, time.May, 5), model.ByCitizen, 3)},
	}
}

// assessment answers every item of a respondent with the same value.
func (f *fixture) assessment(on model.Date, who model.Respondent, value int) model.Assessment {
	s := model.Assessment{
		Instrument: f.instrument.Key(), Date: on, Respondent: who, Kind: model.KindOrdinary, Status: model.StatusComplete,
	}
	for _, it := range f.instrument.ItemsOf(who) {
		s.Answers = append(s.Answers, model.NewAnswer(it.Code, value))
	}
	return s
}

// count returns the integer that a query selects.
func (f *fixture) count(query string, args ...any) int {
	f.Helper()
	n, err := f.Count(f.Context(), query, args...)
	f.must(err)
	return n
}

// raw opens a database connection that bypasses the program, as an attacker with
// the key and a database tool would.
func raw(tb testing.TB, r *store.Register) *sql.DB {
	tb.Helper()
	path := (&url.URL{Path: filepath.Join(r.Dir(), "register.db")}).EscapedPath()
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(5000)&vfs="+r.FileSystem())
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := db.Close(); err != nil {
			tb.Error(err)
		}
	})
	return db
}

func exec(tb testing.TB, db *sql.DB, query string, args ...any) {
	tb.Helper()
	if _, err := db.ExecContext(tb.Context(), query, args...); err != nil {
		tb.Fatal(err)
	}
}
