// SPDX-License-Identifier: MPL-2.0

package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/gofrs/flock"

	"codeberg.org/fremskridt/fremskridt/model/safefile"
)

// FolderState is what can be seen of a register without a passphrase, and without what is
// in it: for who helps with the program.
type FolderState struct {
	Files  []FileState
	Others int // files that are not the register's; their names are not read
	// Encrypted is false for a register without encryption, such as the invented
	// municipality.
	Encrypted bool
	Remote    bool  // the folder is on a network drive
	Free      int64 // bytes that are free on the disk
	InUse     bool
	Holder    Holder // who had the register open last, without the user
	Backups   []BackupFile
}

// FileState is a file of a register.
type FileState struct {
	Name     string
	Bytes    int64
	Mode     fs.FileMode
	Modified time.Time
}

// BackupFile is a backup inside the register's folder. Whether it can be restored is not
// known.
type BackupFile struct {
	Made  time.Time // by its manifest; zero where that cannot be read
	Bytes int64     // of the database
}

// LookAt returns the state of a register's folder. It changes nothing.
func LookAt(dir string) (s FolderState, err error) {
	defer wrapError(&err, "look at register")
	entries, err := os.ReadDir(dir)
	if err != nil {
		return s, mapError(err)
	}
	known := []string{
		databaseName, databaseName + "-wal", databaseName + "-shm", databaseName + "-journal",
		"keys.json", lockName, reserveName, rotatedName, backupsName, manifestName,
	}
	for _, e := range entries {
		info, err := e.Info()
		switch {
		case errors.Is(err, fs.ErrNotExist): // removed meanwhile
		case err != nil:
			return s, mapError(err)
		case !slices.Contains(known, e.Name()):
			s.Others++
		default:
			s.Files = append(s.Files, FileState{e.Name(), info.Size(), info.Mode(), info.ModTime()})
		}
	}
	plain, err := beginsAsPlain(filepath.Join(dir, databaseName))
	if err != nil {
		return s, err
	}
	s.Encrypted = !plain
	if s.Free, err = freeSpace(dir); err != nil {
		return s, mapError(err)
	}
	if s.Remote, err = isRemote(dir); err != nil {
		return s, mapError(err)
	}
	if s.InUse, err = isLocked(filepath.Join(dir, lockName)); err != nil {
		return s, err
	}
	s.Holder = readHolder(filepath.Join(dir, lockName))
	s.Holder.User = ""
	s.Backups, err = backupFiles(filepath.Join(dir, backupsName))
	return s, err
}

// beginsAsPlain reports whether a file begins as an SQLite database without encryption.
func beginsAsPlain(path string) (bool, error) {
	f, err := safefile.OpenFile(path, os.O_RDONLY)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, mapError(err)
	}
	defer f.Close()
	const magic = "SQLite format 3\x00"
	begin := make([]byte, len(magic))
	if _, err := io.ReadFull(f, begin); err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return false, mapError(err)
	}
	return bytes.Equal(begin, []byte(magic)), nil
}

// isLocked reports whether a program holds a lock.
func isLocked(path string) (bool, error) {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	l := flock.New(path, flock.SetFlag(os.O_RDONLY))
	free, err := l.TryRLock()
	if err != nil {
		return false, mapError(err)
	}
	if !free {
		return true, nil
	}
	return false, mapError(l.Unlock())
}

// backupFiles returns the backups in a folder, the latest first.
func backupFiles(dir string) (list []BackupFile, err error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, mapError(err)
	}
	for _, e := range entries {
		info, err := os.Lstat(filepath.Join(dir, e.Name(), databaseName))
		if err != nil {
			continue // no backup
		}
		b := BackupFile{Bytes: info.Size()}
		var m struct {
			Made time.Time `json:"made"`
		}
		if data, err := safefile.ReadFile(filepath.Join(dir, e.Name(), manifestName), 1<<20); err == nil && json.Unmarshal(data, &m) == nil {
			b.Made = m.Made
		}
		list = append(list, b)
	}
	slices.SortFunc(list, func(a, b BackupFile) int { return b.Made.Compare(a.Made) })
	return list, nil
}

// String describes a file in a line.
func (f FileState) String() string {
	return fmt.Sprintf("%s  %d bytes  %s  %s", f.Name, f.Bytes, f.Mode, f.Modified.UTC().Format(time.RFC3339))
}
