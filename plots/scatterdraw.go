// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"cmp"
	"math"

	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

func (f *Scatter) draw(b *brush, at rect, pal Palette, file bool) {
	d, l := pen{b, pal, f.words}, f.layout(at)
	f.drawBand(d, l)
	for v := 0.0; v <= 100; v += 25 {
		c := pal.Grid
		if v == 0 || v == 100 {
			c = pal.Line
		}
		d.vline(l.x.at(v), l.plot.y, l.plot.bottom(), 1, c)
		d.hline(l.plot.x, l.plot.right(), l.y.at(v), 1, c)
		s := f.words.Number(v, 0)
		d.label(s, l.x.at(v), l.plot.bottom()+12, plain(axisSize), centre, pal.Muted)
		d.label(s, l.plot.x-8, l.y.at(v), plain(axisSize), right, pal.Muted)
	}
	d.polyline([]point{{l.plot.x, l.plot.bottom()}, {l.plot.right(), l.plot.y}}, 1, pal.Edge)
	d.label(f.words.T("group.index_last"), at.x+groupInset, at.y+9, plain(smallSize), left, pal.Ink)
	title := f.words.T("group.index_first")
	mid := math.Min(l.plot.x+l.plot.w/2, l.plot.right()-textWidth(title, plain(smallSize))/2)
	d.label(title, mid, l.plot.bottom()+27, plain(smallSize), centre, pal.Ink)
	f.drawPoints(d, l, file)
	f.drawCounts(d, l)
	f.drawKeys(d, l, file)
	d.notes(noteLines(at.w, f.note), at.x+groupInset, l.notes)
}

// drawBand shades what lies within measurement error of no change.
func (f *Scatter) drawBand(d pen, l scatterLayout) {
	half := math.Min(f.data.Band, 100)
	if !(half > 0) {
		return
	}
	place := func(x, y float64) point { return point{l.x.at(x), l.y.at(y)} }
	if d.pal.Print {
		d.polyline([]point{place(0, half), place(100-half, 100)}, 0.7, d.pal.Band, 1, 2)
		d.polyline([]point{place(half, 0), place(100, 100-half)}, 0.7, d.pal.Band, 1, 2)
		return
	}
	d.polygon([]point{
		place(0, 0), place(0, half), place(100-half, 100), place(100, 100), place(100, 100-half), place(half, 0),
	}, d.pal.Band, d.pal.Band, 0)
}

// clustersFor are the points of a screen or of a file, or why there are none.
func (f *Scatter) clustersFor(file bool) (clusters, disclosure.Reason) {
	if file {
		return f.file, f.fileReason
	}
	return f.screen, cmp.Or(f.data.N.Reason(), f.data.Under.Reason())
}

func (f *Scatter) drawPoints(d pen, l scatterLayout, file bool) {
	shown, why := f.clustersFor(file)
	if why != "" {
		d.message(f.words.T("group.no_points", "Why", f.words.T("reason."+string(why))), l.plot)
		return
	}
	// No line runs through a point, and the edge of each is seen, however many lie
	// on each other.
	for _, p := range shown.list {
		at := l.at(p)
		d.disc(at.x, at.y, shown.radius(p), d.pal.Surface)
	}
	c := d.respondentColour(f.data.Respondent)
	for _, p := range shown.list {
		at, r := l.at(p), shown.radius(p)
		if p.Beyond {
			d.disc(at.x, at.y, r, c)
		} else {
			d.ring(at.x, at.y, r-pointLine/2, pointLine, c)
		}
	}
}

func (l scatterLayout) at(p cluster) point { return point{l.x.at(p.First), l.y.at(p.Last)} }

func (f *Scatter) drawCounts(d pen, l scatterLayout) {
	for i, c := range f.counts() {
		r := l.counts[i]
		number := disclosedText(c.part, func(p cohort.Part) string { return f.words.Count(p.Count) })
		p, ok := c.part.Get()
		if !ok {
			d.text(number, r.x, r.y+18, plain(20), left, d.pal.Muted)
		} else {
			d.text(number, r.x, r.y+18, bold(20), left, d.pal.Ink)
			d.text(f.words.Percent(p.Share), r.x+textWidth(number, bold(20))+8, r.y+18, plain(smallSize), left, d.pal.Muted)
		}
		d.text(f.words.T(c.key), r.x, r.y+35, plain(smallSize), left, d.pal.Muted)
	}
}

type scatterPart struct {
	key  string
	part disclosure.Value[cohort.Part]
}

func (f *Scatter) counts() [3]scatterPart {
	return [3]scatterPart{{"group.over", f.data.Over}, {"group.within", f.data.Within}, {"group.under", f.data.Under}}
}

func (f *Scatter) bandText() string {
	return f.words.T("group.band", "Points", f.words.Fixed(f.data.Band, 1))
}

func (f *Scatter) drawKeys(d pen, l scatterLayout, file bool) {
	x, y, c := l.column, l.keys+scatterKey/2, d.respondentColour(f.data.Respondent)
	label := func(s string) {
		d.label(s, x+22, y, plain(smallSize), left, d.pal.Ink)
		y += scatterKey
	}
	if f.data.Band > 0 {
		if d.pal.Print {
			d.dashedH(x, x+15, y-4, 0.7, 1, 2, d.pal.Band)
			d.dashedH(x, x+15, y+4, 0.7, 1, 2, d.pal.Band)
		} else {
			d.fill(rect{x, y - 4.5, 15, 9}, d.pal.Band)
		}
		label(f.bandText())
	}
	shown, _ := f.clustersFor(file)
	if len(shown.list) == 0 {
		return
	}
	d.disc(x+7.5, y, shown.radii[0], c)
	label(f.words.T("group.beyond"))
	d.openDisc(x+7.5, y, shown.radii[0], pointLine, c)
	label(f.words.T("group.within"))
	if words := shown.sizeLabels(f.words); len(words) > 1 {
		for i, s := range words {
			d.openDisc(x+7.5, y, shown.radii[i], pointLine, c)
			d.label(s, x+sizeKey, y, plain(smallSize), left, d.pal.Ink)
			x += sizeKey + textWidth(s, plain(smallSize)) + sizeGap
		}
		d.label(f.words.T("group.citizens"), x-sizeGap/2, y, plain(smallSize), left, d.pal.Ink)
		y += scatterKey
	}
	d.label(shown.cellNote(f.words), l.column, y, plain(smallSize), left, d.pal.Muted)
}
