package plots

import (
	"cmp"
	"math"

	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
)

func (f *Scatter) draw(b *brush, at rect, pal Palette, file bool) {
	d, l := pen{b, pal, f.words}, f.layout(at)
	f.drawBand(d, l)
	for v := 0.0; v <= 100; v += 25 {
		c := pal.Hair
		if v == 0 || v == 100 {
			c = pal.Line
		}
		d.vline(l.x.at(v), l.plot.y, l.plot.bottom(), 1, c)
		d.hline(l.plot.x, l.plot.right(), l.y.at(v), 1, c)
		s := f.words.Number(v, 0)
		d.cell(s, l.x.at(v), l.plot.bottom()+12, plain(axisSize), centre, pal.Muted)
		d.cell(s, l.plot.x-8, l.y.at(v), plain(axisSize), right, pal.Muted)
	}
	d.polyline([]point{{l.plot.x, l.plot.bottom()}, {l.plot.right(), l.plot.y}}, 1, pal.Edge)
	d.cell(f.words.T("group.index_last"), at.x+groupInset, at.y+9, plain(secondSize), left, pal.Ink)
	title := f.words.T("group.index_first")
	mid := math.Min(l.plot.x+l.plot.w/2, l.plot.right()-measure(title, plain(secondSize))/2)
	d.cell(title, mid, l.plot.bottom()+27, plain(secondSize), centre, pal.Ink)
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

// shown are the points of a screen or of a file, or why there are none.
func (f *Scatter) shown(file bool) (places, cohort.Reason) {
	if file {
		return f.file, f.fileWhy
	}
	return f.screen, cmp.Or(f.data.N.Why(), f.data.Under.Why())
}

func (f *Scatter) drawPoints(d pen, l scatterLayout, file bool) {
	shown, why := f.shown(file)
	if why != "" {
		d.sentence(f.words.T("group.no_points", "Why", f.words.T("reason."+string(why))), l.plot)
		return
	}
	// No line runs through a point, and the edge of each is seen, however many lie
	// on each other.
	for _, p := range shown.list {
		at := l.place(p)
		d.disc(at.x, at.y, shown.radius(p), d.pal.Surface)
	}
	c := d.of(f.data.Respondent)
	for _, p := range shown.list {
		at, r := l.place(p), shown.radius(p)
		if p.Beyond {
			d.disc(at.x, at.y, r, c)
		} else {
			d.ring(at.x, at.y, r-pointLine/2, pointLine, c)
		}
	}
}

func (l scatterLayout) place(p place) point { return point{l.x.at(p.First), l.y.at(p.Last)} }

func (f *Scatter) drawCounts(d pen, l scatterLayout) {
	for i, c := range f.countsOf() {
		r := l.counts[i]
		number := told(c.part, func(p cohort.Part) string { return f.words.Count(p.Count) })
		p, ok := c.part.Get()
		if !ok {
			d.text(number, r.x, r.y+18, plain(20), left, d.pal.Muted)
		} else {
			d.text(number, r.x, r.y+18, bold(20), left, d.pal.Ink)
			d.text(f.words.Percent(p.Share), r.x+measure(number, bold(20))+8, r.y+18, plain(secondSize), left, d.pal.Muted)
		}
		d.text(f.words.T(c.key), r.x, r.y+35, plain(secondSize), left, d.pal.Muted)
	}
}

type scatterPart struct {
	key  string
	part cohort.Shown[cohort.Part]
}

func (f *Scatter) countsOf() [3]scatterPart {
	return [3]scatterPart{{"group.over", f.data.Over}, {"group.within", f.data.Within}, {"group.under", f.data.Under}}
}

func (f *Scatter) bandWords() string {
	return f.words.T("group.band", "Points", f.words.Fixed(f.data.Band, 1))
}

func (f *Scatter) drawKeys(d pen, l scatterLayout, file bool) {
	x, y, c := l.column, l.keys+scatterKey/2, d.of(f.data.Respondent)
	label := func(s string) {
		d.cell(s, x+22, y, plain(secondSize), left, d.pal.Ink)
		y += scatterKey
	}
	if f.data.Band > 0 {
		if d.pal.Print {
			d.dottedH(x, x+15, y-4, 0.7, 1, 2, d.pal.Band)
			d.dottedH(x, x+15, y+4, 0.7, 1, 2, d.pal.Band)
		} else {
			d.fill(rect{x, y - 4.5, 15, 9}, d.pal.Band)
		}
		label(f.bandWords())
	}
	shown, _ := f.shown(file)
	if len(shown.list) == 0 {
		return
	}
	d.disc(x+7.5, y, shown.radii[0], c)
	label(f.words.T("group.beyond"))
	d.openDisc(x+7.5, y, shown.radii[0], pointLine, c)
	label(f.words.T("group.within"))
	if words := shown.words(f.words); len(words) > 1 {
		for i, s := range words {
			d.openDisc(x+7.5, y, shown.radii[i], pointLine, c)
			d.cell(s, x+sizeKey, y, plain(secondSize), left, d.pal.Ink)
			x += sizeKey + measure(s, plain(secondSize)) + sizeGap
		}
		d.cell(f.words.T("group.citizens"), x-sizeGap/2, y, plain(secondSize), left, d.pal.Ink)
		y += scatterKey
	}
	d.cell(shown.cells(f.words), l.column, y, plain(secondSize), left, d.pal.Muted)
}
