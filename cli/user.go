// SPDX-License-Identifier: MPL-2.0

package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// userCommand manages users by the rules of the window, for the scripts of an IT
// department. Its commands are for administrators, except that every user may change
// the own passphrase.
type userCommand struct {
	List       userListCommand       `cmd:"" help:"List the users, and what waits for confirmation."`
	Add        userAddCommand        `cmd:"" help:"Add a user and print a one-time passphrase, which the user must replace."`
	Change     userChangeCommand     `cmd:"" help:"Change a user. What is not given stays as it is."`
	Off        userOffCommand        `cmd:"" help:"Make a user inactive and take the passphrase away."`
	Passphrase userPassphraseCommand `cmd:"" help:"Change the own passphrase, or give another user a one-time passphrase."`
	Confirm    userConfirmCommand    `cmd:"" help:"Confirm the roles and teams that another administrator gave to users."`
}

// userRights are the flags for what a user may do.
type userRights struct {
	Name     *string      `help:"The user's name." placeholder:"NAME"`
	Role     []model.Role `help:"A role: caseworker, team_leader, administrator or operations; may be repeated." enum:"caseworker,team_leader,administrator,operations" placeholder:"ROLE"`
	Team     []string     `help:"A team whose citizens the user sees; may be repeated." placeholder:"TEAM"`
	AllTeams bool         `help:"The user sees the citizens of every team."`
}

// apply changes the user by the flags that are given. Teams replace all teams and the
// reverse.
func (c userRights) apply(u *model.User) {
	if c.Name != nil {
		u.Name = strings.TrimSpace(*c.Name)
	}
	if len(c.Role) > 0 {
		u.Roles = slices.Clone(c.Role)
	}
	if len(c.Team) > 0 || c.AllTeams {
		u.Teams, u.AllTeams = slices.Clone(c.Team), c.AllTeams
	}
}

// administration calls fn with an access of an administrator.
func (s *session) administration(ctx context.Context, f registerFlags, fn func(r *store.Register, a *store.Access) error) error {
	return s.withAccess(ctx, f, model.ForAdministration, fn, model.RoleAdministrator)
}

type userListCommand struct{ registerFlags }

// Run lists the users.
func (c *userListCommand) Run(ctx context.Context, s *session) error {
	return s.administration(ctx, c.registerFlags, func(r *store.Register, _ *store.Access) error {
		users, err := r.Users(ctx)
		if err != nil {
			return err
		}
		waiting, err := r.WaitingRights(ctx)
		if err != nil {
			return err
		}
		for _, u := range users {
			if _, err := fmt.Fprintln(s.Out, strings.Join(s.userLine(r, u, waiting), "\t")); err != nil {
				return err
			}
		}
		return s.printRightsGivenAlone(ctx, r)
	})
}

// printRightsGivenAlone warns of what another administrator gave alone, until it is
// acknowledged in the window.
func (s *session) printRightsGivenAlone(ctx context.Context, r *store.Register) error {
	alone, err := r.RightsGivenAlone(ctx)
	if err != nil || len(alone) == 0 {
		return err
	}
	fmt.Fprintln(s.Err, s.words.T("users.alone_text"))
	for _, text := range messages.RightsAlone(s.words, alone) {
		fmt.Fprintln(s.Err, text)
	}
	return nil
}

// userLine is the line of a user in the list, as fields: initials, name, roles, teams,
// whether active, the passphrase, and what waits.
func (s *session) userLine(r *store.Register, u model.User, waiting []store.Right) []string {
	state, passphrase := "users.inactive", "users.no_passphrase"
	if u.Active {
		state = "users.active"
	}
	if r.HasPassphrase(u.Initials) {
		passphrase = "users.has_passphrase"
	}
	line := []string{
		u.Initials, u.Name, messages.Roles(s.words, u), messages.Teams(s.words, u), s.words.T(state),
		s.words.T("users.passphrase") + ": " + s.words.T(passphrase),
	}
	var names []string
	for _, x := range waiting {
		if x.Initials == u.Initials {
			names = append(names, messages.Right(s.words, x))
		}
	}
	if len(names) > 0 {
		line = append(line, s.words.T("users.waiting", "Rights", strings.Join(names, ", ")))
	}
	return line
}

type userAddCommand struct {
	registerFlags
	Initials string `arg:"" help:"Initials of the new user."`
	userRights
}

// Run adds a user with a one-time passphrase.
func (c *userAddCommand) Run(ctx context.Context, s *session) error {
	return s.administration(ctx, c.registerFlags, func(r *store.Register, a *store.Access) error {
		u := model.User{Initials: strings.ToUpper(strings.TrimSpace(c.Initials)), Roles: []model.Role{model.RoleCaseworker}, Active: true}
		c.apply(&u)
		if _, known, err := findUser(ctx, r, u.Initials); err != nil || known {
			return errors.Join(err, messages.New("user_known", "Initials", u.Initials))
		}
		if err := s.putUser(ctx, r, a, u, "cli.user.added"); err != nil {
			return err
		}
		if info, err := store.Peek(c.Store); err != nil || info.Invented { // opens without a passphrase
			return err
		}
		return s.giveOneTimePassphrase(ctx, a, u.Initials)
	})
}

type userChangeCommand struct {
	registerFlags
	Initials string `arg:"" help:"Initials of the user."`
	userRights
	Active bool `help:"Make an inactive user active."`
}

// Run changes a user.
func (c *userChangeCommand) Run(ctx context.Context, s *session) error {
	return s.administration(ctx, c.registerFlags, func(r *store.Register, a *store.Access) error {
		u, err := knownUser(ctx, r, c.Initials)
		if err != nil {
			return err
		}
		c.apply(&u)
		u.Active = u.Active || c.Active
		return s.putUser(ctx, r, a, u, "cli.user.changed")
	})
}

type userOffCommand struct {
	registerFlags
	Initials string `arg:"" help:"Initials of the user."`
}

// Run makes a user inactive.
func (c *userOffCommand) Run(ctx context.Context, s *session) error {
	return s.administration(ctx, c.registerFlags, func(r *store.Register, a *store.Access) error {
		u, err := knownUser(ctx, r, c.Initials)
		if err != nil {
			return err
		}
		u.Active = false
		if err := s.putUser(ctx, r, a, u, "cli.user.off"); err != nil {
			return err
		}
		due, err := r.KeyRotationDue(ctx)
		if err == nil && due {
			fmt.Fprintln(s.Err, s.words.T("cli.rotation_due"))
		}
		return err
	})
}

type userConfirmCommand struct {
	registerFlags
	Initials []string `arg:"" help:"Initials of the users."`
}

// Run confirms what waits for users: all of it or nothing.
func (c *userConfirmCommand) Run(ctx context.Context, s *session) error {
	return s.administration(ctx, c.registerFlags, func(_ *store.Register, a *store.Access) error {
		if err := a.ConfirmRights(ctx, c.Initials...); err != nil {
			return err
		}
		_, err := fmt.Fprintln(s.Out, s.words.T("cli.user.confirmed", "Initials", strings.Join(c.Initials, ", ")))
		return err
	})
}

// findUser returns a user with the rights that are held and those that wait.
func findUser(ctx context.Context, r *store.Register, initials string) (model.User, bool, error) {
	users, err := r.Users(ctx)
	if err != nil {
		return model.User{}, false, err
	}
	waiting, err := r.WaitingRights(ctx)
	i := slices.IndexFunc(users, func(u model.User) bool { return strings.EqualFold(u.Initials, initials) })
	if err != nil || i < 0 {
		return model.User{}, false, err
	}
	return store.WithRights(users[i], waiting), true, nil
}

func knownUser(ctx context.Context, r *store.Register, initials string) (model.User, error) {
	u, known, err := findUser(ctx, r, initials)
	if err == nil && !known {
		err = messages.New("unknown_user", "User", initials)
	}
	return u, err
}

// putUser saves a user and says what of it waits for confirmation.
func (s *session) putUser(ctx context.Context, r *store.Register, a *store.Access, u model.User, done string) error {
	if err := a.PutUser(ctx, u); err != nil {
		return err
	}
	waiting, err := r.WaitingRights(ctx)
	if err != nil {
		return err
	}
	text := s.words.T(done, "Initials", u.Initials)
	if slices.ContainsFunc(waiting, func(x store.Right) bool { return x.Initials == u.Initials }) {
		text += " " + s.words.T("users.waits", "Initials", u.Initials)
	}
	_, err = fmt.Fprintln(s.Out, text)
	return err
}
