// SPDX-License-Identifier: MPL-2.0

package exchange

import (
	"bufio"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// table is a file of an extract that has been validated.
type table struct {
	path      string
	name      string
	size      int64
	utf8      bool
	separator rune
	header    []string
}

// openTable validates a file and reads its header.
func openTable(path string) (*table, error) {
	// Opening a pipe would block.
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &FileError{File: path, Reason: FileNotRegular}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	t := &table{path: path, name: filepath.Base(path), size: info.Size()}
	if err := t.validate(&lineEndReader{in: f}); err != nil {
		return nil, err
	}
	return t, t.readHeader()
}

func (t *table) fileError(r FileReason, args ...any) error {
	return &FileError{File: t.path, Reason: r, Args: args}
}

// readHeader finds the separator and the names of the columns.
func (t *table) readHeader() error {
	r, err := t.openText()
	if err != nil {
		return err
	}
	defer r.Close()
	first, err := bufio.NewReader(r.text).ReadString('\n')
	if err != nil && err != io.EOF {
		return err
	}
	t.separator = ';'
	best := 0
	for _, c := range []rune{';', '\t', ',', '|'} {
		if n := countOutsideQuotes(first, c); n > best {
			t.separator, best = c, n
		}
	}
	rows, err := t.openRows()
	if err != nil {
		return err
	}
	defer rows.Close()
	if err := rows.next(); err != nil {
		if errors.Is(err, io.EOF) {
			return t.fileError(FileEmpty)
		}
		return err
	}
	for _, h := range rows.fields {
		t.header = append(t.header, strings.TrimSpace(h))
	}
	if err := rows.next(); errors.Is(err, io.EOF) {
		return t.fileError(FileNoRows)
	}
	return nil
}

func countOutsideQuotes(s string, c rune) (n int) {
	quoted := false
	for _, r := range s {
		switch {
		case r == '"':
			quoted = !quoted
		case r == c && !quoted:
			n++
		}
	}
	return n
}
