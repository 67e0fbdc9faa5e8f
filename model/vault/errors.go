// SPDX-License-Identifier: MPL-2.0

package vault

import "errors"

// Errors of opening and changing a key file.
var (
	// ErrWrongPassphrase means that the user is unknown, or the passphrase or the
	// recovery code is wrong; which of these is not disclosed. It is also the error
	// for a user whose salt or Argon2 parameters were changed, as the right passphrase
	// then gives another key.
	ErrWrongPassphrase = errors.New("wrong user, passphrase or recovery code")

	// ErrTampered means that the passphrase is right but the file is not as it was
	// saved: something was changed, added, removed or damaged.
	ErrTampered = errors.New("the key file has been changed or damaged")

	// ErrFormat means that the file is not a key file. The wrapping error says why.
	ErrFormat = errors.New("not a key file")

	// ErrVersion means that the file comes from a later version of the program.
	ErrVersion = errors.New("the key file is of a later version")

	// ErrStale means that the file on disk is not the one that was opened, so that
	// saving would undo another user's change.
	ErrStale = errors.New("the key file has been saved by somebody else since it was opened")

	// ErrRecoveryTypo means that a recovery code is mistyped: its length, a character
	// or its checksum is wrong. No key was tried.
	ErrRecoveryTypo = errors.New("the recovery code is mistyped")

	// ErrNoUser means that no slot has the initials.
	ErrNoUser = errors.New("no such user in the key file")

	// ErrLastUser means that the only user cannot be removed.
	ErrLastUser = errors.New("the last user cannot be removed")

	// ErrRotating means that a rotation is under way and must be finished or
	// abandoned first.
	ErrRotating = errors.New("a rotation of the data key is under way")

	// ErrNotRotating means that no rotation is under way.
	ErrNotRotating = errors.New("no rotation of the data key is under way")
)
