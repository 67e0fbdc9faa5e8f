// SPDX-License-Identifier: MPL-2.0

package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/plots"
)

// registerFlags are the flags of a command that opens a register.
type registerFlags struct {
	Store string `help:"The register's folder." required:"" placeholder:"DIR"`
	User  string `help:"Initials of the user; optional if the register has one user." env:"FREMSKRIDT_USER" placeholder:"INITIALS"`
	passphraseFlag
}

// credentials returns what opens a register: the passphrase of the file, or one that
// is typed. An invented municipality needs none.
func (s *session) credentials(dir, user string, p passphraseFlag) (store.Credentials, error) {
	c := store.Credentials{Initials: user}
	locked, err := store.Peek(dir)
	if err != nil {
		return c, err
	}
	c.Passphrase, err = p.read()
	if c.Passphrase == nil && err == nil && !locked.Invented && s.ReadPassphrase != nil {
		if s.typed == nil {
			s.typed, err = s.ReadPassphrase(s.words.T("cli.passphrase"))
		}
		c.Passphrase = bytes.Clone(s.typed)
	}
	return c, err
}

// open opens the register of the flags for its user.
func (s *session) open(ctx context.Context, f registerFlags) (*store.Register, error) {
	c, err := s.credentials(f.Store, f.User, f.passphraseFlag)
	if err != nil {
		return nil, messages.WrapOpen(err, f.Store, f.User)
	}
	r, err := store.Open(ctx, f.Store, c, s.storeOptions())
	if err != nil {
		return nil, messages.WrapOpen(err, f.Store, f.User)
	}
	if last, back := r.ClockSetBack(); back {
		fmt.Fprintln(s.Err, s.words.T("cli.clock_back", "Now", s.moment(s.Now()), "Last", s.moment(last)))
	}
	if due, err := r.KeyRotationDue(ctx); err == nil && due {
		fmt.Fprintln(s.Err, s.words.T("cli.rotation_due"))
	}
	return r, nil
}

// withAccess opens the register of the flags, calls fn with an access in the first of
// the roles that the user has, and closes the register.
func (s *session) withAccess(ctx context.Context, f registerFlags, p model.Purpose,
	fn func(r *store.Register, a *store.Access) error, roles ...model.Role,
) (err error) {
	r, err := s.open(ctx, f)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	a, err := r.As(ctx, p, roles...)
	if errors.Is(err, store.ErrForbidden) && !errors.Is(err, store.ErrRightsWait) {
		err = messages.Wrap(err, "forbidden", "User", r.UnlockedBy())
	}
	if err != nil {
		return err
	}
	return fn(r, a)
}

func (s *session) moment(t time.Time) string {
	return s.words.Date(model.DateOf(t.Local())) + t.Local().Format(" 15:04")
}

// printVerification prints what was found in a register.
func (s *session) printVerification(v store.Verification) {
	for _, line := range messages.Verification(s.words, v) {
		fmt.Fprintln(s.Out, oneLine(line))
	}
}

// export reads a case history, with what a report of it needs, logs the kind of
// export and calls fn.
func (s *session) export(ctx context.Context, f registerFlags, caseNumber, kind string, fn func(c plots.Case) error) error {
	return s.withAccess(ctx, f, model.ForExport, func(r *store.Register, a *store.Access) (err error) {
		c := plots.Case{Today: s.today, Municipality: r.Municipality(), User: r.UnlockedBy()}
		if c.History, err = s.findCitizen(ctx, a, caseNumber); err != nil {
			return err
		}
		if c.Vocabulary, err = r.Vocabulary(ctx); err != nil {
			return err
		}
		if c.Instruments, err = r.Instruments(ctx); err != nil {
			return err
		}
		if c.Norms, err = a.Norms(ctx); err != nil {
			return err
		}
		if err := a.LogExport(ctx, c.History.Citizen.ID, kind); err != nil {
			return err
		}
		return fn(c)
	}, model.RoleTeamLeader, model.RoleCaseworker)
}

// findCitizen reads a case history by case number.
func (s *session) findCitizen(ctx context.Context, a *store.Access, caseNumber string) (model.CaseHistory, error) {
	c, err := a.CaseHistoryByNumber(ctx, caseNumber)
	if errors.Is(err, store.ErrNotFound) {
		err = messages.Wrap(err, "unknown_case", "Case", caseNumber)
	}
	return c, err
}
