// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"image/color"
	"math"

	"codeberg.org/fremskridt/fremskridt/model"
)

// The text sizes of group figures, and the inset of their text from the edges.
const (
	bodySize   = 13
	smallSize  = 12
	axisSize   = 11
	groupInset = 12
)

func plain(size float64) style { return style{size, false} }
func bold(size float64) style  { return style{size, true} }

// pen draws a figure of a group.
type pen struct {
	*brush
	pal Palette
	w   formatter
}

// respondentColour is a respondent's colour.
func (d pen) respondentColour(r model.Respondent) color.NRGBA {
	if r == model.ByCaseworker {
		return d.pal.Caseworker
	}
	return d.pal.Citizen
}

// label writes a text in a row about y.
func (d pen) label(s string, x, y float64, t style, a align, c color.NRGBA) {
	d.text(s, x, baselineAt(y, t), t, a, c)
}

// labelOnPatch writes a text on the surface, so that nothing runs through it.
func (d pen) labelOnPatch(s string, x, y float64, t style, a align, c color.NRGBA) {
	w := textWidth(s, t)
	d.fill(rect{x - float64(a)*w - 3, y - t.size*0.72, w + 6, t.size * 1.44}, d.pal.Surface)
	d.label(s, x, y, t, a, c)
}

// intervalX is an interval along x, with its ends.
func (d pen) intervalX(x0, x1, y, half, width float64, c color.NRGBA) {
	d.hline(x0, x1, y, width, c)
	d.vline(x0, y-half, y+half, width, c)
	d.vline(x1, y-half, y+half, width, c)
}

// intervalY is an interval along y, with its ends.
func (d pen) intervalY(x, y0, y1, half, width float64, c color.NRGBA) {
	d.vline(x, math.Min(y0, y1), math.Max(y0, y1), width, c)
	d.hline(x-half, x+half, y0, width, c)
	d.hline(x-half, x+half, y1, width, c)
}

// openDisc is a mark that is not filled: on the surface, so that no line runs
// through it.
func (d pen) openDisc(x, y, r, width float64, c color.NRGBA) {
	d.disc(x, y, r, d.pal.Surface)
	d.ring(x, y, r-width/2, width, c)
}

// square and diamond are marks centred at a position.
func (d pen) square(x, y, r float64, fill, edge color.NRGBA) {
	box := rect{x - r, y - r, 2 * r, 2 * r}
	d.fill(box, fill)
	d.frame(box, 1, edge)
}

func (d pen) diamond(x, y, r float64, fill, edge color.NRGBA) {
	d.polygon([]point{{x, y - r}, {x + r, y}, {x, y + r}, {x - r, y}}, fill, edge, 1)
}

// message writes a text in the middle of a place where nothing else is drawn.
func (d pen) message(s string, at rect) {
	t := plain(smallSize)
	list := wrapBalanced(s, at.w-24, t)
	y := at.y + at.h/2 - noteLineHeight*float64(len(list)-1)/2
	for i, line := range list {
		d.labelOnPatch(line, at.x+at.w/2, y+noteLineHeight*float64(i), t, centre, d.pal.Ink)
	}
}

// wrapBalanced parts a text into as few lines of a width as it needs, about as long as
// each other.
func wrapBalanced(s string, width float64, t style) []string {
	list := wrapLines(s, width, 0, t)
	for narrower := width - 8; narrower > 40; narrower -= 8 {
		next := wrapLines(s, narrower, 0, t)
		if len(next) > len(list) {
			break
		}
		list = next
	}
	return list
}

// noteLineHeight is how high a line of the notes under a figure is.
const noteLineHeight = 16

// notes are lines under a figure.
func (d pen) notes(list []string, x, y float64) {
	for i, s := range list {
		d.label(s, x, y+noteLineHeight*(float64(i)+0.5), plain(axisSize), left, d.pal.Muted)
	}
}

// noteLines wraps the notes that are not empty to a width.
func noteLines(width float64, notes ...string) []string {
	var list []string
	for _, s := range notes {
		if s != "" {
			list = append(list, wrapLines(s, width-2*groupInset, 0, plain(axisSize))...)
		}
	}
	return list
}

// notesHeight is how high notes are, with the air over them.
func notesHeight(list []string) float64 {
	if len(list) == 0 {
		return 0
	}
	return noteLineHeight*float64(len(list)) + 8
}

// maxTextWidth is the width of the widest of some texts.
func maxTextWidth(t style, texts ...string) float64 {
	w := 0.0
	for _, s := range texts {
		w = math.Max(w, textWidth(s, t))
	}
	return w
}
