// SPDX-License-Identifier: MPL-2.0

// Package vault manages the keys of a register: the file keys.json, from which a
// user's passphrase decrypts the data key that encrypts the register's pages, and
// the file of failed log-ins.
//
// # How a passphrase opens a register
//
// The data key is 32 random bytes with an epoch. Every user, and the printed
// recovery code, has a slot in keys.json with its own key pair. The private key is
// sealed under the stretched passphrase; the data key is sealed to the public key.
// Whoever has the data key can therefore seal a new one to every slot without
// knowing a passphrase: a user is removed by dropping the slot and rotating to a new
// data key, while the others keep their passphrases.
//
//	passphrase --Argon2id--> slot key --AES-256-GCM--> private key, anchor
//	private key --HPKE--> data key (one for each live epoch)
//	data key, anchor --HKDF--> key of the MAC over the whole file
//
// Sealing to a public key does not authenticate the sender: anyone who can write to
// the folder could seal a data key of their own to every slot, next to a register
// encrypted under it, and the users' passphrases would open that register. The
// anchor prevents this: 32 bytes, the same in all slots, never changed, and stored
// only under passphrases. The MAC depends on it.
//
// Sources: RFC 9106 (Argon2), RFC 9180 and draft-ietf-hpke-pq (HPKE with
// MLKEM768-X25519), RFC 5869 (HKDF), NIST SP 800-38D (AES-GCM).
//
// # What it does not protect against
//
//   - Whoever has the data key can read the whole register. Roles are enforced by
//     the program, not by the keys.
//   - A removed user may have kept an older register and keys.json and can still
//     read those, but not what is written after the rotation. Knowing the anchor, a
//     removed user with write access to the folder could also replace the register
//     and key file by forged ones.
//   - An older keys.json that is put back is a valid file. After a rotation it no
//     longer opens the pages; without one, a removed user can open them again. So
//     remove a user and rotate together.
//   - The failed log-ins and the wait they cause hinder guessing in the program's
//     window. Someone with a copy of the files guesses elsewhere, limited only by
//     Argon2id and the strength of the passphrase.
//   - Go may have copied a key before it is wiped, and libraries keep copies of their
//     own. Wiping shortens the exposure; it guarantees nothing.
package vault
