// SPDX-License-Identifier: MPL-2.0

package vault

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"codeberg.org/fremskridt/fremskridt/model/atomicfile"
	"codeberg.org/fremskridt/fremskridt/model/safefile"
)

// FailedName is the name of the file of failed log-ins in the register's folder.
// Each line starts with the time of the failure in clear, which [Wait] needs before
// anyone has logged in; the rest of the line is sealed.
const FailedName = "failed"

// takenPrefix is the prefix of files that [Opened.TakeFailures] has set aside.
const takenPrefix = FailedName + "-"

const (
	sealedUntil = 1 << 20 // file size in bytes after which failures are written without their record
	maxFailed   = 8 << 20 // bytes read from one file
	failedTail  = 64 << 10
	maxTaken    = 100 // failures that are given one by one
	maxAside    = 10  // files that are read at a time

	freeTries = 5
	maxWait   = 60 * time.Second

	noRecord = "-" // replaces the record of a failure that was dropped
	clockSet = "=" // in place of a record: the clock was found set back; not a failure
)

// Failure is a log-in that failed.
type Failure struct {
	At       time.Time `json:"-"`
	Initials string    `json:"initials"` // "?" for an unknown user, as people type passphrases there
	OSUser   string    `json:"os_user"`
	Host     string    `json:"host"`
}

// boxUse is the use of the subkey from which the box's key pair is derived.
const boxUse = "failed log-ins box v1"

// setBox derives the box from the newest data key.
func (o *Opened) setBox() error {
	k := o.keys[len(o.keys)-1].Subkey(boxUse, nil)
	defer clear(k[:])
	pair, err := suiteKEM.DeriveKeyPair(k[:])
	if err != nil {
		return err
	}
	o.file.doc.Box = pair.PublicKey().Bytes()
	return nil
}

// RecordFailure appends a failed log-in to the file in the register's folder. The
// record is sealed to the box's public key, as no one is logged in; reading it needs
// the data key. Anyone with write access can append to the file or delete it, so it
// helps an administrator but proves nothing.
func RecordFailure(dir string, file *File, f Failure) error {
	if file.doc.find(f.Initials) >= 0 && initialsOf(f.Initials) != "" {
		f.Initials = initialsOf(f.Initials)
	} else {
		f.Initials = "?"
	}
	f.OSUser, f.Host = short(f.OSUser), short(f.Host)
	at := timestamp(f.At)
	plain, err := json.Marshal(f)
	if err != nil {
		return fmt.Errorf("record failed log-in: %w", err)
	}
	sealed, err := sealTo(file.doc.Box, failureInfo(file.doc.Register, at), plain)
	if err != nil {
		return fmt.Errorf("record failed log-in: %w", err)
	}
	if err := appendFailed(dir, at, base64.StdEncoding.EncodeToString(sealed)); err != nil {
		return fmt.Errorf("record failed log-in: %w", err)
	}
	return nil
}

func timestamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

func short(s string) string {
	const most = 100
	if r := []rune(s); len(r) > most {
		return string(r[:most])
	}
	return s
}

func failureInfo(register, at string) []byte {
	return frame(nil).text("fremskridt failed log-in v1").text(register).text(at)
}

// appendFailed writes one line in one call, after completing a line that a crash
// cut off.
func appendFailed(dir, at, record string) error {
	f, err := safefile.OpenFile(filepath.Join(dir, FailedName), os.O_RDWR|os.O_APPEND|os.O_CREATE)
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		return errors.Join(err, f.Close())
	}
	line := at + " " + record + "\n"
	if info.Size() >= sealedUntil {
		line = at + " " + noRecord + "\n"
	}
	if size := info.Size(); size > 0 {
		var last [1]byte
		if _, err := f.ReadAt(last[:], size-1); err == nil && last[0] != '\n' {
			line = "\n" + line
		}
	}
	_, err = f.WriteString(line)
	return errors.Join(err, f.Sync(), f.Close())
}

// Wait returns how long the next log-in must wait: not at all until five have failed
// in a row, then 1, 2, 4 … seconds after the last failure, at most a minute. A row
// ends when [Opened.TakeFailures] sets the file aside. If the clock was set back to
// before the last failure, a full wait starts now, which is noted in the file:
// setting the clock back neither skips the wait nor locks anyone out. Setting it
// forward or deleting the file does skip it; see the package comment.
func Wait(dir string, now time.Time) (time.Duration, error) {
	tail, err := readTail(filepath.Join(dir, FailedName))
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read failed log-ins: %w", err)
	}
	n := 0
	var last time.Time
	for line := range bytes.Lines(tail) {
		at, record, ok := splitFailed(line)
		switch {
		case ok && record == clockSet:
			last = at
		case ok:
			last = at
			n++
		case len(bytes.TrimSpace(line)) > 0: // damaged, counts as a failure
			n++
		}
	}
	delay := delayAfter(n)
	if delay == 0 || last.IsZero() {
		return delay, nil
	}
	since := now.UTC().Truncate(time.Second).Sub(last)
	if since < 0 {
		// If the note cannot be written, no failure can be recorded either.
		_ = appendFailed(dir, timestamp(now), clockSet)
		return delay, nil
	}
	return max(0, last.Add(delay).Sub(now)), nil
}

func delayAfter(n int) time.Duration {
	switch {
	case n < freeTries:
		return 0
	case n-freeTries >= 6:
		return maxWait
	}
	return time.Second << (n - freeTries)
}

// splitFailed splits a line into its time and its record.
func splitFailed(line []byte) (at time.Time, record string, ok bool) {
	stamp, record, ok := strings.Cut(strings.TrimSpace(string(line)), " ")
	at, err := time.Parse(time.RFC3339, stamp)
	return at, record, ok && err == nil
}

// readTail reads the end of the file, enough to compute the longest wait.
func readTail(path string) ([]byte, error) {
	f, err := safefile.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() <= failedTail {
		return io.ReadAll(io.LimitReader(f, failedTail))
	}
	tail := make([]byte, failedTail)
	n, err := f.ReadAt(tail, info.Size()-failedTail)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if _, after, ok := bytes.Cut(tail[:n], []byte{'\n'}); ok {
		return after, nil
	}
	return tail[:n], nil
}

// FailureBatch is a set of failed log-ins read from the folder.
type FailureBatch struct {
	Failures []Failure // in the order of the file
	Damaged  int       // lines that no live data key can read
	More     int       // further failures, as anyone can write lines into the file

	paths []string
}

// TakeFailures reads the failed log-ins of the register's folder for the access log
// and ends their row. It renames the file before reading, so that a failure recorded
// meanwhile is not lost. Once the failures are in the access log,
// [FailureBatch.Forget] removes the renamed file; until then each call returns them
// again. Lines from before a rotation can be read until it is finished, so call this
// before finishing.
func (o *Opened) TakeFailures(dir string) (*FailureBatch, error) {
	t, err := o.takeFailures(dir)
	if err != nil {
		return nil, fmt.Errorf("take failed log-ins: %w", err)
	}
	return t, nil
}

func (o *Opened) takeFailures(dir string) (*FailureBatch, error) {
	aside := fmt.Sprintf("%s%d", takenPrefix, time.Now().UnixNano())
	err := atomicfile.Rename(filepath.Join(dir, FailedName), filepath.Join(dir, aside))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	entries, err := os.ReadDir(dir) // sorted by name: oldest first
	if err != nil {
		return nil, err
	}
	t := &FailureBatch{}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), takenPrefix) || !e.Type().IsRegular() {
			continue
		}
		if len(t.paths) == maxAside {
			break
		}
		path := filepath.Join(dir, e.Name())
		if err := t.read(path, o.openFailure); err != nil {
			return nil, err
		}
		t.paths = append(t.paths, path)
	}
	return t, nil
}

func (t *FailureBatch) read(path string, open func(at, record string) (Failure, bool)) error {
	f, err := safefile.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, maxFailed))
	if err != nil {
		return err
	}
	for line := range bytes.Lines(data) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		at, record, ok := splitFailed(line)
		if ok && record == clockSet {
			continue
		}
		if len(t.Failures) == maxTaken {
			t.More++
			continue
		}
		f := Failure{Initials: "?"}
		if ok && record != noRecord {
			f, ok = open(timestamp(at), record)
		}
		if !ok {
			t.Damaged++
			continue
		}
		f.At = at
		t.Failures = append(t.Failures, f)
	}
	return nil
}

// openFailure tries the live data keys, newest first.
func (o *Opened) openFailure(at, record string) (f Failure, ok bool) {
	sealed, err := base64.StdEncoding.DecodeString(record)
	if err != nil {
		return f, false
	}
	info := failureInfo(o.file.doc.Register, at)
	for i := len(o.keys) - 1; i >= 0; i-- {
		k := o.keys[i].Subkey(boxUse, nil)
		pair, err := suiteKEM.DeriveKeyPair(k[:])
		clear(k[:])
		if err != nil {
			return f, false
		}
		if plain, err := openWith(pair, info, sealed); err == nil {
			return f, strict(plain, &f) == nil
		}
	}
	return f, false
}

// Forget removes the files that the batch was read from.
func (t *FailureBatch) Forget() error {
	for _, path := range t.paths {
		if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("forget failed log-ins: %w", err)
		}
	}
	return nil
}
