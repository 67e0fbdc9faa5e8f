// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fmt"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
)

// Mark is the small symbol before the text of a cell. A fill always has an edge.
type Mark struct {
	Shape      Shape
	Fill, Edge color.NRGBA // ignored by diamonds, which have the colour of the text
}

// Shape is the form of a Mark.
type Shape int

// The shapes. The zero value is no mark.
const (
	NoMark      Shape = iota
	Square            // 10x10
	HatchSquare       // 10x10 with sparse stripes in Edge
	Diamond           // filled: overdue
	OpenDiamond       // due soon
	Blank             // the width of a diamond, which keeps texts aligned
	Disc              // the citizen's answers
	Triangle          // the caseworker's answers
)

const (
	markSide = 10
	markGap  = 7
)

// advance is how far the mark moves the text to the right.
func (m Mark) advance() float32 {
	switch m.Shape {
	case NoMark:
		return 0
	case Square, HatchSquare:
		return markSide + markGap
	}
	return markSide - 2 + markGap
}

func (m Mark) resource(ink, surface color.NRGBA) fyne.Resource {
	fill, edge := hexOf(m.Fill), hexOf(m.Edge)
	var body string
	switch m.Shape {
	case Square:
		body = roundSquare(fill, edge)
	case HatchSquare:
		fill = hexOf(surface)
		body = roundSquare(fill, edge) + stripes(edge)
	case Diamond:
		edge = hexOf(ink)
		body = `<path d="M4.5 0l4.5 5-4.5 5-4.5-5z" fill="` + edge + `"/>`
	case OpenDiamond:
		edge = hexOf(ink)
		body = `<path d="M4.5 .9l3.7 4.1-3.7 4.1-3.7-4.1z" fill="none" stroke="` + edge + `" stroke-width="1.1"/>`
	case Disc:
		body = `<circle cx="5" cy="5" r="3" fill="` + edge + `"/>`
	case Triangle:
		body = `<path d="M5 .8l4.2 8h-8.4z" fill="none" stroke="` + edge + `" stroke-width="1.3"/>`
	default:
		return nil
	}
	svg := `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10" viewBox="0 0 10 10">` + body + `</svg>`
	return fyne.NewStaticResource(fmt.Sprintf("mark-%d-%s-%s.svg", m.Shape, fill[1:], edge[1:]), []byte(svg))
}

func roundSquare(fill, edge string) string {
	return `<rect x="0" y="0" width="10" height="10" rx="2" ry="2" fill="` + edge + `"/>` +
		`<rect x="1" y="1" width="8" height="8" rx="1" ry="1" fill="` + fill + `"/>`
}

func stripes(edge string) string {
	var b strings.Builder
	for _, d := range []string{"M1 5l4-4", "M1 9l8-8", "M5 9l4-4"} {
		b.WriteString(`<path d="` + d + `" stroke="` + edge + `" stroke-width="1" fill="none"/>`)
	}
	return b.String()
}
