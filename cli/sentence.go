package cli

import (
	"errors"
	"path/filepath"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model/exchange"
	"codeberg.org/fremskridt/fremskridt/model/messages"
)

// pathError, userError and the like carry what a sentence needs to name.
type placedError struct {
	err  error
	key  string
	args []any
}

func (e *placedError) Error() string { return e.err.Error() }
func (e *placedError) Unwrap() error { return e.err }

// sentence makes an error into words that say what to do.
func sentence(w *assets.Words, err error) string {
	var placed *placedError
	var file *exchange.FileError
	var mapping *exchange.MappingError
	switch {
	case messages.DiskFull(err):
		return w.T("error.full")
	case errors.As(err, &placed):
		return w.T(placed.key, placed.args...)
	case errors.As(err, &file):
		return filepath.Base(file.File) + ": " + w.T("import.file."+string(file.Reason), file.Args...)
	case errors.As(err, &mapping):
		args := append([]any{"File", mapping.File}, mapping.Args...)
		if mapping.Err != nil {
			args = append(args, "Detail", mapping.Err.Error())
		}
		return w.T("mapping."+string(mapping.Reason), args...)
	}
	if s, ok := messages.Error(w, err); ok {
		return s
	}
	return messages.Other(w, err)
}

// NoDisplay says that the window needs a screen, and what works without.
func NoDisplay(t Terminal) string {
	words, err := assets.NewWords(language(nil, t.Getenv))
	if err != nil {
		return err.Error()
	}
	return words.T("error.no_display")
}
