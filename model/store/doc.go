// Package store is the register: a folder with a SQLite database in it, and the
// only place of the program that knows SQL.
//
// A register is opened as a Register, which can do nothing with citizens. What
// reads or writes them is an Access: a user, the role the user acts in, and the
// purpose. Every method of Access that touches a citizen writes a line to the
// access log first, so there is no unlogged read.
//
// The database is written through one connection and read through several. The
// SQL is hand-written and portable: placeholders $1 in order, ISO dates as
// text, ON CONFLICT, RETURNING.
package store
