package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"fremskridt/assets"
	"fremskridt/model"
	"fremskridt/model/store"
	"fremskridt/ui/kit"
	"fremskridt/ui/start"
)

// session is a register that is open, and who uses it.
type session struct {
	register    *store.Register
	access      *store.Access
	vocabulary  *model.Vocabulary
	instruments map[string]*model.Instrument
}

// openRegister opens a register, and asks for initials and passphrase where it
// does not open without.
func (s *Shell) openRegister(dir string, done func(error)) {
	var locked store.Locked
	s.run(func(context.Context) (err error) {
		if _, err := os.Stat(dir); err != nil {
			return err
		}
		if locked, err = store.Peek(dir); err != nil {
			return &placedError{err: err, dir: dir}
		}
		return nil
	}, func(err error) {
		switch {
		case err != nil:
			if errors.Is(err, os.ErrNotExist) || errors.Is(err, store.ErrNoRegister) {
				s.settings.dropRecent(dir)
			}
			done(err)
		case locked.Invented:
			s.unlock(dir, store.Credentials{}, done)
		default:
			done(nil)
			s.askWho(dir)
		}
	})
}

// askWho asks for the initials and the passphrase of a register's user.
func (s *Shell) askWho(dir string) {
	w := s.words
	initials, passphrase := kit.NewEntry(), kit.NewPasswordEntry()
	problem := kit.NewParagraph(kit.Body)
	d := kit.NewKeyDialog(w.T("unlock.title"), container.NewVBox(
		kit.NewField(w.T("start.initials"), initials), kit.NewField(w.T("unlock.passphrase"), passphrase), problem),
		w.T("unlock.accept"), w.T("start.cancel"))
	d.First = initials.Focusable()
	d.OnAccept = func() bool {
		c := store.Credentials{Initials: initials.Text(), Passphrase: []byte(passphrase.Text())}
		s.unlock(dir, c, func(err error) {
			if err != nil {
				problem.SetRuns(kit.Run{Text: s.explain(err)})
				d.Refresh()
				return
			}
			d.Close()
		})
		return false
	}
	d.Open(s.window.Canvas())
}

// unlock opens a register for a user and shows its citizens.
func (s *Shell) unlock(dir string, c store.Credentials, done func(error)) {
	var register *store.Register
	s.run(func(ctx context.Context) (err error) {
		if register, err = store.Open(ctx, dir, c, store.Options{Now: s.o.Now}); err != nil {
			return &placedError{err: err, dir: dir, user: c.Initials}
		}
		return nil
	}, func(err error) {
		if err != nil {
			done(err)
			return
		}
		s.enter(register, done)
	})
}

func (s *Shell) startFailed(err error) {
	if err != nil && s.start != nil {
		s.start.Fail(err)
	}
}

// enter begins to use a register and shows its citizens.
func (s *Shell) enter(register *store.Register, done func(error)) {
	now := &session{register: register}
	s.run(func(ctx context.Context) (err error) {
		now.access, err = register.As(ctx, model.ForCasework, model.RoleCaseworker, model.RoleTeamLeader)
		if err == nil {
			now.vocabulary, err = register.Vocabulary(ctx)
		}
		if err == nil {
			now.instruments, err = register.Instruments(ctx)
		}
		if err != nil {
			return errors.Join(&placedError{err: err, user: register.UnlockedBy()}, register.Close())
		}
		return nil
	}, func(err error) {
		if err != nil {
			done(err)
			return
		}
		done(nil)
		s.settings.addRecent(register.Dir())
		s.session = now
		s.showList()
	})
}

// createRegister makes an empty register and opens it.
func (s *Shell) createRegister(c start.Setup, done func(error)) {
	var register *store.Register
	var recoveryKey string
	s.run(func(ctx context.Context) error {
		setup := store.Setup{Municipality: c.Municipality, User: model.FirstUser(c.Initials), Passphrase: []byte(c.Passphrase)}
		var err error
		if setup.Instrument, err = assets.Instrument(); err != nil {
			return err
		}
		if setup.Vocabulary, err = assets.Vocabulary(); err != nil {
			return err
		}
		if register, recoveryKey, err = store.Create(ctx, c.Dir, setup, store.Options{Now: s.o.Now}); err != nil {
			return &placedError{err: err, dir: c.Dir}
		}
		return nil
	}, func(err error) {
		if err != nil {
			done(err)
			return
		}
		s.enter(register, func(err error) {
			done(err)
			if err == nil {
				s.showRecoveryKey(recoveryKey)
			}
		})
	})
}

// tryDemo makes an invented municipality, or takes today's, and opens it.
func (s *Shell) tryDemo(progress func(done, total int), done func(error)) (cancel func()) {
	var dir string
	return s.run(func(ctx context.Context) (err error) {
		dir, err = s.makeDemo(ctx, func(n, of int) { fyne.Do(func() { progress(n, of) }) })
		return err
	}, func(err error) {
		if err != nil {
			done(err)
			return
		}
		s.openRegister(dir, done)
	})
}

// makeDemo makes the invented municipality of the day. It is built beside its
// place, so that one that was cancelled is not taken for whole.
func (s *Shell) makeDemo(ctx context.Context, progress func(done, total int)) (string, error) {
	root := s.o.DemoDir
	if root == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return "", err
		}
		root = filepath.Join(cache, "fremskridt")
	}
	if err := os.MkdirAll(root, 0o700); err != nil {
		return "", err
	}
	name := s.words.T("demo.name") + " " + model.DateOf(s.o.Now()).String()
	dir := filepath.Join(root, name+store.Extension)
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	parts := filepath.Join(root, name+".new"+store.Extension)
	if err := os.RemoveAll(parts); err != nil {
		return "", err
	}
	err := s.o.Demo(ctx, parts, progress)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return "", errors.Join(err, os.RemoveAll(parts))
	}
	return dir, os.Rename(parts, dir)
}

// showRecoveryKey shows the key that opens the register when every passphrase is
// lost. It is shown once.
func (s *Shell) showRecoveryKey(key string) {
	w := s.words
	d := kit.NewKeyDialog(w.T("recovery.title"), container.NewVBox(
		kit.NewParagraph(kit.Body, kit.Run{Text: w.T("recovery.text")}),
		kit.NewParagraph(kit.BodyBold, kit.Run{Text: key})), w.T("recovery.accept"), "")
	d.Open(s.window.Canvas())
}
