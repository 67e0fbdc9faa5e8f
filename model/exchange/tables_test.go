// SPDX-License-Identifier: MPL-2.0

package exchange_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	"codeberg.org/fremskridt/fremskridt/model/exchange"
)

// warnings returns the warnings without those about CPR numbers, each with what it is
// about.
func warnings(r *exchange.Report) []string {
	var out []string
	for _, i := range r.Warnings {
		if i.Reason == exchange.CPRNoCheckDigit {
			continue
		}
		s := string(i.Reason)
		for k := 1; k < len(i.Args); k += 2 {
			if text, ok := i.Args[k].(string); ok {
				s += ": " + text
			}
		}
		if len(i.Args) == 0 && i.Value != "" {
			s += ": " + i.Value
		}
		out = append(out, s)
	}
	return out
}

// What is not used of a file is named, and what a name resembles is proposed.
func TestWarningsOfFiles(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		text string
		want []string
	}{
		"unknown columns":  {"Sagsnr;Navn;Målgruppe;Sagsbehandler:;Team*;Sag aabnet;Frugt\nC1;Åse;KTH-A;LKN;Nord;x;æble\n", []string{"columns_not_used: »Sagsbehandler:« (Sagsbehandler?), »Team*« (Team?), »Sag aabnet« (Sag åbnet?), »Frugt«"}},
		"a spelling":       {"Sagsnr;Navn;Målgruppe;Sagsbehadnler;Tem\nC1;Åse;KTH-A;LKN;x\n", []string{"columns_not_used: »Sagsbehadnler« (Sagsbehandler?), »Tem«"}},
		"items":            {"Sagsnr;Dato;B01;B02 Helbred;B03\nC1;05-05-2025;3;3;3\n", []string{"columns_not_used: »B02 Helbred« (B02?)", "items_lacking: B02, B04, B05, B06, B07, B08, B09"}},
		"lost letters":     {"Sagsnr;Navn;Målgruppe\nC1;S\ufffdren;KTH-A\nC2;Bj\ufffdrn;KTH-A\n", []string{"letters_lost: S\ufffdren"}},
		"a footer":         {"Sagsnr;Navn;Målgruppe\nC1;Åse;KTH-A\nI alt;1;\n", []string{"footer_left_out: I alt 1"}},
		"nothing":          {"Sagsnr;Navn;Målgruppe\nC1;Åse;KTH-A\n", nil},
		"a column without": {"Sagsnr;;Navn;Målgruppe\nC1;;Åse;KTH-A\n", nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			if strings.Contains(test.text, "Dato") {
				f.importFiles(map[string]string{"borgere.csv": citizens})
			}
			if d := cmp.Diff(test.want, warnings(f.importFiles(map[string]string{"a.csv": test.text}))); d != "" {
				t.Error(d)
			}
		})
	}
}

// An extract of an office is a workbook with titles, dates and a sheet for each kind.
func TestImportWorkbook(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	book := excelize.NewFile()
	sheets := map[string][][]any{
		"Borgere": {{"Udtræk 1. december 2026"}, {}, {"Sagsnr", "Navn", "Målgruppe", "Sag åbnet"}, {"C1", "Åse Prøvesen", "KTH-A", "01-02-2024"}, {"C2", "Søren Test", "KTH-A", "02-02-2024"}},
		"Svar":    {{"Sagsnr", "Dato", "B01", "B02"}, {"C1", "05-05-2025", 3, 4.0}, {"C2", "06-05-2025", 1, 2}},
	}
	for _, name := range []string{"Svar", "Borgere"} { // citizens are imported first anyway
		if _, err := book.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for i, row := range sheets[name] {
			cell, err := excelize.CoordinatesToCellName(1, i+1)
			if err != nil {
				t.Fatal(err)
			}
			if err := book.SetSheetRow(name, cell, &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := book.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "udtræk.xlsx")
	if err := book.SaveAs(file); err != nil {
		t.Fatal(err)
	}
	r := f.importFrom(file)
	if want := (exchange.Counts{Citizens: 2, Assessments: 2, Answers: 4}); r.Added != want || len(r.Rejected) > 0 {
		t.Errorf("added %+v, rejected %v", r.Added, r.Rejected)
	}
	if got := f.history("C1").Citizen; got.Name != "Åse Prøvesen" || got.Opened.String() != "2024-02-01" {
		t.Errorf("got %+v", got)
	}
	if again := f.importFrom(file); again.Added != (exchange.Counts{}) || again.Duplicates != 4 {
		t.Errorf("the second import adds %+v", again.Added)
	}
}

func TestImportOldEncodings(t *testing.T) {
	t.Parallel()
	for _, set := range []*charmap.Charmap{charmap.CodePage850, charmap.Macintosh, charmap.Windows1252} {
		f := newFixture(t)
		text, err := set.NewEncoder().String("Sagsnr;Navn;Målgruppe\nC1;Søren Kjær Nygård;KTH-A\n")
		if err != nil {
			t.Fatal(err)
		}
		f.importFiles(map[string]string{"a.csv": text})
		if got := f.history("C1").Citizen.Name; got != "Søren Kjær Nygård" {
			t.Errorf("%s: %s", set, got)
		}
	}
}

// A CPR number is never stored as a case number, while a case number of ten digits is
// none because it begins like a date.
func TestCaseNumberIsNoCPR(t *testing.T) {
	t.Parallel()
	const header = "Sagsnr;Navn;Målgruppe\n"
	tests := map[string]struct {
		rows  string
		added int
	}{
		"with a hyphen":        {"240585-2917;A;KTH-A\nC1;B;KTH-A\n", 1},
		"ten digits":           {"2405852917;A;KTH-A\n", 0},
		"ten digits by chance": {"1012000123;A;KTH-A\n9912000124;B;KTH-A\n9912000125;C;KTH-A\n", 3},
		"usual numbers":        {"2024-00001;A;KTH-A\n12345;B;KTH-A\n", 2},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newFixture(t).importFiles(map[string]string{"a.csv": header + test.rows})
			if r.Added.Citizens != test.added {
				t.Errorf("%d citizens, want %d; rejected %v", r.Added.Citizens, test.added, r.Rejected)
			}
			for _, i := range r.Rejected {
				if i.Reason != exchange.CaseNumberIsCPR {
					t.Errorf("rejected for %s", i.Reason)
				}
			}
		})
	}
}

// The dates of a column decide together whether the month comes first.
func TestImportMonthFirst(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	r := f.importFiles(map[string]string{"a.csv": "Sagsnr;Navn;Målgruppe;Sag åbnet;Sag lukket\nC1;A;KTH-A;05/06/2024;05/06/2025\nC2;B;KTH-A;02/14/2024;31-12-9999\n"})
	if len(r.Rejected) > 0 {
		t.Fatal(r.Rejected)
	}
	if c := f.history("C1").Citizen; c.Opened.String() != "2024-05-06" || c.Closed.String() != "2025-06-05" {
		t.Errorf("opened %v, closed %v", c.Opened, c.Closed)
	}
	if c := f.history("C2").Citizen; !c.Closed.IsZero() {
		t.Errorf("closed %v", c.Closed)
	}
}

// A control character matters only in a column that is used.
func TestControlCharacters(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	r := f.importFiles(map[string]string{"a.csv": "Sagsnr;Navn;Målgruppe;Andet\nC1;A\x01;KTH-A;x\nC2;B;KTH-A;x\x02\n"})
	if r.Added.Citizens != 1 || len(r.Rejected) != 1 || r.Rejected[0].Reason != exchange.ControlCharacter || r.Rejected[0].Line != 2 {
		t.Errorf("added %+v, rejected %v", r.Added, r.Rejected)
	}
}

// A mapping may leave a column out, here one of two that contain the same.
func TestMappingLeavesColumnsOut(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.options.Mapping.Columns = map[string]exchange.Field{"Sag": ""}
	r := f.importFiles(map[string]string{"a.csv": "Sagsnr;Sag;Navn;Målgruppe\nC1;x;A;KTH-A\n"})
	if r.Added.Citizens != 1 || len(warnings(r)) > 0 {
		t.Errorf("added %+v, warnings %v", r.Added, warnings(r))
	}
}

// A file with a header and no rows is a month without exits.
func TestImportHeaderAlone(t *testing.T) {
	t.Parallel()
	r := newFixture(t).importFiles(map[string]string{"borgere.csv": citizens, "afgange.csv": "Sagsnr;Dato;Afgang\n"})
	if r.Added.Citizens != 1 || len(r.Rejected) > 0 {
		t.Errorf("added %+v, rejected %v", r.Added, r.Rejected)
	}
}
