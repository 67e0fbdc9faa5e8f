// SPDX-License-Identifier: MPL-2.0

package diagnostics

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model/atomicfile"
	"codeberg.org/fremskridt/fremskridt/model/crash"
)

// Recorder writes the log and the crash files of a run of the program.
type Recorder struct {
	*slog.Logger
	o    Options
	dir  string
	file io.Closer // nil if the log cannot be written

	mu      sync.Mutex
	written map[string]string // crash files of this run by what they describe
}

// Options are what a [Recorder] says about the run.
type Options struct {
	Getenv  func(string) string
	Now     func() time.Time
	Version assets.Version
	Command string // the command's name, "window" for the window
}

// None returns a recorder that writes nothing, for tests.
func None() *Recorder { return &Recorder{Logger: slog.New(slog.DiscardHandler)} }

// Start begins the log of a run. If the log cannot be written, the recorder works
// without it and is returned with the reason.
func Start(o Options) (*Recorder, error) {
	r := &Recorder{Logger: slog.New(slog.DiscardHandler), o: o, written: map[string]string{}}
	var err error
	if r.dir, err = Folder(o.Getenv); err != nil {
		return r, err
	}
	file, err := openRotating(r.dir)
	if err != nil {
		return r, err
	}
	r.file = file
	r.Logger = slog.New(slog.NewTextHandler(file, &slog.HandlerOptions{ReplaceAttr: inUTC})).With("process", os.Getpid())
	r.Info("start", "command", o.Command, "version", o.Version.String(), "system", runtime.GOOS+"/"+runtime.GOARCH)
	return r, nil
}

// inUTC writes the time of a line in UTC.
func inUTC(_ []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey && a.Value.Kind() == slog.KindTime {
		a.Value = slog.TimeValue(a.Value.Time().UTC().Truncate(time.Millisecond))
	}
	return a
}

// Dir returns the folder of the log and the crash files.
func (r *Recorder) Dir() string { return r.dir }

// End ends the log of the run with its exit status.
func (r *Recorder) End(status int) {
	r.Info("end", "command", r.o.Command, "status", status)
	if r.file != nil {
		_ = r.file.Close() // there is nowhere left to report it
	}
}

// Crash writes a crash file and returns its path. The same crash of the same run has
// one file. Of all crash files the latest 20 are kept.
func (r *Recorder) Crash(c *crash.Error) (path string, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	signature := fmt.Sprintf("%s %v", c.Kind, c.Stack)
	if path, ok := r.written[signature]; ok {
		return path, nil
	}
	r.Error("crash", "kind", c.Kind, "at", place(c))
	if r.dir == "" {
		return "", errors.New("the user has no folder for crash files")
	}
	dir := filepath.Join(r.dir, "crashes")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	path = filepath.Join(dir, r.o.Now().UTC().Format("2006-01-02T150405.000Z")+".txt")
	err = atomicfile.Create(path, func(w io.Writer) error {
		_, err := w.Write(r.describe(c))
		return err
	})
	if err != nil {
		return "", err
	}
	r.written[signature] = path
	return path, keepLatest(dir)
}

// place returns the function of the project in which a crash happened.
func place(c *crash.Error) string {
	for _, f := range c.Stack {
		if strings.Contains(f.Function, "fremskridt/") {
			return f.Function
		}
	}
	return ""
}

func (r *Recorder) describe(c *crash.Error) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "Fremskridt %s\n%s/%s, %s\n%s, process %d\n%s\n\n%s\n",
		r.o.Version, runtime.GOOS, runtime.GOARCH, runtime.Version(), r.o.Command, os.Getpid(), r.o.Now().UTC().Format(time.RFC3339), c.Kind)
	for _, f := range c.Stack {
		fmt.Fprintf(&b, "  %s\n    %s:%d\n", f.Function, f.File, f.Line)
	}
	return b.Bytes()
}

const keptCrashes = 20

func keepLatest(dir string) error {
	files, err := crashFiles(dir)
	for _, old := range files[min(keptCrashes, len(files)):] {
		err = errors.Join(err, os.Remove(old))
	}
	return err
}

// crashFiles returns the crash files in a folder, the latest first.
func crashFiles(dir string) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	slices.Sort(files)
	slices.Reverse(files)
	return files, err
}
