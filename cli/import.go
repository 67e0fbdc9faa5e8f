// SPDX-License-Identifier: MPL-2.0

package cli

import (
	"context"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/exchange"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

type importCommand struct {
	registerFlags
	Source  string `arg:"" help:"A file of the extract, or a folder of them."`
	Mapping string `help:"File that translates the municipality's own words and codes; see docs/import.md." placeholder:"FILE"`
	JSON    bool   `help:"Write the report as JSON."`
}

// Run imports an extract: for every team as operations or as a leader of all teams,
// who may see the values, otherwise for the teams of a leader.
func (c *importCommand) Run(ctx context.Context, s *session) error {
	return s.withAccess(ctx, c.registerFlags, model.ForImport, func(r *store.Register, a *store.Access) (err error) {
		if u := a.User(); u.AllTeams && u.Has(model.RoleTeamLeader) {
			if a, err = r.As(ctx, model.ForImport, model.RoleTeamLeader); err != nil {
				return err
			}
		}
		return c.take(ctx, s, r, a)
	}, model.RoleOperations, model.RoleTeamLeader)
}

func (c *importCommand) take(ctx context.Context, s *session, r *store.Register, a *store.Access) (err error) {
	o := exchange.Options{Today: s.today, Municipality: r.Municipality()}
	if o.Vocabulary, err = r.Vocabulary(ctx); err != nil {
		return err
	}
	if o.Instruments, err = r.Instruments(ctx); err != nil {
		return err
	}
	if c.Mapping != "" {
		if o.Mapping, err = exchange.ReadMapping(c.Mapping, o.Vocabulary, o.Instruments); err != nil {
			return err
		}
	}
	if s.Interactive {
		o.Progress = s.progress()
	}
	report, err := exchange.Import(ctx, a, c.Source, o)
	if s.Interactive {
		s.clearLine()
	}
	if err != nil {
		return err
	}
	if c.JSON {
		err = writeJSON(s.Out, s.words, report)
	} else {
		err = writeReport(s.Out, s.words, report)
	}
	if err == nil && !report.Complete() {
		return statusError(Partly)
	}
	return err
}

// progress returns a function that shows the progress in the terminal's last line.
func (s *session) progress() func(file string, done, total int64) {
	last := int64(-1)
	return func(file string, done, total int64) {
		percent := done * 100 / max(total, 1)
		if percent == last {
			return
		}
		last = percent
		s.showProgress(s.words.T("cli.reading", "File", file, "Percent", percent))
	}
}
