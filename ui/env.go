// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"context"
	"errors"
	"io"
	"net/url"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/ui/saving"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
)

// env returns what the shell offers to the screen of a layer.
func (s *Shell) env(l *layer) screen.Env {
	env := screen.Env{
		Words: s.words, Now: s.o.Now, FixedToday: s.o.Today, Run: s.run, After: s.after, Canvas: s.window.Canvas,
		Focus: func(w fyne.Focusable) {
			if s.top() == l && s.window.Canvas().Overlays().Top() == nil {
				s.window.Canvas().Focus(w)
			}
		},
		Visible: func() bool { return s.top() == l },
		Explain: s.explain, Toast: s.say, Copy: s.clipboard.copy,
		Back: func() {
			if s.top() == l {
				s.back()
			}
		},
		Changed: s.dataChanged,
		TitleChanged: func() {
			if s.top() == l {
				s.updateTitle()
			}
		},
		PickFolder: s.pickFolder, OpenFile: s.openFile, Shorten: shorten,
	}
	if s.session != nil {
		env.Run, env.BeforeClose = s.session.work.run, s.session.work.runBeforeClose
	}
	dialogs := env
	env.SaveAs = func(title, name string, write func(ctx context.Context, w io.Writer) error, done func(path string)) {
		saveAs(dialogs, s.settings, title, name, write, done)
	}
	return env
}

func (s *Shell) explain(err error) string {
	if unsaved := (*saving.UnsavedError)(nil); errors.As(err, &unsaved) {
		return s.words.N("entry.lost", unsaved.Changes, "Why", messages.Sentence(s.words, unsaved.Err))
	}
	return messages.Sentence(s.words, err)
}

func (s *Shell) say(text string) { s.frame.toast.Say(text) }

func (s *Shell) showError(err error) { screen.Env{Explain: s.explain, Toast: s.say}.ShowError(err) }

// openFile opens a file in the system's program for it.
func (s *Shell) openFile(path string) {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	s.showError(s.app.OpenURL(&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}))
}

// pickFolder asks for a folder with the toolkit's browser.
func (s *Shell) pickFolder(picked func(string)) {
	d := dialog.NewFolderOpen(func(dir fyne.ListableURI, err error) {
		if err != nil {
			s.showError(err)
			return
		}
		if dir != nil {
			picked(dir.Path())
		}
	}, s.window)
	d.Show() // before Resize, which needs what Show creates
	size := s.window.Canvas().Size()
	d.Resize(fyne.NewSize(min(820, size.Width-80), min(560, size.Height-80)))
}
