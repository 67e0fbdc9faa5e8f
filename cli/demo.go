// SPDX-License-Identifier: MPL-2.0

package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"codeberg.org/fremskridt/fremskridt/model/atomicfile"
	"codeberg.org/fremskridt/fremskridt/model/messages"
)

type demoCommand struct {
	Out      string `help:"The register's folder, which must be new or empty; the parameters are written next to it." required:"" placeholder:"DIR"`
	Citizens int    `help:"How many citizens." default:"400" placeholder:"N"`
	Seed     uint64 `help:"Equal seeds give equal municipalities on the same day." default:"1" placeholder:"S"`
	passphraseFlag
}

// Run creates a register of an invented municipality and writes its parameters.
func (c *demoCommand) Run(ctx context.Context, s *session) error {
	if c.Citizens < 1 || c.Citizens > 1_000_000 {
		return messages.New("citizens")
	}
	var progress func(int, int)
	if s.Interactive {
		show := s.progress()
		progress = func(done, total int) { show(c.Out, int64(done), int64(total)) }
	}
	pass, err := c.read()
	if err != nil {
		return err
	}
	truth, err := CreateDemo(ctx, c.Out, DemoOptions{
		Citizens: c.Citizens, Seed: c.Seed, AsOf: s.today, Passphrase: pass, Progress: progress,
	})
	if s.Interactive {
		s.clearLine()
	}
	if err != nil {
		return messages.WrapOpen(err, c.Out, "")
	}
	path := c.Out + ".truth.json"
	err = atomicfile.Replace(path, func(f io.Writer) error {
		enc := json.NewEncoder(f)
		enc.SetIndent("", "  ")
		return enc.Encode(truth)
	})
	if err != nil {
		return err
	}
	fmt.Fprintln(s.Out, s.words.N("cli.demo", c.Citizens, "Citizens", s.words.Count(c.Citizens), "Dir", c.Out, "Truth", path))
	return nil
}
