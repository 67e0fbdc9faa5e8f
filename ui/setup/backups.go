// SPDX-License-Identifier: MPL-2.0

package setup

import (
	"context"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// backupsPage lists the backups, and makes and verifies them.
type backupsPage struct {
	s      *Screen
	now    *widgets.Button
	verify *widgets.Button
	folder *widgets.Button
	table  *staticTable
	foot   *widgets.FootStrip
	all    fyne.CanvasObject
	stop   func() // cancels the running work, or nil
}

func newBackupsPage(s *Screen) *backupsPage {
	w := s.o.Words
	b := &backupsPage{s: s}
	b.table = newStaticTable([]widgets.Column{
		{ID: "made", Title: w.T("backups.made"), Width: 170, Bold: true},
		{ID: "age", Title: w.T("backups.age"), Width: 130},
		{ID: "citizens", Title: w.T("backups.citizens"), Width: 90, Align: fyne.TextAlignTrailing, TitleAlign: fyne.TextAlignTrailing},
		{ID: "sheets", Title: w.T("backups.sheets"), Width: 90, Align: fyne.TextAlignTrailing, TitleAlign: fyne.TextAlignTrailing},
		{ID: "lines", Title: w.T("backups.lines"), Width: 110, Align: fyne.TextAlignTrailing, TitleAlign: fyne.TextAlignTrailing},
		{ID: "genuine", Title: w.T("backups.genuine"), Width: 130},
		{ID: "dir", Title: w.T("backups.dir"), Width: 300, Flexible: true},
	}, w.T("backups.none"))
	b.now = widgets.NewPrimaryButton(widgets.IconNone, w.T("backups.now"), b.onNow)
	b.folder = widgets.NewMenuButton(w.T("backups.folder"), []string{w.T("backups.folder_pick"), w.T("backups.folder_own")}, b.onFolder)
	b.verify = widgets.NewButton(w.T("backups.verify"), b.onVerify)
	b.foot = widgets.NewFootStrip(nil, nil)
	b.all = newPanel(tools(b.now, b.folder, b.verify), b.table.view, b.foot)
	return b
}

func (b *backupsPage) content() fyne.CanvasObject { return b.all }
func (b *backupsPage) first() fyne.Focusable      { return b.table.view }

func (b *backupsPage) load() {
	var list []store.Backup
	var folder string
	var origin store.Origin
	b.s.run(func(ctx context.Context) (err error) {
		if list, err = b.s.o.Register.Backups(ctx); err != nil {
			return err
		}
		if folder, err = b.s.o.Register.BackupFolder(ctx); err != nil {
			return err
		}
		origin, err = b.s.o.Register.Origin(ctx)
		return err
	}, func() { b.show(list, folder, messages.Origin(b.s.o.Words, origin)) })
}

func (b *backupsPage) show(list []store.Backup, folder, origin string) {
	w, now := b.s.o.Words, b.s.o.Now()
	cells := make([][]widgets.Cell, len(list))
	for i, c := range list {
		genuine := w.T("backups.is_genuine")
		switch {
		case !c.Authentic:
			genuine = w.T("backups.unknown")
		case !c.Complete:
			genuine = w.T("backups.incomplete")
		}
		cells[i] = []widgets.Cell{
			{Text: b.s.moment(c.Made)},
			{Text: b.age(now.Sub(c.Made))},
			{Text: w.Count(int(c.Counts.Citizens))},
			{Text: w.Count(int(c.Counts.Assessments))},
			{Text: w.Count(int(c.Counts.LogLines))},
			{Text: genuine, Muted: !c.Authentic || !c.Complete},
			{Text: filepath.Base(c.Dir), Muted: true},
		}
	}
	b.table.set(cells)
	old := len(list) == 0 || now.Sub(list[0].Made) > 24*time.Hour
	text := w.T("backups.never")
	if len(list) > 0 {
		text = w.T("backups.last", "Age", b.age(now.Sub(list[0].Made)))
		if old {
			text = w.T("backups.old", "Age", b.age(now.Sub(list[0].Made)))
		}
	}
	b.foot.Icon = widgets.IconNone
	if old {
		b.foot.Icon = widgets.IconWarning
	}
	texts := []string{text, b.s.o.Shorten(folder)}
	if origin != "" {
		texts = append(texts, origin)
	}
	b.foot.SetTexts(texts...)
}

// age returns how long ago something was, in words.
func (b *backupsPage) age(d time.Duration) string {
	w := b.s.o.Words
	switch {
	case d < time.Minute:
		return w.T("backups.just")
	case d < time.Hour:
		return w.N("backups.minutes", int(d/time.Minute))
	case d < 24*time.Hour:
		return w.N("backups.hours", int(d/time.Hour))
	}
	return w.N("backups.days", int(d/(24*time.Hour)))
}

// onNow makes a backup, or cancels the running work.
func (b *backupsPage) onNow() {
	b.work(b.now, b.s.o.Words.T("backups.making"), func(ctx context.Context) error {
		_, err := b.s.o.Admin.Backup(ctx, "")
		return err
	}, func() {
		b.s.o.Toast(b.s.o.Words.T("backups.done"))
		b.load()
	})
}

func (b *backupsPage) onVerify() {
	var v store.Verification
	w := b.s.o.Words
	b.work(b.verify, w.T("backups.verifying"), func(ctx context.Context) (err error) {
		v, err = b.s.o.Admin.Verify(ctx)
		return err
	}, func() { b.s.showMessage(w.T("backups.verify"), messages.Verification(w, v)...) })
}

// work does something that may take long. Meanwhile its button cancels it.
func (b *backupsPage) work(button *widgets.Button, text string, do func(ctx context.Context) error, done func()) {
	if b.stop != nil {
		b.stop()
		return
	}
	w, words := b.s.o.Words, button.Text
	others := []*widgets.Button{b.now, b.folder, b.verify}
	for _, o := range others {
		if o != button {
			o.Disable()
		}
	}
	button.SetText(w.T("backups.stop"))
	b.foot.SetTexts(text)
	b.stop = func() {}
	finished := false
	stop := b.s.o.Run(do, func(err error) {
		finished = true
		b.stop = nil
		for _, o := range others {
			o.Enable()
		}
		button.SetText(words)
		b.all.Refresh()
		b.load()
		switch {
		case err != nil && !cancelled(err):
			b.s.showError(err)
		case err == nil:
			done()
		}
	})
	if !finished {
		b.stop = stop
	}
	b.all.Refresh()
}

// onFolder changes where backups are kept.
func (b *backupsPage) onFolder(i int) {
	if i == 1 {
		b.setFolder("")
		return
	}
	b.s.o.PickFolder(b.setFolder)
}

func (b *backupsPage) setFolder(dir string) {
	b.s.run(func(ctx context.Context) error { return b.s.o.Admin.SetBackupFolder(ctx, dir) }, b.load)
}
