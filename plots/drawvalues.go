// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"math"

	"codeberg.org/fremskridt/fremskridt/model"
)

// valueColumns are the middles of the columns of one respondent's numbers: the mark,
// the start, the day that is pointed at and now. The day is 0 where it has no room.
type valueColumns struct{ mark, start, day, now float64 }

// minWidthWithDay is how wide the columns are that have one for the day.
const minWidthWithDay = 110

// valueColumns returns the columns of a respondent. In print all respondents share one
// column, in rows below each other.
func (d *drawing) valueColumns(who model.Respondent) valueColumns {
	x, w := d.x1(), d.m.valueColumn
	if d.m.print {
		return valueColumns{mark: x + w*0.16, start: x + w*0.5, now: x + w - 16}
	}
	if who == model.ByCaseworker && len(d.columns()) > 1 {
		x += w
	}
	c := valueColumns{mark: x + w*0.14, start: x + w*0.48, now: x + w*0.82}
	if w >= minWidthWithDay {
		c.mark, c.start, c.day, c.now = x+w*0.1, x+w*0.32, x+w*0.58, x+w*0.83
	}
	return c
}

// valueY is the middle of a row of numbers in a panel.
func (d *drawing) valueY(q panel, box panelBox, row int) float64 {
	y := box.y + box.h/2
	if d.m.print {
		y += valueRowStep(box) * (float64(row) - float64(len(q.rows)-1)/2)
	}
	return y
}

// valueRowStep is the distance between the rows of numbers in print.
func valueRowStep(box panelBox) float64 { return math.Min(16, box.h/2-3) }

// drawValues writes the first and the latest answer of each respondent, for
// who cannot read them off the panel.
func (d *drawing) drawValues(q panel, box panelBox) {
	t := style{d.m.textStyle.size, false}
	bold := style{t.size, true}
	ring := math.Min(9, box.h/2-2)
	if d.m.print {
		ring = math.Min(8, valueRowStep(box)/2+0.4)
	}
	for i, n := range q.rows {
		at, y := d.valueColumns(n.respondent), d.valueY(q, box, i)
		if d.m.print {
			d.respondentMark(n.respondent, at.mark, y)
		}
		d.text(n.start, at.start, baselineAt(y, t), t, centre, d.pal.Muted)
		c, s := d.pal.Ink, bold
		if n.latestMissing {
			c, s = d.pal.Muted, t
		}
		d.text(n.now, at.now, baselineAt(y, t), s, centre, c)
		if n.reliable {
			d.ring(at.now, y, ring, d.m.ringLine, d.respondentColour(n.respondent))
		}
	}
}

// drawValueHeads writes the heads of the columns of numbers in the axis strip.
func (d *drawing) drawValueHeads(y float64) {
	if len(d.panels) == 0 {
		return
	}
	t := d.m.smallStyle
	heads := d.columns()
	if d.m.print {
		heads = heads[:1]
	}
	for _, who := range heads {
		at := d.valueColumns(who)
		if !d.m.print {
			d.respondentMark(who, at.mark, y-t.size*0.36)
		}
		d.text(d.words.T("figure.start"), at.start, y, t, centre, d.pal.Muted)
		d.text(d.words.T("figure.now"), at.now, y, style{t.size, true}, centre, d.pal.Ink)
	}
}

// respondentMark draws a respondent's small mark.
func (d *drawing) respondentMark(who model.Respondent, x, y float64) {
	if who == model.ByCitizen {
		d.disc(x, y, 2.8, d.pal.Citizen)
		return
	}
	d.triangle(x, y, 3.6, d.m.triangleLine, d.pal.Surface, d.pal.Caseworker)
}
