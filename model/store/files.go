// SPDX-License-Identifier: MPL-2.0

package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"

	"codeberg.org/fremskridt/fremskridt/model/safefile"
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

// makeDir creates a folder and those above it.
func makeDir(path string) error { return mapError(safefile.MkdirAll(path)) }

// copyFile copies a file to one that does not exist, and syncs it.
func copyFile(from, to string) error {
	in, err := safefile.Open(from)
	if err != nil {
		return mapError(err)
	}
	defer in.Close()
	return createSynced(to, in)
}

// createSynced writes a file that does not exist, and syncs it.
func createSynced(path string, content io.Reader) error {
	f, err := safefile.Create(path)
	if err != nil {
		return mapError(err)
	}
	_, err = io.Copy(f, content)
	return mapError(errors.Join(err, f.Sync(), f.Close()))
}

// fileSHA256 returns the digest of a file, in hexadecimal, and its size.
func fileSHA256(path string) (sum string, size int64, err error) {
	f, err := safefile.Open(path)
	if err != nil {
		return "", 0, mapError(err)
	}
	defer f.Close()
	h := sha256.New()
	if size, err = io.Copy(h, f); err != nil {
		return "", 0, mapError(err)
	}
	return hex.EncodeToString(h.Sum(nil)), size, nil
}

// syncFile syncs a file that was written elsewhere.
func syncFile(path string) error {
	f, err := safefile.OpenFile(path, os.O_RDWR)
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
