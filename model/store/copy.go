package store

import (
	"context"
	"errors"
	"net/url"
	"os"
	"time"

	"codeberg.org/fremskridt/fremskridt/model/vault/pages"
)

// copyDatabase writes the database as it stands into a new file, through another
// file system, while it is in use. It tells how far it is in bytes.
func (p *pools) copyDatabase(ctx context.Context, to, fileSystem string, progress func(done, total int64)) (err error) {
	p.mu.RLock()
	db := openDB(p.uri(copyOptions()))
	p.mu.RUnlock()
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	if progress != nil {
		var total int64
		if err := db.QueryRowContext(ctx, `select page_count * 4096 from pragma_page_count`).Scan(&total); err != nil {
			return err
		}
		defer reportSize(to, total, progress)()
	}
	if _, err := db.ExecContext(ctx, `vacuum into $1`, fileURI(to, withVFS(url.Values{}, fileSystem))); err != nil {
		return err
	}
	return syncFile(to)
}

// reportSize tells how large a file is, until it is stopped.
func reportSize(path string, total int64, progress func(done, total int64)) (stop func()) {
	done, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				if info, err := os.Stat(path); err == nil {
					progress(min(info.Size(), total), total)
				}
			}
		}
	}()
	return func() {
		close(done)
		<-stopped
	}
}

// syncFile brings a file that others have written to the disk.
func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// newMount makes the file system of the register's keys.
func (r *Register) newMount() (*pages.Mount, error) {
	r.keysMu.Lock()
	defer r.keysMu.Unlock()
	var keys []pages.Key
	for _, k := range r.keys.Keys() {
		keys = append(keys, k)
	}
	return pages.NewMount(pages.Options{Base: r.baseVFS}, keys...)
}

// removeDatabase removes a database with what may lie beside it.
func removeDatabase(path string) (err error) {
	for _, suffix := range []string{"", "-journal", "-wal", "-shm"} {
		if e := os.Remove(path + suffix); e != nil && !errors.Is(e, os.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	return err
}
