// SPDX-License-Identifier: MPL-2.0

package exchange_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/exchange"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

var today = model.NewDate(2026, time.November, 24)

var storeOptions = store.Options{Now: func() time.Time { return today.Time().Add(12 * time.Hour) }}

// fixture is an empty register with accesses to fill and read it.
type fixture struct {
	*testing.T
	register *store.Register
	access   *store.Access
	reader   *store.Access
	options  exchange.Options
}

func newFixture(t *testing.T) *fixture {
	t.Helper()
	s := setup(t)
	r, _, err := store.Create(t.Context(), filepath.Join(t.TempDir(), "r.fremskridt"), s, storeOptions)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	f := &fixture{T: t, register: r}
	if f.access, err = r.As(t.Context(), model.ForImport, model.RoleTeamLeader); err != nil {
		t.Fatal(err)
	}
	if f.reader, err = r.As(t.Context(), model.ForOversight, model.RoleTeamLeader); err != nil {
		t.Fatal(err)
	}
	f.options = importOptions(s)
	return f
}

// setup is that of an empty register without passphrase.
func setup(t testing.TB) store.Setup {
	t.Helper()
	in, err := assets.Instrument()
	if err != nil {
		t.Fatal(err)
	}
	v, err := assets.Vocabulary()
	if err != nil {
		t.Fatal(err)
	}
	return store.Setup{Municipality: "Eksempelkøbing", User: model.FirstUser("LKN"), Invented: true, Instrument: in, Vocabulary: v}
}

func importOptions(s store.Setup) exchange.Options {
	return exchange.Options{
		Today: today, Municipality: s.Municipality, Vocabulary: s.Vocabulary,
		Instruments: map[string]*model.Instrument{s.Instrument.Key(): s.Instrument},
	}
}

// importFiles imports files, given by name and text.
func (f *fixture) importFiles(files map[string]string) *exchange.Report {
	f.Helper()
	return f.importFrom(f.write(files))
}

// write writes files, given by name and text, to a new folder.
func (f *fixture) write(files map[string]string) string {
	f.Helper()
	dir := f.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			f.Fatal(err)
		}
	}
	return dir
}

func (f *fixture) importFrom(source string) *exchange.Report {
	f.Helper()
	report, err := exchange.Import(f.Context(), f.access, source, f.options)
	if err != nil {
		f.Fatal(err)
	}
	return report
}

// history reads a case history by case number.
func (f *fixture) history(caseNumber string) model.CaseHistory {
	f.Helper()
	c, err := f.reader.CaseHistoryByNumber(f.Context(), caseNumber)
	if err != nil {
		f.Fatal(err)
	}
	return c
}

// citizens is a file with one citizen, C1, who has a CPR number that is not in use.
const citizens = "Sagsnr;CPR;Navn;Målgruppe;Sagsbehandler;Team;Sag åbnet\n" +
	"C1;240585-2917;Åse Prøvesen;Aktivitetsparat kontanthjælp;LKN;Team Nord;01-02-2024\n"

// reasons returns the columns and reasons of issues, for comparisons.
func reasons(list []exchange.Issue) []string {
	var out []string
	for _, i := range list {
		if i.Reason != exchange.CPRNoCheckDigit {
			out = append(out, i.Column+": "+string(i.Reason))
		}
	}
	return out
}
