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

// legend says what the signs of the figure mean.
type legend struct {
	items   []*fyne.Container
	layout  *legendLayout
	content *fyne.Container
}

const (
	legendCitizen = iota
	legendWorker
)

func newLegend(w *assets.Words, sdc float64) *legend {
	band := w.T("figure.error")
	if sdc > 0 {
		band = w.T("figure.error_of", "SDC", w.Fixed(sdc, 2))
	}
	l := &legend{layout: &legendLayout{}}
	add := func(text string, draw func(b *widgets.Brush, p plots.Palette)) {
		l.items = append(l.items, container.New(&keyLayout{}, sample(draw), widgets.NewLabel(widgets.Second, text)))
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

// only leaves out who is not shown.
func (l *legend) only(who plots.Respondents) {
	l.items[legendCitizen].Hidden = who == plots.CaseworkerOnly
	l.items[legendWorker].Hidden = who == plots.CitizenOnly
	l.content.Refresh()
}

// upright stands the entries below each other.
func (l *legend) upright() { l.layout.upright = true }

const (
	sampleWide = 28
	sampleHigh = 16
	keyGap     = 7
)

func sample(draw func(b *widgets.Brush, p plots.Palette)) fyne.CanvasObject {
	palette := widgets.CurrentPalette()
	r := canvas.NewRaster(func(w, h int) image.Image {
		m := image.NewRGBA(image.Rect(0, 0, w, h))
		draw(widgets.NewBrush(m, float32(w)/sampleWide), palette)
		return m
	})
	r.SetMinSize(fyne.NewSize(sampleWide, sampleHigh))
	return r
}

type keyLayout struct{}

func (*keyLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(sampleWide+keyGap+o[1].MinSize().Width, sampleHigh)
}

func (*keyLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	widgets.Place(o[0], 0, (s.Height-sampleHigh)/2, sampleWide, sampleHigh)
	widgets.Place(o[1], sampleWide+keyGap, (s.Height-sampleHigh)/2, s.Width-sampleWide-keyGap, sampleHigh)
}

type legendLayout struct{ upright bool }

func (l *legendLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	if !l.upright {
		return fyne.NewSize(200, legendHigh)
	}
	var m fyne.Size
	for _, item := range o {
		if item.Visible() {
			m.Width = max(m.Width, item.MinSize().Width)
			m.Height += legendHigh
		}
	}
	return m
}

func (l *legendLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	x, y := float32(10), float32(0)
	if l.upright {
		x = 0
	}
	for _, item := range o {
		if !item.Visible() {
			continue
		}
		wide := item.MinSize().Width
		widgets.Place(item, x, y+(legendHigh-sampleHigh)/2, wide, sampleHigh)
		if l.upright {
			y += legendHigh
			continue
		}
		x += wide + 18
	}
}
