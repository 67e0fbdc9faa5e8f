package ui

import (
	"cmp"
	"context"
	"io"
	"strings"

	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/plots/report"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// saveReport asks for the format of the report about a part of the citizens, and saves
// it. The register logs it as an export.
func (s *Shell) saveReport(c cohort.Choice) {
	w := s.words
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
		s.writeReport(c, title, ending, write)
		return false
	}
	d.Open(s.window.Canvas())
}

func (s *Shell) writeReport(c cohort.Choice, title, ending string, write func(report.GroupReport, io.Writer) error) {
	now, w, today := s.session, s.words, s.today()
	part := cmp.Or(c.Team, now.register.Municipality())
	for _, more := range []string{c.Caseworker, c.TargetGroup} {
		if more != "" {
			part += ", " + more
		}
	}
	name := w.T("report.file", "Part", part, "Date", today.String()) + ending
	s.saveAs(title, name, func(ctx context.Context, to io.Writer) error {
		all, err := now.leader.ExportCohort(ctx, nil)
		if err != nil {
			return err
		}
		norms, err := now.leader.Norms(ctx)
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
			Words: w, Vocabulary: now.vocabulary, Municipality: now.register.Municipality(), User: now.user.Initials, Group: g, Figures: figures,
		}, to)
	}, func(path string) {
		s.say(w.T("give.saved", "Path", path))
		s.openFile(path)
	})
}
