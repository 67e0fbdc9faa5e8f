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
	Leaked            bool   `help:"Somebody else may know the old passphrase: renew the data key too or, if you are no administrator, ask the administrators to."`
}

// Run changes the own passphrase or gives another user a one-time passphrase.
func (c *userPassphraseCommand) Run(ctx context.Context, s *session) (err error) {
	from := passphraseFlag{PassphraseFile: c.NewPassphraseFile}
	if c.Initials != "" && !strings.EqualFold(c.Initials, c.User) {
		return c.giveAnother(ctx, s, from)
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
	if c.Leaked {
		return s.renewLeakedKey(ctx, r)
	}
	_, err = fmt.Fprintln(s.Out, s.words.T("cli.user.passphrase_changed"))
	return err
}

// giveAnother gives another user a one-time passphrase: that of the file, or a new one.
func (c *userPassphraseCommand) giveAnother(ctx context.Context, s *session, from passphraseFlag) error {
	pass, err := from.read()
	if err != nil {
		return err
	}
	return s.administration(ctx, c.registerFlags, func(r *store.Register, a *store.Access) error {
		u, err := knownUser(ctx, r, c.Initials)
		if err != nil {
			return err
		}
		if pass == nil {
			err = s.giveOneTimePassphrase(ctx, a, u.Initials)
		} else if err = a.SetPassphrase(ctx, u.Initials, pass); err == nil {
			_, err = fmt.Fprintln(s.Out, s.words.T("cli.user.one_time_set", "Initials", u.Initials))
		}
		if err != nil || !c.Leaked {
			return err
		}
		return s.renewLeakedKey(ctx, r)
	})
}

// renewLeakedKey renews the data key after a change of a passphrase.
func (s *session) renewLeakedKey(ctx context.Context, r *store.Register) error {
	renewed, err := r.RenewLeakedKey(ctx, nil)
	key := "leak.asked"
	switch {
	case err != nil:
		return messages.Wrap(err, "leak_not_renewed", "Why", messages.Sentence(s.words, err))
	case renewed:
		key = "leak.renewed"
	}
	_, err = fmt.Fprintln(s.Out, s.words.T(key))
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
