// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"math"
	"strconv"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// Targeting is who gets what: what the days after an answer went to, by quartile of
// the index at the answer.
type Targeting struct {
	exporter
	data   cohort.Targeting
	names  []string
	reason disclosure.Reason // of withholding it all
}

// NewTargeting makes the figure.
func NewTargeting(t cohort.Targeting, w *assets.Words) *Targeting {
	f := &Targeting{data: t, reason: t.N.Reason()}
	f.exporter = exporter{f, formatter{w}}
	same := f.reason
	for i, q := range t.Quartiles {
		f.names = append(f.names, w.T("group.quartile."+strconv.Itoa(i+1)))
		if i == 0 {
			same = q.Company.Reason()
		}
		if q.Company.Reason() != same {
			same = ""
		}
	}
	if f.reason == "" {
		f.reason = same
	}
	return f
}

// The rows of a Targeting.
const (
	targetingHead = 28
	targetingStep = 39
	targetingBar  = 22
	targetingAxis = 24
)

// Height is how high the figure is at a width.
func (f *Targeting) Height(float64) float64 {
	return targetingHead + targetingStep*float64(len(f.data.Quartiles)) + targetingAxis
}

// Cautions are what must be said with the figure.
func (f *Targeting) Cautions() []cohort.Caution { return f.data.Cautions }

// targetingLayout holds the positions of a [Targeting] for one size.
type targetingLayout struct {
	axis valueAxis
	n    float64 // right edge of the column
	rows []rect
	foot float64
}

func (f *Targeting) layout(at rect) targetingLayout {
	l := targetingLayout{n: at.right() - groupInset}
	counts := []string{f.words.T("group.n")}
	for i, q := range f.data.Quartiles {
		l.rows = append(l.rows, rect{at.x, at.y + targetingHead + targetingStep*float64(i), at.w, targetingStep})
		counts = append(counts, disclosedText(q.N, f.words.Count))
	}
	l.foot = at.y + targetingHead + targetingStep*float64(len(l.rows))
	names := math.Min(maxTextWidth(plain(bodySize), f.names...), math.Max(80, at.w/4))
	l.axis = valueAxis{0, 1, at.x + groupInset + names + 20, l.n - maxTextWidth(plain(bodySize), counts...) - 18}
	l.axis.x1 = math.Max(l.axis.x1, l.axis.x0+80)
	return l
}

// activityKinds are what days go to, in the order that they are stacked in.
var activityKinds = [...]string{"company", "other", "passive"}

func shares(q cohort.Quartile) [len(activityKinds)]disclosure.Value[float64] {
	return [...]disclosure.Value[float64]{q.Company, q.Other, q.Passive}
}

func (f *Targeting) draw(b *brush, at rect, pal Palette, _ bool) {
	d, l := pen{b, pal, f.words}, f.layout(at)
	for v := 0.0; v <= 1; v += .25 {
		x := l.axis.at(v)
		d.vline(x, at.y+targetingHead, l.foot, 1, pal.Grid)
		d.label(f.words.Percent(v), x, l.foot+11, plain(axisSize), centre, pal.Muted)
	}
	f.drawKeys(d, l, at)
	d.label(f.words.T("group.n"), l.n, at.y+targetingHead/2, plain(smallSize), right, pal.Muted)
	for i, q := range f.data.Quartiles {
		row := l.rows[i]
		y := row.y + row.h/2
		d.label(truncate(f.names[i], plain(bodySize), l.axis.x0-at.x-groupInset-10), at.x+groupInset, y, plain(bodySize), left, pal.Ink)
		d.label(disclosedText(q.N, f.words.Count), l.n, y, plain(bodySize), right, pal.Ink)
		for kind, s := range f.segments(l, i) {
			f.drawSegment(d, s, kind)
		}
	}
	if f.reason != "" {
		d.message(f.words.withheld(f.reason), rect{l.axis.x0, at.y + targetingHead, l.axis.x1 - l.axis.x0, l.foot - at.y - targetingHead})
	}
}

// segments are the parts of a bar, none where it is withheld.
func (f *Targeting) segments(l targetingLayout, quartile int) []segment {
	var list []segment
	row, from := l.rows[quartile], 0.0
	for _, s := range shares(f.data.Quartiles[quartile]) {
		v, ok := s.Get()
		if !ok {
			return nil
		}
		to := math.Min(1, from+math.Max(0, v))
		list = append(list, segment{rect{l.axis.at(from), row.y + (row.h-targetingBar)/2, l.axis.at(to) - l.axis.at(from), targetingBar}, v})
		from = to
	}
	return list
}

type segment struct {
	rect
	share float64
}

func (f *Targeting) drawSegment(d pen, s segment, kind int) {
	if s.w <= 0 {
		return
	}
	d.fillKind(s.rect, kind)
	text, t := f.words.Percent(s.share), bold(smallSize)
	switch {
	case textWidth(text, t)+10 > s.w:
	case kind == kindPassive || d.pal.Print:
		d.labelOnPatch(text, s.x+s.w/2, s.y+s.h/2, t, centre, d.pal.Ink)
	default:
		d.label(text, s.x+s.w/2, s.y+s.h/2, t, centre, d.pal.OnFill)
	}
}

// The kinds of activityKinds.
const (
	kindCompany = iota
	kindOther
	kindPassive
)

// fillKind fills a box as what days go to is drawn.
func (d pen) fillKind(box rect, kind int) {
	switch kind {
	case kindCompany:
		d.fillActivity(box, model.GroupCompany, false, d.pal)
	case kindOther:
		d.fillActivity(box, model.GroupOther, false, d.pal)
	default:
		d.fillPassive(box, d.pal)
	}
}

func (f *Targeting) drawKeys(d pen, l targetingLayout, at rect) {
	t, y := plain(smallSize), at.y+targetingHead/2
	const box, beside, between = 12, 6, 24
	all := 0.0
	for _, name := range activityKinds {
		all += box + beside + textWidth(f.words.T("group."+name), t) + between
	}
	x := l.axis.x0
	if all-between > l.axis.x1-l.axis.x0 {
		x = at.x + groupInset
	}
	for kind, name := range activityKinds {
		s := f.words.T("group." + name)
		d.fillKind(rect{x, y - box/2, box, box}, kind)
		d.label(s, x+box+beside, y, t, left, d.pal.Ink)
		x += box + beside + textWidth(s, t) + between
	}
}

// Targets are the parts of the bars, and the rows behind them.
func (f *Targeting) Targets(width, height float64) []GroupTarget {
	l := f.layout(f.bounds(width, height))
	var list []GroupTarget
	for i, q := range f.data.Quartiles {
		head := []string{f.words.T("group.says.quartile", "Name", f.names[i])}
		if n, ok := q.N.Get(); ok {
			head = append(head, f.words.N("group.says.citizens", n))
		}
		list = append(list, GroupTarget{Box: boxOf(l.rows[i]), Tooltip: func() []string { return f.tooltip(head, q) }})
		for kind, s := range f.segments(l, i) {
			if s.w > 0 {
				list = append(list, GroupTarget{Box: boxOf(s.rect), Tooltip: func() []string {
					return append(head[:len(head):len(head)], f.shareText(kind, s.share))
				}})
			}
		}
	}
	return list
}

func (f *Targeting) shareText(kind int, share float64) string {
	return f.words.T("group.says.days", "Kind", f.words.T("group."+activityKinds[kind]), "Share", f.words.Percent(share))
}

func (f *Targeting) tooltip(head []string, q cohort.Quartile) []string {
	says := head[:len(head):len(head)]
	for kind, s := range shares(q) {
		v, ok := s.Get()
		if !ok {
			return append(says, f.words.withheld(s.Reason()))
		}
		says = append(says, f.shareText(kind, v))
	}
	return says
}
