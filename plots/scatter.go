// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"math"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// Scatter plots a respondent's index at the first measurement against the latest, with
// the band of measurement error around no change. Citizens at the same position are
// one larger mark.
//
// On a screen the points that it is given are shown. A file shows those that the
// cohort lets a file have, whatever it is given.
type Scatter struct {
	exporter
	data         cohort.Scatter
	screen, file clusters
	fileReason   disclosure.Reason // why a file has no points
	note         string
}

// NewScatter makes the figure. Without points only the counts are shown.
func NewScatter(s cohort.Scatter, points []cohort.ScatterPoint, w *assets.Words) *Scatter {
	f := &Scatter{data: s, screen: newClusters(points)}
	f.exporter = exporter{f, formatter{w}}
	inFile := s.InFile()
	switch list, ok := inFile.Get(); {
	case !ok:
		f.fileReason = inFile.Reason()
	case len(points) > 0:
		f.file = f.screen
	default:
		nobody := make([]cohort.ScatterPoint, len(list))
		for i, p := range list {
			nobody[i].XY = p
		}
		f.file = newClusters(nobody)
	}
	if s.N.Reason() == "" {
		var why reasons
		why.add(s.Over.Reason(), s.Within.Reason(), s.Under.Reason())
		f.note = why.note(f.words)
	}
	return f
}

// The sizes of a Scatter apart from its plot.
const (
	scatterHead    = 20
	scatterAxis    = 36
	scatterGutter  = groupInset + 30
	scatterGap     = 20 // between plot and counts
	scatterCount   = 50 // height of a count
	scatterKey     = 19 // height of a line of the key
	scatterMinSide = 136
	scatterSide    = 196 // of the plot, where the width lets it; it grows with the height
	scatterMaxSide = 420
	pointLine      = 1.2 // of an open point
)

// Height is how high the figure is at a width.
func (f *Scatter) Height(width float64) float64 {
	side := math.Min(f.plotSide(width), scatterSide)
	counts := 3*scatterCount + scatterKey*float64(f.keyLines())
	return scatterHead + math.Max(side+scatterAxis, counts+8) + notesHeight(noteLines(width, f.note))
}

// Cautions are what must be said with the figure.
func (f *Scatter) Cautions() []cohort.Caution { return f.data.Cautions }

// plotSide is how wide the plot can be.
func (f *Scatter) plotSide(width float64) float64 {
	return math.Min(math.Max(width-scatterGutter-scatterGap-f.columnWidth()-groupInset, scatterMinSide), scatterMaxSide)
}

func (f *Scatter) columnWidth() float64 {
	w := f.words
	words := maxTextWidth(plain(smallSize), w.T("group.over"), w.T("group.within"), w.T("group.under"), w.T("group.beyond"), f.bandText())
	return math.Max(words+22, math.Max(f.screen.keyWidth(f.words), f.file.keyWidth(f.words)))
}

func (f *Scatter) keyLines() int {
	n := 3
	if f.data.Band <= 0 {
		n--
	}
	return n + max(f.screen.keyLines(f.words), f.file.keyLines(f.words))
}

// scatterLayout holds the positions of a [Scatter] for one size.
type scatterLayout struct {
	plot   rect
	x, y   valueAxis
	column float64 // left edge of the counts
	counts [3]rect
	keys   float64 // where they begin
	notes  float64
}

func (f *Scatter) layout(at rect) scatterLayout {
	note := notesHeight(noteLines(at.w, f.note))
	side := math.Min(f.plotSide(at.w), math.Max(scatterSide, at.h-scatterHead-scatterAxis-note))
	l := scatterLayout{plot: rect{at.x + scatterGutter, at.y + scatterHead, side, side}}
	l.x = valueAxis{0, 100, l.plot.x, l.plot.right()}
	l.y = valueAxis{0, 100, l.plot.bottom(), l.plot.y}
	l.column = l.plot.right() + scatterGap
	for i := range l.counts {
		l.counts[i] = rect{l.column, l.plot.y - 2 + scatterCount*float64(i), at.right() - groupInset - l.column, scatterCount}
	}
	l.keys = l.counts[2].bottom() + 8
	l.notes = at.bottom() - note + 8
	return l
}

// Targets are the points and the counts.
func (f *Scatter) Targets(width, height float64) []GroupTarget {
	l := f.layout(f.bounds(width, height))
	var list []GroupTarget
	for i, c := range f.counts() {
		list = append(list, GroupTarget{Box: boxOf(l.counts[i]), Tooltip: func() []string {
			return []string{f.words.T(c.key), disclosedOrReason(f.words, c.part, f.words.share)}
		}})
	}
	for _, p := range f.screen.list {
		at, r := l.at(p), f.screen.radius(p)
		list = append(list, GroupTarget{
			Box: Box{at.x - r, at.y - r, 2 * r, 2 * r}, Round: true, Citizens: p.citizens,
			Tooltip: func() []string { return f.tooltip(p) },
		})
	}
	return list
}

func (f *Scatter) tooltip(p cluster) []string {
	w, side := f.words, "group.within"
	switch {
	case p.Beyond && p.Last > p.First:
		side = "group.over"
	case p.Beyond:
		side = "group.under"
	}
	index := "group.says.index"
	if f.screen.cell > 0 {
		index = "group.says.index_about"
	}
	return []string{
		w.N("group.says.citizens", p.count),
		w.T(index, "First", w.Number(p.First, 0), "Last", w.Number(p.Last, 0), "Change", w.steps(math.Round(p.Last)-math.Round(p.First))),
		w.T(side),
	}
}
