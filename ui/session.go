// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"context"
	"slices"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// session is an open register and its user.
type session struct {
	register    *store.Register
	invented    bool // opens without a passphrase
	user        model.User
	access      *store.Access // casework; nil for a user who is only an administrator
	admin       *store.Access // as administrator, else as operations; nil without these roles
	leader      *store.Access // nil for a user who is no team leader
	teams       []string      // those of all users
	vocabulary  *model.Vocabulary
	instruments map[string]*model.Instrument
	work        *backgroundWork

	urgent    int // tasks of the user that cannot wait
	countedAt int // value of [router.changes] when urgent was counted; -1 before
}

// ownAccess returns an access for what every user may do.
func (n *session) ownAccess() *store.Access {
	if n.access != nil {
		return n.access
	}
	return n.admin
}

// setupAccess returns the access that the setup is used by.
func (n *session) setupAccess() *store.Access {
	if n.admin != nil {
		return n.admin
	}
	return n.access
}

// loadUser reads who the user is, what the user may do, and the definitions in the
// register. A user with a passphrase that must be replaced may do nothing yet.
func (n *session) loadUser(ctx context.Context) error {
	users, err := n.register.Users(ctx)
	if err != nil {
		return err
	}
	n.teams = nil
	for _, u := range users {
		n.teams = append(n.teams, u.Teams...)
		if strings.EqualFold(u.Initials, n.register.UnlockedBy()) {
			n.user = u
		}
	}
	slices.Sort(n.teams)
	n.teams = slices.Compact(n.teams)
	if n.register.MustChangePassphrase() {
		return nil
	}
	casework := n.user.Has(model.RoleCaseworker) || n.user.Has(model.RoleTeamLeader)
	if n.user.Has(model.RoleAdministrator) || n.user.Has(model.RoleOperations) {
		if n.admin, err = n.register.As(ctx, model.ForAdministration, model.RoleAdministrator, model.RoleOperations); err != nil {
			return err
		}
	}
	if n.user.Has(model.RoleTeamLeader) {
		if n.leader, err = n.register.As(ctx, model.ForOversight, model.RoleTeamLeader); err != nil {
			return err
		}
	}
	if casework || n.admin == nil {
		if n.access, err = n.register.As(ctx, model.ForCasework, model.RoleCaseworker, model.RoleTeamLeader); err != nil {
			return err
		}
	}
	if n.vocabulary, err = n.register.Vocabulary(ctx); err != nil {
		return err
	}
	n.instruments, err = n.register.Instruments(ctx)
	return err
}

// judgePassphrase comments on a new passphrase of the user and reports whether it is
// good enough.
func (s *Shell) judgePassphrase(text string) (sentence string, good bool) {
	return messages.Passphrase(s.words, text, s.session.register.Municipality(), s.session.user.Initials, s.session.user.Name)
}
