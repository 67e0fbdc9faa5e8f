// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"image/color"
	"math"
	"slices"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
)

// missingMark is the cross of an answer that is missing, or of both respondents' on the
// same day.
type missingMark struct {
	at         point
	respondent model.Respondent // none where both are missing
	reason     string
}

// missingMarks places the crosses of a panel: at its foot, or at its head where a mark is
// in the way.
func (d *drawing) missingMarks(q panel, box panelBox) (list []missingMark) {
	days := map[model.Date]int{}
	var marks []point
	for _, l := range q.lines {
		for _, p := range l.points {
			if p.answered && d.visible(p) {
				marks = append(marks, d.at(box, p))
			}
		}
	}
	for _, l := range q.lines {
		for _, p := range l.points {
			if p.answered || !d.visible(p) {
				continue
			}
			if i, ok := days[p.date]; ok && list[i].respondent != l.respondent {
				m := &list[i]
				m.respondent = ""
				if m.reason != p.missingReason {
					m.reason += " / " + p.missingReason
				}
				m.reason = d.words.T("figure.both_missing", "Reason", m.reason)
				continue
			}
			days[p.date] = len(list)
			list = append(list, missingMark{d.missingPlace(box, d.l.axis.mid(p.date), marks), l.respondent, p.missingReason})
		}
	}
	return list
}

// nearMark is the distance within which a cross would be on a mark.
const nearMark = 8

// missingPlace is where the cross of a missing answer is drawn: at the foot of the panel,
// or at its head where a mark is near the foot and farther from the head.
func (d *drawing) missingPlace(box panelBox, x float64, marks []point) point {
	inset := panelGap/2 + d.m.cross + 1
	foot, head := point{x, box.bottom() - inset}, point{x, box.y + inset}
	nearest := func(p point) float64 {
		least := math.Inf(1)
		for _, m := range marks {
			least = math.Min(least, math.Hypot(m.x-p.x, m.y-p.y))
		}
		return least
	}
	if n := nearest(foot); n < nearMark && nearest(head) > n {
		return head
	}
	return foot
}

func (d *drawing) missingColour(m missingMark) color.NRGBA {
	if m.respondent == "" {
		return d.pal.Ink
	}
	return d.respondentColour(m.respondent)
}

// drawReasons writes why an answer is missing next to its cross: to the right, left or
// above, in that order; over a line only where no side is free, and then shorter. It
// never covers a mark and is left out where there is no room.
func (d *drawing) drawReasons(q panel, box panelBox, missing []missingMark) {
	half := d.m.cross + 1
	var taken []rect
	for _, m := range missing {
		taken = append(taken, rect{m.at.x - half, m.at.y - half, 2 * half, 2 * half})
	}
	for _, l := range q.lines {
		for _, p := range l.points {
			if p.answered && d.visible(p) {
				at, r := d.at(box, p), box.marks.disc
				taken = append(taken, rect{at.x - r, at.y - r, 2 * r, 2 * r})
			}
		}
	}
	for _, m := range missing {
		for _, text := range []string{m.reason, shortReason(m.reason)} {
			if at, ok := d.placeReason(q, box, m, text, taken); ok {
				t := d.m.smallStyle
				d.fill(at, d.pal.Surface)
				d.text(text, at.x+2, baselineAt(at.y+at.h/2, t), t, left, d.pal.Ink)
				taken = append(taken, at)
				break
			}
		}
	}
}

// placeReason finds a free place for a reason next to its cross.
func (d *drawing) placeReason(q panel, box panelBox, m missingMark, text string, taken []rect) (rect, bool) {
	t, half := d.m.smallStyle, d.m.cross+1
	w, h := textWidth(text, t)+4, t.size*1.2
	y := math.Max(box.y, math.Min(m.at.y-h/2, box.bottom()-h))
	for _, overLines := range []bool{false, true} {
		for _, at := range []rect{
			{m.at.x + half + 1, y, w, h}, {m.at.x - half - 1 - w, y, w, h}, {m.at.x + half - 2, y - h, w, h},
		} {
			if at.x < d.x0()+1 || at.right() > d.x1()-1 || at.y < box.y || overlapsAny(at, taken) || !overLines && d.crossesLine(q, box, at) {
				continue
			}
			return at, true
		}
	}
	return rect{}, false
}

// shortReason is the beginning of a reason, for a narrow place.
func shortReason(s string) string {
	words := strings.Fields(s)
	if len(words) < 3 {
		return s
	}
	return strings.Join(words[:2], " ") + " …"
}

// crossesLine reports whether a line of the panel runs through a box.
func (d *drawing) crossesLine(q panel, panel panelBox, box rect) bool {
	for _, l := range q.lines {
		var last *point
		for _, p := range l.points {
			if !p.answered {
				continue
			}
			at := d.at(panel, p)
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
