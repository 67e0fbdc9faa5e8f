// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"context"
	"fmt"
	"io"

	"codeberg.org/fremskridt/fremskridt/model/support"
)

// saveSupport saves what an IT department asks for when the program does not work.
func (s *Shell) saveSupport() {
	env := s.env(s.top())
	canvas := s.window.Canvas()
	o := support.Options{
		Words: s.words, Version: s.o.Version, Now: s.o.Now, Getenv: s.o.Getenv, Register: s.lastRegister,
		Graphics: append(graphicsNames(s.window), fmt.Sprintf("%v x %v, scale %v", canvas.Size().Width, canvas.Size().Height, canvas.Scale())),
	}
	env.SaveAs(s.words.T("support.title"), support.FileName(s.words, s.o.Now()), func(_ context.Context, w io.Writer) error {
		return support.Write(w, o)
	}, func(path string) {
		env.Toast(s.words.T("give.saved", "Path", path))
	})
}
