// SPDX-License-Identifier: MPL-2.0

package tabular

import (
	"fmt"
	"path/filepath"
)

// Error is why a whole file cannot be read.
type Error struct {
	File   string
	Reason Reason
	Args   []any // alternating names and values for its text
}

// Error names the file.
func (e *Error) Error() string { return fmt.Sprintf("%s: %s", filepath.Base(e.File), e.Reason) }

// Reason is the code of an [Error].
type Reason string

// The reasons for which a file is not read.
const (
	Empty         Reason = "empty"           // no content, or white space
	NotRegular    Reason = "not_regular"     // a pipe, device or the like
	Binary        Reason = "nul"             // NUL bytes in a text
	UnknownText   Reason = "encoding"        // in no encoding that gives Danish text
	MixedText     Reason = "mixed"           // some lines UTF-8, others not
	OldWorkbook   Reason = "old_workbook"    // .xls, or a workbook with a password
	Markup        Reason = "markup"          // HTML or XML under another name
	Archive       Reason = "archive"         // compressed in an unsupported way
	Damaged       Reason = "damaged"         // a workbook or zip file that is cut or altered
	Encrypted     Reason = "encrypted"       // a password protects the file
	TooLarge      Reason = "too_large"       // unpacked, over the limit
	TooManyTables Reason = "too_many_tables" // files and sheets, over the limit
	TooManyColumn Reason = "too_many_columns"
	TooManyRows   Reason = "too_many_rows"
)

// Problem is why a single row is not read. Its cells are then incomplete.
type Problem string

// The problems of rows.
const (
	// OpenQuote: a quotation mark is not closed, or closes behind a line that is a row
	// by itself.
	OpenQuote Problem = "open_quote"
	// FieldCount: the row has more cells than the header.
	FieldCount Problem = "field_count"
	// BrokenLine: a line break outside quotation marks cut the row in two.
	BrokenLine Problem = "broken_line"
	// LongRow: the row is longer than [MaxRowBytes].
	LongRow Problem = "long_row"
)

// Limits on what is read. They keep memory bounded whatever a file claims.
const (
	MaxRowBytes  = 1 << 20 // of one row
	MaxColumns   = 16_384  // as in Excel
	MaxRows      = 1 << 24 // of one table
	MaxTables    = 1_000   // files and sheets of one source
	MaxUnpacked  = 4 << 30 // bytes of one file in a zip file or workbook
	maxInMemory  = 64 << 20
	maxShared    = 256 << 20 // bytes of the shared strings of a workbook
	maxQuoteSpan = 200       // lines of one quoted cell
)
