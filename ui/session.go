package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/start"
	"codeberg.org/fremskridt/fremskridt/ui/unlock"
)

// session is a register that is open, and who uses it.
type session struct {
	register    *store.Register
	invented    bool
	user        model.User
	access      *store.Access // nil for one who is administrator alone
	admin       *store.Access // nil for one who is no administrator
	leader      *store.Access // nil for one who is no team leader
	teams       []string      // those that any user has
	vocabulary  *model.Vocabulary
	instruments map[string]*model.Instrument
	work        *backgroundWork
	// held says that a page must be answered before anything else.
	modal bool
	// urgent is the number of the follow-up in the rail, once it is counted.
	urgent  int
	counted bool
}

// ownAccess is the access to what is the user's own, in whatever role.
func (n *session) ownAccess() *store.Access {
	if n.access != nil {
		return n.access
	}
	return n.admin
}

// resumePoint are where somebody was when the register was locked.
type resumePoint struct {
	dir, initials  string
	state          place
	keyUnconfirmed bool // a recovery key was shown and not said to be kept
}

// openRegister opens a register, or asks for initials and passphrase where it
// does not open without.
func (s *Shell) openRegister(dir string, done func(error)) {
	var locked store.LockedInfo
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
			if errors.Is(err, os.ErrNotExist) || errors.Is(err, store.ErrNotRegister) {
				s.settings.dropRecent(dir)
			}
			done(err)
		case locked.Invented:
			s.unlock(dir, store.Credentials{}, true, done)
		default:
			done(nil)
			s.showUnlock(unlock.Options{Dir: dir})
		}
	})
}

// showUnlock shows the page that asks for the passphrase.
func (s *Shell) showUnlock(o unlock.Options) {
	o.Words, o.ShownDir = s.words, s.shorten(o.Dir)
	o.OnUnlock = func(initials string, pass []byte, done func(error)) {
		s.unlock(o.Dir, store.Credentials{Initials: initials, Passphrase: pass}, o.NoPassphrase, done)
	}
	o.OnRecover = func(code, initials string, pass []byte, done func(error)) {
		s.recover(o.Dir, code, initials, pass, done)
	}
	o.OnOtherRegister = s.toStart
	o.Explain, o.Focus, o.After = s.explain, s.focus, s.after
	o.Judge = func(text string) (string, bool) { return messages.Passphrase(s.words, text) }
	s.screens = screens{asking: unlock.New(o)}
	s.asked = o
	s.frame(s.asking.Content())
	s.asking.FocusFirst()
}

func (s *Shell) storeOptions() store.Options { return store.Options{Now: s.o.Now, Cost: s.o.Cost} }

// unlock opens a register for a user and shows its citizens.
func (s *Shell) unlock(dir string, c store.Credentials, invented bool, done func(error)) {
	var register *store.Register
	s.run(func(ctx context.Context) (err error) {
		if register, err = store.Open(ctx, dir, c, s.storeOptions()); err != nil {
			return &placedError{err: err, dir: dir, user: c.Initials}
		}
		return nil
	}, func(err error) {
		if err != nil {
			clear(c.Passphrase)
			done(err)
			return
		}
		s.enter(&session{register: register, invented: invented}, func(err error) {
			done(err)
			if err == nil && register.MustChangePassphrase() {
				s.showChange(c.Passphrase)
				return
			}
			clear(c.Passphrase)
			if err == nil {
				s.showFirstScreen()
			}
		})
	})
}

// recover opens a register by its recovery key, which gives the user a new
// passphrase.
func (s *Shell) recover(dir, code, initials string, pass []byte, done func(error)) {
	var register *store.Register
	s.run(func(ctx context.Context) (err error) {
		defer clear(pass)
		if register, err = store.Recover(ctx, dir, code, initials, pass, s.storeOptions()); err != nil {
			return &placedError{err: err, dir: dir, user: initials}
		}
		return nil
	}, func(err error) {
		if err != nil {
			done(err)
			return
		}
		s.enter(&session{register: register}, func(err error) {
			done(err)
			if err == nil {
				s.showFirstScreen()
			}
		})
	})
}

func (s *Shell) startFailed(err error) {
	if err != nil && s.start != nil {
		s.start.ShowError(err)
	}
}

// enter begins to use a register. What is shown comes after.
func (s *Shell) enter(now *session, done func(error)) {
	register := now.register
	s.run(func(ctx context.Context) (err error) {
		if err = now.loadUser(ctx); err != nil {
			return errors.Join(&placedError{err: err, user: register.UnlockedBy()}, register.Close())
		}
		return nil
	}, func(err error) {
		if err != nil {
			done(err)
			return
		}
		now.work = newWork(s.run)
		s.session = now
		s.settings.addRecent(register.Dir())
		if !now.invented {
		}
		s.watchIdle()
		done(nil)
	})
}

// loadUser finds what the user may do, and the words of the register.
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
	casework := n.user.Has(model.RoleCaseworker) || n.user.Has(model.RoleTeamLeader)
	if n.user.Has(model.RoleAdministrator) {
		if n.admin, err = n.register.As(ctx, model.ForAdministration, model.RoleAdministrator); err != nil {
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

// showFirstScreen shows the first screen, or where the same user was before.
func (s *Shell) showFirstScreen() {
	at := s.left
	s.left = nil
	if at == nil || at.dir != s.session.register.Dir() || !strings.EqualFold(at.initials, s.session.user.Initials) {
		at = &resumePoint{}
	}
	s.showPlace(at.state)
	if at.keyUnconfirmed {
		s.say(s.words.T("recovery.unkept"))
	}
}

// showChange demands a passphrase of one's own in place of an old one, which
// somebody else has chosen.
func (s *Shell) showChange(old []byte) {
	now := s.session
	now.modal = true
	page := unlock.NewChangePage(unlock.ChangeOptions{
		Words: s.words, Initials: now.user.Initials, Register: municipalityTitle(s.words, now.register.Municipality()),
		OnChange: func(pass []byte, done func(error)) {
			now.work.run(func(ctx context.Context) error {
				defer clear(pass)
				return now.ownAccess().ChangePassphrase(ctx, old, pass)
			}, func(err error) {
				done(err)
				if err == nil {
					clear(old)
					now.modal = false
					s.showFirstScreen()
				}
			})
		},
		OnLeave: s.closeToStart, Explain: s.explain, Judge: s.judgePassphrase, Focus: s.focus,
	})
	s.screens = screens{}
	s.frame(page.Content())
	page.FocusFirst()
}

// judgePassphrase is a sentence about a new passphrase of the user.
func (s *Shell) judgePassphrase(text string) (string, bool) {
	return messages.Passphrase(s.words, text, s.session.register.Municipality(), s.session.user.Initials, s.session.user.Name)
}

// createRegister makes an empty register, opens it and shows its recovery key.
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
			return &placedError{err: err, dir: c.Dir}
		}
		return nil
	}, func(err error) {
		if err != nil {
			done(err)
			return
		}
		s.enter(&session{register: register}, func(err error) {
			done(err)
			if err == nil {
				s.showRecoveryKey(recoveryKey, false, s.showFirstScreen)
			}
		})
	})
}

// showRecoveryKey shows a new recovery key, this once, until it is said to be
// kept.
func (s *Shell) showRecoveryKey(key string, replaces bool, then func()) {
	now := s.session
	now.modal = true
	name := municipalityTitle(s.words, now.register.Municipality())
	page := unlock.NewKeyPage(unlock.KeyOptions{
		Words: s.words, Key: key, Register: name, Replaces: replaces,
		OnCopy: func() { s.copy(key) },
		OnSave: func(done func(string)) { s.saveRecoverySheet(key, name, done) },
		OnDone: func() {
			now.modal = false
			then()
		},
	})
	s.screens = screens{key: page}
	s.frame(page.Content())
	s.focus(page.First())
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
