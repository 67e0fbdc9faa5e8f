// SPDX-License-Identifier: MPL-2.0

package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"codeberg.org/fremskridt/fremskridt/model/safefile"
)

const lockName = "lock"

// Holder identifies who has a register open: the user of the computer, not a user
// of the register.
type Holder struct {
	User    string    `json:"user"`
	Host    string    `json:"host"`
	Process int       `json:"process"`
	Since   time.Time `json:"since"`
}

// InUseError is returned when another program has the register open.
type InUseError struct {
	Holder Holder // zero where it is unknown
}

func (e *InUseError) Error() string {
	return fmt.Sprintf("the register is open already, by %s on %s since %s", e.Holder.User, e.Holder.Host, e.Holder.Since)
}

// folderLock keeps other programs out of a register's folder. The system releases
// it when the process ends.
type folderLock struct {
	flock *flock.Flock
}

// lockFolder takes the lock, or returns an [*InUseError]. The holder is written
// after the first byte of the file, which is the one that is locked: where locks
// are mandatory, the rest can still be read.
func lockFolder(dir string, now time.Time) (_ *folderLock, err error) {
	defer wrapError(&err, "lock register")
	path := filepath.Join(dir, lockName)
	f, err := safefile.OpenFile(path, os.O_RDONLY|os.O_CREATE)
	if errors.Is(err, os.ErrPermission) {
		return nil, fmt.Errorf("%w: %w", ErrReadOnly, err)
	}
	if err != nil {
		return nil, mapError(err)
	}
	if err := f.Close(); err != nil {
		return nil, mapError(err)
	}
	l := &folderLock{flock.New(path, flock.SetFlag(os.O_RDONLY))}
	switch ok, err := l.flock.TryLock(); {
	case errors.Is(err, os.ErrPermission):
		return nil, fmt.Errorf("lock register: %w: %w", ErrReadOnly, err)
	case err != nil:
		return nil, mapError(err)
	case !ok:
		return nil, &InUseError{Holder: readHolder(path)}
	}
	h := Holder{Process: os.Getpid(), Since: now.UTC().Truncate(time.Second)}
	h.Host, _ = os.Hostname() // empty where the system does not know it
	if u, err := user.Current(); err == nil {
		h.User = u.Username
	}
	if err := writeHolder(path, h); err != nil && !isDiskFull(err) { // on a full disk the holder stays unknown
		return nil, errors.Join(mapError(err), l.flock.Unlock())
	}
	return l, nil
}

func writeHolder(path string, h Holder) error {
	data, err := json.Marshal(h)
	if err != nil {
		return err
	}
	f, err := safefile.OpenFile(path, os.O_WRONLY|os.O_TRUNC)
	if err != nil {
		return err
	}
	_, err = f.Write(append([]byte("\n"), data...))
	return errors.Join(err, f.Close())
}

// lockFolderReadOnly is [lockFolder] without writing. It takes no lock where there is
// no file for it, as in a folder that was copied by hand.
func lockFolderReadOnly(dir string) (*folderLock, error) {
	path := filepath.Join(dir, lockName)
	l := &folderLock{flock.New(path, flock.SetFlag(os.O_RDONLY))}
	switch ok, err := l.flock.TryLock(); {
	case errors.Is(err, os.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("lock register: %w", mapError(err))
	case !ok:
		return nil, &InUseError{Holder: readHolder(path)}
	}
	return l, nil
}

func readHolder(path string) (h Holder) {
	f, err := safefile.Open(path)
	if err != nil {
		return h
	}
	defer f.Close()
	data := make([]byte, 4096)
	n, _ := f.ReadAt(data, 1) // a short read is parsed as it is
	if json.Unmarshal(data[:n], &h) != nil {
		return Holder{}
	}
	return h
}

// release releases the lock. The file remains: removing it would let two others
// lock two files of the same name.
func (l *folderLock) release() error {
	if l == nil {
		return nil
	}
	return l.flock.Unlock()
}
