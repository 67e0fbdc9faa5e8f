// Package exchange takes the extracts of case systems into the register and
// writes the register's content out again.
//
// An extract is one table or a folder of tables, as text with a separator. What
// a file holds is told from its columns, found by their usual Danish names or
// by a mapping. Every file is looked through before anything is taken, so a
// file that cannot be read leaves the register untouched; then each file is
// one transaction, read row by row in bounded memory. A row is taken whole or
// named with its reason, and taking the same extract twice changes nothing.
package exchange
