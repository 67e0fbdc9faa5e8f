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

// citizenScale enlarges the figure for reading it together with the citizen.
const citizenScale = 1.3

// ForCitizen opens the view for caseworker and citizen together: enlarged, in
// plain sentences, without index and prognosis. It shows the citizen's own
// answers, and the caseworker's only if they are shared.
func (p *Page) ForCitizen() {
	if p.header == nil {
		return
	}
	w := p.o.Words
	c := p.plotCase()
	palette := widgets.CurrentPalette()
	view := widgets.NewPlotView(p.o.Run)
	view.OnError = func(err error) { p.o.Toast(p.o.Explain(err)) }
	size := p.o.Canvas().Size()
	width := size.Width - 120
	draw := func(shared bool) {
		data := c.CitizenData(w)
		if shared {
			data.Respondents = plots.Both
		}
		figure := plots.NewProgression(data)
		layout := figure.Layout(plots.Size{Width: float64(width) / citizenScale, Height: 1}) // the lowest height that shows all panels
		view.MinFigure = fyne.NewSize(width-20, float32(layout.Height)*citizenScale)
		view.SetRenderer(func(ctx context.Context, pixels, _ int, scale float32) (image.Image, error) {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			l := figure.Layout(plots.Size{Width: float64(pixels) / float64(scale) / citizenScale, Height: layout.Height})
			return figure.Image(l, palette, plots.NearestScale(float64(scale)*citizenScale)), nil
		})
	}
	draw(false)
	var lines []fyne.CanvasObject
	for _, s := range report.HandoutSentences(w, c) {
		lines = append(lines, widgets.NewParagraph(widgets.Large, widgets.Run{Text: s}))
	}
	text := container.New(&widgets.Flow{Gap: 8, Width: width - 20}, lines...)
	text.Resize(fyne.NewSize(width-20, 0)) // wraps the text, which gives its height
	all := container.NewVBox(text, view)
	share := widgets.NewCheckbox(w.T("citizen.share"), nil)
	share.OnChanged = func(on bool) {
		draw(on)
		all.Refresh()
	}
	reader := widgets.NewReader(all, fyne.NewSize(width, size.Height-230))
	content := container.NewBorder(nil, container.New(&widgets.Inset{Top: 8}, share), nil, nil, reader)
	first, _, _ := strings.Cut(p.data.history.Citizen.Name, " ")
	d := widgets.NewKeyDialog(w.T("handout.heading", "Name", first), content, w.T("export.handout.print"), w.T("citizen.close"))
	d.Width, d.First = width+40, reader
	d.OnAccept = func() bool {
		d.Close()
		p.saveExport(w.T("export.title"), p.exportFormats()[0], true)
		return false
	}
	d.Open(p.o.Canvas())
}
