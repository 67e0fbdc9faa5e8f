// SPDX-License-Identifier: MPL-2.0

package tabular

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Source has the tables of a file, a folder or a zip file.
type Source struct {
	Tables []*Table
	// Skipped are the files of a folder or zip file, and the hidden sheets, that are
	// not read since they are no tables by their names or contents.
	Skipped []Skipped
}

// Skipped is a file or sheet that is not read.
type Skipped struct {
	Name   string
	Reason SkipReason
}

// SkipReason is why a file or sheet is not read.
type SkipReason string

// The reasons.
const (
	SkipName   SkipReason = "not_a_table"  // the ending of the name is none of a table
	SkipFolder SkipReason = "a_folder"     // folders in folders are not read
	SkipHidden SkipReason = "hidden_sheet" // the workbook hides the sheet
	SkipEmpty  SkipReason = "empty_sheet"
)

// Open finds the tables of a file, a folder or a zip file, in the order of their
// names. The error of a file that cannot be read is an [Error].
func Open(name string) (*Source, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	s := &Source{}
	if !info.IsDir() {
		if err := s.addFile(name, info); err != nil {
			return nil, err
		}
		return s, nil
	}
	entries, err := os.ReadDir(name)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		file := filepath.Join(name, e.Name())
		info, err := os.Stat(file) // follows a link
		switch {
		case isHidden(e.Name()):
		case err != nil:
			return nil, err
		case info.IsDir():
			s.Skipped = append(s.Skipped, Skipped{e.Name(), SkipFolder})
		case !isTableName(e.Name()):
			s.Skipped = append(s.Skipped, Skipped{e.Name(), SkipName})
		default:
			if err := s.addFile(file, info); err != nil {
				return nil, err
			}
		}
	}
	return s, nil
}

// isHidden recognises the files that systems and programs put beside others.
func isHidden(name string) bool {
	switch strings.ToLower(name) {
	case "thumbs.db", "desktop.ini", "__macosx":
		return true
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || strings.HasPrefix(name, ".~lock.")
}

func isTableName(name string) bool {
	return slices.Contains([]string{".csv", ".txt", ".tsv", ".tab", ".xlsx", ".xlsm", ".xls", ".ods", ".zip"}, strings.ToLower(path.Ext(name)))
}

func (s *Source) addFile(name string, info os.FileInfo) error {
	// Opening a pipe would block.
	if !info.Mode().IsRegular() {
		return &Error{File: name, Reason: NotRegular}
	}
	c := content{name: filepath.Base(name), size: info.Size(), open: func() (io.ReadCloser, error) { return os.Open(name) }}
	return s.add(c, name, true)
}

// add finds the tables of one file by what it begins with.
func (s *Source) add(c content, file string, mayBeArchive bool) error {
	start, err := startOf(c)
	if err != nil {
		return fmt.Errorf("read %s: %w", c.name, err)
	}
	switch {
	case bytes.HasPrefix(start, []byte("PK\x05\x06")):
		return &Error{File: c.name, Reason: Empty}
	case bytes.HasPrefix(start, []byte("PK\x03\x04")):
		return s.addZip(c, file, mayBeArchive)
	case bytes.HasPrefix(start, []byte("\xd0\xcf\x11\xe0")):
		return &Error{File: c.name, Reason: OldWorkbook}
	case bytes.HasPrefix(start, []byte("\x1f\x8b")), bytes.HasPrefix(start, []byte("7z\xbc\xaf")), bytes.HasPrefix(start, []byte("Rar!")):
		return &Error{File: c.name, Reason: Archive}
	case isMarkup(start):
		return &Error{File: c.name, Reason: Markup}
	}
	t, err := newText(c)
	if err != nil {
		return err
	}
	return s.addTables(c.name, t)
}

func (s *Source) addTables(file string, tables ...*Table) error {
	s.Tables = append(s.Tables, tables...)
	if len(s.Tables) > MaxTables {
		return &Error{File: file, Reason: TooManyTables, Args: []any{"Limit", MaxTables}}
	}
	return nil
}

func startOf(c content) ([]byte, error) {
	f, err := c.open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b := make([]byte, 512)
	n, err := io.ReadFull(f, b)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = nil
	}
	return b[:n], err
}

// addZip finds the tables of a workbook, or of the files in a zip file.
func (s *Source) addZip(c content, file string, mayBeArchive bool) error {
	z, err := newArchive(c, file)
	if err != nil {
		return err
	}
	switch {
	case z.has("xl/workbook.xml"), z.has("xl/workbook.bin"):
		return s.addXLSX(z)
	case z.has("content.xml") && z.has("mimetype"):
		return s.addODS(z)
	case !mayBeArchive:
		return &Error{File: c.name, Reason: Archive}
	}
	for _, f := range z.files {
		base := path.Base(f.Name)
		switch {
		case f.FileInfo().IsDir(), isHidden(base), strings.HasPrefix(f.Name, "__MACOSX/"):
		case !isTableName(base):
			s.Skipped = append(s.Skipped, Skipped{c.name + "/" + f.Name, SkipName})
		case f.Flags&1 != 0:
			return &Error{File: c.name + "/" + f.Name, Reason: Encrypted}
		case f.UncompressedSize64 > MaxUnpacked:
			return &Error{File: c.name + "/" + f.Name, Reason: TooLarge}
		default:
			inner := content{name: c.name + "/" + f.Name, size: int64(f.UncompressedSize64), open: func() (io.ReadCloser, error) { return z.open(f) }}
			if err := s.add(inner, "", false); err != nil {
				return err
			}
		}
	}
	return nil
}

// archive is a zip file. Its members are opened one at a time.
type archive struct {
	content
	path  string // of the file; empty for a zip file in memory
	data  []byte // of a zip file in a zip file
	files []*zip.File
}

func newArchive(c content, file string) (*archive, error) {
	z := &archive{content: c, path: file}
	if file == "" {
		if c.size > maxInMemory {
			return nil, &Error{File: c.name, Reason: TooLarge}
		}
		f, err := c.open()
		if err != nil {
			return nil, err
		}
		defer f.Close()
		if z.data, err = io.ReadAll(io.LimitReader(f, maxInMemory+1)); err != nil {
			return nil, damaged(c.name, err)
		}
		if len(z.data) > maxInMemory {
			return nil, &Error{File: c.name, Reason: TooLarge}
		}
	}
	in, done, err := z.readerAt()
	if err != nil {
		return nil, err
	}
	defer done()
	r, err := zip.NewReader(in, c.size)
	if err != nil {
		return nil, damaged(c.name, err)
	}
	z.files = r.File
	return z, nil
}

// damaged is the error of a compressed file that cannot be unpacked.
func damaged(name string, err error) error {
	var own *Error
	var of *os.PathError
	if errors.As(err, &own) || errors.As(err, &of) {
		return err
	}
	return &Error{File: name, Reason: Damaged}
}

func (z *archive) readerAt() (in io.ReaderAt, done func(), err error) {
	if z.path == "" {
		return bytes.NewReader(z.data), func() {}, nil
	}
	f, err := os.Open(z.path)
	if err != nil {
		return nil, nil, err
	}
	return f, func() { _ = f.Close() }, nil
}

func (z *archive) file(name string) *zip.File {
	for _, f := range z.files {
		if strings.EqualFold(strings.TrimPrefix(f.Name, "/"), name) {
			return f
		}
	}
	return nil
}

func (z *archive) has(name string) bool { return z.file(name) != nil }

// open opens a member of the archive by its name and position; the zip file is opened
// again, since each reader has a place of its own.
func (z *archive) open(f *zip.File) (io.ReadCloser, error) {
	if f.Flags&1 != 0 {
		return nil, &Error{File: z.name, Reason: Encrypted}
	}
	in, done, err := z.readerAt()
	if err != nil {
		return nil, err
	}
	fail := func(err error) (io.ReadCloser, error) {
		done()
		return nil, damaged(z.name, err)
	}
	r, err := zip.NewReader(in, z.size)
	if err != nil {
		return fail(err)
	}
	i := slices.Index(z.files, f)
	if i < 0 || i >= len(r.File) || r.File[i].Name != f.Name {
		return fail(&Error{File: z.name, Reason: Damaged}) // replaced meanwhile
	}
	m, err := r.File[i].Open()
	if err != nil {
		return fail(err)
	}
	return &member{archive: z, in: m, done: done}, nil
}

// member is an open member of an archive. What it unpacks to is bounded, and errors
// of unpacking are an [Error].
type member struct {
	archive *archive
	in      io.ReadCloser
	done    func()
	n       int64
}

func (m *member) Read(b []byte) (int, error) {
	n, err := m.in.Read(b)
	if m.n += int64(n); m.n > MaxUnpacked {
		return 0, &Error{File: m.archive.name, Reason: TooLarge}
	}
	if err != nil && err != io.EOF {
		err = damaged(m.archive.name, err)
	}
	return n, err
}

func (m *member) Close() error {
	defer m.done()
	return m.in.Close()
}
