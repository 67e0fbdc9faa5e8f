// SPDX-License-Identifier: MPL-2.0

package messages_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
	"codeberg.org/fremskridt/fremskridt/model/atomicfile"
	"codeberg.org/fremskridt/fremskridt/model/exchange"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/model/vault"
)

func words(t testing.TB, lang model.Lang) *assets.Words {
	t.Helper()
	w, err := assets.NewWords(lang)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func ExampleSentence() {
	w, err := assets.NewWords(model.English)
	if err != nil {
		panic(err)
	}
	err = messages.Wrap(os.ErrNotExist, "unknown_case", "Case", "2026-0042")
	fmt.Println(messages.Sentence(w, fmt.Errorf("read case: %w", err)))
	// Output: The register has no citizen with the case number 2026-0042.
}

func TestSentence(t *testing.T) {
	t.Parallel()
	w := words(t, model.Danish)
	since := time.Date(2026, time.November, 24, 9, 30, 0, 0, time.Local)
	missing := &fs.PathError{Op: "open", Path: "a/b", Err: syscall.ENOENT}
	tests := map[string]struct {
		err  error
		want string
	}{
		"damaged":         {fmt.Errorf("read citizens: %w", store.ErrDamaged), "Registerets database er beskadiget eller er ikke en database. Brug en sikkerhedskopi."},
		"cancelled":       {messages.Wrap(context.Canceled, "write", "Path", "x"), "Afbrudt."},
		"full disk":       {&atomicfile.Error{Path: "x.pdf", Err: syscall.ENOSPC}, "Disken er fuld."},
		"file not saved":  {&atomicfile.Error{Path: "x.pdf", Err: syscall.EACCES}, "x.pdf kan ikke skrives."},
		"file exists":     {&atomicfile.Error{Path: "x.pdf", Err: syscall.EEXIST}, "x.pdf findes i forvejen."},
		"missing":         {fmt.Errorf("read: %w", missing), "a/b findes ikke."},
		"no permission":   {&fs.PathError{Op: "open", Path: "a/b", Err: syscall.EACCES}, "Der er ikke adgang til a/b."},
		"in use":          {&store.InUseError{}, "Registeret er åbent i et andet vindue eller program."},
		"in use by":       {&store.InUseError{Holder: store.Holder{User: "LKN", Host: "pc7", Since: since}}, "LKN på pc7 har haft det åbent siden 24. november 2026 kl. 09:30."},
		"wait":            {&store.WaitError{For: 1500 * time.Millisecond}, "Prøv igen om 2 sekunder."},
		"weak":            {&vault.WeakError{Reason: vault.TooShort}, "Adgangskoden skal have mindst 12 tegn."},
		"later version":   {&store.NewerError{Found: 9, Supported: 1}, "Registeret er skrevet af en nyere udgave af Fremskridt."},
		"too long":        {model.CheckText(model.TextNote, strings.Repeat("å", 10_001)), "Teksten i feltet »note« er på 10.001 tegn, og der er plads til 10.000. Gør den kortere, og prøv igen."},
		"no access":       {store.ErrForbidden, "Du har ikke adgang til det."},
		"gone":            {store.ErrNotFound, "Det findes ikke længere."},
		"not a register":  {messages.WrapOpen(store.ErrNotRegister, "dir", ""), "dir er ikke et register."},
		"not a backup":    {messages.WrapOpen(store.ErrNotBackup, "dir", ""), "dir er ikke en sikkerhedskopi."},
		"register exists": {messages.WrapOpen(store.ErrExists, "dir", ""), "dir findes i forvejen."},
		"unknown user":    {messages.WrapOpen(store.ErrUnknownUser, "dir", "XYZ"), "Registeret har ingen bruger XYZ."},
		"damaged at dir":  {messages.WrapOpen(store.ErrDamaged, "dir", "XYZ"), "Registerets database er beskadiget"},
		"date":            {messages.New("as_of", "Day", model.NewDate(2027, 1, 2)), "2. januar 2027 er ikke kommet endnu."},
		"bad file":        {&exchange.FileError{File: "dir/a.csv", Reason: "nul", Args: []any{"Line", 2}}, "a.csv: Linje 2 har NUL-tegn"},
		"bad mapping": {
			&exchange.MappingError{File: "m.json", Reason: exchange.MappingNotJSON, Err: errors.New("line 2")},
			"Mappingfilen m.json er ikke gyldig JSON i den form, som docs/import.md viser (line 2).",
		},
		"unforeseen": {errors.New("odd"), "Sker det igen, så giv it-afdelingen denne besked (odd)."},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := messages.Sentence(w, test.err); !strings.Contains(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestSentenceForRefusedChoice(t *testing.T) {
	t.Parallel()
	w := words(t, model.Danish)
	few := messages.Withheld(w, disclosure.FewCitizens)
	tests := map[string]struct {
		err  cohort.ChoiceError
		want string
	}{
		"unknown": {
			cohort.ChoiceError{Field: cohort.FieldTeam, Value: "Øst", Reason: cohort.Unknown, Names: []string{"Team Nord", "Team Syd"}},
			"Teamet Øst findes ikke. Vælg mellem: Team Nord, Team Syd",
		},
		"a value": {
			cohort.ChoiceError{Field: cohort.FieldCaseworker, Value: "LKN", Reason: disclosure.FewCitizens},
			"Sagsbehandleren LKN vises ikke: " + few + ".",
		},
		"a period": {
			cohort.ChoiceError{Field: cohort.FieldPeriod, Value: "0", Reason: disclosure.FewCitizens}, "Der er ingen tal at vise: " + few + ".",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := messages.Sentence(w, &test.err); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// An error keeps its cause, for callers that act on it.
func TestWrapKeepsTheCause(t *testing.T) {
	t.Parallel()
	err := messages.Wrap(store.ErrExists, "exists", "Path", "dir")
	if !errors.Is(err, store.ErrExists) || err.Error() != store.ErrExists.Error() {
		t.Errorf("got %v", err)
	}
	if got := messages.New("size", "Low", 1, "High", 2).Error(); got != "size?Low=1&High=2" {
		t.Errorf("an error without a cause is %q", got)
	}
}

// Each code of an error that the source mentions has a text in the catalogue.
func TestErrorCodesHaveTexts(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../assets/translations/da.json")
	if err != nil {
		t.Fatal(err)
	}
	var texts map[string]any
	if err := json.Unmarshal(data, &texts); err != nil {
		t.Fatal(err)
	}
	calls := regexp.MustCompile(`(?:messages\.New\(|Wrap\(err, |^\t+\{)"(\w+)"(?:, (?:store|vault|pages)?\.?Err)?`)
	found := map[string]bool{}
	for _, pattern := range []string{"*.go", "../../cli/*.go", "../../ui/*.go", "../../ui/*/*.go", "../store/errors.go"} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			source, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for line := range strings.SplitSeq(string(source), "\n") {
				m := calls.FindStringSubmatch(line)
				if m == nil || strings.HasSuffix(path, "_test.go") || strings.HasPrefix(m[0], "\t") && !strings.HasSuffix(m[0], "Err") {
					continue
				}
				found[m[1]] = true
				if texts["error."+m[1]] == nil {
					t.Errorf("%s: no text for %q", path, m[1])
				}
			}
		}
	}
	for _, code := range []string{"no_casework", "exists", "damaged", "four_eyes"} {
		if !found[code] {
			t.Errorf("the code %q was not found in the source", code)
		}
	}
}
