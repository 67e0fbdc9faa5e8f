// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
)

var update = flag.Bool("update", false, "write the tables that testdata/figures/figures.R reads")

// Every published figure of everybody equals what R computes from the same data.
func TestFiguresAgreeWithR(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Parallel()
	for name, of := range map[string]func(*testing.T) municipality{"sample": sample, "demo": invented} {
		t.Run(name, func(t *testing.T) {
			m := of(t)
			dir := filepath.Join("testdata", "figures", name)
			for file, want := range m.tables(t) {
				path := filepath.Join(dir, file)
				if *update {
					if err := os.WriteFile(path, want, 0o644); err != nil {
						t.Fatal(err)
					}
				}
				if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, want) {
					t.Fatalf("%s differs from the register: run with -update, then figures.R (%v)", path, err)
				}
			}
			data, err := os.ReadFile(filepath.Join(dir, "figures.json"))
			if err != nil {
				t.Fatal(err)
			}
			var r rFigures
			if err := json.Unmarshal(data, &r); err != nil {
				t.Fatal(err)
			}
			whole, err := m.access.Cohort(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			norms, err := m.access.Norms(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			g, err := whole.Group(cohort.Choice{}, figuresDay, norms)
			if err != nil {
				t.Fatal(err)
			}
			c := &comparison{T: t}
			c.group(g, r)
			c.models(g, r)
			t.Logf("%d numbers compared, %d withheld", c.shown, c.withheld)
			if c.shown < 9*c.withheld || c.shown < 1000 {
				t.Errorf("%d numbers were compared and %d withheld", c.shown, c.withheld)
			}
		})
	}
}
