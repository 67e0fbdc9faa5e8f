package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"fremskridt/documents"
	"fremskridt/model"
	"fremskridt/model/store"
)

type dossierCommand struct {
	registerFlags
	Citizen string `help:"The citizen's case number." required:"" placeholder:"CASENO"`
	Out     string `help:"File to write; its ending says the kind: .pdf or .json." required:"" placeholder:"FILE"`
	Staff   bool   `help:"Name the employees in the list of uses."`
}

// Run writes everything the register holds about one citizen to a file.
func (c *dossierCommand) Run(ctx context.Context, s *session) (err error) {
	kind := strings.ToLower(filepath.Ext(c.Out))
	if kind != ".pdf" && kind != ".json" {
		return &placedError{errors.New("file kind"), "error.file_kind", []any{"Kinds", ".pdf, .json"}}
	}
	r, err := s.open(ctx, c.registerFlags)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	a, err := s.as(ctx, r, model.ForExport, model.RoleTeamLeader, model.RoleCaseworker)
	if err != nil {
		return err
	}
	course, err := s.course(ctx, a, c.Citizen)
	if err != nil {
		return err
	}
	staff := store.WithoutStaff
	if c.Staff {
		staff = store.WithStaff
	}
	d, err := a.EverythingAbout(ctx, course.Citizen.ID, staff)
	if err != nil {
		return err
	}
	v, err := r.Vocabulary(ctx)
	if err != nil {
		return err
	}
	err = writeFile(c.Out, func(f *os.File) error {
		if kind == ".pdf" {
			return documents.Dossier(f, s.words, v, d)
		}
		data, err := d.JSON()
		if err == nil {
			_, err = f.Write(data)
		}
		return err
	})
	if err == nil {
		fmt.Fprintln(s.Out, s.words.T("cli.dossier", "File", c.Out))
	}
	return err
}
