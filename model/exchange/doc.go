// SPDX-License-Identifier: MPL-2.0

// Package exchange imports the extracts of case systems into the register.
//
// An extract is a text file with one table, or a folder of them. The kind of a file
// is recognised by its columns, which are found by their usual Danish names or by a
// [Mapping]. All files are read once before the first is imported, so that an
// unreadable file leaves the register unchanged ([FileError]). Each file is then
// imported in one transaction and in bounded memory. A row is imported as a whole or
// listed in the [Report] with the reason, and importing the same extract again
// changes nothing.
package exchange
