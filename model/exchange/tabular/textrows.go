// SPDX-License-Identifier: MPL-2.0

package tabular

import (
	"io"
	"strings"
)

// textRows assembles the rows of a text from its lines.
//
// A quoted cell may have line breaks. Its closing mark is looked for in the lines
// that follow; if one of these is a row by itself, or there is no closing mark, only
// the line with the opening mark is lost.
type textRows struct {
	lines     *lineReader
	separator byte
	width     int // cells of a row
	ahead     []textLine
	split     splitter
	suspect   int // the line in which the mark of a lost row seemed to close
}

type textLine struct {
	text   string
	number int
	long   bool
}

// peek returns the line that is k lines ahead.
func (r *textRows) peek(k int) (textLine, error) {
	for len(r.ahead) <= k {
		b, long, err := r.lines.next()
		if err != nil {
			return textLine{}, err
		}
		r.ahead = append(r.ahead, textLine{string(b), r.lines.line, long})
	}
	return r.ahead[k], nil
}

// next returns the next row that is not blank. It returns io.EOF after the last.
func (r *textRows) next() (rawRow, error) {
	for {
		l, err := r.peek(0)
		if err != nil {
			return rawRow{}, err
		}
		if l.long {
			r.drop(1)
			return rawRow{line: l.number, problem: LongRow}, nil
		}
		if strings.IndexByte(l.text, '"') < 0 {
			r.drop(1)
			if isBlank(l.text, r.separator) {
				continue
			}
			return rawRow{line: l.number, cells: r.split.plain(l.text, r.separator)}, nil
		}
		return r.quoted(l)
	}
}

func (r *textRows) drop(n int) {
	r.ahead = r.ahead[:copy(r.ahead, r.ahead[n:])]
}

func isBlank(s string, separator byte) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c > ' ' && c != separator {
			return false
		}
	}
	return true
}

// quoted assembles a row with a quotation mark on its first line.
func (r *textRows) quoted(first textLine) (rawRow, error) {
	cells, open, stray := r.split.quoted(first.text, r.separator)
	if !open {
		r.drop(1)
		if stray && first.number == r.suspect {
			return lost(first, cells), nil
		}
		return rawRow{line: first.number, cells: cells}, nil
	}
	text := first.text
	for k := 1; k <= maxQuoteSpan && len(text) <= MaxRowBytes; k++ {
		l, err := r.peek(k)
		if err == io.EOF {
			break
		}
		if err != nil {
			return rawRow{}, err
		}
		if l.long {
			break
		}
		text += "\n" + l.text
		own, ownOpen, _ := r.split.quoted(l.text, r.separator)
		joined, joinedOpen := []string(nil), true
		if strings.IndexByte(l.text, '"') >= 0 {
			joined, joinedOpen, _ = r.split.quoted(text, r.separator)
		}
		if !ownOpen && r.width > 1 && len(own) == r.width {
			if !joinedOpen {
				r.suspect = l.number
			}
			break
		}
		if !joinedOpen {
			if len(joined) > r.width && r.width > 1 {
				break // the mark closed another row's cell
			}
			r.drop(k + 1)
			return rawRow{line: first.number, cells: joined}, nil
		}
	}
	r.drop(1)
	return lost(first, cells), nil
}

// lost is a row with a quotation mark that does not close where it should.
func lost(l textLine, cells []string) rawRow {
	return rawRow{line: l.number, cells: cells, problem: OpenQuote}
}

// splitter splits text into cells. The cells of many rows share one allocation.
type splitter struct {
	slab []string
}

func (s *splitter) begin() []string {
	if cap(s.slab)-len(s.slab) < 64 {
		s.slab = make([]string, 0, 4096)
	}
	return s.slab[len(s.slab):]
}

func (s *splitter) end(cells []string) []string {
	if n := len(cells); n <= cap(s.slab)-len(s.slab) {
		s.slab = s.slab[:len(s.slab)+n]
	}
	return cells[:len(cells):len(cells)]
}

// plain splits a line without quotation marks.
func (s *splitter) plain(line string, separator byte) []string {
	cells := s.begin()
	for {
		i := strings.IndexByte(line, separator)
		if i < 0 {
			return s.end(append(cells, line))
		}
		cells = append(cells, line[:i])
		line = line[i+1:]
	}
}

// quoted splits text with quotation marks. A cell is quoted if it begins with a mark,
// and ends at a mark with a separator or the end behind it; other marks are part of
// the text, two in succession are one. open is set if the last cell is not closed,
// stray if a mark is in a cell that is not quoted.
func (s *splitter) quoted(text string, separator byte) (cells []string, open, stray bool) {
	cells = s.begin()
	for {
		rest := strings.TrimLeft(text, " ")
		if rest == "" || rest[0] != '"' {
			i := strings.IndexByte(text, separator)
			if i < 0 {
				stray = stray || strings.IndexByte(text, '"') >= 0
				return s.end(append(cells, text)), false, stray
			}
			stray = stray || strings.IndexByte(text[:i], '"') >= 0
			cells = append(cells, text[:i])
			text = text[i+1:]
			continue
		}
		cell, after, closed := quotedCell(rest[1:], separator)
		cells = append(cells, cell)
		if !closed || after == "" {
			return s.end(cells), !closed, stray
		}
		text = after[1:]
	}
}

// quotedCell reads a cell behind its opening mark. It returns the text behind the
// closing mark, which begins with a separator or is empty.
func quotedCell(s string, separator byte) (cell, after string, closed bool) {
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '"')
		if i < 0 {
			b.WriteString(s)
			return b.String(), "", false
		}
		b.WriteString(s[:i])
		s = s[i+1:]
		if strings.HasPrefix(s, `"`) {
			b.WriteByte('"')
			s = s[1:]
			continue
		}
		if rest := strings.TrimLeft(s, " "); rest == "" || rest[0] == separator {
			return b.String(), rest, true
		}
		b.WriteByte('"') // a mark inside the text
	}
}
