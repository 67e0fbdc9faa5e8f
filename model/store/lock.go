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
	l := &folderLock{flock.New(path, flock.SetPermissions(0o600))}
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
	data, err := json.Marshal(h)
	if err == nil {
		err = os.WriteFile(path, append([]byte("\n"), data...), 0o600)
	}
	if err != nil {
		return nil, errors.Join(mapError(err), l.flock.Unlock())
	}
	return l, nil
}

func readHolder(path string) (h Holder) {
	f, err := os.Open(path)
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
