// SPDX-License-Identifier: MPL-2.0

package exchange_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/exchange"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// FuzzImport imports files of any content, which ends with a report or a [FileError].
func FuzzImport(f *testing.F) {
	for _, seed := range []string{
		citizens, "", "a", "Sagsnr;Navn;Målgruppe\n1;\"Æ\n", "Sagsnr,Dato,B01\n1,1/2-2025,VI\n",
		"\xef\xbb\xbfSagsnr;Navn;M\xc3\xa5lgruppe\r\n1;x;KTH-A\r\n", "CPR;y_2501\n2405852917;737\n",
		"Sagsnr;Indsatstype;Startdato\n\n;;\n1;MEN;31-02-2025\n", "Sagsnr;Dato;Afgang\n1;01-01-2025;job\n",
		"Sagsnr\tNavn\tM\xe5lgruppe\n\"1\"\"\tx\tKTH-A\n",
	} {
		f.Add([]byte(seed))
	}
	s := setup(f)
	o := importOptions(s)
	o.Mapping.RegisterCodes = map[string]string{"737": "VPP"}
	r, _, err := store.Create(f.Context(), filepath.Join(f.TempDir(), "r.fremskridt"), s, storeOptions)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = r.Close() })
	a, err := r.As(f.Context(), model.ForImport, model.RoleTeamLeader)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(t.TempDir(), "x.csv")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := exchange.Import(t.Context(), a, path, o)
		var file *exchange.FileError
		if err != nil && !errors.As(err, &file) {
			t.Fatalf("an error without a reason: %v", err)
		}
	})
}

// FuzzMapping parses mapping files; their codes must be in the vocabulary.
func FuzzMapping(f *testing.F) {
	f.Add([]byte(`{"columns": {"Nr.": "case_number"}}`))
	f.Add([]byte(`{"register_codes": {"730": ""}}`))
	f.Add([]byte(`{`))
	v, err := assets.Vocabulary()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := exchange.ParseMapping(data, v, nil)
		if err != nil {
			return
		}
		for _, code := range m.ActivityTypes {
			if _, ok := v.ActivityType(code); !ok {
				t.Errorf("unknown code %q was accepted", code)
			}
		}
	})
}
