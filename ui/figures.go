package ui

import (
	"cmp"
	"context"
	"io"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/plots/report"
	"codeberg.org/fremskridt/fremskridt/ui/analysis"
	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/team"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// showTeam shows how the citizens of the user's teams move.
func (s *Shell) showTeam(at team.State) {
	now := s.session
	title := now.register.Municipality()
	if !now.user.AllTeams && len(now.user.Teams) == 1 {
		title = now.user.Teams[0]
	}
	var screen *team.Screen
	screen = team.New(team.Options{
		Register: now.leader, Vocabulary: now.vocabulary, Title: title, Today: s.today(), Words: s.words, Run: now.work.run,
		OnCitizen: func(id model.ID) { s.openCitizen(citizen.State{Citizen: id}) },
		OnBack:    func() { s.goTo(areaCitizens) }, OnReport: s.saveReport,
		Focus:   func(w fyne.Focusable) { s.focusOn(s.team == screen, w) },
		Explain: s.explain, Tell: s.say,
	}, at)
	s.team = screen
	s.frame(s.team.Content())
	s.team.Load()
	s.team.FocusFirst()
}

// showAnalysis shows what goes together with movement and with jobs.
func (s *Shell) showAnalysis(at analysis.State) {
	now := s.session
	var screen *analysis.Screen
	screen = analysis.New(analysis.Options{
		Register: now.leader, Vocabulary: now.vocabulary, Today: s.today(), Words: s.words, Run: now.work.run,
		OnBack: func() { s.goTo(areaCitizens) }, OnReport: s.saveReport,
		Focus:   func(w fyne.Focusable) { s.focusOn(s.analysis == screen, w) },
		Explain: s.explain, Tell: s.say,
	}, at)
	s.analysis = screen
	s.frame(s.analysis.Content())
	s.analysis.Load()
	s.analysis.FocusFirst()
}

// focusOn moves the keyboard on a screen that loads for long, unless somebody has
// left it by then.
func (s *Shell) focusOn(here bool, w fyne.Focusable) {
	if here && s.page == nil && s.window.Canvas().Overlays().Top() == nil {
		s.focus(w)
	}
}

// teamMenu is what can be done on the team's page.
func (s *Shell) teamMenu() *fyne.Menu {
	w := s.words
	return fyne.NewMenu(w.T("team.title"),
		s.item(w.T("team.report"), keys(fyne.KeyE, 0), func() { s.saveReport(s.team.State().Choice) }),
		s.item(w.T("follow.again"), keys(fyne.KeyR, 0), s.team.Load))
}

// analysisMenu is what can be done in the analysis.
func (s *Shell) analysisMenu() *fyne.Menu {
	w := s.words
	m := fyne.NewMenu(w.T("analysis.title"))
	for i, name := range s.analysis.Tabs() {
		m.Items = append(m.Items, s.item(name, keys(fyne.KeyName(rune('1'+i)), 0), func() { s.analysis.SelectTab(i) }))
	}
	m.Items = append(m.Items, fyne.NewMenuItemSeparator(),
		s.item(w.T("team.report"), keys(fyne.KeyE, 0), func() { s.saveReport(s.analysis.State().Choice) }),
		s.item(w.T("follow.again"), keys(fyne.KeyR, 0), s.analysis.Load))
	return m
}

// saveReport asks how the figures of a part of the citizens are to be written, and
// writes them. That is logged as an export.
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
