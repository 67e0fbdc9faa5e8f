// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Run is a part of a [Paragraph] in one weight.
type Run struct {
	Text string
	Bold bool
}

// Paragraph is text wrapped at the width of the widget.
type Paragraph struct {
	widget.BaseWidget

	Runs  []Run
	Role  Role // Body or Second
	Muted bool

	width float32
}

// NewParagraph returns a paragraph of runs.
func NewParagraph(role Role, runs ...Run) *Paragraph {
	p := &Paragraph{Role: role, Runs: runs}
	p.ExtendBaseWidget(p)
	return p
}

// SetRuns changes the text.
func (p *Paragraph) SetRuns(runs ...Run) {
	p.Runs = runs
	p.Refresh()
}

// HeightFor returns the height of the paragraph at a width.
func (p *Paragraph) HeightFor(width float32) float32 {
	return float32(len(p.lines(width))) * p.Role.Line()
}

func (p *Paragraph) role(bold bool) Role {
	switch {
	case bold && p.Role == Second:
		return SecondBold
	case bold:
		return BodyBold
	}
	return p.Role
}

// lines wraps the runs at spaces. Neighbouring words of one weight share a Run.
func (p *Paragraph) lines(width float32) [][]Run {
	if width <= 0 {
		return [][]Run{p.Runs}
	}
	lines := [][]Run{nil}
	x := float32(0)
	for _, run := range p.Runs {
		role := p.role(run.Bold)
		for _, word := range strings.SplitAfter(run.Text, " ") {
			if word == "" {
				continue
			}
			if x > 0 && x+role.Width(strings.TrimRight(word, " ")) > width {
				lines = append(lines, nil)
				x = 0
			}
			last := len(lines) - 1
			line := lines[last]
			if n := len(line); n > 0 && line[n-1].Bold == run.Bold {
				line[n-1].Text += word
			} else {
				lines[last] = append(line, Run{Text: word, Bold: run.Bold})
			}
			x += role.Width(word)
		}
	}
	return lines
}

// CreateRenderer implements [fyne.Widget].
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	r := &paragraphRenderer{paragraph: p}
	r.Refresh()
	return r
}

type paragraphRenderer struct {
	noDestroy
	paragraph *Paragraph
	texts     []fyne.CanvasObject
}

func (r *paragraphRenderer) MinSize() fyne.Size {
	return fyne.NewSize(80, r.paragraph.HeightFor(fyne.Max(80, r.paragraph.width)))
}

func (r *paragraphRenderer) Layout(s fyne.Size) {
	if s.Width == r.paragraph.width {
		return
	}
	r.paragraph.width = s.Width
	r.build()
}

func (r *paragraphRenderer) build() {
	p, colours := r.paragraph, CurrentPalette()
	ink := colours.Ink
	if p.Muted {
		ink = colours.Muted
	}
	r.texts = nil
	for i, line := range p.lines(p.width) {
		x := float32(0)
		for _, run := range line {
			t := NewText(p.role(run.Bold), run.Text, ink)
			placeText(t, x, float32(i)*p.Role.Line(), 0, p.Role.Line())
			x += t.MinSize().Width
			r.texts = append(r.texts, t)
		}
	}
}

func (r *paragraphRenderer) Objects() []fyne.CanvasObject { return r.texts }

func (r *paragraphRenderer) Refresh() {
	r.build()
	canvas.Refresh(r.paragraph)
}
