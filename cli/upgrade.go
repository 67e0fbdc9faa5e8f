// SPDX-License-Identifier: MPL-2.0

package cli

import (
	"context"
	"errors"
	"fmt"

	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

type upgradeCommand struct {
	registerFlags
}

// Run updates the tables of a register that an earlier version of the program wrote.
func (c *upgradeCommand) Run(ctx context.Context, s *session) (err error) {
	credentials, err := s.credentials(c.Store, c.User, c.passphraseFlag)
	if err != nil {
		return messages.WrapOpen(err, c.Store, c.User)
	}
	o := s.storeOptions()
	o.Upgrade = true
	r, err := store.Open(ctx, c.Store, credentials, o)
	if err != nil {
		return messages.WrapOpen(err, c.Store, c.User)
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	u, upgraded := r.Upgraded()
	if !upgraded {
		fmt.Fprintln(s.Out, s.words.T("cli.upgrade.current"))
		return nil
	}
	fmt.Fprintln(s.Out, s.words.T("cli.upgrade.done", "From", u.From, "To", u.To))
	fmt.Fprintln(s.Out, s.words.T("cli.upgrade.backup", "Dir", u.Backup))
	return nil
}
