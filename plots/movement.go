// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"math"
	"slices"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// Movement are the shares of citizens that moved down and up from their first to
// their latest answer, an item a row, with 95 % intervals. Down and up are position
// and fill, never hue.
type Movement struct {
	exporter
	respondent model.Respondent
	rows       []movementRow
	cautions   []cohort.Caution
	note       string
}

type movementRow struct {
	cohort.MovementRow
	name string
}

// NewMovement makes the figure of one respondent's movement.
func NewMovement(m cohort.Movement, w *assets.Words) *Movement {
	f := &Movement{respondent: m.Respondent, cautions: m.Cautions}
	f.exporter = exporter{f, formatter{w}}
	names := rowNames(m.Rows, func(r cohort.MovementRow) cohort.Measure { return r.Measure }, w)
	var why reasons
	for i, r := range m.Rows {
		f.rows = append(f.rows, movementRow{r, names[i]})
		if r.N.Reason() == "" {
			why.add(r.Up.Reason(), r.Down.Reason(), r.Same.Reason())
		}
	}
	f.note = why.note(f.words)
	return f
}

// rowNames are the domains of rows, as long as no two rows have the same; else
// the items.
func rowNames[R any](rows []R, measure func(R) cohort.Measure, w *assets.Words) []string {
	domains, items := make([]string, len(rows)), make([]string, len(rows))
	for i, r := range rows {
		m := measure(r)
		domains[i], items[i] = w.Of(m.Domain.Name), w.Of(m.Item.Name)
	}
	if once := slices.Compact(slices.Sorted(slices.Values(domains))); len(once) < len(domains) {
		return items
	}
	return domains
}

// The rows of a Movement.
const (
	movementHead = 24
	movementStep = 23
	movementBar  = 13
	movementAxis = 24
)

// Height is how high the figure is at a width.
func (f *Movement) Height(width float64) float64 {
	return movementHead + movementStep*float64(max(1, len(f.rows))) + movementAxis + notesHeight(noteLines(width, f.note))
}

// Cautions are what must be said with the figure.
func (f *Movement) Cautions() []cohort.Caution { return f.cautions }

// movementLayout holds the positions of a [Movement] for one size.
type movementLayout struct {
	names   float64 // width
	axis    valueAxis
	step    float64 // between ticks
	same, n float64 // right edges of the columns
	rows    []rect
	foot    float64 // where the axis' numbers begin
}

func (f *Movement) layout(at rect) movementLayout {
	l := movementLayout{n: at.right() - groupInset}
	w := f.words
	var counts, shares, names []string
	left, right := 0.0, 0.0
	for i, r := range f.rows {
		l.rows = append(l.rows, rect{at.x, at.y + movementHead + movementStep*float64(i), at.w, movementStep})
		counts = append(counts, disclosedText(r.N, w.Count))
		shares = append(shares, disclosedText(r.Same, f.share))
		names = append(names, r.name)
		up, _ := r.Up.Get()
		down, _ := r.Down.Get()
		left, right = math.Max(left, down.High), math.Max(right, up.High)
	}
	l.foot = at.y + movementHead + movementStep*float64(max(1, len(f.rows)))
	l.same = l.n - math.Max(maxTextWidth(plain(bodySize), counts...), textWidth(w.T("group.n"), plain(smallSize))) - 20
	columns := math.Max(maxTextWidth(plain(bodySize), shares...), textWidth(w.T("group.same"), plain(smallSize)))
	l.names = math.Min(maxTextWidth(plain(bodySize), names...), math.Max(90, at.w*0.3))
	l.axis.x0 = at.x + groupInset + l.names + 22
	l.axis.x1 = math.Max(l.same-columns-22, l.axis.x0+60)
	left, right = math.Max(left, .05), math.Max(right, .05)
	l.axis.low, l.axis.high = -left*1.03, right*1.03
	l.step = percentStep(left+right, (l.axis.x1-l.axis.x0)/34)
	return l
}

// percentStep is the least step between ticks of per cent of which a span has at most
// so many.
func percentStep(span, most float64) float64 {
	for _, step := range []float64{.01, .02, .05, .1, .2, .25} {
		if span <= step*most {
			return step
		}
	}
	return .5
}

func (f *Movement) share(p cohort.Part) string { return f.words.Percent(p.Share) }

func (f *Movement) draw(b *brush, at rect, pal Palette, _ bool) {
	d, l := pen{b, pal, f.words}, f.layout(at)
	f.drawHead(d, l, at)
	for _, v := range l.axis.ticks(l.step) {
		x := l.axis.at(v)
		c := pal.Grid
		if math.Abs(v) < l.step/2 {
			c = pal.Edge
		}
		d.vline(x, at.y+movementHead, l.foot, 1, c)
		d.label(f.words.Percent(math.Abs(v)), x, l.foot+11, plain(axisSize), centre, pal.Muted)
	}
	if len(f.rows) == 0 {
		d.labelOnPatch(f.words.T("group.no_items"), at.x+groupInset, l.foot-movementStep/2, plain(smallSize), left, pal.Muted)
	}
	for i, r := range f.rows {
		f.drawRow(d, l, r, l.rows[i])
	}
	d.notes(noteLines(at.w, f.note), at.x+groupInset, l.foot+movementAxis)
}

func (f *Movement) drawHead(d pen, l movementLayout, at rect) {
	y, zero := at.y+movementHead/2, l.axis.at(0)
	d.label(f.words.T("group.down"), zero-8, y, bold(smallSize), right, d.pal.Ink)
	d.label(f.words.T("group.up"), zero+8, y, bold(smallSize), left, d.pal.Ink)
	d.label(f.words.T("group.same"), l.same, y, plain(smallSize), right, d.pal.Muted)
	d.label(f.words.T("group.n"), l.n, y, plain(smallSize), right, d.pal.Muted)
}

func (f *Movement) drawRow(d pen, l movementLayout, r movementRow, row rect) {
	y, zero := row.y+row.h/2, l.axis.at(0)
	d.hline(row.x+groupInset, l.n, row.bottom(), 1, d.pal.Grid)
	d.vline(zero, row.y, row.bottom()+1, 1, d.pal.Edge)
	d.label(truncate(r.name, plain(bodySize), l.names), row.x+groupInset, y, plain(bodySize), left, d.pal.Ink)
	if why := r.N.Reason(); why != "" {
		s := f.words.withheld(why)
		d.labelOnPatch(truncate(s, plain(smallSize), l.n-l.axis.x0), l.axis.x0, y, plain(smallSize), left, d.pal.Muted)
		return
	}
	d.label(disclosedText(r.N, f.words.Count), l.n, y, plain(bodySize), right, d.pal.Ink)
	d.label(disclosedText(r.Same, f.share), l.same, y, plain(bodySize), right, d.pal.Ink)
	if down, ok := r.Down.Get(); ok {
		box := l.bar(row, -down.Share, 0)
		d.fill(box, d.pal.Surface)
		d.frame(box, 1.4, d.respondentColour(f.respondent))
		d.intervalX(l.axis.at(-down.High), l.axis.at(-down.Low), y, 3.5, 1.2, d.pal.Ink)
	} else {
		d.labelOnPatch(withheldMark, zero-8, y, plain(smallSize), right, d.pal.Muted)
	}
	if up, ok := r.Up.Get(); ok {
		box := l.bar(row, 0, up.Share)
		d.fill(box, d.respondentColour(f.respondent))
		// Within the bar the interval is as the surface, beyond it as ink.
		low, high := l.axis.at(up.Low), l.axis.at(up.High)
		if box.w >= 1 {
			d.hline(low, box.right(), y, 1.2, d.pal.Surface)
			d.vline(low, y-3.5, y+3.5, 1.2, d.pal.Surface)
		}
		d.hline(box.right(), high, y, 1.2, d.pal.Ink)
		d.vline(high, y-3.5, y+3.5, 1.2, d.pal.Ink)
	} else {
		d.labelOnPatch(withheldMark, zero+8, y, plain(smallSize), left, d.pal.Muted)
	}
}

// bar is the rectangle of a share in its row.
func (l movementLayout) bar(row rect, from, to float64) rect {
	x0, x1 := l.axis.at(from), l.axis.at(to)
	return rect{x0, row.y + (row.h-movementBar)/2, x1 - x0, movementBar}
}

// Targets are the rows.
func (f *Movement) Targets(width, height float64) []GroupTarget {
	l := f.layout(f.bounds(width, height))
	var list []GroupTarget
	for i, r := range f.rows {
		list = append(list, GroupTarget{Box: boxOf(l.rows[i]), ItemCode: r.Measure.Item.Code, Tooltip: func() []string { return f.tooltip(r) }})
	}
	return list
}

func (f *Movement) tooltip(r movementRow) []string {
	w := f.words
	says := []string{w.T("group.item", "Name", r.name, "Code", r.Measure.Item.Code)}
	if why := r.N.Reason(); why != "" {
		return append(says, w.withheld(why))
	}
	for _, p := range []struct {
		key  string
		part disclosure.Value[cohort.Part]
	}{
		{"group.says.up", r.Up},
		{"group.says.beyond_up", r.BeyondUp},
		{"group.says.same", r.Same},
		{"group.says.down", r.Down},
		{"group.says.beyond_down", r.BeyondDown},
	} {
		says = append(says, w.T(p.key, "Part", disclosedOrReason(w, p.part, w.share)))
	}
	if s, ok := r.Spread.Get(); ok {
		says = append(says, w.T("group.says.spread", "Median", w.steps(s.Median), "Low", w.steps(s.Low), "High", w.steps(s.High)))
	}
	return says
}
