// SPDX-License-Identifier: MPL-2.0

package cli

import (
	"context"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model/atomicfile"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/plots"
)

type plotCommand struct {
	registerFlags
	Citizen    string `help:"The citizen's case number." required:"" placeholder:"CASENO"`
	Out        string `help:"File to write, .png, .svg or .pdf." required:"" placeholder:"FILE"`
	Width      int    `help:"Width in pixels; by default a PDF is a page of A4 in black and white." placeholder:"PX"`
	Height     int    `help:"Height in pixels; by default what all panels need." placeholder:"PX"`
	Respondent string `help:"Respondent: both, citizen or caseworker." enum:"both,citizen,caseworker" default:"both"`
	Dark       bool   `help:"Draw for a dark screen."`
	Print      bool   `help:"Draw for print in black and white."`
}

// Sizes of figures, in pixels.
const (
	minSize, maxSize            = 600, 10_000
	minScale                    = 0.75 // of a picture that is too low for its panels
	defaultWidth, defaultHeight = 1200, 800
	pageWidth, pageHeight       = 794, 1123 // A4 at 96 dots an inch
)

// Run draws a citizen's figure.
func (c *plotCommand) Run(ctx context.Context, s *session) error {
	kind := strings.ToLower(filepath.Ext(c.Out))
	if kind != ".png" && kind != ".svg" && kind != ".pdf" {
		return messages.New("file_kind", "Kinds", ".png, .svg, .pdf")
	}
	for _, n := range []int{c.Width, c.Height} {
		if n != 0 && (n < minSize || n > maxSize) {
			return messages.New("size", "Low", minSize, "High", maxSize)
		}
	}
	err := s.export(ctx, c.registerFlags, c.Citizen, "figure", func(of plots.Case) error {
		d := of.Data(s.words)
		d.Respondents, d.Header = plots.Respondents(c.Respondent), true
		return c.draw(plots.NewProgression(d), kind)
	})
	if err == nil {
		fmt.Fprintln(s.Out, s.words.T("cli.drawn", "File", c.Out))
	}
	return err
}

// draw writes a figure to the file.
func (c *plotCommand) draw(figure *plots.Progression, kind string) error {
	layout, pal, scale := c.layout(figure, kind)
	if c.Height != 0 && layout.Height*scale > float64(c.Height)+0.5 {
		return messages.New("height", "Height", int(math.Ceil(layout.Height*scale)), "Width", int(layout.Width*scale))
	}
	return atomicfile.Replace(c.Out, func(f io.Writer) error {
		switch kind {
		case ".png":
			return figure.PNG(f, layout, pal, scale)
		case ".svg":
			return figure.SVG(f, layout, pal, scale)
		}
		return figure.PDF(f, layout, pal, scale)
	})
}

// layout lays out the figure for the requested size. A picture larger than the
// default is scaled up, so that its text stays in proportion. One too low for all
// panels is scaled down, to minScale at most.
func (c *plotCommand) layout(p *plots.Progression, kind string) (*plots.Layout, plots.Palette, float64) {
	pal := plots.Light()
	page := kind == ".pdf" && c.Width == 0 && c.Height == 0 && !c.Dark
	switch {
	case c.Print || page:
		pal = plots.BlackAndWhite()
	case c.Dark:
		pal = plots.Dark()
	}
	if page {
		return p.Layout(plots.Size{Width: pageWidth, Height: pageHeight, Print: true}), pal, 1
	}
	width, height := float64(defaultWidth), float64(defaultHeight)
	if c.Width != 0 {
		width = float64(c.Width)
		height = width * defaultHeight / defaultWidth
	}
	if c.Height != 0 {
		height = float64(c.Height)
	}
	scale := math.Min(width/defaultWidth, height/defaultHeight)
	scale = plots.NearestScale(math.Max(scale, math.Min(1, width/minSize)))
	for {
		l := p.Layout(plots.Size{Width: width / scale, Height: height / scale})
		if c.Height == 0 || l.Height*scale <= height+0.5 || scale <= minScale {
			return l, pal, scale
		}
		scale = plots.NearestScale(scale - 1.0/72)
	}
}
