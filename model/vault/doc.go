// SPDX-License-Identifier: MPL-2.0

// Package vault keeps the keys of a register: the file keys.json, from which a
// user's passphrase takes the data key that the register's pages are encrypted
// under, and the file of failed log-ins.
//
// # How a passphrase opens a register
//
// The data key is 32 random bytes with an epoch. Every user, and the recovery
// code in its envelope, has a slot in keys.json with a key pair of its own. The
// private key is sealed under the stretched passphrase; the data key is sealed
// to the public key. So who holds the data key can give it to every slot
// without knowing a passphrase: a user is removed by dropping the slot and
// rotating to a new data key, while the others keep the passphrases they have.
//
//	passphrase --Argon2id--> slot key --AES-256-GCM--> private key, anchor
//	private key --HPKE--> data key (one for each live epoch)
//	data key, anchor --HKDF--> key of the MAC over the whole file
//
// Sealing to a public key says nothing of who sealed, so anyone who can write
// the folder could put a data key of his own into every slot, beside a register
// that he can read, and the users' passphrases would open it. The anchor
// prevents that: 32 bytes that are the same in all slots, never change, and lie
// in the file only under passphrases. The MAC needs them.
//
// Sources: RFC 9106 (Argon2), RFC 9180 and draft-ietf-hpke-pq (HPKE with
// MLKEM768-X25519), RFC 5869 (HKDF), NIST SP 800-38D (AES-GCM).
//
// # What it does not protect from
//
//   - Who holds the data key can read the whole register. Roles are a matter of
//     the program, not of the keys.
//   - A removed user may have kept an older register and keys.json, and what he
//     had then stays readable to him. What is written after the rotation is not.
//     As he knows the anchor, he could also, with write access to the folder,
//     put a register and key file of his own in place of the right ones.
//   - A whole older keys.json put back is a valid file. After a rotation it no
//     longer opens the pages; without one, a removed user can open them again.
//     So removing a user and rotating belong together.
//   - The failed log-ins and the wait that they cause hinder someone at the
//     program's window. Who has the files guesses elsewhere, and is held up by
//     Argon2id and the strength of the passphrase alone.
//   - Go may have copied a key before it is wiped, and the libraries used keep
//     copies of their own. Wiping narrows the time, it is no proof.
package vault
