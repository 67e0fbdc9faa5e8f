// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"slices"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/plots"
)

// step selects the next or previous answer of the same series, or the answer
// nearest in time lines series below.
func (p *pointer) step(lines, answers int) {
	var all []plots.Target
	for _, t := range p.targets {
		if t.Kind == plots.TargetAnswer {
			all = append(all, t)
		}
	}
	if len(all) == 0 {
		return
	}
	domains := map[string]int{}
	for _, t := range p.targets {
		if t.Kind == plots.TargetPanel {
			domains[t.Domain] = len(domains)
		}
	}
	slices.SortStableFunc(all, func(a, b plots.Target) int {
		if a.Domain != b.Domain {
			return domains[a.Domain] - domains[b.Domain]
		}
		if a.Respondent != b.Respondent {
			if a.Respondent > b.Respondent { // citizen before caseworker
				return -1
			}
			return 1
		}
		return a.From.Compare(b.From)
	})
	i := slices.IndexFunc(all, func(t plots.Target) bool { return p.active && sameTarget(t, p.hovered) })
	switch {
	case i < 0:
		i = 0
	case answers != 0:
		if j := i + answers; j >= 0 && j < len(all) && lineKey(all[j]) == lineKey(all[i]) {
			i = j
		}
	default:
		i = nearestInLine(all, i, lines)
	}
	p.selectAnswer(all[i])
}

func lineKey(t plots.Target) string { return t.Domain + " " + string(t.Respondent) }

// nearestInLine returns the index of the answer nearest in time to all[i], in
// the series by series below it.
func nearestInLine(all []plots.Target, i, by int) int {
	var starts []int
	own := 0
	for j := range all {
		if j == 0 || lineKey(all[j]) != lineKey(all[j-1]) {
			starts = append(starts, j)
		}
		if j == i {
			own = len(starts) - 1
		}
	}
	to := own + by
	if to < 0 || to >= len(starts) {
		return i
	}
	best := starts[to]
	apart := func(j int) int {
		d := all[j].From.Sub(all[i].From)
		return max(d, -d)
	}
	for j := best; j < len(all) && lineKey(all[j]) == lineKey(all[starts[to]]); j++ {
		if apart(j) < apart(best) {
			best = j
		}
	}
	return best
}

// selectAnswer shows the tooltip of an answer and scrolls it into view.
func (p *pointer) selectAnswer(t plots.Target) {
	x, y := t.Box.Middle()
	p.view.scrollTo(float32(y) - p.view.top())
	p.crosshair(float32(x))
	p.showTooltip(t, fyne.NewPos(float32(x), float32(y)))
	p.refresh()
}

// enlarge enlarges the domain of the selected answer.
func (p *pointer) enlarge() {
	if p.active && p.hovered.Domain != "" {
		p.view.onPanel(p.hovered.Domain)
	}
}

// nextActivity marks the next activity in the order of the lanes; after the last
// one, none is marked.
func (p *pointer) nextActivity() {
	var all []plots.Target
	for _, t := range p.targets {
		if t.Kind == plots.TargetActivity {
			all = append(all, t)
		}
	}
	next := 0
	if p.marked {
		next = 1 + slices.IndexFunc(all, func(t plots.Target) bool { return t.Activity == p.chosen.Activity })
	}
	if next >= len(all) {
		p.unmark()
		p.hide()
		return
	}
	t := all[next]
	p.chosen, p.marked = t, true
	p.showMarked()
	x, y := t.Box.Middle()
	p.showTooltip(t, fyne.NewPos(float32(x), float32(y)))
	p.refresh()
}
