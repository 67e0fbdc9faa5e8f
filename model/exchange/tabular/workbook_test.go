// SPDX-License-Identifier: MPL-2.0

package tabular_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"codeberg.org/fremskridt/fremskridt/model/exchange/tabular"
)

// workbook writes a workbook by a library and returns its file.
func workbook(t *testing.T, fill func(f *excelize.File) error) string {
	t.Helper()
	f := excelize.NewFile()
	if err := fill(f); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "borgere.xlsx")
	if err := errors.Join(f.SaveAs(file), f.Close()); err != nil {
		t.Fatal(err)
	}
	return file
}

func setRows(f *excelize.File, sheet string, rows ...[]any) error {
	for i, r := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return err
		}
		if err := f.SetSheetRow(sheet, cell, &r); err != nil {
			return err
		}
	}
	return nil
}

func TestReadXLSX(t *testing.T) {
	t.Parallel()
	file := workbook(t, func(f *excelize.File) error {
		if err := setRows(f, "Sheet1",
			[]any{"Udtræk pr. 1. december"},
			nil,
			[]any{"Sagsnr", "Navn", "Målgruppe", "Dato", "B01"},
			[]any{"A-1", "Søren & Kjær <Nygård>", "KTH-A", time.Date(2026, 3, 14, 0, 0, 0, 0, time.UTC), 3.0},
			[]any{12, "  Åse ", nil, time.Date(2026, 3, 14, 13, 45, 0, 0, time.UTC), 7.5},
			nil,
			[]any{"A-3", "linje\nskift", "KTH-B", "14-03-2026", 0.1 + 0.2},
		); err != nil {
			return err
		}
		return f.SetCellRichText("Sheet1", "C5", []excelize.RichTextRun{{Text: "KTH "}, {Text: "A", Font: &excelize.Font{Bold: true}}})
	})
	wantRead(t, file, `
3: Sagsnr|Navn|Målgruppe|Dato|B01
4: A-1|Søren & Kjær <Nygård>|KTH-A|2026-03-14|3
5: 12|Åse|KTH A|2026-03-14 13:45:00|7.5
7: A-3|linje/skift|KTH-B|14-03-2026|0.3
`)
}

func TestReadNumberFormats(t *testing.T) {
	t.Parallel()
	formats := []struct {
		format string
		value  any
		want   string
	}{
		{"dd-mm-yyyy", 46095, "2026-03-14"},
		{"d. mmmm yyyy", 46095, "2026-03-14"},
		{"[$-406]d. mmmm yyyy;@", 46095, "2026-03-14"},
		{"dd/mm/åååå", 46095, "2026-03-14"},
		{"mmm-yy", 46095, "2026-03-14"},
		{"dd-mm-yyyy hh:mm", 46095.5, "2026-03-14 12:00:00"},
		{"hh:mm", 0.3125, "7:30"},
		{"[h]:mm", 1.5, "36:00"},
		{"0", 46095, "46095"},
		{"0.00", 37.5, "37.5"},
		{`0 "dage"`, 12, "12"},
		{`#,##0 "kr."`, 1200, "1200"},
		{"@", "007", "007"},
		{"[Red]0", 5, "5"},
		{"0.00E+00", 12000, "12000"},
		{"dd-mm-yyyy", 1, "1900-01-01"},
		{"dd-mm-yyyy", -5, "-5"},
		{"dd-mm-yyyy", 2958465, "9999-12-31"},
	}
	file := workbook(t, func(f *excelize.File) error {
		if err := setRows(f, "Sheet1", []any{"Sagsnr", "Navn"}); err != nil {
			return err
		}
		for i, test := range formats {
			row, err := excelize.CoordinatesToCellName(1, i+2)
			if err != nil {
				return err
			}
			cell, err := excelize.CoordinatesToCellName(2, i+2)
			if err != nil {
				return err
			}
			style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &test.format})
			if err != nil {
				return err
			}
			if err := errors.Join(f.SetCellValue("Sheet1", row, "A"), f.SetCellValue("Sheet1", cell, test.value), f.SetCellStyle("Sheet1", cell, cell, style)); err != nil {
				return err
			}
		}
		return nil
	})
	got, err := read(t, file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(got), "\n")[1:]
	for i, test := range formats {
		if _, cell, _ := strings.Cut(lines[i], "|"); cell != test.want {
			t.Errorf("%v in format %s: got %s, want %s", test.value, test.format, cell, test.want)
		}
	}
}

func TestReadSheets(t *testing.T) {
	t.Parallel()
	file := workbook(t, func(f *excelize.File) error {
		for _, name := range []string{"Borgere", "Tomt", "Gemt", "Svar"} {
			if _, err := f.NewSheet(name); err != nil {
				return err
			}
		}
		return errors.Join(
			f.DeleteSheet("Sheet1"),
			setRows(f, "Borgere", []any{"Sagsnr", "Navn"}, []any{"1", "A"}),
			setRows(f, "Gemt", []any{"Sagsnr", "Navn"}, []any{"2", "B"}),
			setRows(f, "Svar", []any{"Sagsnr", "Dato", "B01"}, []any{"1", "01-02-2026", 3}),
			f.SetSheetVisible("Gemt", false),
		)
	})
	wantRead(t, file, "[Borgere]\n1: Sagsnr|Navn\n2: 1|A\n[Svar]\n1: Sagsnr|Dato|B01\n2: 1|01-02-2026|3\n")
	s, err := tabular.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	want := []tabular.Skipped{{Name: "borgere.xlsx › Tomt", Reason: tabular.SkipEmpty}, {Name: "borgere.xlsx › Gemt", Reason: tabular.SkipHidden}}
	if len(s.Skipped) != 2 || s.Skipped[0] != want[0] || s.Skipped[1] != want[1] {
		t.Errorf("skipped %v, want %v", s.Skipped, want)
	}
}

// archived writes a zip file of the members.
func archived(t *testing.T, name string, members ...[2]string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, m := range members {
		w, err := z.Create(m[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(m[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return write(t, name, b.String())
}

// xlsx writes the parts of a workbook as another program than Excel may: attributes
// in single quotes, prefixes, inline strings, no references.
func xlsx(t *testing.T, sheet string) string {
	t.Helper()
	const ns = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	return archived(t, "a.xlsx",
		[2]string{"xl/workbook.xml", `<?xml version='1.0'?><workbook ` + ns + `><workbookPr date1904='1'/><sheets><sheet name='Ark 1' sheetId='1' r:id='x1'/></sheets></workbook>`},
		[2]string{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="x1" Type="t" Target="/xl/worksheets/s.xml"/></Relationships>`},
		[2]string{"xl/styles.xml", `<styleSheet ` + ns + `><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`},
		[2]string{"xl/worksheets/s.xml", `<?xml version="1.0"?><x:worksheet xmlns:x="main"><x:sheetData>` + sheet + `</x:sheetData></x:worksheet>`},
	)
}

func TestReadUnusualXLSX(t *testing.T) {
	t.Parallel()
	head := `<x:row><x:c t='inlineStr'><x:is><x:t>Sagsnr</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:r><x:t>Na</x:t></x:r><x:r><x:t>vn</x:t></x:r><x:rPh><x:t>nej</x:t></x:rPh></x:is></x:c></x:row>`
	tests := map[string]struct{ rows, want string }{
		"no references":         {head + `<x:row><x:c><x:v>1</x:v></x:c><x:c t="str"><x:f>A1&gt;"x"</x:f><x:v>Ole &amp; Co</x:v></x:c></x:row>`, "1: Sagsnr|Navn\n2: 1|Ole & Co"},
		"a date of 1904":        {head + `<x:row r='5'><x:c r='B5' s='1'><x:v>44633</x:v></x:c></x:row>`, "1: Sagsnr|Navn\n5: |2026-03-14"},
		"errors and truth":      {head + `<x:row><x:c t="e"><x:v>#REF!</x:v></x:c><x:c t="b"><x:v>1</x:v></x:c></x:row>`, "1: Sagsnr|Navn\n2: #REF!|SAND"},
		"comments and CDATA":    {head + `<!-- > <x:row> --><x:row><x:c t="str"><x:v><![CDATA[a<b]]></x:v></x:c><x:c/></x:row>`, "1: Sagsnr|Navn\n2: a<b|"},
		"escapes of characters": {head + `<x:row><x:c t="str"><x:v>A_x000D__x000A_B&#229;</x:v></x:c></x:row>`, "1: Sagsnr|Navn\n2: A//Bå|"},
		"a wrong shared string": {head + `<x:row><x:c t="s"><x:v>99</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row>`, "1: Sagsnr|Navn\n2: |2"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wantRead(t, xlsx(t, test.rows), test.want)
		})
	}
}

func TestXLSXBounds(t *testing.T) {
	t.Parallel()
	head := `<x:row><x:c t="str"><x:v>Sagsnr</x:v></x:c><x:c t="str"><x:v>Navn</x:v></x:c></x:row>`
	tests := map[string]struct {
		rows   string
		reason tabular.Reason
	}{
		"a column beyond the last": {head + `<x:row r="2"><x:c r="ZZZZ2"><x:v>1</x:v></x:c></x:row>`, tabular.TooManyColumn},
		"a million columns":        {head + `<x:row>` + strings.Repeat("<x:c/>", 1_000_000) + `</x:row>`, tabular.TooManyColumn},
		"a row beyond the last":    {head + `<x:row r="99999999"><x:c><x:v>1</x:v></x:c></x:row>`, tabular.TooManyRows},
		"an own definition":        {head + `<!DOCTYPE a [<!ENTITY b "c">]>`, tabular.Damaged},
		"an open tag":              {head + `<x:row><x:c r="A1`, tabular.Damaged},
		"no end of a row":          {head + `<x:row><x:c><x:v>1</x:v></x:c>`, tabular.Damaged},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := read(t, xlsx(t, test.rows))
			var e *tabular.Error
			if !errors.As(err, &e) || e.Reason != test.reason {
				t.Errorf("got %v, want %s", err, test.reason)
			}
		})
	}
	t.Run("40 MB in a cell", func(t *testing.T) {
		t.Parallel()
		big := head + `<x:row r="2"><x:c t="str"><x:v>` + strings.Repeat("x", 40<<20) + `</x:v></x:c></x:row><x:row r="3"><x:c><x:v>3</x:v></x:c></x:row>`
		wantRead(t, xlsx(t, big), "1: Sagsnr|Navn\n2:  (long_row)\n3: 3|")
	})
}

// ods writes an OpenDocument spreadsheet as LibreOffice does.
func ods(t *testing.T, tables string) string {
	t.Helper()
	return archived(t, "a.ods",
		[2]string{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
		[2]string{"content.xml", `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>` + tables + `</office:spreadsheet></office:body></office:document-content>`},
	)
}

func TestReadODS(t *testing.T) {
	t.Parallel()
	cell := func(s string) string {
		return `<table:table-cell office:value-type="string"><text:p>` + s + `</text:p></table:table-cell>`
	}
	head := `<table:table-row>` + cell("Sagsnr") + cell("Navn") + cell("Dato") + `<table:table-cell table:number-columns-repeated="16381"/></table:table-row>`
	sheet := func(rows string) string { return `<table:table table:name="Ark &amp; 1">` + rows + `</table:table>` }
	tests := map[string]struct{ tables, want string }{
		"numbers and dates": {sheet(head + `<table:table-row><table:table-cell office:value-type="float" office:value="12"><text:p>12,00</text:p></table:table-cell>` + cell("Åse") +
			`<table:table-cell office:value-type="date" office:date-value="2026-03-14"><text:p>14-03-26</text:p></table:table-cell></table:table-row>`), "1: Sagsnr|Navn|Dato\n2: 12|Åse|2026-03-14"},
		"text in parts": {
			sheet(head + `<table:table-row>` + cell("A-1") + cell(`Ole<text:s/><text:span>Bolle </text:span>Olsen</text:p><text:p>to<text:line-break/>tre`) + `</table:table-row>`),
			"1: Sagsnr|Navn|Dato\n2: A-1|Ole Bolle Olsen/to/tre|",
		},
		"a comment": {
			sheet(head + `<table:table-row><table:table-cell office:value-type="string"><office:annotation><text:p>husk</text:p></office:annotation><text:p>A-1</text:p></table:table-cell></table:table-row>`),
			"1: Sagsnr|Navn|Dato\n2: A-1||",
		},
		"repeated rows and cells": {
			sheet(head + `<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="4"/></table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell/><table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>`),
			"1: Sagsnr|Navn|Dato\n5: |x|x\n6: |x|x",
		},
		"sheets": {
			sheet(head+`<table:table-row>`+cell("1")+`</table:table-row>`) + `<table:table table:name="Tomt"><table:table-row><table:table-cell/></table:table-row></table:table>` + `<table:table table:name="To">` + head + `<table:table-row>` + cell("2") + `</table:table-row></table:table>`,
			"[Ark & 1]\n1: Sagsnr|Navn|Dato\n2: 1||\n[To]\n1: Sagsnr|Navn|Dato\n2: 2||",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wantRead(t, ods(t, test.tables), test.want)
		})
	}
	_, err := read(t, ods(t, sheet(head+`<table:table-row table:number-rows-repeated="1000000000">`+cell("1")+`</table:table-row>`)))
	var e *tabular.Error
	if !errors.As(err, &e) || e.Reason != tabular.TooManyRows {
		t.Errorf("a billion rows: %v", err)
	}
}

func TestOpenFolder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"b.csv": plainCSV, "a.TXT": "Sagsnr\tNavn\n1\tA\n", "._b.csv": "\x00\x05\x16\x07", "~$b.xlsx": "x", "Thumbs.db": "x", "læs.docx": "x",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "arkiv"), 0o700); err != nil {
		t.Fatal(err)
	}
	wantRead(t, dir, "1: Sagsnr|Navn\n2: 1|A\n"+plainRows)
	s, err := tabular.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Skipped) != 2 || s.Skipped[0] != (tabular.Skipped{Name: "arkiv", Reason: tabular.SkipFolder}) || s.Skipped[1] != (tabular.Skipped{Name: "læs.docx", Reason: tabular.SkipName}) {
		t.Errorf("skipped %v", s.Skipped)
	}
}

func TestOpenZip(t *testing.T) {
	t.Parallel()
	book, err := os.ReadFile(workbook(t, func(f *excelize.File) error { return setRows(f, "Sheet1", []any{"Sagsnr", "Navn"}, []any{"9", "Z"}) }))
	if err != nil {
		t.Fatal(err)
	}
	file := archived(t, "udtræk.zip",
		[2]string{"mappe/b.csv", plainCSV}, [2]string{"__MACOSX/mappe/._b.csv", "\x00"}, [2]string{"mappe/.DS_Store", "\x00"},
		[2]string{"mappe/c.xlsx", string(book)}, [2]string{"mappe/læs mig.pdf", "%PDF"},
	)
	wantRead(t, file, plainRows+"1: Sagsnr|Navn\n2: 9|Z\n")
	s, err := tabular.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	if s.Tables[0].Name() != "udtræk.zip/mappe/b.csv" || len(s.Skipped) != 1 {
		t.Errorf("got %s, skipped %v", s.Tables[0].Name(), s.Skipped)
	}
	inner, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	_, err = tabular.Open(archived(t, "ydre.zip", [2]string{"indre.zip", string(inner)}))
	var e *tabular.Error
	if !errors.As(err, &e) || e.Reason != tabular.Archive {
		t.Errorf("a zip file in a zip file: %v", err)
	}
}

// A zip bomb ends with a sentence and bounded memory.
func TestZipBomb(t *testing.T) {
	t.Parallel()
	bomb := strings.Repeat("0", 60<<20) // packed to 60 KB
	file := archived(t, "a.zip", [2]string{"a.csv", "Sagsnr;Navn\n1;" + bomb + "\n2;B\n"})
	wantRead(t, file, "1: Sagsnr|Navn\n2:  (long_row)\n3: 2|B")
}

func FuzzXLSXSheet(f *testing.F) {
	for _, s := range []string{
		`<x:row><x:c t="str"><x:v>Sagsnr</x:v></x:c></x:row>`, `<x:row r="2"><x:c r="C2" s="1"><x:v>44633</x:v></x:c></x:row>`,
		`<!-- --><row><c t="inlineStr"><is><t>a&amp;b&#x41;</t></is></c></row>`, `<row><c><v><![CDATA[x]]></v></c></row>`, `<row r="-1"><c r="??"><v>1e400</v></c></row>`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, sheet string) {
		fuzzWorkbook(t, xlsx(t, sheet))
	})
}

func FuzzODS(f *testing.F) {
	for _, s := range []string{
		`<table:table table:name="a"><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table>`,
		`<table:table><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="9"><text:p>a<text:s/>b</text:p></table:table-cell></table:table-row></table:table>`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, tables string) {
		fuzzWorkbook(t, ods(t, tables))
	})
}

func fuzzWorkbook(t *testing.T, file string) {
	t.Helper()
	s, err := tabular.Open(file)
	var e *tabular.Error
	if err != nil && !errors.As(err, &e) {
		t.Fatal(err)
	}
	if err == nil {
		for _, table := range s.Tables {
			if len(table.Header) > tabular.MaxColumns {
				t.Fatal("too many columns")
			}
		}
	}
}
