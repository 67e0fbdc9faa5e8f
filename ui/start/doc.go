// Package start is the first page: create a register, open one, or try the
// program with an invented municipality.
package start
