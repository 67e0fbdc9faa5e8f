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
)

type reportCommand struct {
	registerFlags
	Citizen string `help:"The citizen's case number." required:"" placeholder:"CASENO"`
	Out     string `help:"File to write; its ending says the kind: .pdf, .xlsx or .csv." required:"" placeholder:"FILE"`
	Handout bool   `help:"The one page for the citizen, in plain words; .pdf only."`
}

// Run writes a citizen's course for the case file, or for the citizen.
func (c *reportCommand) Run(ctx context.Context, s *session) (err error) {
	kind := strings.ToLower(filepath.Ext(c.Out))
	write := documents.CaseFile
	switch {
	case kind == ".pdf" && c.Handout:
		write = documents.Handout
	case kind == ".xlsx" && !c.Handout:
		write = documents.NumbersXLSX
	case kind == ".csv" && !c.Handout:
		write = documents.NumbersCSV
	case kind != ".pdf":
		return &placedError{errors.New("file kind"), "error.file_kind", []any{"Kinds", ".pdf, .xlsx, .csv"}}
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
	of := documents.Case{Today: s.today, Municipality: r.Municipality(), User: r.UnlockedBy()}
	if of.Course, err = s.course(ctx, a, c.Citizen); err != nil {
		return err
	}
	if of.Vocabulary, err = r.Vocabulary(ctx); err != nil {
		return err
	}
	if of.Instruments, err = r.Instruments(ctx); err != nil {
		return err
	}
	if of.Norms, err = a.Norms(ctx); err != nil {
		return err
	}
	if err := writeFile(c.Out, func(f *os.File) error { return write(f, s.words, of) }); err != nil {
		return err
	}
	fmt.Fprintln(s.Out, s.words.T("cli.report", "File", c.Out))
	return nil
}
