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

// fixture is an empty register and an access to fill and read it.
type fixture struct {
	*testing.T
	register *store.Register
	access   *store.Access
	reader   *store.Access
	options  exchange.Options
}

func newFixture(t *testing.T) *fixture {
	t.Helper()
	in, err := assets.Instrument()
	if err != nil {
		t.Fatal(err)
	}
	v, err := assets.Vocabulary()
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := store.Create(t.Context(), filepath.Join(t.TempDir(), "r.fremskridt"), store.Setup{
		Municipality: "Eksempelkøbing", User: model.FirstUser("LKN"), Invented: true, Instrument: in, Vocabulary: v,
	}, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	f := &fixture{T: t, register: r}
	if f.access, err = r.As(t.Context(), model.ForImport, model.RoleAdministrator); err != nil {
		t.Fatal(err)
	}
	if f.reader, err = r.As(t.Context(), model.ForOversight, model.RoleTeamLeader); err != nil {
		t.Fatal(err)
	}
	f.options = exchange.Options{
		Today: today, Municipality: "Eksempelkøbing", Vocabulary: v,
		Instruments: map[string]*model.Instrument{in.Key(): in},
	}
	return f
}

// take imports files given by name and text, and returns the report.
func (f *fixture) take(files map[string]string) *exchange.Report {
	f.Helper()
	dir := f.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			f.Fatal(err)
		}
	}
	return f.takeFrom(dir)
}

func (f *fixture) takeFrom(source string) *exchange.Report {
	f.Helper()
	report, err := exchange.Import(f.Context(), f.access, source, f.options)
	if err != nil {
		f.Fatal(err)
	}
	return report
}

// course reads a citizen by case number.
func (f *fixture) course(caseNumber string) model.CaseHistory {
	f.Helper()
	c, err := f.reader.CaseHistoryByNumber(f.Context(), caseNumber)
	if err != nil {
		f.Fatal(err)
	}
	return c
}

// citizens is a file of one citizen, C1, who has a CPR that no person has.
const citizens = "Sagsnr;CPR;Navn;Målgruppe;Sagsbehandler;Team;Sag åbnet\n" +
	"C1;240585-2917;Åse Prøvesen;Aktivitetsparat kontanthjælp;LKN;Team Nord;01-02-2024\n"

// reasons are the reasons of issues with their columns, for comparing.
func reasons(list []exchange.Issue) []string {
	var out []string
	for _, i := range list {
		if i.Reason != exchange.CPRNoCheckDigit {
			out = append(out, i.Column+": "+string(i.Reason))
		}
	}
	return out
}
