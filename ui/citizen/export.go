// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"context"
	"io"
	"strings"

	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/plots/report"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// exportFormat is one of the ways to export a case history.
type exportFormat struct {
	key       string // of its texts
	extension string
	logKind   string // in the access log
	write     func(to io.Writer, w *assets.Words, c plots.Case) error
}

// exportFormats returns the formats in the order of the list.
func (p *Page) exportFormats() []exportFormat {
	picture := func(write func(f *plots.Progression, to io.Writer, l *plots.Layout) error) func(io.Writer, *assets.Words, plots.Case) error {
		view, domains := p.state.View, p.domains
		from, to := view.bounds(p.lastDay())
		return func(out io.Writer, w *assets.Words, c plots.Case) error {
			d := c.Data(w)
			d.Respondents, d.Weeks, d.Domains = view.Respondents, view.Weeks, domains
			d.From, d.To, d.Header = from, to, true
			f := plots.NewProgression(d)
			return write(f, out, f.Layout(plots.Size{Width: pictureWidth, Height: pictureHeight}))
		}
	}
	return []exportFormat{
		{"export.handout", ".pdf", "hand_out", report.Handout},
		{"export.case_file", ".pdf", "case_file", report.CaseFile},
		{"export.png", ".png", "figure", picture(func(f *plots.Progression, to io.Writer, l *plots.Layout) error {
			return f.PNG(to, l, plots.Light(), 2)
		})},
		{"export.svg", ".svg", "figure", picture(func(f *plots.Progression, to io.Writer, l *plots.Layout) error {
			return f.SVG(to, l, plots.Light(), 1)
		})},
		{"export.xlsx", ".xlsx", "numbers", report.AnswersXLSX},
		{"export.csv", ".csv", "numbers", report.AnswersCSV},
	}
}

// The size of an exported picture, in units of the figure.
const (
	pictureWidth  = 1200
	pictureHeight = 800
)

// Export asks for a format and saves the case history in it.
func (p *Page) Export() {
	if p.header == nil {
		return
	}
	w := p.o.Words
	list := p.exportFormats()
	names := make([]string, len(list))
	for i, e := range list {
		names[i] = w.T(e.key)
	}
	what := widgets.NewDropdown(names, nil)
	open := widgets.NewCheckbox(w.T("export.open"), nil)
	open.Checked = true
	note := widgets.NewParagraph(widgets.Second, widgets.Run{Text: w.T("export.note")})
	note.Muted = true
	title := w.T("export.title")
	d := widgets.NewKeyDialog(strings.TrimSuffix(title, " …"), container.New(&widgets.Flow{Gap: widgets.Gap, Width: 440},
		widgets.NewField(w.T("export.what"), what), open, note), w.T("give.accept"), w.T("start.cancel"))
	d.Width, d.First = 480, what
	d.OnAccept = func() bool {
		d.Close()
		p.saveExport(title, list[what.Selected], open.Checked)
		return false
	}
	d.Open(p.o.Canvas())
}

func (p *Page) saveExport(title string, e exportFormat, open bool) {
	w, register, id := p.o.Words, p.o.Register, p.state.Citizen
	c := p.plotCase()
	name := w.T("export.file", "What", w.T(e.key+".file"), "Case", p.data.history.Citizen.CaseNumber) + e.extension
	p.o.SaveAs(title, name, func(ctx context.Context, to io.Writer) error {
		if err := register.LogExport(ctx, id, e.logKind); err != nil {
			return err
		}
		return e.write(to, w, c)
	}, func(path string) {
		p.o.Toast(w.T("give.saved", "Path", path))
		if open {
			p.o.OpenFile(path)
		}
	})
}

// plotCase returns the case history with what drawing and reporting it needs.
func (p *Page) plotCase() plots.Case {
	return plots.Case{
		History: p.data.history, Instruments: p.o.Instruments, Vocabulary: p.o.Vocabulary, Norms: p.data.norms, Today: p.o.Today(),
		Municipality: p.o.Municipality, User: p.o.User,
	}
}
