// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// legend explains the symbols of the figure.
type legend struct {
	items   []*fyne.Container
	layout  *legendLayout
	content *fyne.Container
}

const (
	legendCitizen = iota
	legendCaseworker
)

func newLegend(w *assets.Words, sdc float64) *legend {
	band := w.T("figure.error")
	if sdc > 0 {
		band = w.T("figure.error_of", "SDC", w.Fixed(sdc, 2))
	}
	l := &legend{layout: &legendLayout{}}
	add := func(text string, draw func(b *widgets.Brush, p plots.Palette)) {
		l.items = append(l.items, container.New(&legendItemLayout{}, sample(draw), widgets.NewLabel(widgets.Second, text)))
	}
	add(w.T("figure.citizen"), func(b *widgets.Brush, p plots.Palette) {
		b.Polyline([]widgets.Point{{X: 1, Y: 8}, {X: 27, Y: 8}}, 1.8, p.Citizen)
		b.Circle(14, 8, 3.6, p.Citizen)
	})
	add(w.T("figure.caseworker"), func(b *widgets.Brush, p plots.Palette) {
		for _, x := range []float32{1, 8.5, 16, 23.5} {
			b.Polyline([]widgets.Point{{X: x, Y: 8}, {X: x + 4, Y: 8}}, 1.4, p.Caseworker)
		}
		b.Polygon([]widgets.Point{{X: 14, Y: 2.6}, {X: 19.4, Y: 12}, {X: 8.6, Y: 12}}, p.Caseworker)
		b.Polygon([]widgets.Point{{X: 14, Y: 5.2}, {X: 17.2, Y: 10.8}, {X: 10.8, Y: 10.8}}, p.Surface)
	})
	add(band, func(b *widgets.Brush, p plots.Palette) { b.Rect(6, 3, 20, 10, p.Band) })
	add(w.T("figure.beyond"), func(b *widgets.Brush, p plots.Palette) {
		b.Circle(19, 8, 6.7, p.Caseworker)
		b.Circle(19, 8, 5.4, p.Surface)
		b.Circle(19, 8, 3, p.Caseworker)
	})
	add(w.T("figure.missing"), func(b *widgets.Brush, p plots.Palette) {
		b.Polyline([]widgets.Point{{X: 16, Y: 5}, {X: 22, Y: 11}}, 1.7, p.Ink)
		b.Polyline([]widgets.Point{{X: 16, Y: 11}, {X: 22, Y: 5}}, 1.7, p.Ink)
	})
	add(w.T("figure.company_period"), func(b *widgets.Brush, p plots.Palette) {
		b.Rect(6, 2, 20, 12, p.CompanyShade)
	})
	l.content = container.New(l.layout)
	for _, item := range l.items {
		l.content.Add(item)
	}
	return l
}

// filter hides the respondents that are not shown.
func (l *legend) filter(who plots.Respondents) {
	l.items[legendCitizen].Hidden = who == plots.CaseworkerOnly
	l.items[legendCaseworker].Hidden = who == plots.CitizenOnly
	l.content.Refresh()
}

// setVertical lists the items below each other.
func (l *legend) setVertical() { l.layout.vertical = true }

const (
	sampleWidth  = 28
	sampleHeight = 16
	keyGap       = 7
)

func sample(draw func(b *widgets.Brush, p plots.Palette)) fyne.CanvasObject {
	palette := widgets.CurrentPalette()
	r := canvas.NewRaster(func(w, h int) image.Image {
		m := image.NewRGBA(image.Rect(0, 0, w, h))
		draw(widgets.NewBrush(m, float32(w)/sampleWidth), palette)
		return m
	})
	r.SetMinSize(fyne.NewSize(sampleWidth, sampleHeight))
	return r
}

type legendItemLayout struct{}

func (*legendItemLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(sampleWidth+keyGap+o[1].MinSize().Width, sampleHeight)
}

func (*legendItemLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	widgets.Place(o[0], 0, (s.Height-sampleHeight)/2, sampleWidth, sampleHeight)
	widgets.Place(o[1], sampleWidth+keyGap, (s.Height-sampleHeight)/2, s.Width-sampleWidth-keyGap, sampleHeight)
}

type legendLayout struct{ vertical bool }

func (l *legendLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	if !l.vertical {
		return fyne.NewSize(200, legendHeight)
	}
	var m fyne.Size
	for _, item := range o {
		if item.Visible() {
			m.Width = max(m.Width, item.MinSize().Width)
			m.Height += legendHeight
		}
	}
	return m
}

func (l *legendLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	x, y := float32(10), float32(0)
	if l.vertical {
		x = 0
	}
	for _, item := range o {
		if !item.Visible() {
			continue
		}
		width := item.MinSize().Width
		widgets.Place(item, x, y+(legendHeight-sampleHeight)/2, width, sampleHeight)
		if l.vertical {
			y += legendHeight
			continue
		}
		x += width + 18
	}
}
