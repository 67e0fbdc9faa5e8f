// SPDX-License-Identifier: MPL-2.0

package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

type initCommand struct {
	Store        string `help:"The register's folder, which must be new or empty." required:"" placeholder:"DIR"`
	Municipality string `help:"Name of the municipality." required:"" placeholder:"NAME"`
	User         string `help:"Initials of the first user, who is administrator and leader of all teams." required:"" placeholder:"INITIALS" env:"FREMSKRIDT_USER"`
	passphraseFlag
}

// Run creates an empty register.
func (c *initCommand) Run(ctx context.Context, s *session) error {
	if strings.TrimSpace(c.Municipality) == "" || strings.TrimSpace(c.User) == "" {
		return messages.New("empty_names")
	}
	if s.output.isDiscarded() {
		return messages.New("no_output")
	}
	setup, err := defaultSetup(c.Municipality, c.User)
	if err != nil {
		return err
	}
	if setup.Passphrase, err = c.chooseNew(s); err != nil {
		return err
	}
	r, recoveryKey, err := store.Create(ctx, c.Store, setup, s.storeOptions())
	if err != nil {
		return messages.WrapOpen(err, c.Store, "")
	}
	fmt.Fprintln(s.Out, s.words.T("cli.created", "Dir", c.Store))
	fmt.Fprintln(s.Out, s.words.T("cli.recovery_key", "Key", recoveryKey))
	if s.output.err != nil {
		return errors.Join(messages.New("key_unprinted"), r.Discard())
	}
	return r.Close()
}

func defaultSetup(municipality, user string) (store.Setup, error) {
	in, err := assets.Instrument()
	if err != nil {
		return store.Setup{}, err
	}
	v, err := assets.Vocabulary()
	if err != nil {
		return store.Setup{}, err
	}
	return store.Setup{Municipality: municipality, User: model.FirstUser(user), Instrument: in, Vocabulary: v}, nil
}
