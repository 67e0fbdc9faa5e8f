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
	"time"

	"github.com/pressly/goose/v3"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/vault"
	"codeberg.org/fremskridt/fremskridt/model/vault/pages"
)

// versionOne writes a register with the first version of the tables, whose log lines
// contain the words of searches. It writes through the named file system, or the
// platform's own if the name is empty.
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

func TestARegisterOfVersionOneIsMigrated(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := versionOne(t.Context(), dir, ""); err != nil {
		t.Fatal(err)
	}
	r, err := Open(t.Context(), dir, Credentials{Initials: "LKN"}, Options{unencrypted: true, Upgrade: true})
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
	if n, err := r.VerifyLog(t.Context()); err != nil || n != 3 {
		t.Errorf("%d lines whole, %v; want 3", n, err)
	}
}

// encryptedVersionOne writes the register of [versionOne] of an invented municipality,
// sealed, and returns its folder.
func encryptedVersionOne(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
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
	return dir
}

// Only an upgrade changes the tables of an older register: opening it is refused, and it
// can be backed up, checked and restored unchanged.
func TestAnOlderRegisterIsLeftAsItIs(t *testing.T) {
	t.Parallel()
	dir, ctx := encryptedVersionOne(t), t.Context()
	var older *OlderError
	if _, err := Open(ctx, dir, Credentials{}, Options{}); !errors.As(err, &older) || older.Found != 1 || older.Size == 0 {
		t.Fatalf("opening gives %v", err)
	}
	before, _, err := fileSHA256(filepath.Join(dir, databaseName))
	if err != nil {
		t.Fatal(err)
	}
	v, err := VerifyAt(ctx, dir, Credentials{}, Options{})
	if err != nil || !v.Sound() || !v.Older || v.Pages == 0 {
		t.Errorf("verifying gives %+v, %v", v, err)
	}
	b, err := BackupOlder(ctx, dir, "", Credentials{}, Options{})
	if err != nil || b.UpgradeTo != 0 {
		t.Fatalf("the backup is %+v, %v", b, err)
	}
	to := filepath.Join(t.TempDir(), "r.fremskridt")
	if v, err := Restore(ctx, b.Dir, to, Credentials{}, Options{}); err != nil || !v.Sound() || !v.Older {
		t.Errorf("restoring gives %+v, %v", v, err)
	}
	if _, err := Open(ctx, to, Credentials{}, Options{}); !errors.As(err, &older) {
		t.Errorf("opening what was restored gives %v", err)
	}
	if after, _, err := fileSHA256(filepath.Join(dir, databaseName)); err != nil || after != before {
		t.Errorf("the database was changed (%v)", err)
	}
}

// Only an administrator backs up or checks a register whose accesses are of another
// version.
func TestAnOlderRegisterKeepsItsRoles(t *testing.T) {
	t.Parallel()
	dir, ctx := encryptedVersionOne(t), t.Context()
	r, err := openAsFound(ctx, dir, Credentials{}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.db.write.ExecContext(ctx, `delete from user_role where role = 'administrator'`); err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := BackupOlder(ctx, dir, "", Credentials{}, Options{}); !errors.Is(err, ErrForbidden) {
		t.Errorf("backing up gives %v", err)
	}
	if _, err := VerifyAt(ctx, dir, Credentials{}, Options{}); !errors.Is(err, ErrForbidden) {
		t.Errorf("verifying gives %v", err)
	}
}

// A backup is made before tables change. It can be restored, and later backups do not
// replace it until the next upgrade.
func TestUpgradeKeepsABackup(t *testing.T) {
	t.Parallel()
	dir, ctx := encryptedVersionOne(t), t.Context()
	now := time.Date(2028, 2, 28, 9, 0, 0, 0, time.UTC)
	o := Options{Upgrade: true, Now: func() time.Time { return now }}
	r, err := Open(ctx, dir, Credentials{}, o)
	if err != nil {
		t.Fatal(err)
	}
	u, upgraded := r.Upgraded()
	if !upgraded || u.From != 1 || u.To < 5 {
		t.Errorf("the upgrade is %+v, %v", u, upgraded)
	}
	a, err := r.As(ctx, model.ForAdministration, model.RoleAdministrator)
	if err != nil {
		t.Fatal(err)
	}
	for range 12 { // more backups than are kept, on the days that follow
		now = now.Add(40 * time.Hour)
		if _, err := a.Backup(ctx, ""); err != nil {
			t.Fatal(err)
		}
	}
	backups, err := r.Backups(ctx)
	if err != nil {
		t.Fatal(err)
	}
	first := backups[len(backups)-1]
	if first.Dir != u.Backup || first.UpgradeTo != u.To || !first.Authentic || first.Counts.LogLines != 1 {
		t.Errorf("the oldest backup is %+v; want that of the upgrade %+v", first, u)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if v, err := Restore(ctx, u.Backup, filepath.Join(t.TempDir(), "r.fremskridt"), Credentials{}, Options{}); err != nil || !v.Sound() {
		t.Errorf("restored %+v, %v", v, err)
	}
	if r, err = Open(ctx, dir, Credentials{}, o); err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if u, upgraded := r.Upgraded(); upgraded {
		t.Errorf("the second opening made the upgrade %+v", u)
	}
}
