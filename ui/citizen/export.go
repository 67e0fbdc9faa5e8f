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

// export is a way that a course leaves the program.
type export struct {
	name   string // key of its words
	ending string
	kind   string // in the log
	write  func(to io.Writer, w *assets.Words, c report.Case) error
}

// exports are in the order they are offered.
func (p *Page) exports() []export {
	picture := func(write func(f *plots.Progression, to io.Writer, l *plots.Layout) error) func(io.Writer, *assets.Words, report.Case) error {
		view, domains := p.place.View, p.domains
		from, until := view.bounds(p.end())
		return func(to io.Writer, w *assets.Words, c report.Case) error {
			d := c.Data(w)
			d.Respondents, d.Weeks, d.Domains = view.Who, view.Weeks, domains
			d.From, d.To, d.Header = from, until, true
			f := plots.NewProgression(d)
			return write(f, to, f.Layout(pictureWide, pictureHigh, false))
		}
	}
	return []export{
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

// The size of a picture that is saved, in units.
const (
	pictureWide = 1200
	pictureHigh = 800
)

// Export asks how the course is to leave the program, and saves it.
func (p *Page) Export() {
	if p.header == nil {
		return
	}
	w := p.o.Words
	list := p.exports()
	names := make([]string, len(list))
	for i, e := range list {
		names[i] = w.T(e.name)
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

func (p *Page) saveExport(title string, e export, open bool) {
	w, register, id := p.o.Words, p.o.Register, p.place.Citizen
	c := p.asCase()
	name := w.T("export.file", "What", w.T(e.name+".file"), "Case", p.data.course.Citizen.CaseNumber) + e.ending
	p.o.SaveAs(title, name, func(ctx context.Context, to io.Writer) error {
		if err := register.LogExport(ctx, id, e.kind); err != nil {
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

// asCase is the course with what it takes to draw and tell it.
func (p *Page) asCase() report.Case {
	return report.Case{
		History: p.data.course, Instruments: p.o.Instruments, Vocabulary: p.o.Vocabulary, Norms: p.data.norms, Today: p.o.Today(),
		Municipality: p.o.Municipality, User: p.o.User,
	}
}
