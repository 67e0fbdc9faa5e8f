// SPDX-License-Identifier: MPL-2.0

package exchange_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/exchange"
)

func TestImportCitizens(t *testing.T) {
	t.Parallel()
	const header = "Sagsnr;CPR;Fornavn;Efternavn;Målgruppe;Team;Sag åbnet;Sag lukket\n"
	for name, test := range map[string]struct {
		rows                         string
		want                         model.Citizen
		warnings, rejected, conflict []string
	}{
		"first and last name": {
			rows: "C1;240585-2917;Åse;Prøvesen;KTH-A;Team Nord;01-02-2024;\n",
			want: model.Citizen{Name: "Åse Prøvesen", CPR: "2405852917", Team: "Team Nord", Opened: model.NewDate(2024, 2, 1)},
		},
		"without team": {
			rows: "C1;;Åse;;kth-a;;;\n", want: model.Citizen{Name: "Åse", Team: "Eksempelkøbing"},
		},
		"an invalid CPR number": {
			rows: "C1;310299-4000;Åse;;KTH-A;T;;\n", want: model.Citizen{Name: "Åse", Team: "T"}, warnings: []string{"CPR: cpr_date"},
		},
		"a CPR number too short": {
			rows: "C1;2405;Åse;;KTH-A;T;;\n", want: model.Citizen{Name: "Åse", Team: "T"}, warnings: []string{"CPR: cpr_format"},
		},
		"a row that contradicts an earlier one": {
			rows: "C1;;Åse;;KTH-A;T;;\nC1;;Ida;;KTH-A;T;;\n", want: model.Citizen{Name: "Åse", Team: "T"},
			conflict: []string{"Navn: other_master_data"},
		},
		"the CPR number of another citizen": {
			rows: "C0;240585-2917;Bo;;KTH-A;T;;\nC1;240585-2917;Åse;;KTH-A;T;;\n", want: model.Citizen{Name: "Åse", Team: "T"},
			conflict: []string{"CPR: cpr_taken"},
		},
		"no case number":       {rows: ";;Åse;;KTH-A;;;\n", rejected: []string{"Sagsnr: no_case_number"}},
		"no name":              {rows: "C1;;;;KTH-A;;;\n", rejected: []string{"Navn: no_name"}},
		"an unknown group":     {rows: "C1;;Åse;;ZZZ;;;\n", rejected: []string{"Målgruppe: unknown_target_group"}},
		"closed before opened": {rows: "C1;;Åse;;KTH-A;;02-02-2024;01-02-2024\n", rejected: []string{"Sag lukket: ends_before_start"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			r := f.importFiles(map[string]string{"borgere.csv": header + test.rows})
			for what, lists := range map[string][2][]string{
				"warnings": {test.warnings, reasons(r.Warnings)}, "rejected": {test.rejected, reasons(r.Rejected)},
				"conflicts": {test.conflict, reasons(r.Conflicts)},
			} {
				if d := cmp.Diff(lists[0], lists[1]); d != "" {
					t.Errorf("%s:\n%s", what, d)
				}
			}
			if test.want.Name == "" {
				return
			}
			got := f.history("C1").Citizen
			got = model.Citizen{Name: got.Name, CPR: got.CPR, Team: got.Team, Opened: got.Opened}
			if got != test.want {
				t.Errorf("the register has %+v, want %+v", got, test.want)
			}
		})
	}
}

// The weekly register alone needs a mapping of its codes; with other files it is left
// out.
func TestWeeklyRegisterNeedsMapping(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	weeks := "CPR;y_2501\n2405852917;737\n"
	r := f.importFiles(map[string]string{"b.csv": citizens, "d.csv": weeks})
	if d := cmp.Diff([]string{": no_codes"}, reasons(r.Warnings)); d != "" || r.Added.Activities != 0 {
		t.Errorf("warnings, with %d activities:\n%s", r.Added.Activities, d)
	}
	_, err := exchange.Import(t.Context(), f.access, f.write(map[string]string{"d.csv": weeks}), f.options)
	var file *exchange.FileError
	if !errors.As(err, &file) || file.Reason != exchange.FileNoMapping {
		t.Errorf("the weekly register alone: %v", err)
	}
}

func TestImportReportsProgress(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	last := ""
	f.options.Progress = func(file string, done, total int64) { last = fmt.Sprintf("%s %d/%d", file, done, total) }
	f.importFiles(map[string]string{"b.csv": citizens})
	if want := fmt.Sprintf("b.csv %[1]d/%[1]d", len(citizens)); last != want {
		t.Errorf("the last call was %q, want %q", last, want)
	}
}
