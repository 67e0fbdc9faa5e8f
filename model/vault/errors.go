// SPDX-License-Identifier: MPL-2.0

package vault

import "errors"

// What opening or changing a key file can end with.
var (
	// ErrWrongPassphrase says that the user is unknown, or the passphrase or the
	// recovery code is not the one. Which of these is not disclosed. The same is
	// seen by the user whose own salt or Argon2 parameters were changed, since
	// they make another key of the right passphrase.
	ErrWrongPassphrase = errors.New("wrong user, passphrase or recovery code")

	// ErrTampered says that the passphrase is right and the file is not as it
	// was saved: something in it was changed, added, removed or damaged.
	ErrTampered = errors.New("the key file has been changed or damaged")

	// ErrFormat says that the file cannot be a key file. The error it is wrapped
	// in names what is wrong.
	ErrFormat = errors.New("not a key file")

	// ErrVersion says that the file comes from a later version of the program.
	ErrVersion = errors.New("the key file is of a later version")

	// ErrStale says that the file on disk is not the one that was opened, so that
	// saving would undo what another user has saved.
	ErrStale = errors.New("the key file has been saved by somebody else since it was opened")

	// ErrRecoveryTypo says that a recovery code is mistyped: its length, a
	// character or its checksum is not right. No key was tried.
	ErrRecoveryTypo = errors.New("the recovery code is mistyped")

	// ErrNoUser says that there is no slot for the initials.
	ErrNoUser = errors.New("no such user in the key file")

	// ErrLastUser says that the only user cannot be removed.
	ErrLastUser = errors.New("the last user cannot be removed")

	// ErrRotating says that a rotation is under way and must be finished or
	// abandoned first.
	ErrRotating = errors.New("a rotation of the data key is under way")

	// ErrNotRotating says that no rotation is under way.
	ErrNotRotating = errors.New("no rotation of the data key is under way")
)
