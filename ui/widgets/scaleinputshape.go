// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
)

// Sizes of a question's row.
const (
	scaleHeight         = 45
	scaleBoxWidth       = 108
	scaleBoxHeight      = 36
	scaleGap            = 6
	scaleMissingWidth   = 112
	scaleMissingGap     = 12
	scaleRight          = 13
	scaleMark           = 21 // the middle of the mark
	scaleCode           = 41
	scaleText           = 77
	scaleTextMinWidth   = 230
	scaleTextGap        = 16
	scaleMaxInside      = 5  // up to so many boxes have their labels inside
	scaleMinInsideWidth = 84 // if they are at least so wide
	scaleMaxLines       = 3  // of a question
)

// scaleShape is the geometry of a question's row.
type scaleShape struct {
	width, height float32
	top           float32 // of the boxes
	first         float32 // x of the first box
	box           float32 // width of one
	missing       float32 // x of the missing box
	text          float32 // width of the question
	inside        bool    // labels in the boxes, otherwise below them
}

func (g scaleShape) boxX(i int) float32 { return g.first + float32(i)*(g.box+scaleGap) }

// scaleShapeKey holds everything that a scaleShape depends on.
type scaleShapeKey struct {
	width          float32
	question, note string
	skipped        bool
	steps          int
}

// HeightFor returns the height of the question at a width. It is the same with and
// without the focus, which makes the question bold.
func (s *ScaleInput) HeightFor(width float32) float32 { return s.shapeFor(width).height }

func (s *ScaleInput) shapeFor(width float32) scaleShape {
	m := scaleShapeKey{width, s.Question, s.Note, s.skipped(), len(s.Steps)}
	if m != s.shapeKey {
		s.shapeKey, s.cachedShape = m, s.newShape(width)
	}
	return s.cachedShape
}

func (s *ScaleInput) newShape(width float32) scaleShape {
	g := scaleShape{width: width}
	g.missing = width - scaleRight - scaleMissingWidth
	right := g.missing - scaleMissingGap
	full := float32(scaleMaxInside*scaleBoxWidth + (scaleMaxInside-1)*scaleGap)
	column := fyne.Max(260, fyne.Min(full, right-scaleText-scaleTextGap-scaleTextMinWidth))
	g.first = right - column
	boxes := max(scaleMaxInside, len(s.Steps))
	g.box = float32(int((column - float32(boxes-1)*scaleGap) / float32(boxes)))
	g.inside = len(s.Steps) <= scaleMaxInside && g.box >= scaleMinInsideWidth
	g.text = fyne.Max(60, g.first-scaleTextGap-scaleText)

	// Room for the question in bold, which it is with the focus, and for the word
	// "skipped" below it, which it has without.
	lines := len(wrapText(Body, s.Question, g.text, scaleMaxLines))
	if s.skipped() {
		lines++
	}
	high := float32(max(lines, len(wrapText(BodyBold, s.Question, g.text, scaleMaxLines)))) * Body.Line()
	if s.Note != "" {
		high += Second.Line()
	}
	boxesHigh := float32(scaleBoxHeight)
	if !g.inside {
		boxesHigh += 2 + Axis.Line()
	}
	g.height = fyne.Max(scaleHeight, fyne.Max(high+9, boxesHigh+9))
	g.top = round((g.height - 1 - boxesHigh) / 2)
	return g
}

func (s *ScaleInput) skipped() bool { return s.Skipped && !s.answer.Entered && s.Words.Skipped != "" }
