// SPDX-License-Identifier: MPL-2.0

package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

type backupCommand struct {
	registerFlags
	Out   string `help:"Folder for the backup; by default that of the register's backups." placeholder:"DIR2"`
	IfDue bool   `help:"Only if there is none of today."`
	// Moved and Copied answer what is asked when the register is elsewhere than before.
	Moved  bool `help:"The register's folder was moved: remove older backups by the rule again." xor:"place"`
	Copied bool `help:"The register's folder is a copy: go on as a register of its own." xor:"place"`
}

// Run backs up a register and verifies the copy.
func (c *backupCommand) Run(ctx context.Context, s *session) error {
	err := c.backUp(ctx, s)
	var older *store.OlderError
	if !errors.As(err, &older) {
		return err
	}
	credentials, err := s.credentials(c.Store, c.User, c.passphraseFlag)
	if err != nil {
		return err
	}
	b, err := store.BackupOlder(ctx, c.Store, c.Out, credentials, s.storeOptions())
	if errors.Is(err, store.ErrForbidden) {
		return messages.Wrap(err, "forbidden", "User", c.User)
	}
	if err != nil {
		return messages.WrapOpen(err, c.Store, c.User)
	}
	fmt.Fprintln(s.Out, s.words.T("cli.backup.done", "Dir", b.Dir))
	return nil
}

func (c *backupCommand) backUp(ctx context.Context, s *session) error {
	if c.IfDue {
		return s.withAccess(ctx, c.registerFlags, model.ForAdministration, func(r *store.Register, a *store.Access) error {
			if err := c.confirmPlace(ctx, a); err != nil {
				return err
			}
			b, made, err := a.BackupIfDue(ctx)
			if err != nil {
				return err
			}
			key := "cli.backup.not_due"
			if made {
				key = "cli.backup.done"
			}
			fmt.Fprintln(s.Out, s.words.T(key, "Dir", b.Dir))
			return s.askWhetherMoved(ctx, r)
		}, model.Roles()...)
	}
	return s.withAccess(ctx, c.registerFlags, model.ForAdministration, func(r *store.Register, a *store.Access) error {
		if err := c.confirmPlace(ctx, a); err != nil {
			return err
		}
		b, err := a.Backup(ctx, c.Out)
		if err != nil {
			return err
		}
		fmt.Fprintln(s.Out, s.words.T("cli.backup.done", "Dir", b.Dir))
		return s.askWhetherMoved(ctx, r)
	}, model.RoleAdministrator, model.RoleOperations)
}

// confirmPlace answers whether the register was moved or copied, if a flag says so.
func (c *backupCommand) confirmPlace(ctx context.Context, a *store.Access) error {
	if !c.Moved && !c.Copied {
		return nil
	}
	return a.ConfirmPlace(ctx, c.Copied)
}

// askWhetherMoved says that a register is elsewhere than before, and how to answer.
func (s *session) askWhetherMoved(ctx context.Context, r *store.Register) error {
	from, moved, err := r.Moved(ctx)
	if err == nil && moved {
		fmt.Fprintln(s.Err, s.words.T("cli.moved", "Folder", from.Folder, "Host", from.Host))
	}
	return err
}

type restoreCommand struct {
	From  string `help:"The backup's folder." required:"" placeholder:"BACKUP"`
	Store string `help:"The new register's folder, which must not exist." required:"" placeholder:"NEWDIR"`
	User  string `help:"Initials of the user; optional if the register has one user." env:"FREMSKRIDT_USER" placeholder:"INITIALS"`
	passphraseFlag
}

// Run creates a register from a backup.
func (c *restoreCommand) Run(ctx context.Context, s *session) error {
	credentials, err := s.credentials(c.From, c.User, c.passphraseFlag)
	if errors.Is(err, store.ErrNotRegister) {
		return messages.Wrap(err, "not_backup", "Path", c.From)
	}
	if err != nil {
		return err
	}
	v, err := store.Restore(ctx, c.From, c.Store, credentials, s.storeOptions())
	if errors.Is(err, store.ErrNotBackup) {
		return messages.Wrap(err, "not_backup", "Path", c.From)
	}
	if err != nil {
		return messages.WrapOpen(err, c.Store, c.User)
	}
	fmt.Fprintln(s.Out, s.words.T("cli.restored", "Dir", c.Store))
	s.printVerification(v)
	return nil
}

type verifyCommand struct {
	registerFlags
	LogHead []string `help:"An end of the access log that was written down, as verify prints it; may be repeated." placeholder:"LINE:CODE"`
}

// Run checks a register and prints what it found.
func (c *verifyCommand) Run(ctx context.Context, s *session) error {
	credentials, err := s.credentials(c.Store, c.User, c.passphraseFlag)
	if err != nil {
		return messages.WrapOpen(err, c.Store, c.User)
	}
	o := s.storeOptions()
	for _, text := range c.LogHead {
		head, err := store.ParseLogHead(text)
		if err != nil {
			return usageError(fmt.Sprintf("--log-head %v", err))
		}
		o.LogHeads = append(o.LogHeads, head)
	}
	v, err := store.VerifyAt(ctx, c.Store, credentials, o)
	if err != nil {
		return messages.WrapOpen(err, c.Store, c.User)
	}
	s.printVerification(v)
	if !v.Sound() {
		return statusError(NotDone)
	}
	return nil
}

type rotateCommand struct {
	registerFlags
}

// Run encrypts a register again under a new data key.
func (c *rotateCommand) Run(ctx context.Context, s *session) error {
	return s.withAccess(ctx, c.registerFlags, model.ForAdministration, func(_ *store.Register, a *store.Access) error {
		var progress func(done, total int64)
		if s.Interactive {
			show := s.progress()
			progress = func(done, total int64) { show(c.Store, done, total) }
		}
		err := a.RotateKey(ctx, progress)
		if s.Interactive {
			s.clearLine()
		}
		if err == nil {
			fmt.Fprintln(s.Out, s.words.T("cli.rotated"))
		}
		return err
	}, model.RoleAdministrator)
}

type unsealCommand struct {
	registerFlags
	Out string `help:"File to write, which must not exist." required:"" placeholder:"FILE.db"`
}

// Run writes a register as a plain SQLite database.
func (c *unsealCommand) Run(ctx context.Context, s *session) error {
	return s.withAccess(ctx, c.registerFlags, model.ForExport, func(r *store.Register, a *store.Access) error {
		err := a.Unseal(ctx, c.Out, nil)
		if errors.Is(err, store.ErrForbidden) {
			return messages.Wrap(err, "forbidden", "User", r.UnlockedBy())
		}
		if err != nil {
			path, in := c.Out, (*fs.PathError)(nil)
			if errors.Is(err, store.ErrExists) && errors.As(err, &in) {
				path = in.Path
			}
			return messages.WrapOpen(err, path, "")
		}
		fmt.Fprintln(s.Out, s.words.T("cli.unsealed", "File", c.Out))
		return nil
	}, model.RoleAdministrator)
}
