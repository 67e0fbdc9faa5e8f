// SPDX-License-Identifier: MPL-2.0

package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"codeberg.org/fremskridt/fremskridt/model/safefile"
	"codeberg.org/fremskridt/fremskridt/model/vault"
)

// databaseSuffixes end the names of the files of a database.
var databaseSuffixes = []string{"", "-journal", "-wal", "-shm"}

// registerFiles returns the names of the files that a register's folder may have.
func registerFiles() []string {
	names := []string{vault.Name, vault.FailedName, lockName, reserveName, manifestName}
	for _, suffix := range databaseSuffixes {
		names = append(names, databaseName+suffix, rotatedName+suffix)
	}
	return names
}

// checkFolder returns [ErrNotRegister] for a folder without a database, and a
// [*safefile.Error] where one of the program's files is a link, a pipe, a device or a
// folder.
func checkFolder(dir string) error {
	switch info, err := os.Lstat(filepath.Join(dir, databaseName)); {
	case errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) || err == nil && (info.IsDir() || info.Mode().IsRegular() && info.Size() == 0):
		return ErrNotRegister
	case err != nil:
		return err
	}
	for _, name := range registerFiles() {
		if err := safefile.Check(filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return nil
}

// BackupError is returned for a backup that was to be opened as a register, which
// would change it.
type BackupError struct {
	Dir  string
	Made time.Time // zero where the manifest cannot be read
}

func (e *BackupError) Error() string { return fmt.Sprintf("%s is a backup of a register", e.Dir) }

// checkNoBackup returns a [*BackupError] for a backup.
func checkNoBackup(dir string) error {
	m, err := readManifest(dir)
	if _, missing := os.Lstat(filepath.Join(dir, manifestName)); errors.Is(missing, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return errors.Join(&BackupError{Dir: dir}, err)
	}
	return &BackupError{Dir: dir, Made: m.Made}
}

// prepareFolder refuses a database that may not be written to before anything is
// written beside it, takes rights from files that others may read, and removes what a
// killed program left. The caller holds the lock.
func (r *Register) prepareFolder() error {
	path := filepath.Join(r.dir, databaseName)
	switch info, err := os.Stat(path); {
	case err != nil:
		return err
	case info.Mode().Perm()&0o200 == 0:
		return fmt.Errorf("%s: %w", path, ErrReadOnly)
	}
	f, err := safefile.OpenFile(path, os.O_RDWR)
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%w: %w", ErrReadOnly, err)
	}
	if err != nil {
		return mapError(err)
	}
	if err := f.Close(); err != nil {
		return mapError(err)
	}
	for _, name := range registerFiles() {
		if err := safefile.Restrict(filepath.Join(r.dir, name)); err != nil {
			return mapError(err)
		}
	}
	return mapError(r.removeLeftovers())
}

// removeLeftovers removes temporary files and folders of a program that was killed.
func (r *Register) removeLeftovers() error {
	entries, err := os.ReadDir(r.dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Type().IsRegular() && isLeftover(e.Name()) {
			err = errors.Join(err, os.Remove(filepath.Join(r.dir, e.Name())))
		}
	}
	return errors.Join(err, r.removeStaging(r.ownBackups()))
}

// isLeftover reports whether a name is that of a temporary file of package
// atomicfile or of the key file.
func isLeftover(name string) bool {
	return strings.HasPrefix(name, ".fremskridt-") || strings.HasPrefix(name, vault.Name+".") && strings.HasSuffix(name, ".saving")
}
