// SPDX-License-Identifier: MPL-2.0

package tabular

import (
	"io"
	"slices"
	"strings"
)

// Row is a row below the header of a table.
type Row struct {
	Line    int      // in the file or sheet; 1 is the first
	Cells   []string // one for each name of the header, or as far as the row was read
	Problem Problem  // empty for a row that was read
}

// Rows reads the rows of a table. Blank rows, repetitions of the header and the
// footer below the last row are left out.
type Rows struct {
	table   *Table
	raw     rawRows
	pending []Row // read ahead
	err     error // that ended the reading ahead
	Footer  []Row // what was taken for a footer, once Next has returned io.EOF
}

// Rows opens the table to read its rows. Close it.
func (t *Table) Rows() (*Rows, error) {
	raw, err := t.open()
	if err != nil {
		return nil, err
	}
	return &Rows{table: t, raw: raw}, nil
}

// Close closes the file.
func (r *Rows) Close() error { return r.raw.Close() }

// BytesRead is how far the file has been read, of [Table.Size].
func (r *Rows) BytesRead() int64 { return r.raw.bytesRead() }

// maxFooter is the largest number of rows of a footer.
const maxFooter = 20

// Next returns the next row; its cells stay valid. It returns io.EOF after the last.
func (r *Rows) Next() (Row, error) {
	// Whether a row belongs to the footer, or was cut in two, shows in those behind it.
	for r.err == nil && (len(r.pending) < 2 || len(r.pending) <= maxFooter && r.allFooterLike(r.pending)) {
		row, err := r.read()
		if err != nil {
			r.err = err
			break
		}
		r.pending = append(r.pending, row)
		if n := len(r.pending); n > 1 {
			r.joinBroken(&r.pending[n-2], &r.pending[n-1])
		}
	}
	if r.err == io.EOF {
		r.cutFooter()
	}
	if len(r.pending) == 0 {
		return Row{}, r.err
	}
	row := r.pending[0]
	r.pending = r.pending[:copy(r.pending, r.pending[1:])]
	if row.Problem == "" {
		row.Cells = r.fit(&row)
	}
	return row, nil
}

// read returns the next row of the file that has text and is not the header again.
func (r *Rows) read() (Row, error) {
	for {
		raw, err := r.raw.next()
		if err != nil {
			return Row{}, err
		}
		if raw.line <= r.table.HeaderLine {
			continue
		}
		for i, c := range raw.cells {
			raw.cells[i] = clean(c)
		}
		if raw.problem == "" && (count(raw.cells) == 0 || r.isHeader(raw.cells)) {
			continue
		}
		return Row{raw.line, raw.cells, raw.problem}, nil
	}
}

func (r *Rows) isHeader(cells []string) bool {
	h := r.table.Header
	if len(cells) < len(h) || cells[0] != h[0] || len(h) < 2 {
		return false
	}
	return slices.Equal(cells[:len(h)], h)
}

// joinBroken marks two rows that are the halves of one: a line break without
// quotation marks cuts a cell in two, so together they have one cell too many.
func (r *Rows) joinBroken(a, b *Row) {
	n := len(r.table.Header)
	if a.Problem == "" && b.Problem == "" && len(a.Cells) < n && len(b.Cells) < n && len(a.Cells)+len(b.Cells) == n+1 && len(b.Cells) > 1 {
		a.Problem, b.Problem = BrokenLine, BrokenLine
	}
}

// footerWords begin the lines that reports write below a table.
var footerWords = []string{
	"i alt", "ialt", "total", "sum", "antal", "udtrukket", "udskrevet", "rapport", "side ", "kilde", "dannet", "genereret",
	"data pr", "opdateret", "note", "bemærk", "filter", "slut", "end of", "rækker", "***", "---", "===",
}

// footerLike reports whether a row may belong to a footer: it has one cell with text
// where the header has three names or more, or begins with a word of footers and has
// two cells with text at the most.
func (r *Rows) footerLike(row Row) bool {
	n := count(row.Cells)
	if row.Problem != "" || len(r.table.Header) < 3 || n > 2 {
		return false
	}
	first := ""
	for _, c := range row.Cells {
		if c != "" {
			first = strings.ToLower(c)
			break
		}
	}
	for _, w := range footerWords {
		if strings.HasPrefix(first, w) {
			return true
		}
	}
	return n == 1 && strings.ContainsRune(first, ' ')
}

func (r *Rows) allFooterLike(rows []Row) bool {
	return !slices.ContainsFunc(rows, func(row Row) bool { return !r.footerLike(row) })
}

// cutFooter takes the rows of the footer off the end of what was read ahead.
func (r *Rows) cutFooter() {
	n := len(r.pending)
	for n > 0 && r.footerLike(r.pending[n-1]) {
		n--
	}
	r.Footer = append(slices.Clone(r.pending[n:]), r.Footer...)
	r.pending = r.pending[:n]
}

// fit gives the row a cell for each name of the header. Empty cells at the end may be
// missing or too many.
func (r *Rows) fit(row *Row) []string {
	n := len(r.table.Header)
	cells := row.Cells
	if len(cells) > n {
		if count(cells[n:]) > 0 {
			row.Problem = FieldCount
			return cells
		}
		return cells[:n]
	}
	for len(cells) < n {
		cells = append(cells, "")
	}
	return cells
}
