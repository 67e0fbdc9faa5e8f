// SPDX-License-Identifier: MPL-2.0

package pages

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model/vault/pages/powercut"
)

// Readers that see every write in two halves, as the operating system may show it, still
// read committed data: they read a half-written page again.
func TestReadersOfHalfWrittenPages(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Parallel()
	for _, mode := range []string{"wal", "delete"} {
		t.Run(mode, func(t *testing.T) {
			dir := t.TempDir()
			disk, err := powercut.NewDisk(dir)
			must(t, err)
			disk.Halved = func() {
				for range 20 {
					runtime.Gosched()
				}
			}
			m, err := NewMount(Options{Base: disk.Name()}, testKey{1, 'a'})
			must(t, err)
			t.Cleanup(func() {
				must(t, m.Close())
				must(t, disk.Close())
			})
			path := filepath.Join(dir, name)
			pragmas := []string{"journal_mode(" + mode + ")", "wal_autocheckpoint(10)", "cache_size(12)", "busy_timeout(60000)"}
			db := open(t, m, path, pragmas...)
			fill(t, db, 500)
			exec(t, db, `create index by_name on p (name)`)

			ctx, done := context.WithCancel(t.Context())
			var group sync.WaitGroup
			reads := make([]int, 4)
			for g := range reads {
				group.Go(func() {
					for ctx.Err() == nil {
						// A new connection reads the first page before it locks anything.
						if err := readAll(m, path, 4); err != nil {
							t.Error(err)
							return
						}
						reads[g]++
					}
				})
			}
			for i := range *cuts * 2 {
				exec(t, db, `update p set name = $1 || id, rest = hex(randomblob(60)) where id % 20 = $2`, marker+strings.Repeat("x", i%9), i%20)
			}
			done()
			group.Wait()
			t.Log(reads, "reads,", m.NotOpened(), "pages did not open at first")
			if got := one(t, db, `pragma integrity_check`); got != "ok" {
				t.Error(got)
			}
		})
	}
}

func readAll(m *Mount, path string, times int) error {
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(60000)&vfs="+m.Name())
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for range times {
		var n int
		if err := db.QueryRow(`select count(*) from p where length(rest) = 120 and name like $1`, marker+"%").Scan(&n); err != nil {
			return err
		}
		if n != 500 {
			return fmt.Errorf("%d rows of 500", n)
		}
	}
	return nil
}
