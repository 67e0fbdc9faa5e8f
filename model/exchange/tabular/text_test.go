// SPDX-License-Identifier: MPL-2.0

package tabular_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"

	"codeberg.org/fremskridt/fremskridt/model/exchange/tabular"
)

// known are the names by which the tests recognise a header.
var known = map[string]bool{"Sagsnr": true, "Navn": true, "Målgruppe": true, "Dato": true, "B01": true, "Note": true}

func score(cells []string) int {
	n := 0
	for _, c := range cells {
		if known[c] {
			n++
		}
	}
	return n
}

// write writes a file in a folder of the test.
func write(t *testing.T, name, content string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// read returns the tables of a file as text: the header and the rows, one a line, in
// the form "line: cell|cell", with the problem of a row behind it.
func read(t *testing.T, file string) (string, error) {
	t.Helper()
	s, err := tabular.Open(file)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, table := range s.Tables {
		table.FindHeader(score)
		if table.Sheet != "" {
			fmt.Fprintf(&b, "[%s]\n", table.Sheet)
		}
		fmt.Fprintf(&b, "%d: %s\n", table.HeaderLine, strings.Join(table.Header, "|"))
		rows, err := table.Rows()
		if err != nil {
			return "", err
		}
		for {
			row, err := rows.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				return "", errors.Join(err, rows.Close())
			}
			fmt.Fprintf(&b, "%d: %s", row.Line, strings.ReplaceAll(strings.Join(row.Cells, "|"), "\n", "/"))
			if row.Problem != "" {
				fmt.Fprintf(&b, " (%s)", row.Problem)
			}
			b.WriteByte('\n')
		}
		if err := rows.Close(); err != nil {
			t.Error(err)
		}
	}
	return b.String(), nil
}

func wantRead(t *testing.T, file, want string) {
	t.Helper()
	got, err := read(t, file)
	if err != nil {
		t.Fatal(err)
	}
	if strings.TrimSpace(got) != strings.TrimSpace(want) {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

const (
	plainCSV  = "Sagsnr;Navn;Målgruppe\nA-1;Søren Kjær Nygård;KTH-A\nA-2;Åse Østergård Ærø;KTH-B\n"
	plainRows = "1: Sagsnr|Navn|Målgruppe\n2: A-1|Søren Kjær Nygård|KTH-A\n3: A-2|Åse Østergård Ærø|KTH-B\n"
)

// encoded encodes a text; it fails the test where a character is missing.
func encoded(t *testing.T, e interface {
	String(string) (string, error)
}, text string,
) string {
	t.Helper()
	s, err := e.String(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestReadEncodings(t *testing.T) {
	t.Parallel()
	utf16le := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder()
	utf16be := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder()
	twice := func(set *charmap.Charmap, text string) string {
		var b strings.Builder
		for _, c := range []byte(text) {
			b.WriteRune(set.DecodeByte(c))
		}
		return b.String()
	}
	tests := map[string]string{
		"UTF-8":                      plainCSV,
		"UTF-8 with a mark":          "\ufeff" + plainCSV,
		"UTF-8, letters in parts":    norm.NFD.String(plainCSV),
		"Windows-1252":               encoded(t, charmap.Windows1252.NewEncoder(), plainCSV),
		"ISO 8859-15":                encoded(t, charmap.ISO8859_15.NewEncoder(), plainCSV),
		"CP850":                      encoded(t, charmap.CodePage850.NewEncoder(), plainCSV),
		"CP865":                      encoded(t, charmap.CodePage865.NewEncoder(), plainCSV),
		"Macintosh":                  encoded(t, charmap.Macintosh.NewEncoder(), plainCSV),
		"UTF-16, little endian":      "\xff\xfe" + encoded(t, utf16le, plainCSV),
		"UTF-16, big endian":         "\xfe\xff" + encoded(t, utf16be, plainCSV),
		"UTF-16 without a mark":      encoded(t, utf16le, plainCSV),
		"UTF-16 big without a mark":  encoded(t, utf16be, plainCSV),
		"UTF-16 with tabs":           "\xff\xfe" + encoded(t, utf16le, strings.ReplaceAll(plainCSV, ";", "\t")),
		"encoded twice":              twice(charmap.Windows1252, plainCSV),
		"encoded twice, ISO 8859-1":  twice(charmap.ISO8859_1, plainCSV),
		"encoded twice, Macintosh":   twice(charmap.Macintosh, plainCSV),
		"encoded twice, CP850":       twice(charmap.CodePage850, plainCSV),
		"encoded three times":        twice(charmap.Windows1252, twice(charmap.ISO8859_1, plainCSV)),
		"encoded twice, with a mark": "\ufeff" + twice(charmap.Windows1252, plainCSV),
		"entities of HTML":           strings.NewReplacer("ø", "&oslash;", "å", "&#229;").Replace(strings.ReplaceAll(plainCSV, ";", ",")),
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wantRead(t, write(t, "a.csv", text), plainRows)
		})
	}
}

// Every Danish letter alone decides the encoding.
func TestEncodingOfSingleLetters(t *testing.T) {
	t.Parallel()
	for _, set := range []*charmap.Charmap{charmap.Windows1252, charmap.CodePage850, charmap.Macintosh} {
		for _, name := range []string{"Søren", "Kjær", "Nygård", "Øster", "Ærø", "Åse", "René", "SØREN", "KJÆR", "NYGÅRD", "Bjørn Åge"} {
			text := encoded(t, set.NewEncoder(), "Sagsnr;Navn\n1;"+name+"\n")
			wantRead(t, write(t, "a.csv", text), "1: Sagsnr|Navn\n2: 1|"+name+"\n")
		}
	}
}

func TestReadDialects(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ text, want string }{
		"comma":                    {strings.ReplaceAll(plainCSV, ";", ","), plainRows},
		"tab":                      {strings.ReplaceAll(plainCSV, ";", "\t"), plainRows},
		"bar":                      {strings.ReplaceAll(plainCSV, ";", "|"), plainRows},
		"CR LF":                    {strings.ReplaceAll(plainCSV, "\n", "\r\n"), plainRows},
		"CR":                       {strings.ReplaceAll(plainCSV, "\n", "\r"), plainRows},
		"no end of the last line":  {strings.TrimSuffix(plainCSV, "\n"), plainRows},
		"Ctrl-Z at the end":        {plainCSV + "\x1a", plainRows},
		"all cells quoted":         {`"Sagsnr";"Navn"` + "\n" + `"A-1";"Ole"`, "1: Sagsnr|Navn\n2: A-1|Ole"},
		"decimal commas":           {"Sagsnr;Navn;B01\n1;A;7,5\n2;B;3,5\n3;C;4,5\n", "1: Sagsnr|Navn|B01\n2: 1|A|7,5\n3: 2|B|3,5\n4: 3|C|4,5"},
		"sep=;":                    {"sep=;\r\n" + plainCSV, "2: Sagsnr|Navn|Målgruppe\n3: A-1|Søren Kjær Nygård|KTH-A\n4: A-2|Åse Østergård Ærø|KTH-B"},
		"sep= quoted":              {"\"sep=,\"\nSagsnr,Navn\n1,\"Hansen, Ole\"\n", "2: Sagsnr|Navn\n3: 1|Hansen, Ole"},
		"titles above":             {"Udtræk fra Fagsystemet\nKommune: Eksempelkøbing;;\n\n" + plainCSV, "4: Sagsnr|Navn|Målgruppe\n5: A-1|Søren Kjær Nygård|KTH-A\n6: A-2|Åse Østergård Ærø|KTH-B"},
		"a footer":                 {plainCSV + "\nI alt;2;\nUdtrukket 01-12-2026 kl. 10:00\n", plainRows},
		"a footer of one cell":     {plainCSV + ";;\nFortrolige oplysninger efter loven;;\n", plainRows},
		"a row that is no footer":  {plainCSV + "A-3;;\nA-4;B;C\n", plainRows + "4: A-3||\n5: A-4|B|C"},
		"the header again":         {plainCSV + plainCSV, plainRows + "5: A-1|Søren Kjær Nygård|KTH-A\n6: A-2|Åse Østergård Ærø|KTH-B"},
		"blank rows":               {"Sagsnr;Navn\n;\n\n1;A\n ; \n", "1: Sagsnr|Navn\n4: 1|A"},
		"a header alone":           {"Sagsnr;Navn\n", "1: Sagsnr|Navn"},
		"the empty end is missing": {"Sagsnr;Navn;Note\n1;A\n2;B;x\n3\n", "1: Sagsnr|Navn|Note\n2: 1|A|\n3: 2|B|x\n4: 3||"},
		"separators at the end":    {"Sagsnr;Navn\n1;A;;;\n", "1: Sagsnr|Navn\n2: 1|A"},
		"too many cells":           {"Sagsnr;Navn\n1;A;B\n2;C\n", "1: Sagsnr|Navn\n2: 1|A|B (field_count)\n3: 2|C"},
		"a row cut in two":         {"Sagsnr;Navn;Note\n1;Ole\nHansen;x\n2;B;y\n", "1: Sagsnr|Navn|Note\n2: 1|Ole (broken_line)\n3: Hansen|x (broken_line)\n4: 2|B|y"},
		"numbers as text":          {"Sagsnr;Navn\n=\"00012\";A\n'00013;B\n\"=\"\"00014\"\"\";C\n", "1: Sagsnr|Navn\n2: 00012|A\n3: 00013|B\n4: 00014|C"},
		"an apostrophe of a name":  {"Sagsnr;Navn\n1;'s-Gravesen\n2;'Kalle'\n", "1: Sagsnr|Navn\n2: 1|'s-Gravesen\n3: 2|'Kalle'"},
		"invisible characters":     {"Sagsnr;Navn\n\u200bA-1;\u00a0Ole\u00ad\u00a0Hansen\u00a0\nA\u200d-2\ufeff;\u202eB\u202c\n", "1: Sagsnr|Navn\n2: A-1|Ole Hansen\n3: A-2|B"},
		"NULL":                     {"Sagsnr;Navn\n1;NULL\n2;(null)\n3;Null Hansen\n", "1: Sagsnr|Navn\n2: 1|\n3: 2|\n4: 3|Null Hansen"},
		"a vertical tab":           {"Sagsnr;Navn\n1;A\vB\n", "1: Sagsnr|Navn\n2: 1|A/B"},
		"a header over two lines":  {"Sagsnr;\"Navn\n(fulde)\";Note\n1;A;B\n", "1: Sagsnr|Navn (fulde)|Note\n3: 1|A|B"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wantRead(t, write(t, "a.csv", test.text), test.want)
		})
	}
}

// A bad quotation mark costs its row and no other.
func TestReadQuotationMarks(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ text, want string }{
		"a cell with line breaks":            {"Sagsnr;Navn;Note\n1;A;\"en\nto; tre\nfire\"\n2;B;x\n", "1: Sagsnr|Navn|Note\n2: 1|A|en/to; tre/fire\n5: 2|B|x"},
		"a line break, then more cells":      {"Sagsnr;Navn;Note\n1;\"A\nB\";x\n2;B;y\n", "1: Sagsnr|Navn|Note\n2: 1|A/B|x\n4: 2|B|y"},
		"doubled":                            {"Sagsnr;Navn\n1;\"Ole \"\"Bolle\"\" Olsen\"\n", "1: Sagsnr|Navn\n2: 1|Ole \"Bolle\" Olsen"},
		"inside a cell":                      {"Sagsnr;Navn;Note\n1;Ole \"Bolle\" Olsen;5\" rør\n2;B;x\n", "1: Sagsnr|Navn|Note\n2: 1|Ole \"Bolle\" Olsen|5\" rør\n3: 2|B|x"},
		"inside a quoted cell":               {"Sagsnr;Navn;Note\n1;\"Ole \"Bolle\" Olsen\";x\n2;B;y\n", "1: Sagsnr|Navn|Note\n2: 1|Ole \"Bolle\" Olsen|x\n3: 2|B|y"},
		"never closed, last cell":            {"Sagsnr;Navn;Note\n1;A;\"x\n2;B;y\n3;C;z\n", "1: Sagsnr|Navn|Note\n2: 1|A|x (open_quote)\n3: 2|B|y\n4: 3|C|z"},
		"never closed, inner cell":           {"Sagsnr;Navn;Note\n1;\"A;x\n2;B;y\n3;C;z\n", "1: Sagsnr|Navn|Note\n2: 1|A;x (open_quote)\n3: 2|B|y\n4: 3|C|z"},
		"never closed, last row":             {"Sagsnr;Navn;Note\n1;A;x\n2;B;\"y\n", "1: Sagsnr|Navn|Note\n2: 1|A|x\n3: 2|B|y (open_quote)"},
		"closed in another row":              {"Sagsnr;Navn;Note\n1;A;\"x\n2;B;y\n3;C;z\"\n4;D;w\n", "1: Sagsnr|Navn|Note\n2: 1|A|x (open_quote)\n3: 2|B|y\n4: 3|C|z\"\n5: 4|D|w"},
		"closed at the end of the next row":  {"Sagsnr;Navn;Note\n1;A;\"x\n2;B;y\"\n3;C;z\n", "1: Sagsnr|Navn|Note\n2: 1|A|x (open_quote)\n3: 2|B|y\" (open_quote)\n4: 3|C|z"},
		"closed by the next row's own":       {"Sagsnr;Navn;Note\n1;A;\"x\n2;\"B\";y\n3;C;z\n", "1: Sagsnr|Navn|Note\n2: 1|A|x (open_quote)\n3: 2|B|y\n4: 3|C|z"},
		"two rows with one mark each":        {"Sagsnr;Navn;Note\n1;\"A;x\n2;\"B;y\n3;C;z\n", "1: Sagsnr|Navn|Note\n2: 1|A;x (open_quote)\n3: 2|B;y (open_quote)\n4: 3|C|z"},
		"every row with one mark":            {"Sagsnr;Navn\n1;\"A\n2;\"B\n3;\"C\n", "1: Sagsnr|Navn\n2: 1|A (open_quote)\n3: 2|B (open_quote)\n4: 3|C (open_quote)"},
		"a blank line in a cell":             {"Sagsnr;Navn;Note\n1;A;\"x\n\ny\"\n2;B;z\n", "1: Sagsnr|Navn|Note\n2: 1|A|x//y\n5: 2|B|z"},
		"a mark alone":                       {"Sagsnr;Navn\n1;\"\n2;B\n", "1: Sagsnr|Navn\n2: 1| (open_quote)\n3: 2|B"},
		"an empty quoted cell":               {"Sagsnr;Navn;Note\n1;\"\";x\n", "1: Sagsnr|Navn|Note\n2: 1||x"},
		"blanks around the marks":            {"Sagsnr;Navn;Note\n1; \"A;B\" ;x\n", "1: Sagsnr|Navn|Note\n2: 1|A;B|x"},
		"a cell of rows, though well quoted": {"Sagsnr;Navn\n1;\"A\n2;B\nC\"\n3;D\n", "1: Sagsnr|Navn\n2: 1|A (open_quote)\n3: 2|B\n4: C\"|\n5: 3|D"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wantRead(t, write(t, "a.csv", test.text), test.want)
		})
	}
}

func TestOpenRejects(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		text   string
		reason tabular.Reason
		args   []any
	}{
		"no content":             {"", tabular.Empty, nil},
		"white space":            {" \r\n\t\n", tabular.Empty, nil},
		"separators":             {";;;\n;;;\n", tabular.Empty, nil},
		"NUL":                    {"Sagsnr;Navn\n1;A\x00;B\n", tabular.Binary, []any{"Line", 2}},
		"both encodings":         {"Sagsnr;Navn\n1;\xc3\x98\n2;\xe6\n3;\xf8\n", tabular.MixedText, []any{"Line", 2}},
		"a mark, then 1252":      {"\xef\xbb\xbfSagsnr;Navn\n1;S\xf8ren\n", tabular.MixedText, []any{"Line", 2}},
		"no encoding":            {"Sagsnr;Navn\n1;A\xde\xd7\xcb\xb9\xb2\xd0\n", tabular.UnknownText, []any{"Line", 2}},
		"a cut zip file":         {"PK\x03\x04abc", tabular.Damaged, nil},
		"an empty zip file":      {"PK\x05\x06" + strings.Repeat("\x00", 18), tabular.Empty, nil},
		"an old workbook":        {"\xd0\xcf\x11\xe0abc", tabular.OldWorkbook, nil},
		"gzip":                   {"\x1f\x8babc", tabular.Archive, nil},
		"HTML":                   {"<html><table><tr><td>Sagsnr", tabular.Markup, nil},
		"a workbook as XML":      {"\ufeff<?xml version=\"1.0\"?><Workbook>", tabular.Markup, nil},
		"a PDF":                  {"%PDF-1.7\n", tabular.Markup, nil},
		"too many columns":       {strings.Repeat("a;", 20_000) + "\n", tabular.TooManyColumn, []any{"Line", 1}},
		"a picture":              {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", tabular.Binary, []any{"Line", 3}},
		"half a UTF-16 file":     {"\xff\xfeS\x00a\x00\x00\x00", tabular.Binary, []any{"Line", 1}},
		"a mark and nothing":     {"\xef\xbb\xbf", tabular.Empty, nil},
		"a UTF-16 mark and none": {"\xff\xfe", tabular.Empty, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := read(t, write(t, "a.csv", test.text))
			var e *tabular.Error
			if !errors.As(err, &e) {
				t.Fatalf("got %v", err)
			}
			if e.Reason != test.reason || fmt.Sprint(e.Args) != fmt.Sprint(test.args) {
				t.Errorf("got %s %v, want %s %v", e.Reason, e.Args, test.reason, test.args)
			}
		})
	}
}

// A row over the limit costs no other row, and its memory is bounded.
func TestLongRows(t *testing.T) {
	t.Parallel()
	file := write(t, "a.csv", "Sagsnr;Navn\n1;"+strings.Repeat("x", 3*tabular.MaxRowBytes)+"\n2;B\n3;\"")
	f, err := os.OpenFile(file, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	for range 10 { // no line break in 10 MB
		if _, err := f.WriteString(strings.Repeat("y", 1<<20)); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	wantRead(t, file, "1: Sagsnr|Navn\n2:  (long_row)\n3: 2|B\n4:  (long_row)")
}

func TestLostLetters(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{"S\ufffdren": true, "S?ren": true, "Søren": false, "Hvad nu?": false, "?": false, "": false} {
		if got := tabular.LostLetters(text); got != want {
			t.Errorf("LostLetters(%q) = %t", text, got)
		}
	}
}

// Any bytes are read to the end or refused with a reason, and each row below the
// header that is well-formed has a cell for each name.
func FuzzText(f *testing.F) {
	for _, s := range []string{
		plainCSV, "sep=;\n" + plainCSV, "Sagsnr;Navn\n1;\"A\n2;\"\"B\"\n", "\xff\xfeS\x00;\x00\n\x00", "a\tb\rc\td\n\r",
		"Sagsnr;Navn\n1;SÃ¸ren\n", "\"\n;\"\n;\";\"", "x;y\n\u200b;=\"1\"\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := tabular.Open(write(t, "a.csv", string(b)))
		var e *tabular.Error
		if err != nil && !errors.As(err, &e) {
			t.Fatal(err)
		}
		if err != nil {
			return
		}
		checkTables(t, s)
	})
}

func checkTables(t *testing.T, s *tabular.Source) {
	t.Helper()
	for _, table := range s.Tables {
		table.FindHeader(score)
		rows, err := table.Rows()
		if err != nil {
			t.Fatal(err)
		}
		last := table.HeaderLine
		for {
			row, err := rows.Next()
			if err != nil {
				var e *tabular.Error
				if err != io.EOF && !errors.As(err, &e) {
					t.Fatal(err)
				}
				break
			}
			if row.Line <= last {
				t.Fatalf("line %d after %d", row.Line, last)
			}
			last = row.Line
			if row.Problem == "" && len(row.Cells) != len(table.Header) {
				t.Fatalf("line %d: %d cells for %d names", row.Line, len(row.Cells), len(table.Header))
			}
		}
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
