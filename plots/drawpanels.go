// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"math"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// overlapOffset is how far answers of the same value are moved apart, in steps.
const overlapOffset = 0.13

func (d *drawing) drawPanels() {
	if len(d.panels) == 0 {
		t := d.m.textStyle
		y := d.l.PanelsTop + 46
		d.text(d.words.T("figure.no_answers"), (d.x0()+d.x1())/2, y, style{t.size + 1, true}, centre, d.pal.Ink)
		d.text(d.words.T("figure.no_answers_hint"), (d.x0()+d.x1())/2, y+20, t, centre, d.pal.Muted)
		return
	}
	told := false // only the first gap is labelled
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
			told = d.labelGap(q, slot)
		}
		d.eachMissing(q, func(x float64, l answerLine, _ answerMark) {
			d.cross(x, missingY(slot), d.m.cross, d.m.crossLine, d.respondentColour(l.respondent))
		})
		d.drawValues(q, slot)
	}
}

func (d *drawing) labelPanel(q panel, slot rect) {
	m, t := d.m, d.m.smallStyle
	// The end labels are at their lines, pulled a little inward.
	high := math.Max(d.l.y(slot, float64(q.maxSteps), q.maxSteps)+2, slot.y+panelGap/2+5)
	low := math.Min(d.l.y(slot, 0, q.maxSteps)-2, slot.bottom()-panelGap/2-5)
	d.text(q.highLabel, d.x0()-9, baselineAt(high, t), t, right, d.pal.Muted)
	d.text(q.lowLabel, d.x0()-9, baselineAt(low, t), t, right, d.pal.Muted)

	x, y := slot.x+m.inset, slot.y+slot.h/2
	name, note := m.nameStyle, m.textStyle
	width := d.l.m.gutter - m.inset - 12
	beside := width - math.Max(textWidth(q.lowLabel, t), textWidth(q.highLabel, t)) - 4
	between := low - high - t.size
	// Two lines reach up to the end labels' height in a low panel, so they are written
	// beside them; a name that is too long for that is written between them without its
	// note.
	if q.note != "" && (textWidth(q.name, name) <= beside || between >= name.size+note.size+4) {
		d.text(q.name, x, y-2.5, name, left, d.pal.Ink)
		d.text(q.note, x, y+note.size, note, left, d.pal.Muted)
		return
	}
	if textWidth(q.name, name) > beside {
		name.size = math.Min(name.size, math.Max(t.size, between/1.15))
	}
	d.text(truncate(q.name, name, width), x, baselineAt(y, name), name, left, d.pal.Ink)
}

func (d *drawing) at(q panel, slot rect, p answerMark) point {
	return point{d.l.axis.mid(p.date), d.l.y(slot, p.steps+overlapOffset*float64(p.offset), q.maxSteps)}
}

func (d *drawing) visible(p answerMark) bool { return !p.date.Before(d.from) && p.date.Before(d.to) }

// drawLine draws the lines between answers, broken after long gaps.
func (d *drawing) drawLine(q panel, slot rect, l answerLine) {
	width, dash := d.m.citizenLine, []float64(nil)
	if l.respondent == model.ByCaseworker {
		width, dash = d.m.caseworkerLine, []float64{5, 3}
	}
	var run []point
	flush := func() {
		d.polyline(run, width, d.respondentColour(l.respondent), dash...)
		run = nil
	}
	var last *answerMark
	for i := range l.points {
		p := &l.points[i]
		if !p.answered {
			continue
		}
		if p.afterGap {
			flush()
		}
		// A line may leave the window, and is cut at its edge.
		if last != nil && !p.afterGap && d.visible(*last) != d.visible(*p) {
			e := d.clipPoint(d.at(q, slot, *last), d.at(q, slot, *p))
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

// clipPoint is where the line from a to b crosses the edge of the plot.
func (d *drawing) clipPoint(a, b point) point {
	x := d.x0()
	if math.Max(a.x, b.x) > d.x1() {
		x = d.x1()
	}
	t := (x - a.x) / (b.x - a.x)
	return point{x, a.y + t*(b.y-a.y)}
}

func (d *drawing) drawMarks(q panel, slot rect, l answerLine) {
	disc, tri := d.m.disc, d.m.triangle
	if d.l.compact() && !d.pal.Print {
		disc, tri = 3.1, 4.0
	}
	for _, p := range l.points {
		if !p.answered || !d.visible(p) {
			continue
		}
		at, c := d.at(q, slot, p), d.respondentColour(l.respondent)
		if l.respondent == model.ByCitizen {
			d.disc(at.x, at.y, disc, c)
		} else {
			d.triangle(at.x, at.y, tri, d.m.triangleLine, d.pal.Surface, c)
		}
	}
}

// drawRings draws a ring round each answer that is beyond measurement error.
func (d *drawing) drawRings(q panel, slot rect, l answerLine) {
	for _, p := range l.points {
		if !p.answered || !p.reliable || !d.visible(p) {
			continue
		}
		r := d.m.ring
		if d.l.compact() && !d.pal.Print {
			r = 6
		}
		if l.respondent == model.ByCaseworker && p.offset != 0 {
			r += 2.6
		}
		at := d.at(q, slot, p)
		d.ring(at.x, at.y, r, d.m.ringLine, d.respondentColour(l.respondent))
	}
}

// labelGap writes how long the first break of the panel is, in the gap.
func (d *drawing) labelGap(q panel, slot rect) bool {
	l := q.lines[0]
	var last *answerMark
	missing := false // a cross in the gap says more than its length
	for i := range l.points {
		p := &l.points[i]
		if !p.answered {
			missing = true
			continue
		}
		if p.afterGap && last != nil && !missing && d.visible(*last) && d.visible(*p) {
			a, b := d.at(q, slot, *last), d.at(q, slot, *p)
			x0, x1 := a.x+12, b.x-12
			y := slot.y + slot.h/2
			text := d.words.N("figure.gap", p.gapDays)
			if x1-x0 < 146 {
				text = d.words.N("figure.gap_short", p.gapDays)
			}
			t := d.m.smallStyle
			w := textWidth(text, t)
			if w+24 > x1-x0 {
				return false
			}
			mid := (x0 + x1) / 2
			d.hline(x0, mid-w/2-6, y, 1, d.pal.Muted)
			d.hline(mid+w/2+6, x1, y, 1, d.pal.Muted)
			d.vline(x0, y-3.5, y+3.5, 1, d.pal.Muted)
			d.vline(x1, y-3.5, y+3.5, 1, d.pal.Muted)
			d.fill(rect{mid - w/2 - 5, y - t.size*0.65, w + 10, t.size * 1.3}, d.pal.Surface)
			d.text(text, mid, baselineAt(y, t), t, centre, d.pal.Ink)
			return true
		}
		last, missing = p, false
	}
	return false
}

// missingY is where the crosses of missing answers are drawn in a panel.
func missingY(slot rect) float64 { return slot.bottom() - panelGap/2 - 6 }

func (d *drawing) eachMissing(q panel, do func(x float64, l answerLine, p answerMark)) {
	for _, l := range q.lines {
		for _, p := range l.points {
			if !p.answered && d.visible(p) {
				do(d.l.axis.mid(p.date), l, p)
			}
		}
	}
}

// drawReasons writes why an answer is missing next to its cross: to the right, left or
// above, in that order; over a line only where no side is free. It never covers a mark
// and is left out where there is no room.
func (d *drawing) drawReasons(q panel, slot rect) {
	t := d.m.smallStyle
	half, y := d.m.cross+1, missingY(slot)
	var taken []rect
	d.eachMissing(q, func(x float64, _ answerLine, _ answerMark) {
		taken = append(taken, rect{x - half, y - half, 2 * half, 2 * half})
	})
	for _, l := range q.lines {
		for _, p := range l.points {
			if p.answered && d.visible(p) {
				at, r := d.at(q, slot, p), d.m.disc
				taken = append(taken, rect{at.x - r, at.y - r, 2 * r, 2 * r})
			}
		}
	}
	d.eachMissing(q, func(x float64, _ answerLine, p answerMark) {
		w, h := textWidth(p.missingReason, t)+4, t.size*1.2
		places := []rect{
			{x + half + 1, y - h/2, w, h}, {x - half - 1 - w, y - h/2, w, h}, {x + half - 2, y - h*1.5, w, h},
		}
		for _, overLines := range []bool{false, true} {
			for _, box := range places {
				if box.x < d.x0()+1 || box.right() > d.x1()-1 || box.y < slot.y || overlapsAny(box, taken) ||
					!overLines && d.crossesLine(q, slot, box) {
					continue
				}
				d.fill(box, d.pal.Surface)
				d.text(p.missingReason, box.x+2, baselineAt(box.y+h/2, t), t, left, d.pal.Ink)
				taken = append(taken, box)
				return
			}
		}
	})
}

// crossesLine reports whether a line of the panel runs through a box.
func (d *drawing) crossesLine(q panel, slot, box rect) bool {
	for _, l := range q.lines {
		var last *point
		for _, p := range l.points {
			if !p.answered {
				continue
			}
			at := d.at(q, slot, p)
			if last != nil && !p.afterGap && at.x > box.x && last.x < box.right() {
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

func overlapsAny(r rect, others []rect) bool {
	return slices.ContainsFunc(others, r.overlaps)
}

// valueColumns are the middles of the columns of numbers: the mark, the start,
// the day that is pointed at and now. The day is 0 where it has no room.
func (d *drawing) valueColumns() (mark, start, day, now float64) {
	x, w := d.x1(), d.l.inner.right()-d.x1()
	if w >= minWidthWithDay {
		return x + 14, x + w*0.34, x + w*0.62, x + w - 20
	}
	return x + math.Min(14, w*0.16), x + w*0.5, 0, x + w - 16
}

// minWidthWithDay is how wide the columns of numbers are that have one for the day.
const minWidthWithDay = 140

// valueRowStep is the distance between the rows of a panel's values, and firstValueRow
// the middle of the first.
func valueRowStep(slot rect) float64 { return math.Min(16, slot.h/2-3) }

func firstValueRow(slot rect, rows int) float64 {
	return slot.y + slot.h/2 - valueRowStep(slot)*float64(rows-1)/2
}

// drawValues writes the first and the latest answer of each respondent, for
// who cannot read them off the panel.
func (d *drawing) drawValues(q panel, slot rect) {
	at, start, _, now := d.valueColumns()
	t := style{d.m.textStyle.size, false}
	bold := style{t.size, true}
	step, y := valueRowStep(slot), firstValueRow(slot, len(q.rows))
	for _, n := range q.rows {
		if n.respondent == model.ByCitizen {
			d.disc(at, y, 2.8, d.pal.Citizen)
		} else {
			d.triangle(at, y, 3.6, d.m.triangleLine, d.pal.Surface, d.pal.Caseworker)
		}
		d.text(n.start, start, baselineAt(y, t), t, centre, d.pal.Muted)
		c, s := d.pal.Ink, bold
		if n.latestMissing {
			c, s = d.pal.Muted, t
		}
		d.text(n.now, now, baselineAt(y, t), s, centre, c)
		if n.reliable {
			d.ring(now, y, math.Min(8, step/2+0.4), d.m.ringLine, d.respondentColour(n.respondent))
		}
		y += step
	}
}
