// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"image"

	"codeberg.org/fremskridt/fremskridt/model"
)

// The size of [LegendItem.Image], in units.
const (
	LegendSymbolWidth  = 28
	LegendSymbolHeight = 16
)

// LegendItem is a symbol of a progression figure and its meaning.
type LegendItem struct {
	Label string
	width float64 // of the symbol
	draw  func(d *drawing, x, y float64)
}

// Image draws the symbol in the middle of a picture of [LegendSymbolWidth] by
// [LegendSymbolHeight].
func (i LegendItem) Image(pal Palette, scale float64) *image.RGBA {
	return drawImage(LegendSymbolWidth, LegendSymbolHeight, scale, func(b *brush) {
		d := &drawing{brush: b, m: screenDimensions(LegendSymbolWidth, 1), pal: pal}
		i.draw(d, (LegendSymbolWidth-i.width)/2, LegendSymbolHeight/2)
	})
}

// Legend returns the symbols that the figure uses on a screen.
func (p *Progression) Legend() []LegendItem {
	w := p.words
	var list []LegendItem
	if p.respondents.includes(model.ByCitizen) {
		list = append(list, LegendItem{w.T("figure.citizen"), 26, func(d *drawing, x, y float64) {
			d.polyline([]point{{x, y}, {x + 26, y}}, d.m.citizenLine, d.pal.Citizen)
			d.disc(x+13, y, d.m.marks.disc, d.pal.Citizen)
		}})
	}
	if p.respondents.includes(model.ByCaseworker) {
		list = append(list, LegendItem{w.T("figure.caseworker"), 26, func(d *drawing, x, y float64) {
			d.polyline([]point{{x, y}, {x + 26, y}}, d.m.caseworkerLine, d.pal.Caseworker, 5, 3)
			d.triangle(x+13, y, d.m.marks.triangle, d.m.triangleLine, d.pal.Surface, d.pal.Caseworker)
		}})
	}
	if p.respondents == Both {
		list = append(list, LegendItem{w.T("figure.both_same"), 12, func(d *drawing, x, y float64) {
			d.triangle(x+6, y, d.m.marks.triangle*sharedTriangle, d.m.triangleLine, d.pal.Surface, d.pal.Caseworker)
			d.disc(x+6, y, d.m.marks.disc*sharedDisc, d.pal.Citizen)
		}})
	}
	error := w.T("figure.error")
	if p.sdc > 0 {
		error = w.T("figure.error_of", "SDC", w.Fixed(p.sdc, 2))
	}
	return append(list, LegendItem{error, 20, func(d *drawing, x, y float64) {
		if d.pal.Print {
			d.dashedH(x, x+20, y-4, 0.7, 1, 2, d.pal.Band)
			d.dashedH(x, x+20, y+4, 0.7, 1, 2, d.pal.Band)
			return
		}
		d.fill(rect{x, y - 5, 20, 10}, d.pal.Band)
		d.hline(x, x+20, y-5, 1, d.pal.BandEdge)
		d.hline(x, x+20, y+5, 1, d.pal.BandEdge)
	}}, LegendItem{w.T("figure.beyond"), 14, func(d *drawing, x, y float64) {
		d.ring(x+7, y, d.m.marks.ring-1, d.m.ringLine, d.pal.Caseworker)
		d.disc(x+7, y, d.m.marks.disc-0.6, d.pal.Caseworker)
	}}, LegendItem{w.T("figure.missing"), 8, func(d *drawing, x, y float64) {
		d.cross(x+4, y, d.m.cross, d.m.crossLine, d.pal.Ink)
	}}, LegendItem{w.T("figure.company_period"), 20, func(d *drawing, x, y float64) {
		r := rect{x, y - 5, 20, 10}
		d.fill(r, d.pal.CompanyShade)
		if d.pal.Print {
			d.dashedV(r.x, r.y, r.bottom(), 0.6, 1, 2, d.pal.Hatch)
			d.dashedV(r.right(), r.y, r.bottom(), 0.6, 1, 2, d.pal.Hatch)
		}
	}})
}

// printLegend returns the legend and the patterns that replace the colours of the
// activities in print.
func (p *Progression) printLegend() []LegendItem {
	w := p.words
	pattern := func(key string, g model.ActivityGroup) LegendItem {
		return LegendItem{w.T(key), 22, func(d *drawing, x, y float64) { d.drawBar(rect{x, y - 4.5, 22, 9}, bar{group: g}) }}
	}
	list := p.Legend()
	last := len(list) - 1
	return append(
		list[:last:last],
		pattern("figure.lane.company_and_paid", model.GroupCompany),
		pattern("figure.lane.other", model.GroupOther),
		pattern("figure.lane.neutral", model.GroupNeutral),
		LegendItem{w.T("figure.passive"), 22, func(d *drawing, x, y float64) {
			r := rect{x, y - 4.5, 22, 9}
			d.hatchPattern(r, 6, 1, d.pal.Hatch)
			d.frame(r, 1, d.pal.Hatch)
		}},
		list[last],
	)
}

func (d *drawing) drawLegend(r rect) {
	t := d.m.textStyle
	const between, beside = 20, 7
	lineHeight := 18.0
	x, y := r.x+d.m.inset, r.y+13
	items := d.Legend()
	if d.pal.Print {
		items = d.printLegend()
	}
	for _, i := range items {
		w := i.width + beside + textWidth(i.Label, t)
		if x+w > r.right() && x > r.x+d.m.inset {
			if y+lineHeight > r.bottom() && !d.pal.Print {
				return
			}
			x, y = r.x+d.m.inset, y+lineHeight
		}
		i.draw(d, x, y)
		d.text(i.Label, x+i.width+beside, baselineAt(y, t), t, left, d.pal.Ink)
		x += w + between
	}
}
