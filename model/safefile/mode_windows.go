// SPDX-License-Identifier: MPL-2.0

package safefile

import (
	"io/fs"
	"os"
)

const noFollow = 0

func isLink(error) bool { return false }

// Modes returns the modes of new files and folders. They mean nothing on Windows,
// where both inherit the access control list of their folder.
func Modes(string) (file, folder fs.FileMode, err error) { return 0o600, 0o700, nil }

func applyMode(*os.File, string) error { return nil }

func applyFolderMode(string) error { return nil }

// Restrict does nothing: access is that of the folder.
func Restrict(string) error { return nil }
