// SPDX-License-Identifier: MPL-2.0

package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"codeberg.org/fremskridt/fremskridt/model/vault"
)

// firstMissing returns the topmost folder on the path to dir that does not exist.
func firstMissing(dir string) string {
	for {
		above := filepath.Dir(dir)
		if _, err := os.Stat(above); err == nil || above == dir {
			return dir
		}
		dir = above
	}
}

// moveFolder moves a backup, to another disk too. The manifest comes last, as
// without it the other files are not a backup.
func moveFolder(from, to string) error {
	if err := os.Rename(from, to); err == nil {
		return vault.SyncDir(filepath.Dir(to))
	}
	staging := to + ".part"
	if err := os.RemoveAll(staging); err != nil {
		return err
	}
	if err := makeDir(staging); err != nil {
		return err
	}
	if err := copyBackup(from, staging); err != nil {
		return errors.Join(err, os.RemoveAll(staging))
	}
	if err := os.Rename(staging, to); err != nil {
		return errors.Join(mapError(err), os.RemoveAll(staging))
	}
	return vault.SyncDir(filepath.Dir(to))
}

// copyBackup copies the files of a backup and checks the copy of the database.
func copyBackup(from, to string) error {
	for _, name := range []string{databaseName, vault.Name, manifestName} {
		if err := copyFile(filepath.Join(from, name), filepath.Join(to, name)); err != nil {
			return err
		}
	}
	m, err := readManifest(to)
	if err != nil {
		return err
	}
	sum, err := fileSHA256(filepath.Join(to, databaseName))
	if err == nil && sum != m.SHA256 {
		err = fmt.Errorf("%s differs from what was written: %w", to, ErrDisk)
	}
	return err
}

// makeDir creates a folder and those above it.
func makeDir(path string) error { return mapError(os.MkdirAll(path, 0o700)) }

// copyFile copies a file to one that does not exist, and syncs it.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return mapError(err)
	}
	defer in.Close()
	return createSynced(to, in)
}

// createSynced writes a file that does not exist, and syncs it.
func createSynced(path string, content io.Reader) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return mapError(err)
	}
	_, err = io.Copy(f, content)
	return mapError(errors.Join(err, f.Sync(), f.Close()))
}

func fileSHA256(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", mapError(err)
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", mapError(err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// syncFile syncs a file that was written elsewhere.
func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return mapError(err)
	}
	return mapError(errors.Join(f.Sync(), f.Close()))
}

// removeDatabase removes a database with its journal and write-ahead log.
func removeDatabase(path string) (err error) {
	for _, suffix := range []string{"", "-journal", "-wal", "-shm"} {
		if e := os.Remove(path + suffix); e != nil && !errors.Is(e, os.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	return mapError(err)
}
