package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

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
	parts := to + ".part"
	if err := os.RemoveAll(parts); err != nil {
		return err
	}
	if err := os.Mkdir(parts, 0o700); err != nil {
		return err
	}
	for _, name := range []string{databaseName, vault.Name, manifestName} {
		if err := copyFile(filepath.Join(from, name), filepath.Join(parts, name)); err != nil {
			return errors.Join(err, os.RemoveAll(parts))
		}
	}
	m, err := readManifest(parts)
	if err == nil {
		var sum string
		if sum, err = fileSHA256(filepath.Join(parts, databaseName)); err == nil && sum != m.SHA256 {
			err = fmt.Errorf("%s differs from what was written", parts)
		}
	}
	if err == nil {
		err = os.Rename(parts, to)
	}
	if err != nil {
		return errors.Join(err, os.RemoveAll(parts))
	}
	return vault.SyncDir(filepath.Dir(to))
}

// copyFile copies a file to one that does not exist, and syncs it.
func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}

// writeSynced writes a file that does not exist, and syncs it.
func writeSynced(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

func fileSHA256(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return strings.ToLower(hex.EncodeToString(h.Sum(nil))), nil
}

// syncFile syncs a file that was written elsewhere.
func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// removeDatabase removes a database with its journal and write-ahead log.
func removeDatabase(path string) (err error) {
	for _, suffix := range []string{"", "-journal", "-wal", "-shm"} {
		if e := os.Remove(path + suffix); e != nil && !errors.Is(e, os.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	return err
}
