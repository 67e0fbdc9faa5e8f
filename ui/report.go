// SPDX-License-Identifier: MPL-2.0

package ui

import (
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
	part := n.register.Municipality()
	if c.Team != "" || c.Caseworker != "" || c.TargetGroup != "" {
		part = report.Selection(w, n.vocabulary, c)
	}
	name := w.T("report.file", "Part", part, "Date", today.String()) + ending
	env.SaveAs(title, name, func(ctx context.Context, to io.Writer) error {
		r, err := report.ReadGroup(ctx, w, n.register, n.leader, c, today, report.GroupProgress{})
		if err != nil {
			return err
		}
		return write(r, to)
	}, func(path string) {
		env.Toast(w.T("give.saved", "Path", path))
		env.OpenFile(path)
	})
}
