// SPDX-License-Identifier: MPL-2.0

package pages

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"

	"codeberg.org/fremskridt/fremskridt/model/safefile"
)

// ErrStaleJournal is returned for a rollback journal of another time than its database.
var ErrStaleJournal = errors.New("the rollback journal does not belong to the state of the database")

const (
	journalMagic      = 0xd9d505f920a163d7
	journalHeaderSize = 28
	recordSize        = 4 + pageSize + 4 // page number, page, checksum
)

// CheckJournal checks, before SQLite opens a database, the rollback journal beside it,
// which SQLite would roll back. A database in use has a journal only while it is
// switched to a write-ahead log, and that journal has the first page as it is, apart
// from the fields of the mode. One that would put back anything else is
// [ErrStaleJournal]. SQLite ignores what is no journal.
func (m *Mount) CheckJournal(path string) error {
	j, err := safefile.Open(path + "-journal")
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer j.Close()
	db, err := safefile.Open(path)
	if err != nil {
		return err
	}
	defer db.Close()
	if err := m.checkJournal(j, db); err != nil {
		return fmt.Errorf("check journal of %s: %w", path, err)
	}
	return nil
}

func (m *Mount) checkJournal(j, db *os.File) error {
	info, err := db.Stat()
	if err != nil {
		return err
	}
	first := make([]byte, pageSize)
	if _, err := io.ReadFull(db, first); err != nil {
		return err
	}
	c, err := m.cipherOf(first)
	if err != nil {
		return err
	}
	head := make([]byte, journalHeaderSize)
	if _, err := io.ReadFull(j, head); err != nil {
		return ignoreEOF(err)
	}
	c.xorJournal(head, 0)
	if binary.BigEndian.Uint64(head) != journalMagic {
		return nil
	}
	if size := int64(binary.BigEndian.Uint32(head[16:])); size != info.Size()/pageSize {
		return ErrStaleJournal
	}
	at := int64(binary.BigEndian.Uint32(head[20:])) // the header fills a sector
	record, page := make([]byte, recordSize), make([]byte, pageSize)
	for ; ; at += recordSize {
		if _, err := j.ReadAt(record, at); err != nil {
			return ignoreEOF(err)
		}
		c.xorJournal(record[:4], at)
		n, was := int64(binary.BigEndian.Uint32(record)), record[4:4+pageSize]
		if c.open(was, inJournal, at+4) != nil {
			return nil // torn: SQLite ends there
		}
		if _, err := db.ReadAt(page, (n-1)*pageSize); err != nil {
			return ErrStaleJournal
		}
		if c.open(page, inDatabase, n) != nil && n == 1 {
			continue // torn while the mode was switched
		}
		if n != 1 || !sameButMode(was, page) {
			return ErrStaleJournal
		}
	}
}

// sameButMode compares two first pages apart from the fields that a switch to the
// write-ahead log changes (https://sqlite.org/fileformat2.html#the_database_header).
func sameButMode(a, b []byte) bool {
	for i := range usable {
		mode := i == 18 || i == 19 || i >= 24 && i < 28 || i >= 92 && i < 100
		if a[i] != b[i] && !mode {
			return false
		}
	}
	return true
}

func ignoreEOF(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return err
}
