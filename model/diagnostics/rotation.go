// SPDX-License-Identifier: MPL-2.0

package diagnostics

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"codeberg.org/fremskridt/fremskridt/model/safefile"
)

const (
	logName  = "fremskridt.log"
	logFiles = 5
	logBytes = 1 << 20 // of a file
)

// rotatingFile is a log file that is renamed to make room for a new one when it is
// full. Several programs may write to it: each line is one write at its end. Where a
// file cannot be renamed, as another program has it open, it grows on.
type rotatingFile struct {
	mu   sync.Mutex
	dir  string
	file *os.File
	size int64
}

func openRotating(dir string) (*rotatingFile, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	f := &rotatingFile{dir: dir}
	return f, f.open()
}

func (f *rotatingFile) open() error {
	file, err := safefile.OpenFile(f.name(0), os.O_APPEND|os.O_CREATE|os.O_WRONLY)
	if err != nil {
		return err
	}
	info, err := file.Stat()
	if err != nil {
		return err
	}
	f.file, f.size = file, info.Size()
	return nil
}

// name returns the path of the log file, or of the nth older one.
func (f *rotatingFile) name(n int) string {
	if n == 0 {
		return filepath.Join(f.dir, logName)
	}
	return filepath.Join(f.dir, fmt.Sprintf("fremskridt.%d.log", n))
}

// Write appends a line.
func (f *rotatingFile) Write(line []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.size+int64(len(line)) > logBytes {
		if err := f.rotate(); err != nil {
			return 0, err
		}
	}
	n, err := f.file.Write(line)
	f.size += int64(n)
	return n, err
}

func (f *rotatingFile) rotate() error {
	if err := f.file.Close(); err != nil {
		return err
	}
	// Another program may have rotated it already.
	if info, err := os.Stat(f.name(0)); err == nil && info.Size() > logBytes/2 {
		for n := logFiles - 1; n > 0; n-- {
			_ = os.Rename(f.name(n-1), f.name(n)) // one that is open elsewhere stays
		}
	}
	return f.open()
}

// Close closes the file.
func (f *rotatingFile) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.file.Close()
}
