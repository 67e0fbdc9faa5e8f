package ui

import (
	"context"
	"errors"
	"net/url"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
)

// env returns what the shell offers to the screen of a layer.
func (s *Shell) env(e *layer) screen.Env {
	env := screen.Env{
		Words: s.words, Now: s.o.Now, FixedToday: s.o.Today, Run: s.run, After: s.after, Canvas: s.window.Canvas,
		Focus: func(w fyne.Focusable) {
			if s.top() == e && s.window.Canvas().Overlays().Top() == nil {
				s.window.Canvas().Focus(w)
			}
		},
		Explain: s.explain, Toast: s.say, Copy: s.copy,
		Back: func() {
			if s.top() == e {
				s.back()
			}
		},
		Changed: s.dataChanged,
		TitleChanged: func() {
			if s.top() == e {
				s.updateTitle()
			}
		},
		PickFolder: s.pickFolder, SaveAs: s.saveAs, OpenFile: s.openFile, Shorten: s.shorten,
	}
	if s.session != nil {
		env.Run, env.BeforeClose = s.session.work.run, s.session.work.runBeforeClose
	}
	return env
}

func (s *Shell) explain(err error) string { return messages.Sentence(s.words, err) }

func (s *Shell) say(text string) { s.toast.Say(text) }

// showError shows an error as a toast, unless err is nil or a cancellation.
func (s *Shell) showError(err error) {
	if err != nil && !errors.Is(err, context.Canceled) {
		s.say(s.explain(err))
	}
}

// copy puts text on the clipboard and remembers that it did.
func (s *Shell) copy(text string) {
	s.app.Clipboard().SetContent(text)
	s.copied = text
}

// clearOwnClipboard empties the clipboard if it still holds what was copied here.
func (s *Shell) clearOwnClipboard() {
	if s.copied != "" && s.app.Clipboard().Content() == s.copied {
		s.app.Clipboard().SetContent("")
	}
	s.copied = ""
}

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
