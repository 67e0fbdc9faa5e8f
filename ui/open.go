// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/plots/report"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/start"
	"codeberg.org/fremskridt/fremskridt/ui/unlock"
)

func (s *Shell) storeOptions() store.Options {
	return store.Options{Now: s.o.Now, Cost: s.o.Cost, Log: s.o.Recorder.Logger}
}

// openWith opens a register by open, away from the UI goroutine. It asks before it lets
// one of an earlier version be upgraded, and calls done with the register.
func (s *Shell) openWith(open func(context.Context, store.Options) (*store.Register, error), done func(*store.Register, error)) {
	var register *store.Register
	attempt := func(o store.Options, done func(error)) {
		s.run(func(ctx context.Context) (err error) {
			register, err = open(ctx, o)
			return err
		}, done)
	}
	o := s.storeOptions()
	attempt(o, func(err error) {
		var older *store.OlderError
		if !errors.As(err, &older) {
			done(register, err)
			return
		}
		s.askUpgrade(older, func() {
			o.Upgrade = true
			attempt(o, func(err error) { done(register, err) })
		}, func() { done(nil, messages.New("not_upgraded")) })
	})
}

// openRegister opens a register, or shows the page that asks for the passphrase.
func (s *Shell) openRegister(dir string, done func(error)) {
	var info store.LockedInfo
	s.run(func(context.Context) (err error) {
		if _, err := os.Stat(dir); err != nil {
			return err
		}
		if info, err = store.Peek(dir); err != nil {
			return messages.WrapOpen(err, dir, "")
		}
		if info.Backup != nil {
			return messages.WrapOpen(info.Backup, dir, "")
		}
		return nil
	}, func(err error) {
		switch {
		case err != nil:
			if errors.Is(err, os.ErrNotExist) || errors.Is(err, store.ErrNotRegister) {
				s.settings.dropRecent(dir)
			}
			done(err)
		case info.Invented:
			s.unlock(dir, store.Credentials{}, true, done)
		default:
			done(nil)
			s.showUnlock(unlock.State{Dir: dir})
		}
	})
}

// showUnlock shows the page that asks for the passphrase.
func (s *Shell) showUnlock(at unlock.State) {
	s.dropAll()
	push(s.router, func(env screen.Env) *unlock.Screen {
		return unlock.New(unlock.Options{
			Env: env,
			OnUnlock: func(initials string, pass []byte, done func(error)) {
				s.unlock(at.Dir, store.Credentials{Initials: initials, Passphrase: pass}, at.NoPassphrase, done)
			},
			OnRecover: func(code, initials string, pass []byte, done func(error)) {
				s.recover(at.Dir, code, initials, pass, done)
			},
			OnOtherRegister: s.toStart,
			Judge:           func(text string) (string, bool) { return messages.Passphrase(s.words, text) },
		}, at)
	}, s.showUnlock)
}

// unlock opens a register for a user and shows the first screen.
func (s *Shell) unlock(dir string, c store.Credentials, invented bool, done func(error)) {
	s.openWith(func(ctx context.Context, o store.Options) (*store.Register, error) {
		return store.Open(ctx, dir, c, o)
	}, func(register *store.Register, err error) {
		fail := func(err error) {
			if err != nil {
				clear(c.Passphrase)
			}
			done(err)
		}
		if err != nil {
			fail(messages.WrapOpen(err, dir, c.Initials))
			return
		}
		s.enter(&session{register: register, invented: invented}, fail, func() {
			if register.MustChangePassphrase() {
				s.showChangePassphrase(c.Passphrase)
				return
			}
			clear(c.Passphrase)
			s.showFirstScreen()
		})
	})
}

// recover opens a register with its recovery key and sets the user's new passphrase.
func (s *Shell) recover(dir, code, initials string, pass []byte, done func(error)) {
	s.openWith(func(ctx context.Context, o store.Options) (*store.Register, error) {
		return store.Recover(ctx, dir, code, initials, pass, o)
	}, func(register *store.Register, err error) {
		clear(pass)
		if err != nil {
			done(messages.WrapOpen(err, dir, initials))
			return
		}
		s.enter(&session{register: register}, done, s.showFirstScreen)
	})
}

// createRegister creates an empty register, opens it and shows its recovery key.
func (s *Shell) createRegister(c start.NewRegister, done func(error)) {
	var register *store.Register
	var recoveryKey string
	s.run(func(ctx context.Context) error {
		setup := store.Setup{Municipality: c.Municipality, User: model.FirstUser(c.Initials), Passphrase: []byte(c.Passphrase)}
		defer clear(setup.Passphrase)
		var err error
		if setup.Instrument, err = assets.Instrument(); err != nil {
			return err
		}
		if setup.Vocabulary, err = assets.Vocabulary(); err != nil {
			return err
		}
		if register, recoveryKey, err = store.Create(ctx, c.Dir, setup, s.storeOptions()); err != nil {
			return messages.WrapOpen(err, c.Dir, "")
		}
		return nil
	}, func(err error) {
		if err != nil {
			done(err)
			return
		}
		s.enter(&session{register: register}, done, func() { s.showRecoveryKey(recoveryKey, false, s.showFirstScreen) })
	})
}

// enter begins the session of an open register. It calls done and, without an error,
// show for the first screen.
func (s *Shell) enter(now *session, done func(error), show func()) {
	register := now.register
	s.run(func(ctx context.Context) (err error) {
		err = now.loadUser(ctx)
		if errors.Is(err, store.ErrForbidden) && !errors.Is(err, store.ErrRightsWait) {
			err = messages.Wrap(err, "no_casework", "User", register.UnlockedBy())
		}
		if err != nil {
			return errors.Join(err, register.Close())
		}
		return nil
	}, func(err error) {
		if err != nil {
			done(err)
			return
		}
		now.work, now.countedAt = newWork(s.run), -1
		s.session, s.saved = now, map[areaID]func(){}
		s.lastRegister = register.Dir()
		s.settings.addRecent(register.Dir())
		s.idle.start()
		done(nil)
		show()
		s.sayUpgraded(register)
	})
}

// showFirstScreen shows the screens that the same user had when the register was
// locked, or else the first area.
func (s *Shell) showFirstScreen() {
	at := s.resume
	s.resume = nil
	if at == nil || at.dir != s.session.register.Dir() || !strings.EqualFold(at.initials, s.session.user.Initials) {
		at = &resumePoint{}
	}
	if at.saved != nil {
		s.saved = at.saved
	}
	s.dropAll()
	s.restore(at.area, at.screens)
	if at.keyUnconfirmed {
		s.say(s.words.T("recovery.unkept"))
	}
	s.showRightsGivenAlone()
	s.showFailedLogIns()
	s.askWhetherMoved()
}

// showChangePassphrase demands a new passphrase in place of one that an administrator
// has set.
func (s *Shell) showChangePassphrase(old []byte) {
	now := s.session
	s.dropAll()
	s.pushModal(&layer{}, func(env screen.Env) screen.Screen {
		return unlock.NewChangePage(unlock.ChangeOptions{
			Env: env, Initials: now.user.Initials, Register: municipalityTitle(s.words, now.register.Municipality()),
			OnChange: func(pass []byte, leaked bool, done func(error)) { s.changeGivenPassphrase(old, pass, leaked, done) },
			OnLeave:  s.closeToStart, Judge: s.judgePassphrase,
		})
	})
}

// changeGivenPassphrase changes a passphrase that must be replaced and, where somebody
// else may know it, renews the data key.
func (s *Shell) changeGivenPassphrase(old, pass []byte, leaked bool, done func(error)) {
	now := s.session
	renewed := false
	var notRenewed error
	now.work.run(func(ctx context.Context) error {
		defer clear(pass)
		if err := now.register.ChangePassphrase(ctx, old, pass); err != nil {
			return err
		}
		if leaked {
			renewed, notRenewed = now.register.RenewLeakedKey(ctx, nil)
		}
		return now.loadUser(ctx)
	}, func(err error) {
		done(err)
		if err != nil {
			return
		}
		clear(old)
		s.showFirstScreen()
		switch {
		case notRenewed != nil:
			s.say(s.words.T("leak.not_renewed", "Why", s.explain(notRenewed)))
		case renewed:
			s.say(s.words.T("leak.renewed"))
		case leaked:
			s.say(s.words.T("leak.asked"))
		}
	})
}

// showRecoveryKey shows a new recovery key once, until the user confirms to have kept
// it.
func (s *Shell) showRecoveryKey(key string, replaces bool, then func()) {
	name := municipalityTitle(s.words, s.session.register.Municipality())
	if !replaces {
		s.dropAll()
	}
	s.pushModal(&layer{}, func(env screen.Env) screen.Screen {
		return unlock.NewKeyPage(unlock.KeyOptions{
			Env: env, Key: key, Register: name, Replaces: replaces,
			OnSave: func(done func(string)) { saveRecoverySheet(env, key, name, done) },
			OnDone: then,
		})
	})
}

// saveRecoverySheet saves a page with a recovery key for printing.
func saveRecoverySheet(env screen.Env, key, register string, done func(sentence string)) {
	w, made := env.Words, env.Today()
	env.SaveAs(w.T("recovery.save"), w.T("recovery.file")+" "+register+".pdf",
		func(_ context.Context, f io.Writer) error { return report.RecoveryKey(f, w, register, key, made) },
		func(path string) { done(w.T("recovery.saved", "Path", path)) })
}
