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
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/plots/report"
)

type reportCommand struct {
	registerFlags
	Citizen string `help:"The citizen's case number." xor:"subject" required:"" placeholder:"CASENO"`
	Team    string `help:"A team, for the figures of its citizens together." xor:"subject" required:"" placeholder:"NAME"`
	All     bool   `help:"The citizens of all the user's teams together." xor:"subject" required:""`
	Out     string `help:"File to write, .pdf, .xlsx or, for a citizen, .csv." required:"" placeholder:"FILE"`
	Handout bool   `help:"The page for the citizen, in plain words; .pdf only."`
}

// Run writes a report of a citizen, for the case file or for the citizen, or of a
// group.
func (c *reportCommand) Run(ctx context.Context, s *session) error {
	kind := strings.ToLower(filepath.Ext(c.Out))
	if c.Citizen == "" {
		return c.group(ctx, s, kind)
	}
	write, what := report.CaseFile, "case_file"
	switch {
	case kind == ".pdf" && c.Handout:
		write, what = report.Handout, "hand_out"
	case kind == ".xlsx" && !c.Handout:
		write, what = report.AnswersXLSX, "numbers"
	case kind == ".csv" && !c.Handout:
		write, what = report.AnswersCSV, "numbers"
	case kind != ".pdf":
		return messages.New("file_kind", "Kinds", ".pdf, .xlsx, .csv")
	}
	err := s.export(ctx, c.registerFlags, c.Citizen, what, func(of plots.Case) error {
		return atomicfile.Replace(c.Out, func(f io.Writer) error { return write(f, s.words, of) })
	})
	if err == nil {
		fmt.Fprintln(s.Out, s.words.T("cli.report", "File", c.Out))
	}
	return err
}

// group writes the figures of a team or of all teams.
func (c *reportCommand) group(ctx context.Context, s *session, kind string) error {
	var write func(report.GroupReport, io.Writer) error
	switch {
	case c.Team == "" && !c.All:
		return usageError("--team needs a name; --all is for all teams")
	case c.Handout:
		return usageError("--handout needs --citizen")
	case kind == ".pdf":
		write = report.GroupReport.PDF
	case kind == ".xlsx":
		write = report.GroupReport.XLSX
	default:
		return messages.New("file_kind", "Kinds", ".pdf, .xlsx")
	}
	of := analyseCommand{registerFlags: c.registerFlags, Team: c.Team}
	return s.withAccess(ctx, c.registerFlags, model.ForExport, func(r *store.Register, a *store.Access) error {
		found, err := of.read(ctx, s, r, a, s.today)
		if err != nil {
			return err
		}
		err = atomicfile.Replace(c.Out, func(f io.Writer) error { return write(found, f) })
		if err == nil {
			fmt.Fprintln(s.Out, s.words.T("cli.report", "File", c.Out))
		}
		return err
	}, model.RoleTeamLeader)
}
