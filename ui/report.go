// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"cmp"
	"context"
	"io"
	"strings"

	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/plots/report"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// saveReport asks for the format of the report about a part of the citizens, and saves
// it. The register logs it as an export.
func saveReport(env screen.Env, n *session, c cohort.Choice) {
	w := env.Words
	kind := widgets.NewDropdown([]string{w.T("report.pdf"), w.T("report.xlsx")}, nil)
	title := w.T("team.report")
	note := widgets.NewParagraph(widgets.Second, widgets.Run{Text: w.T("report.note")})
	note.Muted = true
	d := widgets.NewKeyDialog(strings.TrimSuffix(title, " …"), container.New(&widgets.Flow{Gap: widgets.Gap, Width: 440},
		widgets.NewField(w.T("export.what"), kind), note), w.T("give.accept"), w.T("start.cancel"))
	d.Width, d.First = 480, kind
	d.OnAccept = func() bool {
		d.Close()
		write, ending := report.GroupReport.PDF, ".pdf"
		if kind.Selected == 1 {
			write, ending = report.GroupReport.XLSX, ".xlsx"
		}
		writeReport(env, n, c, title, ending, write)
		return false
	}
	d.Open(env.Canvas())
}

func writeReport(env screen.Env, n *session, c cohort.Choice, title, ending string, write func(report.GroupReport, io.Writer) error) {
	w, today := env.Words, env.Today()
	part := cmp.Or(c.Team, n.register.Municipality())
	for _, more := range []string{c.Caseworker, c.TargetGroup} {
		if more != "" {
			part += ", " + more
		}
	}
	name := w.T("report.file", "Part", part, "Date", today.String()) + ending
	env.SaveAs(title, name, func(ctx context.Context, to io.Writer) error {
		all, err := n.leader.ExportCohort(ctx, nil)
		if err != nil {
			return err
		}
		norms, err := n.leader.Norms(ctx)
		if err != nil {
			return err
		}
		g, err := all.Group(c, today, norms)
		if err != nil {
			return err
		}
		figures, err := g.Figures(ctx, nil)
		if err != nil {
			return err
		}
		return write(report.GroupReport{
			Words: w, Vocabulary: n.vocabulary, Municipality: n.register.Municipality(), User: n.user.Initials, Group: g, Figures: figures,
		}, to)
	}, func(path string) {
		env.Toast(w.T("give.saved", "Path", path))
		env.OpenFile(path)
	})
}
