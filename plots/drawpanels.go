package plots

import (
	"math"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// nudgeBy is how far answers of the same value are moved apart, in steps.
const nudgeBy = 0.13

func (d *drawing) drawPanels() {
	if len(d.panels) == 0 {
		t := d.m.textStyle
		y := d.l.PanelsTop + 46
		d.text(d.words.T("figure.no_answers"), (d.x0()+d.x1())/2, y, style{t.size + 1, true}, centre, d.pal.Ink)
		d.text(d.words.T("figure.no_answers_hint"), (d.x0()+d.x1())/2, y+20, t, centre, d.pal.Muted)
		return
	}
	told := false // the first gap is told once
	for i, q := range d.panels {
		slot := d.l.panels[i]
		d.labelPanel(q, slot)
		// The caseworker's line lies under the citizen's.
		for k := len(q.lines) - 1; k >= 0; k-- {
			d.drawLine(q, slot, q.lines[k])
		}
		d.drawReasons(q, slot)
		// No ring strikes through a mark.
		for k := len(q.lines) - 1; k >= 0; k-- {
			d.drawRings(q, slot, q.lines[k])
		}
		for k := len(q.lines) - 1; k >= 0; k-- {
			d.drawMarks(q, slot, q.lines[k])
		}
		if !told && i == 0 {
			told = d.tellGap(q, slot)
		}
		d.eachMissing(q, func(x float64, l line, _ mark) {
			d.cross(x, missingY(slot), d.m.cross, d.m.crossLine, d.colour(l.who))
		})
		d.drawNumbers(q, slot)
	}
}

func (d *drawing) labelPanel(q panel, slot rect) {
	m, t := d.m, d.m.smallStyle
	// The end labels stand at their lines, pulled a little inward.
	high := math.Max(d.l.y(slot, float64(q.top), q.top)+2, slot.y+gap/2+5)
	low := math.Min(d.l.y(slot, 0, q.top)-2, slot.bottom()-gap/2-5)
	d.text(q.high, d.x0()-9, middle(high, t), t, right, d.pal.Muted)
	d.text(q.low, d.x0()-9, middle(low, t), t, right, d.pal.Muted)

	x, y := slot.x+m.inset, slot.y+slot.h/2
	name, note := m.nameStyle, m.textStyle
	width := d.l.m.gutter - m.inset - 12
	beside := width - math.Max(measure(q.low, t), measure(q.high, t)) - 4
	between := low - high - t.size
	// Two lines reach up to the end labels' height in a low panel, so they stand
	// beside them; a name that is too long for that stands between them without its
	// note.
	if q.note != "" && (measure(q.name, name) <= beside || between >= name.size+note.size+4) {
		d.text(q.name, x, y-2.5, name, left, d.pal.Ink)
		d.text(q.note, x, y+note.size, note, left, d.pal.Muted)
		return
	}
	if measure(q.name, name) > beside {
		name.size = math.Min(name.size, math.Max(t.size, between/1.15))
	}
	d.text(fit(q.name, name, width), x, middle(y, name), name, left, d.pal.Ink)
}

func (d *drawing) at(q panel, slot rect, p mark) point {
	return point{d.l.axis.mid(p.date), d.l.y(slot, p.y+nudgeBy*float64(p.nudge), q.top)}
}

func (d *drawing) visible(p mark) bool { return !p.date.Before(d.from) && p.date.Before(d.to) }

// drawLine draws the lines between answers, broken after long gaps.
func (d *drawing) drawLine(q panel, slot rect, l line) {
	width, dash := d.m.citizenLine, []float64(nil)
	if l.who == model.ByCaseworker {
		width, dash = d.m.workerLine, []float64{5, 3}
	}
	var run []point
	flush := func() {
		d.polyline(run, width, d.colour(l.who), dash...)
		run = nil
	}
	var last *mark
	for i := range l.points {
		p := &l.points[i]
		if !p.answer {
			continue
		}
		if p.breaks {
			flush()
		}
		// A line may leave the window, and is cut at its edge.
		if last != nil && !p.breaks && d.visible(*last) != d.visible(*p) {
			e := d.edgePoint(d.at(q, slot, *last), d.at(q, slot, *p))
			run = append(run, e)
			if !d.visible(*p) {
				flush()
			}
		}
		if d.visible(*p) {
			run = append(run, d.at(q, slot, *p))
		}
		last = p
	}
	flush()
}

// edgePoint is where the line from a to b crosses the edge of the plot.
func (d *drawing) edgePoint(a, b point) point {
	x := d.x0()
	if math.Max(a.x, b.x) > d.x1() {
		x = d.x1()
	}
	t := (x - a.x) / (b.x - a.x)
	return point{x, a.y + t*(b.y-a.y)}
}

func (d *drawing) drawMarks(q panel, slot rect, l line) {
	disc, tri := d.m.disc, d.m.triangle
	if d.l.small() && !d.pal.Print {
		disc, tri = 3.1, 4.0
	}
	for _, p := range l.points {
		if !p.answer || !d.visible(p) {
			continue
		}
		at, c := d.at(q, slot, p), d.colour(l.who)
		if l.who == model.ByCitizen {
			d.disc(at.x, at.y, disc, c)
		} else {
			d.triangle(at.x, at.y, tri, d.m.triangleLine, d.pal.Surface, c)
		}
	}
}

// drawRings draws a ring round each answer that is beyond measurement error.
func (d *drawing) drawRings(q panel, slot rect, l line) {
	for _, p := range l.points {
		if !p.answer || !p.ring || !d.visible(p) {
			continue
		}
		r := d.m.ring
		if d.l.small() && !d.pal.Print {
			r = 6
		}
		if l.who == model.ByCaseworker && p.nudge != 0 {
			r += 2.6
		}
		at := d.at(q, slot, p)
		d.ring(at.x, at.y, r, d.m.ringLine, d.colour(l.who))
	}
}

// tellGap writes how long the first break of the panel is, in the gap.
func (d *drawing) tellGap(q panel, slot rect) bool {
	l := q.lines[0]
	var last *mark
	missing := false // a cross in the gap says more than its length
	for i := range l.points {
		p := &l.points[i]
		if !p.answer {
			missing = true
			continue
		}
		if p.breaks && last != nil && !missing && d.visible(*last) && d.visible(*p) {
			a, b := d.at(q, slot, *last), d.at(q, slot, *p)
			x0, x1 := a.x+12, b.x-12
			y := slot.y + slot.h/2
			text := d.words.N("figure.gap", p.gap)
			if x1-x0 < 146 {
				text = d.words.N("figure.gap_short", p.gap)
			}
			t := d.m.smallStyle
			w := measure(text, t)
			if w+24 > x1-x0 {
				return false
			}
			mid := (x0 + x1) / 2
			d.hline(x0, mid-w/2-6, y, 1, d.pal.Muted)
			d.hline(mid+w/2+6, x1, y, 1, d.pal.Muted)
			d.vline(x0, y-3.5, y+3.5, 1, d.pal.Muted)
			d.vline(x1, y-3.5, y+3.5, 1, d.pal.Muted)
			d.fill(rect{mid - w/2 - 5, y - t.size*0.65, w + 10, t.size * 1.3}, d.pal.Surface)
			d.text(text, mid, middle(y, t), t, centre, d.pal.Ink)
			return true
		}
		last, missing = p, false
	}
	return false
}

// missingY is where the crosses of missing answers stand in a panel.
func missingY(slot rect) float64 { return slot.bottom() - gap/2 - 6 }

func (d *drawing) eachMissing(q panel, do func(x float64, l line, p mark)) {
	for _, l := range q.lines {
		for _, p := range l.points {
			if !p.answer && d.visible(p) {
				do(d.l.axis.mid(p.date), l, p)
			}
		}
	}
}

// drawReasons writes why an answer is missing beside its cross: to the right,
// else to the left, else above; where none is clear of lines, on a patch over
// one. It never covers a mark; where there is no room the cross stands alone.
func (d *drawing) drawReasons(q panel, slot rect) {
	t := d.m.smallStyle
	half, y := d.m.cross+1, missingY(slot)
	var taken []rect
	d.eachMissing(q, func(x float64, _ line, _ mark) {
		taken = append(taken, rect{x - half, y - half, 2 * half, 2 * half})
	})
	for _, l := range q.lines {
		for _, p := range l.points {
			if p.answer && d.visible(p) {
				at, r := d.at(q, slot, p), d.m.disc
				taken = append(taken, rect{at.x - r, at.y - r, 2 * r, 2 * r})
			}
		}
	}
	d.eachMissing(q, func(x float64, _ line, p mark) {
		w, h := measure(p.text, t)+4, t.size*1.2
		places := []rect{
			{x + half + 1, y - h/2, w, h}, {x - half - 1 - w, y - h/2, w, h}, {x + half - 2, y - h*1.5, w, h},
		}
		for _, overLines := range []bool{false, true} {
			for _, box := range places {
				if box.x < d.x0()+1 || box.right() > d.x1()-1 || box.y < slot.y || meetsAny(box, taken) ||
					!overLines && d.crossed(q, slot, box) {
					continue
				}
				d.fill(box, d.pal.Surface)
				d.text(p.text, box.x+2, middle(box.y+h/2, t), t, left, d.pal.Ink)
				taken = append(taken, box)
				return
			}
		}
	})
}

// crossed reports whether a line of the panel runs through a box.
func (d *drawing) crossed(q panel, slot, box rect) bool {
	for _, l := range q.lines {
		var last *point
		for _, p := range l.points {
			if !p.answer {
				continue
			}
			at := d.at(q, slot, p)
			if last != nil && !p.breaks && at.x > box.x && last.x < box.right() {
				y := func(x float64) float64 { return last.y + (x-last.x)/(at.x-last.x)*(at.y-last.y) }
				a, b := y(math.Max(box.x, last.x)), y(math.Min(box.right(), at.x))
				if math.Max(a, b) > box.y && math.Min(a, b) < box.bottom() {
					return true
				}
			}
			last = &at
		}
	}
	return false
}

func meetsAny(r rect, others []rect) bool {
	return slices.ContainsFunc(others, r.meets)
}

// numberColumns are the middles of the columns of numbers: the mark, the start,
// the day that is pointed at and now. The day is 0 where it has no room.
func (d *drawing) numberColumns() (mark, start, day, now float64) {
	x, w := d.x1(), d.l.out.right()-d.x1()
	if w >= roomForDay {
		return x + 14, x + w*0.34, x + w*0.62, x + w - 20
	}
	return x + math.Min(14, w*0.16), x + w*0.5, 0, x + w - 16
}

// roomForDay is how wide the columns of numbers are that have one for the day.
const roomForDay = 140

// numberStep is how far the rows of a panel's numbers stand apart, and numberTop
// the middle of the first.
func numberStep(slot rect) float64 { return math.Min(16, slot.h/2-3) }

func numberTop(slot rect, rows int) float64 {
	return slot.y + slot.h/2 - numberStep(slot)*float64(rows-1)/2
}

// drawNumbers writes the first and the latest answer of each respondent, for
// who cannot read them off the panel.
func (d *drawing) drawNumbers(q panel, slot rect) {
	at, start, _, now := d.numberColumns()
	t := style{d.m.textStyle.size, false}
	bold := style{t.size, true}
	step, y := numberStep(slot), numberTop(slot, len(q.rows))
	for _, n := range q.rows {
		if n.who == model.ByCitizen {
			d.disc(at, y, 2.8, d.pal.Citizen)
		} else {
			d.triangle(at, y, 3.6, d.m.triangleLine, d.pal.Surface, d.pal.Worker)
		}
		d.text(n.start, start, middle(y, t), t, centre, d.pal.Muted)
		c, s := d.pal.Ink, bold
		if n.muted {
			c, s = d.pal.Muted, t
		}
		d.text(n.now, now, middle(y, t), s, centre, c)
		if n.ring {
			d.ring(now, y, math.Min(8, step/2+0.4), d.m.ringLine, d.colour(n.who))
		}
		y += step
	}
}
