// SPDX-License-Identifier: MPL-2.0

package report_test

import (
	"bytes"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/plots/report"
)

// aGroup is the report of the invented citizens, the first n of them.
func aGroup(t *testing.T, n int) report.GroupReport {
	t.Helper()
	in, err := assets.Instrument()
	if err != nil {
		t.Fatal(err)
	}
	v, err := assets.Vocabulary()
	if err != nil {
		t.Fatal(err)
	}
	b := cohort.NewBuilder(map[string]*model.Instrument{in.Key(): in}, v)
	for _, c := range courses(t)[:n] {
		b.Add(c)
	}
	g, err := b.Cohort(time.Time{}).Group(cohort.Choice{}, model.NewDate(2026, 11, 24), analysis.Norms{})
	if err != nil {
		t.Fatal(err)
	}
	f, err := g.Figures(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return report.GroupReport{Words: words(t, model.Danish), Vocabulary: v, Municipality: "Eksempelkøbing", User: "LKN", Group: g, Figures: f}
}

// Every sheet but the first is a table with its numbers as numbers, and every sheet
// carries every caution.
func TestReportForASpreadsheet(t *testing.T) {
	t.Parallel()
	r := aGroup(t, len(courses(t)))
	var out bytes.Buffer
	if err := r.XLSX(&out); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	tables := report.GroupTables{Words: r.Words}.All(r.Figures)
	sheets := book.GetSheetList()
	if len(sheets) != len(tables)+1 {
		t.Fatalf("%d sheets for %d tables", len(sheets), len(tables))
	}
	numbers := 0
	for i, name := range sheets {
		rows, err := book.GetRows(name, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		for _, row := range rows {
			text.WriteString(strings.Join(row, "\t") + "\n")
		}
		for _, c := range r.Cautions() {
			if !strings.Contains(text.String(), c) {
				t.Errorf("%s does not caution: %s", name, c)
			}
		}
		if i == 0 {
			continue
		}
		for k, cells := range tables[i-1].Rows {
			row := rows[4+k]
			for _, c := range cells {
				for _, want := range c.Numbers {
					numbers++
					if !holds(row, want) {
						t.Errorf("%s, row %d: %v of %q is not there: %q", name, k, want, c.Text, row)
					}
				}
			}
		}
	}
	if numbers == 0 {
		t.Error("no number was compared")
	}
}

func holds(row []string, want float64) bool {
	for _, text := range row {
		if v, err := strconv.ParseFloat(text, 64); err == nil && (v == want || v-want < 1e-9 && want-v < 1e-9) {
			return true
		}
	}
	return false
}

// A report of any group says who is counted and has every caution; a small group's has
// reasons for withheld numbers.
func TestReportOnPaper(t *testing.T) {
	t.Parallel()
	for _, n := range []int{5, len(courses(t))} {
		r := aGroup(t, n)
		var out bytes.Buffer
		if err := r.PDF(&out); err != nil {
			t.Fatal(err)
		}
		if got := pages(out.Bytes()); got < 5 {
			t.Errorf("the report of %d citizens has %d pages", n, got)
		}
		onPaper(t, out.Bytes(), append(r.Cautions(), "Eksempelkøbing", r.Selection(), r.Population())...)
	}
	withheld := 0
	for _, table := range (report.GroupTables{Words: words(t, model.Danish)}).All(aGroup(t, 5).Figures) {
		for _, row := range table.Rows {
			for _, c := range row {
				if c.Text == "–" {
					withheld++
					if len(c.Numbers) > 0 {
						t.Errorf("%s withholds %v in words alone", table.Title, c.Numbers)
					}
				}
			}
		}
		if strings.Contains(strings.Join(table.Notes, ""), "reason.") {
			t.Errorf("%s has no words for why: %q", table.Title, table.Notes)
		}
	}
	if withheld == 0 {
		t.Error("of five citizens nothing is withheld")
	}
}
