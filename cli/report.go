package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"fremskridt/documents"
)

type reportCommand struct {
	registerFlags
	Citizen string `help:"The citizen's case number." required:"" placeholder:"CASENO"`
	Out     string `help:"File to write; its ending says the kind: .pdf, .xlsx or .csv." required:"" placeholder:"FILE"`
	Handout bool   `help:"The one page for the citizen, in plain words; .pdf only."`
}

// Run writes a citizen's course for the case file, or for the citizen.
func (c *reportCommand) Run(ctx context.Context, s *session) error {
	kind := strings.ToLower(filepath.Ext(c.Out))
	write, what := documents.CaseFile, "case file"
	switch {
	case kind == ".pdf" && c.Handout:
		write, what = documents.Handout, "hand-out"
	case kind == ".xlsx" && !c.Handout:
		write, what = documents.NumbersXLSX, "numbers"
	case kind == ".csv" && !c.Handout:
		write, what = documents.NumbersCSV, "numbers"
	case kind != ".pdf":
		return &placedError{errors.New("file kind"), "error.file_kind", []any{"Kinds", ".pdf, .xlsx, .csv"}}
	}
	err := s.export(ctx, c.registerFlags, c.Citizen, what, func(of documents.Case) error {
		return writeFile(c.Out, func(f *os.File) error { return write(f, s.words, of) })
	})
	if err == nil {
		fmt.Fprintln(s.Out, s.words.T("cli.report", "File", c.Out))
	}
	return err
}
