// SPDX-License-Identifier: MPL-2.0

package exchange_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/exchange"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// noLoader fails the test when a file is imported.
type noLoader struct{ t *testing.T }

func (l noLoader) Load(_ context.Context, name string, _ func(*store.Load) error) error {
	l.t.Errorf("%s is imported", name)
	return nil
}

func (noLoader) Role() model.Role { return model.RoleTeamLeader }

// A file that cannot be read has a reason, and nothing of the extract is imported.
func TestImportRejectsFiles(t *testing.T) {
	t.Parallel()
	const good = "Sagsnr;Navn;Målgruppe\n1;A;KTH-A\n"
	tests := map[string]struct {
		content string
		reason  exchange.FileReason
		args    []any
	}{
		"no content":             {"", "empty", nil},
		"NUL":                    {"Sagsnr;Navn;Målgruppe\n1;A\x00;B\n", "nul", []any{"Line", 2}},
		"both encodings":         {"Sagsnr;Navn;M\xe5lgruppe\n1;\xc3\x98;KTH-A\n2;\xe6\xf8;KTH-A\n", "mixed", []any{"Line", 2}},
		"a damaged workbook":     {"PK\x03\x04abc", "damaged", nil},
		"an old workbook":        {"\xd0\xcf\x11\xe0abc", "old_workbook", nil},
		"a duplicate column":     {"Sagsnr;Navn;NAVN;Målgruppe\n1;A;B;C\n", exchange.FileColumnTwice, []any{"Column", "Navn / NAVN"}},
		"a duplicate item":       {"Sagsnr;Dato;B01;b01\n1;01-02-2026;3;4\n", exchange.FileColumnTwice, []any{"Column", "b01"}},
		"two columns of a field": {"Sagsnr;Sag;Navn;Målgruppe\n1;1;A;B\n", exchange.FileColumnTwice, []any{"Column", "Sagsnr / Sag"}},
		"a missing column":       {"Indsatstype;Startdato\nMentor;01-02-2025\n", exchange.FileMissingColumn, []any{"Column", "Sagsnr", "Columns", "Indsatstype, Startdato"}},
		"unknown columns":        {"Frugt;Farve\nÆble;grøn\n", exchange.FileUnknown, []any{"Columns", "Frugt, Farve"}},
		"a week that is no week": {"CPR;y_2554\n2405852917;737\n", exchange.FileUnknown, []any{"Columns", "CPR, y_2554"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			for name, content := range map[string]string{"a.csv": good, "b.csv": test.content} {
				if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			_, err := exchange.Import(t.Context(), noLoader{t}, dir, importOptions(setup(t)))
			var file *exchange.FileError
			if !errors.As(err, &file) {
				t.Fatalf("got %v", err)
			}
			if filepath.Base(file.File) != "b.csv" || file.Reason != test.reason || fmt.Sprint(file.Args) != fmt.Sprint(test.args) {
				t.Errorf("got %v %v, want %s %v", err, file.Args, test.reason, test.args)
			}
		})
	}
}

func TestImportRejectsFolders(t *testing.T) {
	t.Parallel()
	o := importOptions(setup(t))
	_, err := exchange.Import(t.Context(), noLoader{t}, t.TempDir(), o)
	var file *exchange.FileError
	if !errors.As(err, &file) || file.Reason != exchange.FolderEmpty {
		t.Errorf("an empty folder: %v", err)
	}
	if _, err := exchange.Import(t.Context(), noLoader{t}, filepath.Join(t.TempDir(), "missing"), o); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing folder: %v", err)
	}
}
