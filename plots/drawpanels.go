// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"math"

	"codeberg.org/fremskridt/fremskridt/model"
)

// eachPanel calls do with every panel and its place: the large one, then the rows.
func (d *drawing) eachPanel(do func(q panel, box panelBox)) {
	if l := d.l.large; l != nil {
		do(d.panels[l.index], l.panelBox)
	}
	for i, q := range d.panels {
		do(q, d.l.panels[i])
	}
}

// isLarge reports whether a panel is drawn with the words of each step.
func (d *drawing) isLarge(box panelBox) bool {
	return !d.m.print && box.step >= d.m.smallStyle.size+2
}

func (d *drawing) drawPanels() {
	if len(d.panels) == 0 {
		t := d.m.textStyle
		y := d.l.PanelsTop + 46
		d.text(d.words.T("figure.no_answers"), (d.x0()+d.x1())/2, y, style{t.size + 1, true}, centre, d.pal.Ink)
		d.text(d.words.T("figure.no_answers_hint"), (d.x0()+d.x1())/2, y+20, t, centre, d.pal.Muted)
		return
	}
	first := true
	d.eachPanel(func(q panel, box panelBox) {
		d.labelPanel(q, box)
		d.drawLines(q, box)
		if first { // only the first panel's gap is labelled
			d.labelGap(q, box)
			first = false
		}
		missing := d.missingMarks(q, box)
		d.drawReasons(q, box, missing)
		for k := len(q.lines) - 1; k >= 0; k-- {
			d.drawRings(box, q.lines[k])
		}
		// The citizen's dot is within the caseworker's triangle where both gave the same
		// answer.
		for k := len(q.lines) - 1; k >= 0; k-- {
			d.drawMarks(box, q.lines[k])
		}
		for _, m := range missing {
			d.cross(m.at.x, m.at.y, d.m.cross, d.m.crossLine, d.missingColour(m))
		}
		d.drawValues(q, box)
	})
}

// labelPanel writes the domain's name, and the words of its scale.
func (d *drawing) labelPanel(q panel, box panelBox) {
	switch {
	case d.m.print:
		d.labelPrinted(q, box)
	case d.isLarge(box):
		d.labelLarge(q, box)
	default:
		d.labelRow(q, box)
	}
}

// labelRow writes the name and, where there is room, a second line: whose answers alone
// the panel has, and the ends of a scale that is not the others'.
func (d *drawing) labelRow(q panel, box panelBox) {
	name, small := d.m.nameStyle, d.m.smallStyle
	x, width := box.x+d.m.inset, d.m.gutter-d.m.inset-8
	note := q.note
	if q.scaleWords != "" {
		scale := lowerFirst(q.lowLabel) + " – " + lowerFirst(q.highLabel)
		switch {
		case note == "":
			note = scale
		case textWidth(note+" · "+scale, small) <= width:
			note += " · " + scale
		}
	}
	y := box.y + box.h/2
	if note == "" || box.h < name.size+small.size+4 {
		d.text(truncate(q.name, name, width), x, baselineAt(y, name), name, left, d.pal.Ink)
		return
	}
	d.text(truncate(q.name, name, width), x, y-1, name, left, d.pal.Ink)
	d.text(truncate(note, small, width), x, y+small.size, small, left, d.pal.Muted)
}

// labelLarge writes the name of a large panel and the words of each step.
func (d *drawing) labelLarge(q panel, box panelBox) {
	name, small := d.m.nameStyle, d.m.smallStyle
	widest := 0.0
	for n, label := range q.stepLabels {
		d.text(label, d.x0()-9, baselineAt(box.yOf(float64(n)), small), small, right, d.pal.Ink)
		widest = math.Max(widest, textWidth(label, small))
	}
	lines := wrapLines(q.name, d.m.gutter-d.m.inset-widest-16, 0, name)
	y := box.y + box.h/2 - name.size*1.3*float64(len(lines)-1)/2
	for _, line := range lines {
		d.text(line, box.x+d.m.inset, baselineAt(y, name), name, left, d.pal.Ink)
		y += name.size * 1.3
	}
	if q.note != "" {
		d.text(q.note, box.x+d.m.inset, baselineAt(y, small), small, left, d.pal.Muted)
	}
}

// labelPrinted writes the name, and the end labels at their lines, pulled a little
// inward: nobody can point at paper.
func (d *drawing) labelPrinted(q panel, box panelBox) {
	m, t := d.m, d.m.smallStyle
	high := math.Max(box.yOf(float64(q.maxSteps))+2, box.y+panelGap/2+5)
	low := math.Min(box.yOf(0)-2, box.bottom()-panelGap/2-5)
	d.text(q.highLabel, d.x0()-9, baselineAt(high, t), t, right, d.pal.Muted)
	d.text(q.lowLabel, d.x0()-9, baselineAt(low, t), t, right, d.pal.Muted)

	x, y := box.x+m.inset, box.y+box.h/2
	name, note := m.nameStyle, m.textStyle
	width := m.gutter - m.inset - 12
	beside := width - maxTextWidth(t, q.lowLabel, q.highLabel) - 4
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

func (d *drawing) at(box panelBox, p answerMark) point {
	return point{d.l.axis.mid(p.date), box.yOf(p.steps)}
}

func (d *drawing) visible(p answerMark) bool { return !p.date.Before(d.from) && p.date.Before(d.to) }

// drawLines draws the lines of a panel. Where both respondents gave the same answers,
// the caseworker's dashes are on the citizen's line.
func (d *drawing) drawLines(q panel, box panelBox) {
	for k := len(q.lines) - 1; k >= 0; k-- {
		d.drawLine(box, q.lines[k])
	}
	for _, s := range sharedStretches(q) {
		a, b := d.at(box, s[0]), d.at(box, s[1])
		if !d.visible(s[0]) || !d.visible(s[1]) {
			if d.visible(s[0]) == d.visible(s[1]) {
				continue
			}
			edge := d.clipPoint(a, b)
			if d.visible(s[0]) {
				b = edge
			} else {
				a = edge
			}
		}
		stretch := []point{a, b}
		if d.pal.Print {
			d.polyline(stretch, d.m.citizenLine+1, d.pal.Citizen)
			d.polyline(stretch, d.m.caseworkerLine, d.pal.Surface, caseworkerDash()...)
			continue
		}
		d.polyline(stretch, d.m.caseworkerLine, d.pal.Caseworker, caseworkerDash()...)
	}
}

func caseworkerDash() []float64 { return []float64{5, 3} }

// sharedStretches are the stretches between answers that both respondents gave.
func sharedStretches(q panel) (list [][2]answerMark) {
	type stretch [2]model.Date
	citizens := map[stretch]bool{}
	each := func(l answerLine, do func(a, b answerMark)) {
		var last *answerMark
		for i := range l.points {
			p := &l.points[i]
			if !p.answered {
				continue
			}
			if last != nil && !p.afterGap && last.shared && p.shared {
				do(*last, *p)
			}
			last = p
		}
	}
	for _, l := range q.lines {
		if l.respondent == model.ByCitizen {
			each(l, func(a, b answerMark) { citizens[stretch{a.date, b.date}] = true })
		}
	}
	for _, l := range q.lines {
		if l.respondent != model.ByCitizen {
			each(l, func(a, b answerMark) {
				if citizens[stretch{a.date, b.date}] {
					list = append(list, [2]answerMark{a, b})
				}
			})
		}
	}
	return list
}

// drawLine draws the lines between answers, broken after long gaps.
func (d *drawing) drawLine(box panelBox, l answerLine) {
	width, dash := d.m.citizenLine, []float64(nil)
	if l.respondent == model.ByCaseworker {
		width, dash = d.m.caseworkerLine, caseworkerDash()
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
			run = append(run, d.clipPoint(d.at(box, *last), d.at(box, *p)))
			if !d.visible(*p) {
				flush()
			}
		}
		if d.visible(*p) {
			run = append(run, d.at(box, *p))
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

// The triangle of an answer that both gave is larger, so that it holds the citizen's dot,
// which is smaller.
const (
	sharedTriangle = 1.35
	sharedDisc     = 0.85
)

func (d *drawing) drawMarks(box panelBox, l answerLine) {
	for _, p := range l.points {
		if !p.answered || !d.visible(p) {
			continue
		}
		at, c := d.at(box, p), d.respondentColour(l.respondent)
		disc, triangle := box.marks.disc, box.marks.triangle
		if p.shared {
			disc, triangle = disc*sharedDisc, triangle*sharedTriangle
		}
		if l.respondent == model.ByCitizen {
			d.disc(at.x, at.y, disc, c)
		} else {
			d.triangle(at.x, at.y, triangle, d.m.triangleLine, d.pal.Surface, c)
		}
	}
}

// drawRings draws a ring round each answer that is beyond measurement error.
func (d *drawing) drawRings(box panelBox, l answerLine) {
	for _, p := range l.points {
		if !p.answered || !p.reliable || !d.visible(p) {
			continue
		}
		r := box.marks.ring
		if l.respondent == model.ByCaseworker && p.shared {
			r += 2.6
		}
		at := d.at(box, p)
		d.ring(at.x, at.y, r, d.m.ringLine, d.respondentColour(l.respondent))
	}
}

// labelGap writes how long the first break of the panel is, in the gap.
func (d *drawing) labelGap(q panel, box panelBox) {
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
			a, b := d.at(box, *last), d.at(box, *p)
			x0, x1 := a.x+12, b.x-12
			y := box.y + box.h/2
			text := d.words.N("figure.gap", p.gapDays)
			if x1-x0 < 146 {
				text = d.words.N("figure.gap_short", p.gapDays)
			}
			t := d.m.smallStyle
			w := textWidth(text, t)
			if w+24 > x1-x0 {
				return
			}
			mid := (x0 + x1) / 2
			d.hline(x0, mid-w/2-6, y, 1, d.pal.Muted)
			d.hline(mid+w/2+6, x1, y, 1, d.pal.Muted)
			d.vline(x0, y-3.5, y+3.5, 1, d.pal.Muted)
			d.vline(x1, y-3.5, y+3.5, 1, d.pal.Muted)
			d.fill(rect{mid - w/2 - 5, y - t.size*0.65, w + 10, t.size * 1.3}, d.pal.Surface)
			d.text(text, mid, baselineAt(y, t), t, centre, d.pal.Ink)
			return
		}
		last, missing = p, false
	}
}
