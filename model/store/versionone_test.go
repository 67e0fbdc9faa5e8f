// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"path/filepath"
	"testing"

	"github.com/pressly/goose/v3"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/vault"
	"codeberg.org/fremskridt/fremskridt/model/vault/pages"
)

// versionOne writes a register as the first version of the tables had it, with a
// search in its log whose line holds the words itself. It is written through the
// file system that is named, the platform's own where that is empty.
func versionOne(ctx context.Context, dir, fileSystem string) error {
	processSettings()
	db, err := sql.Open("sqlite", fileURI(filepath.Join(dir, databaseName), withVFS(url.Values{}, fileSystem)))
	if err != nil {
		return err
	}
	files, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	if _, err := p.UpTo(ctx, 1); err != nil {
		return err
	}
	l := logLine{At: "2026-01-01T00:00:00.000Z", Initials: "LKN", Role: "caseworker", Action: ActionSearch, Purpose: model.ForCasework, Detail: `all "hansen"`}
	previous := make([]byte, sha256.Size)
	for _, s := range []struct {
		query string
		args  []any
	}{
		{`insert into register (one, id, municipality, created) values (1, 'r', 'Eksempelkøbing', $1)`, []any{l.At}},
		{`insert into app_user (initials, name, all_teams, active) values ('LKN', '', 1, 1)`, nil},
		{`insert into user_role (initials, role) values ('LKN', 'administrator'), ('LKN', 'caseworker')`, nil},
		{
			`insert into access_log (seq, at, initials, role, action, purpose, detail, previous, hash) values (1, $1, $2, $3, $4, $5, $6, $7, $8)`,
			[]any{l.At, l.Initials, l.Role, l.Action, l.Purpose, l.Detail, previous, l.hash(1, previous)},
		},
	} {
		if _, err := db.ExecContext(ctx, s.query, s.args...); err != nil {
			return err
		}
	}
	return errors.Join(p.Close(), db.Close())
}

func TestARegisterOfVersionOneIsBroughtUpToDate(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := versionOne(t.Context(), dir, ""); err != nil {
		t.Fatal(err)
	}
	r, err := Open(t.Context(), dir, Credentials{Initials: "LKN"}, Options{unencrypted: true})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	a, err := r.As(t.Context(), model.ForAdministration, model.RoleAdministrator)
	if err != nil {
		t.Fatal(err)
	}
	lines, _, err := a.Log(t.Context(), LogQuery{Action: ActionSearch})
	if err != nil {
		t.Fatal(err)
	}
	if len(lines) != 1 || lines[0].Detail.String() != `citizens?scope=all&text=hansen` || lines[0].Forgotten {
		t.Errorf("the old search reads %+v", lines)
	}
	if n, err := r.VerifyLog(t.Context()); err != nil || n != 2 {
		t.Errorf("%d lines whole, %v; want 2", n, err)
	}
}

// Before tables change, there is a backup of what was, which can be restored.
func TestNewTablesComeAfterABackup(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	keys, err := vault.CreateInvented("r", "LKN")
	must(err)
	must(keys.Save(filepath.Join(dir, vault.Name)))
	m, err := pages.NewMount(pages.Options{}, keys.Keys()[0])
	must(err)
	must(versionOne(t.Context(), dir, m.Name()))
	must(m.Close())

	r, err := Open(t.Context(), dir, Credentials{}, Options{})
	must(err)
	backups, err := r.Backups(t.Context())
	must(err)
	if len(backups) != 1 || !backups[0].Authentic || backups[0].Counts.LogLines != 1 {
		t.Fatalf("the backups are %+v", backups)
	}
	must(r.Close())
	v, err := Restore(t.Context(), backups[0].Dir, filepath.Join(t.TempDir(), "r.fremskridt"), Credentials{}, Options{})
	if err != nil || !v.Sound() {
		t.Errorf("restored %+v, %v", v, err)
	}
	if r, err = Open(t.Context(), dir, Credentials{}, Options{}); err == nil { // nothing changes any more
		if backups, err = r.Backups(t.Context()); len(backups) != 1 {
			t.Errorf("%d backups after the second opening", len(backups))
		}
		must(r.Close())
	}
	must(err)
}
