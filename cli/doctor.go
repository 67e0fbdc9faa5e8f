// SPDX-License-Identifier: MPL-2.0

package cli

import (
	"context"
	"fmt"
	"io"

	"codeberg.org/fremskridt/fremskridt/model/atomicfile"
	"codeberg.org/fremskridt/fremskridt/model/support"
)

type doctorCommand struct {
	Store string `help:"A register, of which the state is included but no content." type:"path" placeholder:"DIR"`
	Out   string `help:"File to write; without one, the information is printed." placeholder:"FILE"`
}

// Run writes what an IT department asks for when the program does not work. It needs no
// passphrase.
func (c *doctorCommand) Run(_ context.Context, s *session) error {
	o := support.Options{Words: s.words, Version: s.Version, Now: s.Now, Getenv: s.Getenv, Register: c.Store}
	if c.Out == "" {
		return support.Write(s.Out, o)
	}
	if err := atomicfile.Replace(c.Out, func(w io.Writer) error { return support.Write(w, o) }); err != nil {
		return err
	}
	fmt.Fprintln(s.Out, s.words.T("cli.report", "File", c.Out))
	return nil
}
