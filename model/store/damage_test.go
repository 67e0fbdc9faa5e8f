// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"modernc.org/sqlite"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

const pageSize = 4096

// One byte is changed in one page after another, sixty pages in make proofs. If a method
// of Register or Access then reads that page, its error says that the register is
// damaged, in no words of SQLite.
func TestDamagedPages(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Parallel()
	skipUnderRace(t)
	f := newFixture(t)
	for n := range 40 {
		f.add(f.history(n, "Bo Fiktivsen"))
	}
	citizen := f.history(90_000, "Åse Prøvesen")
	f.add(citizen)
	f.must(f.Exec(t.Context(), `pragma wal_checkpoint(truncate)`))
	database, err := os.ReadFile(filepath.Join(f.Dir(), "register.db"))
	f.must(err)
	keys, err := os.ReadFile(filepath.Join(f.Dir(), "keys.json"))
	f.must(err)
	pages, damagedPages := len(database)/pageSize, *damagedPages
	if pages < damagedPages {
		t.Fatalf("the register has only %d pages", pages)
	}
	found := make([]int, damagedPages)
	t.Run("pages", func(t *testing.T) {
		for i := range damagedPages {
			page := i * pages / damagedPages
			t.Run(fmt.Sprint(page+1), func(t *testing.T) {
				t.Parallel()
				damaged := append([]byte(nil), database...)
				damaged[page*pageSize+pageSize/3] ^= 0x10
				found[i] = useDamaged(t, damaged, keys, citizen.Citizen.ID, i%6 == 0)
			})
		}
	})
	met := 0
	for _, n := range found {
		if n > 0 {
			met++
		}
	}
	if met < damagedPages/2 {
		t.Errorf("only %d of %d damaged pages were met", met, damagedPages)
	}
}

// useDamaged opens a register, calls every method, checks the errors and returns
// how many reported the damage. Methods that copy or read the whole register are
// called only if slow is set.
func useDamaged(t *testing.T, database, keys []byte, citizen model.ID, slow bool) (found int) {
	t.Helper()
	dir := t.TempDir()
	for name, content := range map[string][]byte{"register.db": database, "keys.json": keys} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	judge := func(name string, err error) {
		if err == nil {
			return
		}
		var engine *sqlite.Error
		code := store.ErrorCode(err)
		if code == "damaged" {
			found++
		}
		if errors.As(err, &engine) && code != "damaged" && !strings.Contains(err.Error(), "constraint failed") {
			t.Errorf("%s: code %q: %v", name, code, err)
		}
		if code == "damaged" && engineWords.MatchString(err.Error()) {
			t.Errorf("%s: %v", name, err)
		}
	}
	r, err := store.Open(t.Context(), dir, credentials, options)
	judge("Open", err)
	if err != nil {
		return found
	}
	call(t, r, citizen, dir, slow, judge)
	for _, role := range []model.Role{model.RoleTeamLeader, model.RoleAdministrator} {
		a, err := r.As(t.Context(), model.ForCasework, role)
		judge("As", err)
		if err == nil {
			call(t, a, citizen, dir, slow, judge)
		}
	}
	judge("Close", r.Close())
	return found
}

// engineWords are words of SQLite's messages and its codes.
var engineWords = regexp.MustCompile(`(?i)sqlite|i/o error|malformed|database disk image|\(\d+\)`)

// call calls the methods of a receiver that take a context, with arguments that suit
// their types.
func call(t *testing.T, receiver any, citizen model.ID, dir string, slow bool, judge func(name string, err error)) {
	t.Helper()
	v := reflect.ValueOf(receiver)
	for i := range v.NumMethod() {
		name, m := v.Type().Method(i).Name, v.Method(i)
		if m.Type().NumIn() == 0 || m.Type().In(0) != reflect.TypeFor[context.Context]() {
			continue
		}
		switch name {
		case "As", "AsUser", "Count", "Exec", "Read", "StaleJournal": // take a role or SQL
			continue
		case "Backup", "BackupIfDue", "RotateKey", "Unseal", "Verify":
			if !slow {
				continue
			}
		}
		args := []reflect.Value{reflect.ValueOf(t.Context())}
		for n := 1; n < m.Type().NumIn(); n++ {
			args = append(args, argument(m.Type().In(n), citizen, filepath.Join(dir, name)))
		}
		results := m.Call
		if m.Type().IsVariadic() {
			results = m.CallSlice
		}
		out := results(args)
		if err, ok := out[len(out)-1].Interface().(error); ok {
			judge(name, err)
		}
	}
}

func argument(kind reflect.Type, citizen model.ID, path string) reflect.Value {
	var value any
	switch reflect.Zero(kind).Interface().(type) {
	case model.ID:
		value = citizen
	case []model.ID:
		value = []model.ID{citizen}
	case string:
		value = path
	case int:
		value = 3
	case time.Time:
		value = noon()
	case model.Date:
		value = model.DateOf(noon())
	case model.DeletionGround:
		value = model.GroundMistake
	case func(*store.Load) error:
		value = func(*store.Load) error { return nil }
	case store.CitizenQuery:
		value = store.CitizenQuery{Scope: store.ScopeAll, Text: "å", Closed: true}
	default:
		return reflect.Zero(kind)
	}
	return reflect.ValueOf(value)
}
