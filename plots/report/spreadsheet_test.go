// SPDX-License-Identifier: MPL-2.0

package report

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"unicode"

	"github.com/xuri/excelize/v2"
)

func TestEscapeFormula(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"Anna", "Anna"},
		{"2024-1", "2024-1"},
		{"-3", "-3"},
		{"+4,5", "+4,5"},
		{"-3-2", "'-3-2"},
		{"+Inf", "'+Inf"},
		{"=1+1", "'=1+1"},
		{"@SUM(A1)", "'@SUM(A1)"},
		{"  =1+1", "'  =1+1"},
		{"\u00a0=1+1", "'\u00a0=1+1"},
		{"\u2003\u200b\ufeff=1+1", "'\u2003\u200b\ufeff=1+1"},
		{"\n=1+1", "'\n=1+1"},
		{"\nAnna", "'\nAnna"},
		{"\r=1+1", "'\n=1+1"},
		{"\tAnna", "'\tAnna"},
		{"\x00=1+1", "'\ufffd=1+1"},
		{"＝1+1", "'＝1+1"},
		{"a\x1b[2Jb", "a\ufffd[2Jb"},
		{"\u202eAnna", "\ufffdAnna"},
	} {
		if got := escapeFormula(cellText(c.text)); got != c.want {
			t.Errorf("%q becomes %q, want %q", c.text, got, c.want)
		}
	}
}

// FuzzWriteCSV reads what is written as a spreadsheet does.
func FuzzWriteCSV(f *testing.F) {
	for _, s := range []string{"", "Anna", "=1", "\u00a0-x", "\r\n@", "a;b\"c", "\x1b[2J", "\xff"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		var out bytes.Buffer
		if err := WriteCSV(&out, [][]string{{"x", a, b}}); err != nil {
			t.Fatal(err)
		}
		text, _ := strings.CutPrefix(out.String(), "\ufeff")
		r := csv.NewReader(strings.NewReader(text))
		r.Comma = ';'
		rows, err := r.ReadAll()
		if err != nil || len(rows) != 1 || len(rows[0]) != 3 {
			t.Fatalf("%q: %v, %v", text, rows, err)
		}
		for _, cell := range rows[0] {
			visible := strings.TrimLeftFunc(cell, func(r rune) bool { return !unicode.IsGraphic(r) || unicode.IsSpace(r) })
			if visible != "" && strings.ContainsAny(visible[:1], "=+-@") && !number.MatchString(visible) {
				t.Errorf("a cell begins %q", cell)
			}
			if i := strings.IndexFunc(cell, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }); i >= 0 {
				t.Errorf("%q has a control character", cell)
			}
		}
	})
}

// A word that Go reads as a number, or a code with zeros before it, stays text.
func TestSetCell(t *testing.T) {
	t.Parallel()
	book := excelize.NewFile()
	defer book.Close()
	for i, c := range []struct {
		text string
		kind excelize.CellType
	}{
		{"3", excelize.CellTypeUnset},
		{"-0.25", excelize.CellTypeUnset},
		{"Nan", excelize.CellTypeSharedString},
		{"Inf", excelize.CellTypeSharedString},
		{"1e999", excelize.CellTypeSharedString},
		{"007", excelize.CellTypeSharedString},
		{"=1+1", excelize.CellTypeSharedString},
	} {
		if err := setCell(book, "Sheet1", 1, i+2, c.text); err != nil {
			t.Fatal(err)
		}
		at, err := excelize.CoordinatesToCellName(1, i+2)
		if err != nil {
			t.Fatal(err)
		}
		kind, err := book.GetCellType("Sheet1", at)
		if err != nil || kind != c.kind {
			t.Errorf("%q is a cell of type %v, %v; want %v", c.text, kind, err, c.kind)
		}
		if value, err := book.GetCellValue("Sheet1", at); err != nil || value != c.text {
			t.Errorf("%q became %q, %v", c.text, value, err)
		}
	}
}
