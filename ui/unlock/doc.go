// Package unlock is what a person meets between choosing a register and using
// it: the passphrase, a new one where the old was lost or given by somebody
// else, and the recovery key of a register that has just been made.
package unlock
