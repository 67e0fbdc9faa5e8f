// SPDX-License-Identifier: MPL-2.0

package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/model/vault"
)

type userPassphraseCommand struct {
	registerFlags
	Initials          string `arg:"" optional:"" help:"Initials of another user, who gets a one-time passphrase; by default the own passphrase is changed."`
	NewPassphraseFile string `help:"File with the new passphrase in its first line; by default the terminal asks, and a one-time passphrase is made and printed." placeholder:"FILE"`
}

// Run changes the own passphrase or gives another user a one-time passphrase.
func (c *userPassphraseCommand) Run(ctx context.Context, s *session) (err error) {
	from := passphraseFlag{PassphraseFile: c.NewPassphraseFile}
	if c.Initials != "" && !strings.EqualFold(c.Initials, c.User) {
		pass, err := from.read()
		if err != nil {
			return err
		}
		return s.administration(ctx, c.registerFlags, func(r *store.Register, a *store.Access) error {
			u, err := knownUser(ctx, r, c.Initials)
			switch {
			case err != nil:
				return err
			case pass == nil:
				return s.giveOneTimePassphrase(ctx, a, u.Initials)
			}
			if err := a.SetPassphrase(ctx, u.Initials, pass); err != nil {
				return err
			}
			_, err = fmt.Fprintln(s.Out, s.words.T("cli.user.one_time_set", "Initials", u.Initials))
			return err
		})
	}
	old, err := s.credentials(c.Store, c.User, c.passphraseFlag)
	if err != nil {
		return messages.WrapOpen(err, c.Store, c.User)
	}
	pass, err := from.chooseNew(s)
	if err != nil {
		return err
	}
	r, err := store.Open(ctx, c.Store, old, s.storeOptions())
	if err != nil {
		return messages.WrapOpen(err, c.Store, c.User)
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	if err := r.ChangePassphrase(ctx, old.Passphrase, pass); err != nil {
		return err
	}
	_, err = fmt.Fprintln(s.Out, s.words.T("cli.user.passphrase_changed"))
	return err
}

// giveOneTimePassphrase gives a user a one-time passphrase and prints it, which is the
// only time that it is seen.
func (s *session) giveOneTimePassphrase(ctx context.Context, a *store.Access, initials string) error {
	pass, err := vault.NewOneTimePassphrase()
	if err != nil {
		return err
	}
	if err := a.SetPassphrase(ctx, initials, []byte(pass)); err != nil {
		return err
	}
	_, err = fmt.Fprintln(s.Out, s.words.T("cli.user.one_time", "Initials", initials, "Passphrase", pass))
	return err
}
