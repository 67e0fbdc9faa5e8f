// SPDX-License-Identifier: MPL-2.0

package cli

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/atomicfile"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/plots/report"
)

type dossierCommand struct {
	registerFlags
	Citizen string `help:"The citizen's case number." required:"" placeholder:"CASENO"`
	Out     string `help:"File to write, .pdf or .json." required:"" placeholder:"FILE"`
	Staff   bool   `help:"Name the employees in the list of uses."`
}

// Run writes everything in the register about one citizen.
func (c *dossierCommand) Run(ctx context.Context, s *session) error {
	kind := strings.ToLower(filepath.Ext(c.Out))
	if kind != ".pdf" && kind != ".json" {
		return messages.New("file_kind", "Kinds", ".pdf, .json")
	}
	err := s.withAccess(ctx, c.registerFlags, model.ForExport, func(r *store.Register, a *store.Access) error {
		return c.write(ctx, s, kind, r, a)
	}, model.RoleTeamLeader, model.RoleCaseworker)
	if err == nil {
		fmt.Fprintln(s.Out, s.words.T("cli.dossier", "File", c.Out))
	}
	return err
}

func (c *dossierCommand) write(ctx context.Context, s *session, kind string, r *store.Register, a *store.Access) error {
	history, err := s.findCitizen(ctx, a, c.Citizen)
	if err != nil {
		return err
	}
	staff := store.WithoutStaff
	if c.Staff {
		staff = store.WithStaff
	}
	d, err := a.Dossier(ctx, history.Citizen.ID, staff)
	if err != nil {
		return err
	}
	v, err := r.Vocabulary(ctx)
	if err != nil {
		return err
	}
	return atomicfile.Replace(c.Out, func(f io.Writer) error {
		if kind == ".pdf" {
			return report.Dossier(f, s.words, v, d)
		}
		data, err := d.JSON()
		if err == nil {
			_, err = f.Write(data)
		}
		return err
	})
}
