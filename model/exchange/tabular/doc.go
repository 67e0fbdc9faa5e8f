// SPDX-License-Identifier: MPL-2.0

// Package tabular reads tables as offices write them: text in any encoding and with
// any separator, Excel and OpenDocument workbooks, folders and zip files of them.
//
// [Open] finds the tables of a source, [Table.FindHeader] the row with the names of
// the columns, and [Table.Rows] reads the rows below it one by one, in bounded
// memory. A row is a physical line, except where a quoted cell has line breaks. A row
// that cannot be read has a [Problem] and costs no other row. A file that cannot be
// read is an [Error].
//
// The cells are text in normal form C without invisible characters, without the marks
// by which spreadsheets keep numbers as text, and with repaired letters where UTF-8
// was encoded twice. A date cell of a workbook is an ISO date.
package tabular
