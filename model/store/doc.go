// SPDX-License-Identifier: MPL-2.0

// Package store is the register: a folder with an encrypted SQLite database. No
// other package of the program uses SQL.
//
// [Open] returns a [Register], which gives no way to the citizens. An [Access]
// reads and writes them: for a user, in a role, for a purpose. Each method of
// Access writes a line to the access log before it reads or writes data about
// citizens; testdata/permissions.txt lists who may call which.
//
// One connection writes and several read. Errors of SQLite are mapped by the
// driver that the connections use: see [ErrDamaged] and its neighbours. The SQL is
// portable: placeholders $1 in order, ISO dates as text, ON CONFLICT, RETURNING.
package store
