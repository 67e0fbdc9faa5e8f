// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"database/sql"
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// An unsealed register is a plain database that any SQLite tool reads.
func TestUnseal(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.add(f.history(1, "Åse Prøvesen"))
	path := filepath.Join(t.TempDir(), "plain.db")
	admin := f.as("LKN", model.RoleAdministrator)
	f.must(admin.Unseal(t.Context(), path, nil))
	db, err := sql.Open("sqlite", path)
	f.must(err)
	defer db.Close()
	var name string
	f.must(db.QueryRowContext(t.Context(), `select name from citizen`).Scan(&name))
	if name != "Åse Prøvesen" {
		t.Errorf("the citizen is %q", name)
	}
	if n := f.count(`select count(*) from access_log where action = 'export'`); n != 1 {
		t.Errorf("%d lines about it", n)
	}
	if err := admin.Unseal(t.Context(), path, nil); !errors.Is(err, store.ErrExists) {
		t.Errorf("written over: %v", err)
	}
	if got := names(t, filepath.Dir(path)); !slices.Equal(got, []string{"plain.db"}) {
		t.Errorf("left behind: %v", got)
	}
}
