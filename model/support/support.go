// SPDX-License-Identifier: MPL-2.0

// Package support writes what an IT department asks for when the program does not work:
// the version, the system, the graphics, the state of a register without its content,
// the end of the program's log and its latest crash files. It holds no personal data.
package support

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model/diagnostics"
	"codeberg.org/fremskridt/fremskridt/model/safefile"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// Options say what a [Write] is about.
type Options struct {
	Words    *assets.Words
	Version  assets.Version
	Now      func() time.Time
	Getenv   func(string) string
	Register string   // the folder of a register; empty for none
	Graphics []string // what the window knows of its graphics; none without a window
}

// The bounds of what is taken along.
const (
	logLines     = 300
	crashesTaken = 3
	maxCrash     = 64 << 10 // bytes of a crash file
)

// Write writes the information. What cannot be found out is said in its place; the error
// is that of the writer alone.
func Write(to io.Writer, o Options) error {
	w := bufio.NewWriter(to)
	f := &writer{w, o}
	f.line(o.Words.T("support.title"))
	f.line(o.Words.T("support.intro"))
	f.program()
	f.system()
	f.section("graphics")
	if len(o.Graphics) == 0 {
		f.line(o.Words.T("support.no_window"))
	}
	for _, g := range o.Graphics {
		f.line(g)
	}
	f.register()
	f.diagnostics()
	return w.Flush()
}

// writer writes the sections. The bufio writer keeps the first error.
type writer struct {
	*bufio.Writer
	o Options
}

func (f *writer) line(s string) { fmt.Fprintln(f, s) }

func (f *writer) field(name string, value any) { fmt.Fprintf(f, "%-12s %v\n", name, value) }

func (f *writer) section(key string) {
	fmt.Fprintf(f, "\n== %s ==\n", f.o.Words.T("support.section."+key))
}

// failed says that something could not be found out, without a path.
func (f *writer) failed(err error) {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	code := store.ErrorCode(err)
	if code == "" {
		code = err.Error()
	}
	f.line(f.o.Words.T("support.failed", "What", code))
}

func (f *writer) program() {
	f.section("program")
	f.field("version", f.o.Version)
	f.field("go", runtime.Version())
	f.field("build", runtime.GOOS+"/"+runtime.GOARCH)
	if schema, err := store.SupportedSchema(); err != nil {
		f.failed(err)
	} else {
		f.field("schema", schema)
	}
	f.field("fonts", "Noto Sans, in the program")
	f.field("time", f.o.Now().UTC().Format(time.RFC3339))
}

// environment are the variables that say how the program is run. None holds a path of
// the user or a name.
var environment = [...]string{
	"LANG", "LC_ALL", "LC_TIME", "TZ", "XDG_SESSION_TYPE", "XDG_CURRENT_DESKTOP", "WAYLAND_DISPLAY", "DISPLAY", "SESSIONNAME",
	"LIBGL_ALWAYS_SOFTWARE", "FYNE_SCALE", "FREMSKRIDT_LANG", "FREMSKRIDT_TODAY",
}

func (f *writer) system() {
	f.section("system")
	f.field("system", systemName())
	f.field("processors", runtime.NumCPU())
	zone, offset := f.o.Now().Zone()
	f.field("time zone", fmt.Sprintf("%s (%+d min)", zone, offset/60))
	for _, name := range environment {
		if v := f.o.Getenv(name); v != "" {
			f.field(name, v)
		}
	}
}

// systemName is the name and the version of the system, where it says them.
func systemName() string {
	file, err := os.Open("/etc/os-release")
	if err != nil {
		return runtime.GOOS
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		if name, ok := strings.CutPrefix(lines.Text(), "PRETTY_NAME="); ok {
			return strings.Trim(name, `"`)
		}
	}
	return runtime.GOOS
}

func (f *writer) register() {
	f.section("register")
	if f.o.Register == "" {
		f.line(f.o.Words.T("support.no_register"))
		return
	}
	s, err := store.LookAt(f.o.Register)
	if err != nil {
		f.failed(err)
		return
	}
	f.field("encrypted", s.Encrypted)
	f.field("network", s.Remote)
	f.field("free", fmt.Sprint(s.Free, " bytes"))
	f.field("in use", s.InUse)
	if h := s.Holder; !h.Since.IsZero() {
		f.field("opened", fmt.Sprintf("%s, process %d on %s", h.Since.UTC().Format(time.RFC3339), h.Process, h.Host))
	}
	for _, file := range s.Files {
		f.line("  " + file.String())
	}
	f.field("others", s.Others)
	f.field("backups", len(s.Backups))
	for _, b := range s.Backups {
		f.line(fmt.Sprintf("  %s  %d bytes", b.Made.UTC().Format(time.RFC3339), b.Bytes))
	}
}

// diagnostics takes the end of the log and the latest crash files along.
func (f *writer) diagnostics() {
	dir, err := diagnostics.Folder(f.o.Getenv)
	f.section("crashes")
	if err != nil {
		f.failed(err)
		return
	}
	crashes, err := diagnostics.CrashFiles(dir)
	if err != nil {
		f.failed(err)
	}
	if len(crashes) == 0 {
		f.line(f.o.Words.T("support.none"))
	}
	for i, path := range crashes {
		f.line(filepath.Base(path))
		if i < crashesTaken {
			f.file(path)
		}
	}
	f.section("log")
	lines, err := diagnostics.LastLines(dir, logLines)
	if err != nil {
		f.failed(err)
	}
	for _, l := range lines {
		f.line(l)
	}
}

func (f *writer) file(path string) {
	file, err := safefile.Open(path)
	if err != nil {
		f.failed(err)
		return
	}
	defer file.Close()
	if _, err := io.Copy(f, io.LimitReader(file, maxCrash)); err != nil {
		f.failed(err)
	}
}

// FileName is what the file is called by default.
func FileName(w *assets.Words, now time.Time) string {
	return w.T("support.file", "Day", now.Format(time.DateOnly)) + ".txt"
}
