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

// openRegister opens a register and asks who is there if that is not plain.
func (s *Shell) openRegister(dir, initials string, done func(error)) {
	var register *store.Register
	var users []model.User
	s.run(func(ctx context.Context) (err error) {
		if _, err := os.Stat(dir); err != nil {
			return err
		}
		if register, err = store.Open(ctx, dir, store.Options{Now: s.o.Now}); err != nil {
			return &placedError{err: err, dir: dir}
		}
		if users, err = register.Users(ctx); err != nil {
			return errors.Join(err, register.Close())
		}
		return nil
	}, func(err error) {
		if err != nil {
			if errors.Is(err, os.ErrNotExist) || errors.Is(err, store.ErrNoRegister) {
				s.settings.dropRecent(dir)
			}
			done(err)
			return
		}
		active := users[:0]
		for _, u := range users {
			if u.Active {
				active = append(active, u)
			}
		}
		switch {
		case initials != "":
			s.enter(register, initials, done)
		case len(active) == 1:
			s.enter(register, active[0].Initials, done)
		default:
			done(nil)
			s.askWho(register, active)
		}
	})
}

// askWho lets the user say who is there.
func (s *Shell) askWho(register *store.Register, users []model.User) {
	w := s.words
	options := make([]string, len(users))
	chosen := 0
	for i, u := range users {
		options[i] = u.Initials
		if u.Name != "" {
			options[i] += ", " + u.Name
		}
		if u.Initials == s.settings.user() {
			chosen = i
		}
	}
	who := kit.NewDropdown(options, nil)
	who.Selected = chosen
	d := kit.NewKeyDialog(w.T("start.who"), container.NewVBox(
		kit.NewParagraph(kit.Body, kit.Run{Text: w.T("start.who.text")}), who), w.T("start.who.accept"), w.T("start.cancel"))
	d.First = who
	d.OnAccept = func() bool {
		s.enter(register, users[who.Selected].Initials, s.startFailed)
		return true
	}
	d.OnCancel = func() { s.tell(register.Close()) }
	d.Open(s.window.Canvas())
}

func (s *Shell) startFailed(err error) {
	if err != nil && s.start != nil {
		s.start.Fail(err)
	}
}

// enter begins to use a register and shows its citizens.
func (s *Shell) enter(register *store.Register, initials string, done func(error)) {
	now := &session{register: register}
	s.run(func(ctx context.Context) (err error) {
		now.access, err = register.As(ctx, initials, model.ForCasework, model.RoleCaseworker, model.RoleTeamLeader)
		if err == nil {
			now.vocabulary, err = register.Vocabulary(ctx)
		}
		if err == nil {
			now.instruments, err = register.Instruments(ctx)
		}
		if err != nil {
			return errors.Join(&placedError{err: err, user: initials}, register.Close())
		}
		return nil
	}, func(err error) {
		if err != nil {
			done(err)
			return
		}
		done(nil)
		s.settings.addRecent(register.Dir())
		s.settings.setUser(initials)
		s.session = now
		s.showList()
	})
}

// createRegister makes an empty register and opens it.
func (s *Shell) createRegister(c start.Setup, done func(error)) {
	var register *store.Register
	s.run(func(ctx context.Context) error {
		setup := store.Setup{Municipality: c.Municipality, User: model.FirstUser(c.Initials)}
		var err error
		if setup.Instrument, err = assets.Instrument(); err != nil {
			return err
		}
		if setup.Vocabulary, err = assets.Vocabulary(); err != nil {
			return err
		}
		if register, err = store.Create(ctx, c.Dir, setup, store.Options{Now: s.o.Now}); err != nil {
			return &placedError{err: err, dir: c.Dir}
		}
		return nil
	}, func(err error) {
		if err != nil {
			done(err)
			return
		}
		s.enter(register, c.Initials, done)
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
		s.openRegister(dir, "", done)
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
