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
	text := strings.Join(d.caution, " ")
	if measure(text, t) > r.w-40 {
		text = d.caution[0]
	}
	d.text(fit(text, t, r.w-36), x+14, middle(y, t), t, left, d.pal.Ink)
}

// key is an entry of the legend.
type key struct {
	label string
	width float64 // of the sample
	draw  func(x, y float64)
}

func (d *drawing) keys() []key {
	w, m, pal := d.words, d.m, d.pal
	var list []key
	if d.who.has(model.ByCitizen) {
		list = append(list, key{w.T("figure.citizen"), 26, func(x, y float64) {
			d.polyline([]point{{x, y}, {x + 26, y}}, m.citizenLine, pal.Citizen)
			d.disc(x+13, y, m.disc, pal.Citizen)
		}})
	}
	if d.who.has(model.ByCaseworker) {
		list = append(list, key{w.T("figure.caseworker"), 26, func(x, y float64) {
			d.polyline([]point{{x, y}, {x + 26, y}}, m.workerLine, pal.Worker, 5, 3)
			d.triangle(x+13, y, m.triangle, m.triangleLine, pal.Surface, pal.Worker)
		}})
	}
	error := w.T("figure.error")
	if d.sdc > 0 {
		error = w.T("figure.error_of", "SDC", w.Fixed(d.sdc, 2))
	}
	list = append(list, key{error, 20, func(x, y float64) {
		if pal.Print {
			d.dottedH(x, x+20, y-4, 0.7, 1, 2, pal.Band)
			d.dottedH(x, x+20, y+4, 0.7, 1, 2, pal.Band)
			return
		}
		d.fill(rect{x, y - 5, 20, 10}, pal.Band)
	}}, key{w.T("figure.beyond"), 14, func(x, y float64) {
		d.ring(x+7, y, m.ring-1, m.ringLine, pal.Worker)
		d.disc(x+7, y, m.disc-0.6, pal.Worker)
	}}, key{w.T("figure.missing"), 8, func(x, y float64) {
		d.cross(x+4, y, m.cross, m.crossLine, pal.Ink)
	}})
	if pal.Print {
		pattern := func(g model.ActivityGroup) func(x, y float64) {
			return func(x, y float64) { d.drawBar(rect{x, y - 4.5, 22, 9}, bar{group: g}) }
		}
		list = append(
			list, key{w.T("figure.lane.company_and_paid"), 22, pattern(model.GroupCompany)},
			key{w.T("figure.lane.other"), 22, pattern(model.GroupOther)},
			key{w.T("figure.lane.neutral"), 22, pattern(model.GroupNeutral)},
			key{w.T("figure.passive"), 22, func(x, y float64) {
				r := rect{x, y - 4.5, 22, 9}
				d.hatch(r, 6, 1, pal.Hatch)
				d.frame(r, 1, pal.Hatch)
			}},
		)
	}
	return append(list, key{w.T("figure.company_period"), 20, func(x, y float64) {
		r := rect{x, y - 5, 20, 10}
		d.fill(r, pal.CompanyShade)
		if pal.Print {
			d.dotted(r.x, r.y, r.bottom(), 0.6, 1, 2, pal.Hatch)
			d.dotted(r.right(), r.y, r.bottom(), 0.6, 1, 2, pal.Hatch)
		}
	}})
}

func (d *drawing) drawLegend(r rect) {
	t := d.m.textStyle
	const between, beside = 20, 7
	lineHeight := 18.0
	x, y := r.x+d.m.inset, r.y+13
	for _, k := range d.keys() {
		w := k.width + beside + measure(k.label, t)
		if x+w > r.right() && x > r.x+d.m.inset {
			if y+lineHeight > r.bottom() && !d.pal.Print {
				return
			}
			x, y = r.x+d.m.inset, y+lineHeight
		}
		k.draw(x, y)
		d.text(k.label, x+k.width+beside, middle(y, t), t, left, d.pal.Ink)
		x += w + between
	}
}

// drawPrintFoot writes the sentence in words and the caution lines of a print.
func (d *drawing) drawPrintFoot() {
	r := d.l.caution
	t := d.m.textStyle
	d.hline(r.x, r.right(), d.l.legend.y-2, 1, d.pal.Ink)
	y := r.y + 12
	bold := style{t.size, true}
	lead := d.words.T("figure.in_words") + " "
	d.text(lead, r.x, y, bold, left, d.pal.Ink)
	y = d.wrap(d.twin, r.x, y, r.w, measure(lead, bold), t, d.pal.Ink)
	d.wrap(strings.Join(d.caution, " "), r.x, y+15, r.w, 0, t, d.pal.Ink)
}

// wrap writes a text in lines of a width, the first indented, and returns the
// baseline of the last.
func (b *brush) wrap(s string, x, y, width, indent float64, t style, c color.NRGBA) float64 {
	for i, line := range lines(s, width, indent, t) {
		if i > 0 {
			y, indent = y+t.size*1.45, 0
		}
		b.text(line, x+indent, y, t, left, c)
	}
	return y
}

// lines parts a text into lines of a width, the first indented. A word wider than
// a line stands alone.
func lines(s string, width, indent float64, t style) []string {
	var list []string
	line := ""
	for _, word := range strings.Fields(s) {
		next := strings.TrimSpace(line + " " + word)
		if line != "" && measure(next, t) > width-indent {
			list = append(list, line)
			line, indent = word, 0
			continue
		}
		line = next
	}
	return append(list, line)
}
