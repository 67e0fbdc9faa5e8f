// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// tryDemo opens the invented municipality of the day, which is created first if there
// is none.
func (s *Shell) tryDemo(progress func(done, total int), done func(error)) (cancel func()) {
	var dir string
	return s.run(func(ctx context.Context) (err error) {
		dir, err = makeDemo(ctx, s.o, s.words.T("demo.name")+" "+s.today().String(), s.today(), func(n, of int) { fyne.Do(func() { progress(n, of) }) })
		return err
	}, func(err error) {
		if err != nil {
			done(err)
			return
		}
		s.openRegister(dir, done)
	})
}

// makeDemo creates an invented municipality, unless there is one of that name, and
// returns its folder. It is built under another name, so that a cancelled one is not
// taken for complete.
func makeDemo(ctx context.Context, o Options, name string, today model.Date, progress func(done, total int)) (string, error) {
	root := o.DemoDir
	if root == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return "", err
		}
		root = filepath.Join(cache, "fremskridt")
	}
	if err := os.MkdirAll(root, 0o700); err != nil {
		return "", err
	}
	dir := filepath.Join(root, name+store.Extension)
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	unfinished := filepath.Join(root, name+".new"+store.Extension)
	if err := os.RemoveAll(unfinished); err != nil {
		return "", err
	}
	err := o.Demo(ctx, unfinished, today, progress)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return "", errors.Join(err, os.RemoveAll(unfinished))
	}
	return dir, os.Rename(unfinished, dir)
}
