// SPDX-License-Identifier: MPL-2.0

package exchange_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/exchange"
)

// A row with a text that is too long for the register is rejected by its line, and the
// rows around it are imported.
func TestTooLongTexts(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	long := strings.Repeat("å", model.MaxText+1)
	r := f.importFiles(map[string]string{
		"borgere.csv": "Sagsnr;Fornavn;Efternavn;Målgruppe;Team;Andet\n" +
			"C1;Åse;Prøvesen;Aktivitetsparat kontanthjælp;Team Nord;" + long + "\n" +
			"C2;" + long + ";;Aktivitetsparat kontanthjælp;Team Nord;\n" +
			"C3;" + long[:202] + ";" + long[:202] + ";Aktivitetsparat kontanthjælp;Team Nord;\n" +
			"C4;Bo;Prøvesen;Aktivitetsparat kontanthjælp;" + long + ";\n" +
			long + ";Bo;Prøvesen;Aktivitetsparat kontanthjælp;;\n" +
			"C5;" + strings.Repeat("å", 100) + ";" + strings.Repeat("å", 99) + ";Aktivitetsparat kontanthjælp;;\n",
	})
	want := []string{"Fornavn: too_long", "Navn: too_long", "Team: too_long", "Sagsnr: too_long"}
	if d := cmp.Diff(want, reasons(r.Rejected)); d != "" {
		t.Errorf("rejected (-want +got):\n%s", d)
	}
	if r.Added.Citizens != 2 {
		t.Errorf("%d citizens, want C1 and C5", r.Added.Citizens)
	}
	for _, i := range r.Rejected {
		if len([]rune(i.Value)) > model.MaxText+1 || i.Line == 0 {
			t.Errorf("line %d: a value of %d bytes in the report", i.Line, len(i.Value))
		}
	}
}

// One limit holds for the size of a row, and a row over it is refused by its line: of
// several files no other is the worse for it.
func TestLongRowsOfAnExtract(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		bytes    int
		rejected []string
		added    int
	}{
		{256 << 10, nil, 2},
		{600 << 10, nil, 2},
		{1<<20 - 200, nil, 2},
		{3 << 20, []string{": " + string(exchange.LongRow)}, 1},
	} {
		f := newFixture(t)
		r := f.importFiles(map[string]string{
			"a.csv": citizens,
			"b.csv": "Sagsnr;Navn;Målgruppe;Andet\nC2;Bo;Aktivitetsparat kontanthjælp;" + strings.Repeat("x", c.bytes) + "\n",
		})
		if d := cmp.Diff(c.rejected, reasons(r.Rejected)); d != "" || r.Added.Citizens != c.added {
			t.Errorf("a row of %d bytes: %d citizens, rejected (-want +got):\n%s", c.bytes, r.Added.Citizens, d)
		}
	}
}
