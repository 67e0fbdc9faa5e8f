// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"image"
	"io"
	"math"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/plots/typeset"
)

// Figure is a figure of a group of citizens. It fills its rectangle and has no title
// and no description of its population: the card around it has them on screen,
// [Standalone] writes them in files.
//
// What a cohort withholds is written as words, never drawn as nothing. A Figure
// does not change and is safe for use by several goroutines.
type Figure interface {
	// Height is how high the figure is at a width. A higher place leaves air, or
	// lets the plot grow within reason; in a lower one it is as high all the same,
	// and who shows it scrolls.
	Height(width float64) float64
	// Image draws the figure as a picture for a screen, at a scale as that of a
	// Progression: at least Height units high.
	Image(width, height float64, pal Palette, scale float64) *image.RGBA
	// Targets are what can be pointed at in that picture, in the order of drawing. See
	// FindGroup.
	Targets(width, height float64) []GroupTarget
	// Cautions are what must be said wherever the figure is shown.
	Cautions() []cohort.Caution

	// PNG writes the figure as a PNG file.
	PNG(to io.Writer, width, height float64, pal Palette, scale float64) error
	// SVG writes it as an SVG file, its text as text.
	SVG(to io.Writer, width, height float64, pal Palette, scale float64) error
	// PDF writes it as a PDF file of one page; at scale 1 a unit is 0.75 points.
	PDF(to io.Writer, width, height float64, pal Palette, scale float64) error
	// DrawPDF draws it on the current page of a document, as a Progression does.
	DrawPDF(doc typeset.PDF, width, height float64, pal Palette, left, top, unit, perPoint float64)

	drawer
	formatter() formatter
}

// drawer is what a figure draws.
type drawer interface {
	Height(width float64) float64
	// draw fills a place. In a file no single citizen is shown that a file may not
	// show.
	draw(b *brush, at rect, pal Palette, file bool)
}

// GroupTarget is something of a Figure that can be pointed at.
type GroupTarget struct {
	Box   Box
	Round bool // a mark, found within its circle
	// Tooltip returns a heading and the lines below it, made on demand because
	// most are never read.
	Tooltip func() []string

	ItemCode string // code of the item that it is about, of a row
	// Citizens are those of a point, most often one. They are on screens alone.
	Citizens []model.ID
}

func boxOf(r rect) Box { return Box{r.x, r.y, r.w, r.h} }

// FindGroupTarget returns the target at a position. Of marks, the one with the nearest
// centre wins, also from slack units outside it; marks win over everything else, and
// among the rest the topmost wins.
func FindGroupTarget(list []GroupTarget, x, y, slack float64) (GroupTarget, bool) {
	found, least := -1, math.Inf(1)
	for i, t := range list {
		if !t.Round {
			if math.IsInf(least, 1) && t.Box.contains(x, y) {
				found = i
			}
			continue
		}
		mx, my := t.Box.Middle()
		apart := math.Hypot(mx-x, my-y)
		// Of two marks about one middle the inner is found within it.
		if apart > t.Box.W/2+slack || apart > least || apart == least && apart <= list[found].Box.W/2 && t.Box.W > list[found].Box.W {
			continue
		}
		found, least = i, apart
	}
	if found < 0 {
		return GroupTarget{}, false
	}
	return list[found], true
}

// exporter draws a [Figure] as a picture or a file.
type exporter struct {
	content drawer
	words   formatter
}

func (s exporter) formatter() formatter { return s.words }

// bounds is a place for the content: high enough.
func (s exporter) bounds(width, height float64) rect {
	return rect{0, 0, width, math.Max(height, s.content.Height(width))}
}

func (s exporter) painter(at rect, pal Palette, file bool) func(*brush) {
	return func(b *brush) {
		b.fill(at, pal.Surface)
		s.content.draw(b, at, pal, file)
	}
}

func (s exporter) Image(width, height float64, pal Palette, scale float64) *image.RGBA {
	at := s.bounds(width, height)
	return drawImage(at.w, at.h, scale, s.painter(at, pal, false))
}

func (s exporter) PNG(to io.Writer, width, height float64, pal Palette, scale float64) error {
	at := s.bounds(width, height)
	return writePNG(to, drawImage(at.w, at.h, scale, s.painter(at, pal, true)))
}

func (s exporter) SVG(to io.Writer, width, height float64, pal Palette, scale float64) error {
	at := s.bounds(width, height)
	return writeSVG(to, at.w, at.h, scale, s.painter(at, pal, true))
}

func (s exporter) PDF(to io.Writer, width, height float64, pal Palette, scale float64) error {
	at := s.bounds(width, height)
	return writePDF(to, "", at.w, at.h, scale, s.painter(at, pal, true))
}

func (s exporter) DrawPDF(doc typeset.PDF, width, height float64, pal Palette, left, top, unit, perPoint float64) {
	at := s.bounds(width, height)
	drawPDF(doc, at.h, left, top, unit, perPoint, s.painter(at, pal, true))
}
