// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"image/color"
	"math"

	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
)

func (f *Forest) draw(b *brush, at rect, pal Palette, _ bool) {
	d, l := pen{b, pal, f.words}, f.layout(at)
	for i, s := range f.sections {
		r := l.sections[i]
		d.fill(r, pal.Raised)
		d.hline(r.x, r.right(), r.y, 1, pal.Line)
		d.hline(r.x, r.right(), r.bottom(), 1, pal.Line)
		y := r.y + r.h/2
		d.label(s.name, r.x+groupInset, y, bold(smallSize), left, pal.Ink)
		if textWidth(s.name, bold(smallSize))+textWidth(s.basis, plain(axisSize))+20 < r.w-2*groupInset {
			d.label(s.basis, r.right()-groupInset, y, plain(axisSize), right, pal.Muted)
		}
	}
	f.drawGrid(d, l, at)
	f.drawHead(d, l, at)
	for i, r := range f.rows {
		f.drawRow(d, l, r, l.rows[i])
	}
	if f.reason != "" {
		row := l.rows[min(4, len(l.rows)-1)]
		d.message(f.words.withheld(f.reason), rect{l.axis.x0, row.y, at.right() - groupInset - l.axis.x0, row.h})
	}
	if len(f.rows) == 0 {
		d.label(f.words.T("group.no_items"), at.x+groupInset, l.foot-forestStep/2, plain(smallSize), left, pal.Muted)
	}
	d.notes(noteLines(at.w, f.note), at.x+groupInset, l.foot+forestAxis)
}

func (f *Forest) drawHead(d pen, l forestLayout, at rect) {
	y := at.y + forestHead/2
	head := bold(smallSize)
	d.hline(at.x, at.right(), at.y+forestHead, 1, d.pal.Line)
	d.label(f.words.T("group.question"), at.x+groupInset, y, head, left, d.pal.Muted)
	if f.reason != "" {
		return
	}
	zero, most := l.axis.at(0), l.company-textWidth(f.words.T("group.company"), head)-forestMark-8
	passive := f.words.T("group.passive_is_0")
	half := textWidth(passive, plain(axisSize)) / 2
	d.label(passive, math.Min(zero, most-half), y, plain(axisSize), centre, d.pal.Muted)
	for _, c := range []struct {
		edge float64
		key  string
	}{{l.company, "group.company"}, {l.p, "group.p"}, {l.holm, "group.holm"}, {l.other, "group.other"}} {
		if c.edge > 0 {
			d.label(f.words.T(c.key), c.edge, y, head, right, d.pal.Ink)
		}
	}
	d.companyMark(l.company-textWidth(f.words.T("group.company"), head)-15, y, 9)
	d.otherMark(l.other-textWidth(f.words.T("group.other"), head)-15, y, 9)
}

func (f *Forest) drawGrid(d pen, l forestLayout, at rect) {
	for _, row := range l.rows {
		d.hline(row.x+groupInset, row.right()-groupInset, row.bottom(), 1, d.pal.Grid)
	}
	if f.reason != "" {
		return
	}
	top := at.y + forestHead
	for _, v := range l.axis.ticks(l.step) {
		x, c := l.axis.at(v), d.pal.Grid
		if math.Abs(v) < l.step/2 {
			c = d.pal.Edge
		}
		// The bars of the sections have no grid.
		from := top
		for _, s := range l.sections {
			d.vline(x, from, s.y, 1, c)
			from = s.bottom()
		}
		d.vline(x, from, l.foot, 1, c)
		d.label(f.words.tick(v, l.step), x, l.foot+12, plain(axisSize), centre, d.pal.Muted)
	}
	d.label(f.words.T("group.steps_per_13_weeks"), l.axis.x1+16, l.foot+12, plain(axisSize), left, d.pal.Muted)
}

// companyMark is a square with its interval, otherMark a diamond.
func (d pen) companyMark(x, y, half float64) {
	d.hline(x-half, x+half, y, 1.4, d.pal.CompanyEdge)
	d.markCompany(x, y)
}

func (d pen) otherMark(x, y, half float64) {
	d.hline(x-half, x+half, y, 1.4, d.pal.OtherEdge)
	d.markOther(x, y)
}

// markCompany and markOther are filled with the colour of their activity; in print
// the one is black, the other white.
func (d pen) markCompany(x, y float64) {
	fill := d.pal.Company
	if d.pal.Print {
		fill = d.pal.CompanyEdge
	}
	d.square(x, y, 4, fill, d.pal.CompanyEdge)
}

func (d pen) markOther(x, y float64) { d.diamond(x, y, 4.6, d.pal.Other, d.pal.OtherEdge) }

func (f *Forest) drawRow(d pen, l forestLayout, r forestRow, row rect) {
	y, ink, t := row.y+row.h/2, d.pal.Ink, plain(bodySize)
	d.label(r.Measure.Item.Code, row.x+groupInset, y, plain(axisSize), left, d.pal.Muted)
	d.label(truncate(r.name, t, l.names), row.x+groupInset+forestCode, y, t, left, ink)
	if f.reason != "" {
		return
	}
	if why := r.withheldReason(); why != "" {
		s := f.words.withheld(why)
		d.labelOnPatch(truncate(s, plain(axisSize), row.right()-groupInset-l.axis.x0), l.axis.x0, y, plain(axisSize), left, d.pal.Muted)
		return
	}
	for _, c := range []struct {
		edge  float64
		text  string
		muted bool
	}{{l.company, r.company, false}, {l.p, r.p, true}, {l.holm, r.holm, false}, {l.other, r.other, false}} {
		colour := ink
		if c.muted || c.text == withheldMark {
			colour = d.pal.Muted
		}
		if c.edge > 0 {
			d.label(c.text, c.edge, y, t, right, colour)
		}
	}
	if e, ok := r.Company.Interval.Get(); ok {
		d.clippedInterval(l.axis, e, y-4, d.pal.CompanyEdge)
		d.markCompany(l.axis.at(e.Value), y-4)
	}
	if e, ok := r.Other.Interval.Get(); ok {
		d.clippedInterval(l.axis, e, y+4.5, d.pal.OtherEdge)
		d.markOther(l.axis.at(e.Value), y+4.5)
	}
}

// clippedInterval is the line of an estimate's interval, with an arrow where it goes on
// beyond the axis.
func (d pen) clippedInterval(a valueAxis, e cohort.Interval, y float64, c color.NRGBA) {
	x0, x1 := math.Max(a.at(e.Low), a.x0), math.Min(a.at(e.High), a.x1)
	d.hline(x0, x1, y, 1.4, c)
	for _, end := range []struct{ x, to, by float64 }{{a.x0, a.at(e.Low), -1}, {a.x1, a.at(e.High), 1}} {
		if (end.to-end.x)*end.by > 0.5 {
			d.polygon([]point{{end.x + 4*end.by, y}, {end.x, y - 3.2}, {end.x, y + 3.2}}, c, color.NRGBA{}, 0)
		}
	}
}
