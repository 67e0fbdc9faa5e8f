// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"image"
	"io"
	"slices"

	"codeberg.org/fremskridt/fremskridt/plots/typeset"
)

// Standalone is a [Figure] for a file: with title, population, date and cautions.
type Standalone struct {
	Figure     Figure
	Title      string
	Population string // a sentence: who is counted, and when
	// Credits are short lines at the right of the head: when the figure was drawn, and
	// for whom.
	Credits []string
	// Cautions are written in addition to those of the figure.
	Cautions []string
}

// The parts of a Standalone.
const (
	aloneMargin = 24
	aloneTitle  = 24 // height of the title's line
	aloneLine   = 17 // of a line of text
	aloneGap    = 12
)

// Height is how high the picture is at a width.
func (s Standalone) Height(width float64) float64 {
	l := s.layout(rect{0, 0, width, 0})
	return l.figure.y + s.Figure.Height(l.figure.w) + l.foot
}

// standaloneLayout holds the positions of a [Standalone] for one size.
type standaloneLayout struct {
	text, credits float64 // widths at the left and at the right of the head
	population    []string
	cautions      [][]string
	figure        rect
	foot          float64 // height
}

func (s Standalone) layout(at rect) standaloneLayout {
	t := plain(smallSize)
	within := at.w - 2*aloneMargin
	l := standaloneLayout{credits: min(maxTextWidth(t, s.Credits...), within/2)}
	l.text = within - l.credits - aloneMargin
	l.population = wrapLines(s.Population, l.text, 0, t)
	head := max(aloneTitle+aloneLine*float64(len(l.population)), aloneLine*float64(len(s.Credits)))
	top := at.y + aloneMargin + head + aloneGap
	l.foot = aloneMargin + aloneGap
	for _, c := range s.sentences() {
		list := wrapLines(c, within, 0, t)
		l.cautions = append(l.cautions, list)
		l.foot += aloneLine*float64(len(list)) + 3
	}
	// Align the figure's text with the head's.
	l.figure = rect{at.x + aloneMargin - groupInset, top, within + 2*groupInset, at.bottom() - top - l.foot}
	return l
}

// sentences are the cautions, each once.
func (s Standalone) sentences() []string {
	w := s.Figure.formatter()
	var list, said []string
	for _, c := range s.Figure.Cautions() {
		list, said = append(list, CautionText(w.Words, c)), append(said, w.T("caution."+string(c)))
	}
	for _, c := range s.Cautions {
		if !slices.Contains(list, c) && !slices.Contains(said, c) {
			list = append(list, c)
		}
	}
	return list
}

func (s Standalone) draw(b *brush, at rect, pal Palette, _ bool) {
	l := s.layout(at)
	x, end := at.x+aloneMargin, at.right()-aloneMargin
	d := pen{b, pal, s.Figure.formatter()}
	y := at.y + aloneMargin
	d.label(truncate(s.Title, bold(16), l.text), x, y+aloneTitle/2-2, bold(16), left, pal.Ink)
	for i, line := range l.population {
		d.label(line, x, y+aloneTitle+aloneLine*(float64(i)+.5), plain(smallSize), left, pal.Muted)
	}
	for i, line := range s.Credits {
		d.text(truncate(line, plain(smallSize), l.credits), end, baselineAt(y+aloneTitle/2-2, plain(smallSize))+aloneLine*float64(i), plain(smallSize), right, pal.Muted)
	}
	d.hline(x, end, l.figure.y-aloneGap/2, 1, pal.Line)
	s.Figure.draw(b, l.figure, pal, true)
	y = l.figure.bottom() + aloneGap
	d.hline(x, end, y-aloneGap/2, 1, pal.Line)
	for _, list := range l.cautions {
		for _, line := range list {
			d.label(line, x, y+aloneLine/2, plain(smallSize), left, pal.Ink)
			y += aloneLine
		}
		y += 3
	}
}

func (s Standalone) exporter() exporter { return exporter{s, s.Figure.formatter()} }

// Image draws the picture as a file shows it.
func (s Standalone) Image(width, height float64, pal Palette, scale float64) *image.RGBA {
	return s.exporter().Image(width, height, pal, scale)
}

// PNG writes the picture as a PNG file.
func (s Standalone) PNG(to io.Writer, width, height float64, pal Palette, scale float64) error {
	return s.exporter().PNG(to, width, height, pal, scale)
}

// SVG writes it as an SVG file, its text as text.
func (s Standalone) SVG(to io.Writer, width, height float64, pal Palette, scale float64) error {
	return s.exporter().SVG(to, width, height, pal, scale)
}

// PDF writes it as a PDF file of one page; at scale 1 a unit is 0.75 points.
func (s Standalone) PDF(to io.Writer, width, height float64, pal Palette, scale float64) error {
	sh := s.exporter()
	at := sh.bounds(width, height)
	return writePDF(to, s.Title, at.w, at.h, scale, sh.painter(at, pal, true))
}

// DrawPDF draws it on the current page of a document, as a Progression does.
func (s Standalone) DrawPDF(doc typeset.PDF, width, height float64, pal Palette, left, top, unit, perPoint float64) {
	s.exporter().DrawPDF(doc, width, height, pal, left, top, unit, perPoint)
}
