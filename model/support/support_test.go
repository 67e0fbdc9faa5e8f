// SPDX-License-Identifier: MPL-2.0

package support_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/diagnostics"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/model/support"
)

func clock() time.Time { return time.Date(2026, time.November, 24, 9, 30, 0, 0, time.UTC) }

// options are those of a user whose log and register are in temporary folders.
func options(t *testing.T) support.Options {
	t.Helper()
	home := t.TempDir()
	words, err := assets.NewWords(model.Danish)
	if err != nil {
		t.Fatal(err)
	}
	return support.Options{Words: words, Now: clock, Getenv: func(name string) string {
		return map[string]string{"HOME": home, "LOCALAPPDATA": home, "LANG": "da_DK.UTF-8", "USER": "hemmelig"}[name]
	}}
}

func text(t *testing.T, o support.Options) string {
	t.Helper()
	var b strings.Builder
	if err := support.Write(&b, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The file has the state of the register and the end of the log, and nothing of what is
// in the register, of its place or of who uses it.
func TestWhatIsWritten(t *testing.T) {
	t.Parallel()
	o := options(t)
	recorder, err := diagnostics.Start(diagnostics.Options{Getenv: o.Getenv, Now: clock, Command: "backup"})
	if err != nil {
		t.Fatal(err)
	}
	recorder.End(0)
	instrument, err := assets.Instrument()
	if err != nil {
		t.Fatal(err)
	}
	vocabulary, err := assets.Vocabulary()
	if err != nil {
		t.Fatal(err)
	}
	o.Register = filepath.Join(t.TempDir(), "Hemmelig kommune.fremskridt")
	r, _, err := store.Create(t.Context(), o.Register, store.Setup{
		Municipality: "Hemmelig", Instrument: instrument, Vocabulary: vocabulary, Invented: true,
		User: model.User{Initials: "HEM", Name: "Hemmelig", Roles: []model.Role{model.RoleAdministrator}, Active: true},
	}, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(o.Register, "Hemmelig borger.docx"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	open := text(t, o)
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	closed := text(t, o)
	for _, want := range []string{"== Register ==", "register.db  ", "others       1", "command=backup", "LANG         da_DK.UTF-8", "2026-11-24T09:30:00Z"} {
		if !strings.Contains(closed, want) {
			t.Errorf("no %q in\n%s", want, closed)
		}
	}
	if !strings.Contains(open, "in use       true") || !strings.Contains(closed, "in use       false") {
		t.Errorf("whether the register is in use is not said right:\n%s", open)
	}
	if strings.Contains(strings.ToLower(open+closed), "hemmelig") {
		t.Errorf("the file names what it must not:\n%s", closed)
	}
}

// A folder that is no register, or none at all, is said, and everything else is there.
func TestWithoutARegister(t *testing.T) {
	t.Parallel()
	o := options(t)
	if got := text(t, o); !strings.Contains(got, "intet register er valgt") {
		t.Errorf("without a register:\n%s", got)
	}
	o.Register = filepath.Join(t.TempDir(), "hemmelig")
	got := text(t, o)
	if !strings.Contains(got, "Kunne ikke undersøges") || strings.Contains(got, "hemmelig") || !strings.Contains(got, "== Programmets log") {
		t.Errorf("of a folder that is not there:\n%s", got)
	}
}
