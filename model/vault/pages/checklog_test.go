// SPDX-License-Identifier: MPL-2.0

package pages

import (
	"database/sql"
	"errors"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	sqlite3 "modernc.org/sqlite/lib"
)

// logged returns an open database with several transactions in its log.
func logged(t *testing.T, m *Mount) (db *sql.DB, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "a.db")
	db = open(t, m, path, "journal_mode(wal)", "synchronous(full)", "wal_autocheckpoint(0)", "cache_size(5)")
	fill(t, db, 20)
	for range 3 {
		exec(t, db, `update p set rest = hex(randomblob(60))`)
	}
	return db, path
}

func logOf(t *testing.T, path string) []byte {
	t.Helper()
	log, err := os.ReadFile(path + "-wal")
	must(t, err)
	return log
}

// beside writes a log next to a copy of a database and returns the path of the copy.
func beside(t *testing.T, path string, log []byte) string {
	t.Helper()
	into := filepath.Join(t.TempDir(), "a.db")
	copyFile(t, path, into)
	must(t, os.WriteFile(into+"-wal", log, 0o600))
	return into
}

// A transaction that exceeded the cache and was rolled back leaves its pages in the log,
// and the next transaction overwrites the first of them. If a power cut tears that one,
// the frames after it were never committed.
func TestTornTransactionBeforeTheRestOfARolledBackOne(t *testing.T) {
	t.Parallel()
	m := mount(t)
	db, path := logged(t, m)
	end := len(logOf(t, path))
	exec(t, db, `begin`)
	exec(t, db, `update p set rest = hex(randomblob(9000))`)
	exec(t, db, `rollback`)
	abandoned := logOf(t, path)
	exec(t, db, `update p set rest = hex(randomblob(300))`)
	written := logOf(t, path)
	if len(abandoned) != len(written) || len(abandoned)-end < 20*frameSize {
		t.Fatalf("a log of %d bytes was %d long, then %d", end, len(abandoned), len(written))
	}
	for at := end; at < len(written) && string(written[at:at+frameSize]) != string(abandoned[at:at+frameSize]); at += frameSize {
		torn := append([]byte(nil), written...)
		copy(torn[at:at+frameSize], abandoned[at:])
		if err := m.CheckLog(beside(t, path, torn)); err != nil {
			t.Errorf("frame %d lost: %v", (at-logHeaderSize)/frameSize, err)
		}
	}
}

// A sector may end within a frame header of the log.
func TestTornFrameHeader(t *testing.T) {
	t.Parallel()
	m := mount(t)
	db, path := logged(t, m)
	end := len(logOf(t, path))
	exec(t, db, `update p set rest = hex(randomblob(9000))`)
	log := logOf(t, path)
	tried := 0
	for at := end; at < len(log); at += frameSize {
		if at%512 <= 512-frameHeaderSize {
			continue
		}
		tried++
		for _, lost := range [][2]int{{at, 512 - at%512}, {at + 512 - at%512, 512}} {
			torn := append([]byte(nil), log...)
			clear(torn[lost[0]:min(len(log), lost[0]+lost[1])])
			if err := m.CheckLog(beside(t, path, torn)); err != nil {
				t.Errorf("frame %d torn: %v", (at-logHeaderSize)/frameSize, err)
			}
		}
	}
	if tried == 0 {
		t.Error("no sector ends before a page")
	}
}

var flips = flag.Int("flips", 50, "bits of a log flipped at random, one at a time")

// One bit of a log is flipped. Either the log is refused, or only its last
// transaction is missing: that one then looks like one torn by a power cut.
func TestBitFlipsInALog(t *testing.T) {
	t.Parallel()
	m := mount(t)
	db, path := logged(t, m)
	before := digest(t, db)
	exec(t, db, `update p set rest = hex(randomblob(200)) where id > 3`)
	after := digest(t, db)
	log := logOf(t, path)
	var bits []int
	step := max(1, 350 / *flips) // every bit of the frame headers in a full proof
	for at := logHeaderSize; at < len(log); at += frameSize {
		for bit := 0; bit < 8*frameHeaderSize; bit += step {
			bits = append(bits, 8*at+bit)
		}
	}
	for range *flips {
		bits = append(bits, rand.IntN(8*len(log)))
	}
	refused, older := 0, 0
	for _, bit := range bits {
		flipped := append([]byte(nil), log...)
		flipped[bit/8] ^= 1 << (bit % 8)
		cut := beside(t, path, flipped)
		err := m.CheckLog(cut)
		if errors.Is(err, ErrBrokenLog) {
			refused++
			continue
		}
		must(t, err)
		again := open(t, m, cut, "synchronous(off)")
		switch digest(t, again) {
		case before:
			older++
		case after:
		default:
			t.Errorf("bit %d of byte %d: something else", bit%8, bit/8)
		}
		shut(t, again)
	}
	t.Logf("%d flips: %d refused, %d without the last transaction", len(bits), refused, older)
	if refused == 0 || older == 0 {
		t.Error("want some logs refused and some without the last transaction")
	}
}

// Reading a page of the log that was damaged while the database is in use is an error.
func TestAPageOfTheLogDamagedInUse(t *testing.T) {
	t.Parallel()
	m := mount(t)
	db, path := logged(t, m)
	log, err := os.OpenFile(path+"-wal", os.O_RDWR, 0)
	must(t, err)
	defer log.Close()
	for at := int64(logHeaderSize + frameHeaderSize + 100); at < int64(len(logOf(t, path))); at += frameSize {
		var b [1]byte
		_, err := log.ReadAt(b[:], at)
		must(t, err)
		b[0] ^= 1
		_, err = log.WriteAt(b[:], at)
		must(t, err)
	}
	reader := open(t, m, path, "query_only(1)")
	var n int
	if err := reader.QueryRowContext(t.Context(), `select count(rest) from p`).Scan(&n); code(err) != sqlite3.SQLITE_IOERR_DATA {
		t.Errorf("read %d rows, %v", n, err)
	}
	shut(t, reader)
	_, err = db.ExecContext(t.Context(), `pragma wal_checkpoint(truncate)`)
	if code(err) != sqlite3.SQLITE_IOERR_DATA {
		t.Errorf("the log was carried into the database: %v", err)
	}
}
