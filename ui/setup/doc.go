// Package setup is where a register is looked after: one's own passphrase and
// window, and for administrators the users, the access log, the backups,
// retention and deletion, and the words.
package setup
