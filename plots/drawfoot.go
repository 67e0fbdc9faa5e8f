// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"image/color"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
)

// drawFoot draws the legend and the caution lines, which are part of every
// picture that leaves the program.
func (d *drawing) drawFoot() {
	if d.l.legend.h == 0 {
		return
	}
	d.drawLegend(d.l.legend)
	if d.pal.Print {
		d.drawPrintFoot()
		return
	}
	r := d.l.caution
	d.fill(r, d.pal.Raised)
	d.hline(r.x, r.right(), r.y, 1, d.pal.Line)
	t := d.m.textStyle
	x, y := r.x+14, r.y+r.h/2
	d.ring(x, y, 6, 1.2, d.pal.Ink)
	d.vline(x, y-1, y+3.5, 1.4, d.pal.Ink)
	d.vline(x, y-3.5, y-2, 1.4, d.pal.Ink)
	text := strings.Join(d.cautions, " ")
	if textWidth(text, t) > r.w-40 {
		text = d.cautions[0]
	}
	d.text(truncate(text, t, r.w-36), x+14, baselineAt(y, t), t, left, d.pal.Ink)
}

// legendKey is an entry of the legend.
type legendKey struct {
	label string
	width float64 // of the sample
	draw  func(x, y float64)
}

func (d *drawing) legendKeys() []legendKey {
	w, m, pal := d.words, d.m, d.pal
	var list []legendKey
	if d.respondents.includes(model.ByCitizen) {
		list = append(list, legendKey{w.T("figure.citizen"), 26, func(x, y float64) {
			d.polyline([]point{{x, y}, {x + 26, y}}, m.citizenLine, pal.Citizen)
			d.disc(x+13, y, m.disc, pal.Citizen)
		}})
	}
	if d.respondents.includes(model.ByCaseworker) {
		list = append(list, legendKey{w.T("figure.caseworker"), 26, func(x, y float64) {
			d.polyline([]point{{x, y}, {x + 26, y}}, m.caseworkerLine, pal.Caseworker, 5, 3)
			d.triangle(x+13, y, m.triangle, m.triangleLine, pal.Surface, pal.Caseworker)
		}})
	}
	error := w.T("figure.error")
	if d.sdc > 0 {
		error = w.T("figure.error_of", "SDC", w.Fixed(d.sdc, 2))
	}
	list = append(list, legendKey{error, 20, func(x, y float64) {
		if pal.Print {
			d.dashedH(x, x+20, y-4, 0.7, 1, 2, pal.Band)
			d.dashedH(x, x+20, y+4, 0.7, 1, 2, pal.Band)
			return
		}
		d.fill(rect{x, y - 5, 20, 10}, pal.Band)
	}}, legendKey{w.T("figure.beyond"), 14, func(x, y float64) {
		d.ring(x+7, y, m.ring-1, m.ringLine, pal.Caseworker)
		d.disc(x+7, y, m.disc-0.6, pal.Caseworker)
	}}, legendKey{w.T("figure.missing"), 8, func(x, y float64) {
		d.cross(x+4, y, m.cross, m.crossLine, pal.Ink)
	}})
	if pal.Print {
		pattern := func(g model.ActivityGroup) func(x, y float64) {
			return func(x, y float64) { d.drawBar(rect{x, y - 4.5, 22, 9}, bar{group: g}) }
		}
		list = append(
			list, legendKey{w.T("figure.lane.company_and_paid"), 22, pattern(model.GroupCompany)},
			legendKey{w.T("figure.lane.other"), 22, pattern(model.GroupOther)},
			legendKey{w.T("figure.lane.neutral"), 22, pattern(model.GroupNeutral)},
			legendKey{w.T("figure.passive"), 22, func(x, y float64) {
				r := rect{x, y - 4.5, 22, 9}
				d.hatchPattern(r, 6, 1, pal.Hatch)
				d.frame(r, 1, pal.Hatch)
			}},
		)
	}
	return append(list, legendKey{w.T("figure.company_period"), 20, func(x, y float64) {
		r := rect{x, y - 5, 20, 10}
		d.fill(r, pal.CompanyShade)
		if pal.Print {
			d.dashedV(r.x, r.y, r.bottom(), 0.6, 1, 2, pal.Hatch)
			d.dashedV(r.right(), r.y, r.bottom(), 0.6, 1, 2, pal.Hatch)
		}
	}})
}

func (d *drawing) drawLegend(r rect) {
	t := d.m.textStyle
	const between, beside = 20, 7
	lineHeight := 18.0
	x, y := r.x+d.m.inset, r.y+13
	for _, k := range d.legendKeys() {
		w := k.width + beside + textWidth(k.label, t)
		if x+w > r.right() && x > r.x+d.m.inset {
			if y+lineHeight > r.bottom() && !d.pal.Print {
				return
			}
			x, y = r.x+d.m.inset, y+lineHeight
		}
		k.draw(x, y)
		d.text(k.label, x+k.width+beside, baselineAt(y, t), t, left, d.pal.Ink)
		x += w + between
	}
}

// drawPrintFoot writes the summary sentence and the cautions of a print.
func (d *drawing) drawPrintFoot() {
	r := d.l.caution
	t := d.m.textStyle
	d.hline(r.x, r.right(), d.l.legend.y-2, 1, d.pal.Ink)
	y := r.y + 12
	bold := style{t.size, true}
	lead := d.words.T("figure.in_words") + " "
	d.text(lead, r.x, y, bold, left, d.pal.Ink)
	y = d.drawWrapped(d.summary, r.x, y, r.w, textWidth(lead, bold), t, d.pal.Ink)
	d.drawWrapped(strings.Join(d.cautions, " "), r.x, y+15, r.w, 0, t, d.pal.Ink)
}

// drawWrapped writes a text in lines of a width, the first indented, and returns the
// baseline of the last.
func (b *brush) drawWrapped(s string, x, y, width, indent float64, t style, c color.NRGBA) float64 {
	for i, line := range wrapLines(s, width, indent, t) {
		if i > 0 {
			y, indent = y+t.size*1.45, 0
		}
		b.text(line, x+indent, y, t, left, c)
	}
	return y
}

// wrapLines parts a text into lines of a width, the first indented. A word wider than
// a line has a line of its own.
func wrapLines(s string, width, indent float64, t style) []string {
	var list []string
	line := ""
	for _, word := range strings.Fields(s) {
		next := strings.TrimSpace(line + " " + word)
		if line != "" && textWidth(next, t) > width-indent {
			list = append(list, line)
			line, indent = word, 0
			continue
		}
		line = next
	}
	return append(list, line)
}
