package ui

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/plots/report"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// saveAs asks where a file shall lie, writes it and says so. Nothing that is
// there already is written over.
func (s *Shell) saveAs(title, name string, write func(ctx context.Context, w io.Writer) error, done func(path string)) {
	w := s.words
	folder := s.settings.folder()
	if folder == "" {
		if home, err := os.UserHomeDir(); err == nil {
			folder = home
		}
	}
	path := widgets.NewEntry()
	path.SetText(filepath.Join(folder, safeFileName(name)))
	browse := widgets.NewButton(w.T("start.browse"), func() {
		s.pickFolder(func(dir string) { path.SetText(filepath.Join(dir, filepath.Base(path.Text()))) })
	})
	d := widgets.NewFormDialog(strings.TrimSuffix(title, " …"), widgets.Flow{Gap: widgets.Gap, Width: 560}, []fyne.CanvasObject{
		widgets.NewField(w.T("save.path"), container.New(&widgets.Ends{Gap: 8}, path, browse)),
	}, w.T("save.accept"), w.T("start.cancel"))
	d.First, d.Busy = path.Focusable(), w.T("save.busy")
	d.Work(s.session.work.run, s.explain, func() (string, func(context.Context) error, func()) {
		to := strings.TrimSpace(path.Text())
		if to == "" {
			return "", nil, nil
		}
		return "", func(ctx context.Context) error {
				return writeNewFile(to, func(w io.Writer) error { return write(ctx, w) })
			}, func() {
				s.settings.setFolder(filepath.Dir(to))
				done(to)
			}
	})
	d.Open(s.window.Canvas())
}

// writeNewFile writes a file that only its owner may read. What is half written is
// taken away.
func writeNewFile(path string, write func(w io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrNotExist) { // it is the folder that is missing
		err = &fs.PathError{Op: "open", Path: filepath.Dir(path), Err: fs.ErrNotExist}
	}
	if err != nil {
		return &placedError{err: err, dir: path}
	}
	if err := errors.Join(write(f), f.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

// safeFileName is a name without the letters that no file may have.
func safeFileName(name string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"/\|?*`, r) || r < ' ' {
			return '-'
		}
		return r
	}, name)
}

// saveRecoverySheet saves a page with a recovery key, to be printed.
func (s *Shell) saveRecoverySheet(key, register string, done func(sentence string)) {
	w := s.words
	made := model.DateOf(s.o.Now())
	s.saveAs(w.T("recovery.save"), w.T("recovery.file")+" "+register+".pdf",
		func(_ context.Context, f io.Writer) error { return report.RecoveryKey(f, w, register, key, made) },
		func(path string) { done(w.T("recovery.saved", "Path", path)) })
}
