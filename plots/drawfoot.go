// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"image/color"
	"strings"
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
