// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"context"
	"image"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/plots/report"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// larger is how much larger the figure's type is when the citizen looks along.
const larger = 1.3

// ForCitizen shows the course as caseworker and citizen look at it together:
// large, in plain words, without an index and without what the citizen is never
// asked to judge. It is the citizen's own answers alone, unless the caseworker
// shares the other ones.
func (p *Page) ForCitizen() {
	if p.header == nil {
		return
	}
	w := p.o.Words
	c := p.asCase()
	palette := widgets.CurrentPalette()
	view := widgets.NewPlotView(p.o.Run)
	view.OnError = func(err error) { p.o.Toast(p.o.Explain(err)) }
	size := p.o.Canvas().Size()
	wide := size.Width - 120
	draw := func(shared bool) {
		data := c.CitizenData(w)
		if shared {
			data.Respondents = plots.Both
		}
		figure := plots.NewProgression(data)
		layout := figure.Layout(float64(wide)/larger, 1, false) // as low as shows all panels
		view.MinFigure = fyne.NewSize(wide-20, float32(layout.Height)*larger)
		view.SetRenderer(func(ctx context.Context, pixels, _ int, scale float32) (image.Image, error) {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			l := figure.Layout(float64(pixels)/float64(scale)/larger, layout.Height, false)
			return figure.Image(l, palette, plots.NearestScale(float64(scale)*larger)), nil
		})
	}
	draw(false)
	var lines []fyne.CanvasObject
	for _, s := range report.HandoutSentences(w, c) {
		lines = append(lines, widgets.NewParagraph(widgets.Large, widgets.Run{Text: s}))
	}
	text := container.New(&widgets.Flow{Gap: 8, Width: wide - 20}, lines...)
	text.Resize(fyne.NewSize(wide-20, 0)) // so that it knows how high it is
	all := container.NewVBox(text, view)
	share := widgets.NewCheckbox(w.T("citizen.share"), nil)
	share.OnChanged = func(on bool) {
		draw(on)
		all.Refresh()
	}
	reader := widgets.NewReader(all, fyne.NewSize(wide, size.Height-230))
	content := container.NewBorder(nil, container.New(&widgets.Inset{Top: 8}, share), nil, nil, reader)
	first, _, _ := strings.Cut(p.data.course.Citizen.Name, " ")
	d := widgets.NewKeyDialog(w.T("handout.heading", "Name", first), content, w.T("export.handout.print"), w.T("citizen.close"))
	d.Width, d.First = wide+40, reader
	d.OnAccept = func() bool {
		d.Close()
		p.saveExport(w.T("export.title"), p.exports()[0], true)
		return false
	}
	d.Open(p.o.Canvas())
}
