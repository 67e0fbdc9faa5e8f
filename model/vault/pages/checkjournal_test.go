// SPDX-License-Identifier: MPL-2.0

package pages

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// journalOf returns the journal that a program leaves which is killed in a transaction of
// some statements. The transaction is committed.
func journalOf(t *testing.T, m *Mount, path string, statements ...string) []byte {
	t.Helper()
	db := open(t, m, path, "journal_mode(delete)", "cache_size(2)")
	exec(t, db, `begin immediate`)
	for _, s := range statements {
		exec(t, db, s)
	}
	journal, err := os.ReadFile(path + "-journal")
	must(t, err)
	exec(t, db, `commit`)
	shut(t, db)
	return journal
}

// The journal of an earlier transaction beside the database that it came to is refused.
func TestStaleJournal(t *testing.T) {
	t.Parallel()
	m := mount(t)
	path := filepath.Join(t.TempDir(), "a.db")
	db := open(t, m, path, "journal_mode(delete)")
	fill(t, db, 300)
	shut(t, db)
	journal := journalOf(t, m, path, `update p set rest = hex(randomblob(60))`)
	must(t, os.WriteFile(path+"-journal", journal, 0o600))
	if err := m.CheckJournal(path); !errors.Is(err, ErrStaleJournal) {
		t.Errorf("got %v", err)
	}
	for what, content := range map[string][]byte{"empty": {}, "noise": make([]byte, 9000), "short": journal[:20]} {
		must(t, os.WriteFile(path+"-journal", content, 0o600))
		if err := m.CheckJournal(path); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
}
