// SPDX-License-Identifier: MPL-2.0

package plots

import "math"

// panelBox is the place of a panel, with the scale of its answers.
type panelBox struct {
	rect
	low   float64 // y of the low end of the scale
	step  float64 // height of a step
	marks markSizes
}

// yOf is the position of a number of steps above the low end of the scale.
func (b panelBox) yOf(steps float64) float64 { return b.low - b.step*steps }

// ground is the part of the panel that is shaded: between panels there is air.
func (b panelBox) ground() rect { return rect{b.x, b.y + panelGap/2, b.w, b.h - panelGap} }

// panelGap is the air between panels, half of it above and below.
const panelGap = 4

// The sizes of panels on a screen.
const (
	minStep      = 5 // least height of a step; with less the panels scroll
	maxStep      = 10
	panelPad     = 8 // above and below the scale, together
	tightPad     = 6 // the same where space is short
	maxPanelPad  = 8 // more than the least, from space that is left over
	minLarge     = 76
	maxLarge     = 180
	largePad     = 20
	smallPanel   = 4*minStep + panelPad // the panel of a scale of five at the least step
	maxSingle    = 320                  // height of a panel that is the only one
	noPanelsRoom = 120                  // for the words that say so
)

// rowScale is the height of a step, and the space above and below the scale, that all
// panels of a screen share. A step is a whole number of pixels, so that all lines are
// sharp and all steps equal.
type rowScale struct{ step, pad float64 }

// rowScaleFor returns the highest steps with which panels of so many steps in all fit
// into a height, and whether they fit.
func rowScaleFor(height float64, panels, steps int) (s rowScale, fits bool) {
	n, all := float64(panels), math.Max(1, float64(steps))
	s = rowScale{math.Min(maxStep, math.Floor((height-panelPad*n)/all)), panelPad}
	if s.step < minStep {
		s = rowScale{math.Floor((height - tightPad*n) / all), tightPad}
	}
	if s.step < minStep {
		return rowScale{minStep, tightPad}, false
	}
	spare := math.Floor((height - s.step*all - s.pad*n) / n)
	s.pad += math.Min(spare, maxPanelPad)
	return s, true
}

// box places a panel of so many steps at the top of an area.
func (s rowScale) box(x, y, w float64, steps int) panelBox {
	h := s.step*float64(steps) + s.pad
	return panelBox{rect{x, y, w, h}, y + h - math.Floor(s.pad/2), s.step, marksFor(s.step)}
}

// largeBox is a panel that is drawn large.
func largeBox(at rect, steps int) panelBox {
	step := math.Floor((at.h - largePad) / math.Max(1, float64(steps)))
	rest := at.h - step*float64(steps)
	return panelBox{at, at.bottom() - math.Floor(rest/2), step, marksFor(step)}
}

// printBox is a panel of a print, with 0.3 steps of space at both ends of the scale.
func printBox(at rect, steps int, marks markSizes) panelBox {
	step := (at.h - panelGap) / (float64(steps) + 0.6)
	return panelBox{at, at.bottom() - panelGap/2 - 0.3*step, step, marks}
}
