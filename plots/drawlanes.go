// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"image/color"
	"math"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
)

func (d *drawing) drawLanes() {
	d.labelLanes()
	d.drawBars(d.l.companyLane, d.company)
	d.drawBars(d.l.otherLane, d.other)
	d.drawBars(d.l.ordinaryLane, d.ordinary)
	d.drawNeutral()
	for _, s := range d.passive {
		x0, x1 := d.dayRange(s.From, s.To)
		d.fillPassive(rect{x0, d.passiveRow().y + 3, x1 - x0, d.passiveRow().h - 6}, d.pal)
	}
	d.drawCaseworkers()
	d.drawNextWindow()
	d.drawEvents()
}

// labelLanes names the lanes. What there is none of is said in the lane of events, since
// an empty lane has no height.
func (d *drawing) labelLanes() {
	w, m := d.words, d.m
	var without []string
	labels := []struct {
		key, none string
		r         rect
		c         color.NRGBA
	}{
		{"figure.lane.events", "", d.l.eventsLane, d.pal.Muted},
		{"figure.lane.company", "figure.none.company", d.l.companyLane.rect, d.pal.Ink},
		{"figure.lane.other", "figure.none.other", d.l.otherLane.rect, d.pal.Ink},
		{"figure.lane.ordinary", "figure.none.ordinary", d.l.ordinaryLane.rect, d.pal.Ink},
		{d.neutralLaneKey(), "", d.l.neutralLane.rect, d.pal.Ink},
		{"figure.lane.caseworker", "", d.l.caseworkerLane, d.pal.Muted},
	}
	if d.l.eventsLane == d.l.caseworkerLane {
		labels = labels[1:]
		labels[len(labels)-1].key = "figure.lane.caseworker_events"
	}
	hours := false
	for i, t := range labels {
		if t.r.h == 0 {
			if t.none != "" {
				without = append(without, w.T(t.none))
			}
			continue
		}
		y := baselineAt(t.r.y+t.r.h/2, m.textStyle)
		d.text(w.T(t.key), t.r.x+m.inset, y, m.textStyle, left, t.c)
		if t.none != "" && !hours && !d.m.print {
			hours = true
			d.text(w.T("figure.height_is_hours"), d.x0()-9, baselineAt(labels[i].r.y+labels[i].r.h/2, m.smallStyle), m.smallStyle, right, d.pal.Muted)
		}
	}
	if len(without) == 0 || d.l.eventsLane == d.l.caseworkerLane {
		return
	}
	text := w.T("figure.none", "What", strings.Join(without, ", "))
	if len(without) == 3 {
		text = w.T("figure.no_activities")
	}
	r, t := d.l.eventsLane, m.smallStyle
	room := m.gutter - m.inset - textWidth(w.T("figure.lane.events"), m.textStyle) - 20
	d.text(truncate(text, t, room), d.x0()-9, baselineAt(r.y+r.h/2, t), t, right, d.pal.Muted)
}

// passiveRow is where passive time is drawn: in the lane of sickness and leave, which
// exclude it.
func (d *drawing) passiveRow() rect {
	if len(d.l.neutralLane.rows) > 0 {
		return d.l.neutralLane.rows[0]
	}
	return d.l.neutralLane.rect
}

// dayRange are the edges of a run of days within the plot.
func (d *drawing) dayRange(from, to model.Date) (x0, x1 float64) {
	x0 = math.Max(d.l.axis.x(from), d.x0())
	return x0, math.Max(math.Min(d.l.axis.x(to.Add(1)), d.x1()), x0+1)
}

// drawEvents draws outcomes with a flag and changes without. Where labels overlap the
// change loses its label but keeps its tick.
func (d *drawing) drawEvents() {
	r := d.l.eventsLane
	var taken []rect
	place := func(s string, t style, x float64, a align) bool {
		w := textWidth(s, t)
		box := rect{x - float64(a)*w - 3, r.y, w + 6, r.h}
		if box.x < d.x0()-40 || box.right() > d.l.inner.right() {
			return false
		}
		if overlapsAny(box, taken) {
			return false
		}
		taken = append(taken, box)
		return true
	}
	t := d.m.smallStyle
	if d.l.eventsLane == d.l.caseworkerLane {
		for _, w := range d.caseworkers {
			x, _ := d.dayRange(w.from, w.to)
			taken = append(taken, rect{x, r.y, textWidth(w.initials, t) + 12, r.h})
		}
	}
	base := baselineAt(r.y+r.h/2, t) - 1
	if !d.today.Before(d.from) && d.today.Before(d.to) {
		bold := style{t.size, true}
		x, label := d.l.axis.mid(d.today), d.words.T("figure.today")
		if place(label, bold, x+4, left) {
			d.text(label, x+4, base, bold, left, d.pal.Ink)
		}
	}
	for _, e := range d.events {
		if !e.flag {
			continue
		}
		x := d.l.axis.mid(e.date)
		d.flag(x, r)
		taken = append(taken, rect{x - 1, r.y, 11, r.h})
		if place(e.label, t, x-5, right) {
			d.text(e.label, x-5, base, t, right, d.pal.Ink)
		} else if place(e.label, t, x+13, left) {
			d.text(e.label, x+13, base, t, left, d.pal.Ink)
		}
	}
	for _, e := range d.events {
		if e.flag {
			continue
		}
		x := d.l.axis.x(e.date)
		d.vline(x, r.bottom()-4, r.bottom(), 1, d.pal.Muted)
		for _, to := range []struct {
			x float64
			a align
		}{{x, centre}, {x - 4, right}, {x + 4, left}} {
			if place(e.label, t, to.x, to.a) {
				d.text(e.label, to.x, base, t, to.a, d.pal.Muted)
				break
			}
		}
	}
}

// flag draws the flag of an outcome in a lane.
func (d *drawing) flag(x float64, lane rect) {
	d.vline(x, lane.y+3, lane.bottom(), 1.2, d.pal.Ink)
	d.polygon([]point{{x, lane.y + 3}, {x + 9, lane.y + 6.5}, {x, lane.y + 10}}, d.pal.Ink, color.NRGBA{}, 0)
}

// drawBars draws a lane's activities: the height is the hours a week.
func (d *drawing) drawBars(l lane, rows [][]bar) {
	for i, row := range rows {
		r := l.rows[i]
		taken := d.x0() // by the bars before, with their labels
		for j, v := range row {
			box := d.barBox(r, v)
			d.drawBar(box, v)
			free := [2]float64{taken, d.x1()} // beside the bar, in its row
			if v.planned {
				free[1] = d.l.inner.right() // nothing else is there
			}
			if j+1 < len(row) {
				free[1], _ = d.dayRange(row[j+1].from, row[j+1].to)
			}
			taken = math.Max(box.right(), d.labelBar(r, box, v, free))
		}
	}
}

// barBox is the rectangle of an activity in its row, as high as its weekly hours.
func (d *drawing) barBox(row rect, v bar) rect {
	x0, x1 := d.dayRange(v.from, v.to)
	h := math.Min(math.Max(float64(v.minutes)/60*d.m.hour, d.m.minBar), row.h-4)
	return rect{x0, row.bottom() - 2 - h, math.Max(x1-x0, 2), h}
}

// fullBox is the rectangle of an activity without hours, as high as its row.
func (d *drawing) fullBox(row rect, v bar) rect {
	x0, x1 := d.dayRange(v.from, v.to)
	return rect{x0, row.y + 2, math.Max(x1-x0, 2), row.h - 4}
}

func (d *drawing) drawBar(box rect, v bar) {
	d.fillActivity(box, v.group, v.planned, d.pal)
	_, edge := d.pal.activityColours(v.group)
	if v.open && box.right() < d.x1()-1 {
		y := box.y + box.h/2
		d.polygon([]point{{box.right(), y - 3.5}, {box.right() + 4.5, y}, {box.right(), y + 3.5}}, edge, color.NRGBA{}, 0)
	}
}

// labelBar writes a bar's label: inside where it fits, on top of a low bar,
// beside a high one that is too short. Of its wordings the longest that has
// room is taken; where none has, there is no label. It returns where the
// label ends, 0 where there is none.
func (d *drawing) labelBar(r, box rect, v bar, free [2]float64) (end float64) {
	t := d.m.smallStyle
	if r.h < t.size+d.m.minBar {
		return 0
	}
	if box.y-r.y < t.size-1 || box.h >= d.m.minInside && !d.pal.Print {
		for _, s := range v.labels {
			if d.labelInside(box, v, s) {
				return box.right()
			}
		}
		for _, s := range v.labels {
			if end, ok := d.labelBeside(box, s, free); ok {
				return end
			}
		}
		return 0
	}
	for _, s := range v.labels {
		if w := textWidth(s, t); box.x+1+w <= free[1]-4 {
			d.text(s, box.x+1, box.y-3, t, left, d.pal.Ink)
			return box.x + 1 + w
		}
	}
	// Near the right edge the label ends with the bar.
	for _, s := range v.labels {
		if w := textWidth(s, t); box.right()-w >= free[0]+4 && free[1] >= d.x1() {
			d.text(s, box.right(), box.y-3, t, right, d.pal.Ink)
			return box.right()
		}
	}
	return 0
}

// labelInside writes a label within its bar, where it fits; in print on a patch,
// since nothing can be read on a pattern.
func (d *drawing) labelInside(box rect, v bar, s string) bool {
	t := d.m.smallStyle
	w := textWidth(s, t)
	if box.h < t.size+1 || w+10 > box.w {
		return false
	}
	y, c := box.y+box.h/2, d.pal.OnFill
	if d.pal.Print || v.planned {
		d.fill(rect{box.x + 3, y - t.size*0.6, w + 4, t.size * 1.2}, d.pal.Surface)
		c = d.pal.Ink
	}
	d.text(s, box.x+5, baselineAt(y, t), t, left, c)
	return true
}

// labelBeside writes a label on the side of its bar that has more room, and
// returns where it ends.
func (d *drawing) labelBeside(box rect, s string, free [2]float64) (end float64, ok bool) {
	t := d.m.smallStyle
	before, after := box.x-free[0], free[1]-box.right()
	switch w := textWidth(s, t) + 8; {
	case w <= before && before >= after:
		d.text(s, box.x-4, baselineAt(box.y+box.h/2, t), t, right, d.pal.Ink)
		return box.right(), true
	case w <= after:
		d.text(s, box.right()+5, baselineAt(box.y+box.h/2, t), t, left, d.pal.Ink)
		return box.right() + 5 + w, true
	}
	return 0, false
}

// drawNeutral draws sickness and leave, which have no hours: full height.
func (d *drawing) drawNeutral() {
	for i, row := range d.neutral {
		r := d.l.neutralLane.rows[i]
		for _, v := range row {
			box := d.fullBox(r, v)
			d.drawBar(box, v)
			t := d.m.smallStyle
			s := v.labels[0]
			if w := textWidth(s, t); w+12 <= box.w && r.h >= t.size+3 {
				if d.pal.Print {
					d.fill(rect{box.x + 4, box.y + 1.5, w + 4, box.h - 3}, d.pal.Surface)
				}
				d.text(s, box.x+6, baselineAt(box.y+box.h/2, t), t, left, d.pal.Ink)
			}
		}
	}
}

// drawCaseworkers draws the thin strip of caseworkers, with a thick mark at a
// change.
func (d *drawing) drawCaseworkers() {
	r := d.l.caseworkerLane
	t := d.m.smallStyle
	for _, w := range d.caseworkers {
		x0, x1 := d.dayRange(w.from, w.to)
		box := rect{x0, r.y + 1, x1 - x0, r.h - 2}
		d.fill(box, d.pal.Strip)
		d.frame(box, 1, d.pal.NeutralEdge)
		if s := w.initials; textWidth(s, t)+9 <= box.w {
			d.text(s, box.x+6, baselineAt(box.y+box.h/2, t), t, left, d.pal.Ink)
		}
	}
	for _, w := range d.caseworkers {
		if w.change {
			d.vline(d.l.axis.x(w.from), r.y, r.bottom()-1, 2, d.pal.Ink)
		}
	}
}

// neutralLaneKey is the key of the name of the lane of sickness, leave and passive time.
// To the citizen passive is not a verdict.
func (d *drawing) neutralLaneKey() string {
	passive := "figure.lane.passive"
	if d.forCitizen {
		passive = "hover.passive"
	}
	switch {
	case len(d.passive) == 0:
		return "figure.lane.neutral"
	case len(d.neutral) == 0:
		return passive
	case d.forCitizen:
		return "figure.lane.neutral_without"
	}
	return "figure.lane.neutral_passive"
}
