// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model/atomicfile"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// saveAs asks for a file name and has write fill the file. It never overwrites a file.
// The last folder is remembered in the settings.
func saveAs(env screen.Env, settings settings, title, name string, write func(ctx context.Context, w io.Writer) error, done func(path string)) {
	w := env.Words
	folder := settings.folder()
	if folder == "" {
		if home, err := os.UserHomeDir(); err == nil {
			folder = home
		}
	}
	path := widgets.NewEntry()
	path.SetText(filepath.Join(folder, safeFileName(name)))
	browse := widgets.NewButton(w.T("start.browse"), func() {
		env.PickFolder(func(dir string) { path.SetText(filepath.Join(dir, filepath.Base(path.Text()))) })
	})
	d := widgets.NewFormDialog(strings.TrimSuffix(title, " …"), widgets.Flow{Gap: widgets.Gap, Width: 560}, []fyne.CanvasObject{
		widgets.NewField(w.T("save.path"), container.New(&widgets.SpaceBetween{Gap: 8}, path, browse)),
	}, w.T("save.accept"), w.T("start.cancel"))
	d.First, d.Busy = path.Focusable(), w.T("save.busy")
	d.Work(env.Run, env.Explain, func() (string, func(context.Context) error, func()) {
		to := strings.TrimSpace(path.Text())
		if to == "" {
			return "", nil, nil
		}
		return "", func(ctx context.Context) error {
				return atomicfile.Create(to, func(w io.Writer) error { return write(ctx, w) })
			}, func() {
				settings.setFolder(filepath.Dir(to))
				done(to)
			}
	})
	d.Open(env.Canvas())
}

// safeFileName replaces the characters that a file name may not have on some system.
func safeFileName(name string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"/\|?*`, r) || r < ' ' {
			return '-'
		}
		return r
	}, name)
}
