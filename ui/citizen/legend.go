// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

const (
	symbolWidth  = plots.LegendSymbolWidth
	symbolHeight = plots.LegendSymbolHeight
	symbolGap    = 7
)

// newLegend explains the symbols of the figure.
func newLegend(f *plots.Progression, vertical bool) *fyne.Container {
	return container.New(&legendLayout{vertical}, legendItems(f)...)
}

func legendItems(f *plots.Progression) []fyne.CanvasObject {
	palette := widgets.CurrentPalette()
	var items []fyne.CanvasObject
	for _, item := range f.Legend() {
		symbol := canvas.NewRaster(func(w, _ int) image.Image {
			return item.Image(palette, plots.NearestScale(float64(w)/symbolWidth))
		})
		symbol.SetMinSize(fyne.NewSize(symbolWidth, symbolHeight))
		items = append(items, container.New(&legendItemLayout{}, symbol, widgets.NewLabel(widgets.Second, item.Label)))
	}
	return items
}

type legendItemLayout struct{}

func (*legendItemLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(symbolWidth+symbolGap+o[1].MinSize().Width, symbolHeight)
}

func (*legendItemLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	widgets.Place(o[0], 0, (s.Height-symbolHeight)/2, symbolWidth, symbolHeight)
	widgets.Place(o[1], symbolWidth+symbolGap, (s.Height-symbolHeight)/2, s.Width-symbolWidth-symbolGap, symbolHeight)
}

type legendLayout struct{ vertical bool }

func (l *legendLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	if !l.vertical {
		return fyne.NewSize(200, legendHeight)
	}
	var m fyne.Size
	for _, item := range o {
		m.Width = max(m.Width, item.MinSize().Width)
		m.Height += legendHeight
	}
	return m
}

func (l *legendLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	x, y := float32(10), float32(0)
	if l.vertical {
		x = 0
	}
	for _, item := range o {
		width := item.MinSize().Width
		widgets.Place(item, x, y+(legendHeight-symbolHeight)/2, width, symbolHeight)
		if l.vertical {
			y += legendHeight
			continue
		}
		x += width + 18
	}
}
