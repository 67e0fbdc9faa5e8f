// SPDX-License-Identifier: MPL-2.0

package store

import (
	"errors"
	"os"
	"path/filepath"

	"codeberg.org/fremskridt/fremskridt/model/vault"
)

// LockedInfo is what is known of a register that has not been unlocked.
type LockedInfo struct {
	Users    int          // who have a passphrase
	Invented bool         // opens without a passphrase
	Backup   *BackupError // set for a backup
}

// Peek reads what is known of a register that is not open.
func Peek(dir string) (_ LockedInfo, err error) {
	defer wrapError(&err, "inspect register %s", dir)
	dir = filepath.Clean(dir)
	if err := checkFolder(dir); err != nil {
		return LockedInfo{}, err
	}
	file, err := vault.Read(filepath.Join(dir, vault.Name))
	if errors.Is(err, os.ErrNotExist) {
		err = ErrKeysMissing
	}
	if err != nil {
		return LockedInfo{}, err
	}
	info := LockedInfo{Users: file.Users(), Invented: file.Invented()}
	errors.As(checkNoBackup(dir), &info.Backup)
	return info, nil
}
