// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"image/color"
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Role is the typographic role of a text: size, line height and weight.
type Role int

// The roles, with size and line height. The zero value is the text of cells and
// buttons.
const (
	Body       Role = iota // 13/18
	BodyBold               // 13/18, names
	PageTitle              // 20/26
	SmallTitle             // 18/22, the page title above tabs
	CardTitle              // 15/20
	Second                 // 12/16, second lines and legends
	SecondBold             // 12/16, table heads
	Axis                   // 11/13, axis labels and key caps
	AxisBold               // 11/13
	Large                  // 20/26, text that a citizen reads
	Headline               // 36/50, the question that a citizen answers
	BigDigit               // 34/38, the digit of a step of a BigScale
)

// Size returns the font size.
func (r Role) Size() float32 {
	switch r {
	case PageTitle, Large:
		return 20
	case Headline:
		return 36
	case BigDigit:
		return 34
	case SmallTitle:
		return 18
	case CardTitle:
		return 15
	case Second, SecondBold:
		return 12
	case Axis, AxisBold:
		return 11
	}
	return 13
}

// Line returns the line height.
func (r Role) Line() float32 {
	switch r {
	case PageTitle, Large:
		return 26
	case Headline:
		return 50
	case BigDigit:
		return 38
	case SmallTitle:
		return 22
	case CardTitle:
		return 20
	case Second, SecondBold:
		return 16
	case Axis, AxisBold:
		return 13
	}
	return 18
}

// Bold reports whether the role is bold.
func (r Role) Bold() bool {
	switch r {
	case BodyBold, PageTitle, SmallTitle, CardTitle, SecondBold, AxisBold, Headline, BigDigit:
		return true
	}
	return false
}

// Style returns the text style of the role.
func (r Role) Style() fyne.TextStyle { return fyne.TextStyle{Bold: r.Bold()} }

// Width returns the width of text in the role.
func (r Role) Width(text string) float32 {
	return fyne.MeasureText(text, r.Size(), r.Style()).Width
}

// NewText returns canvas text in a role. Its owner has to set the colour again when
// the theme changes; a [Label] does that itself.
func NewText(role Role, text string, c color.Color) *canvas.Text {
	return &canvas.Text{Text: text, Color: c, TextSize: role.Size(), TextStyle: role.Style()}
}

// Ellipsis shortens text, with an ellipsis at its end, to at most width in the role.
func Ellipsis(role Role, text string, width float32) string {
	if role.Width(text) <= width {
		return text
	}
	const dots = "…"
	runes := []rune(text)
	low, high := 0, len(runes)-1
	for low < high {
		mid := (low + high + 1) / 2
		if role.Width(string(runes[:mid])+dots) <= width {
			low = mid
		} else {
			high = mid - 1
		}
	}
	if low <= 0 {
		return dots
	}
	for low > 1 && runes[low-1] == ' ' {
		low--
	}
	return string(runes[:low]) + dots
}

// wrapText wraps text at width. The last of at most most lines is shortened.
func wrapText(role Role, text string, width float32, most int) []string {
	var lines []string
	rest := ""
	for _, word := range strings.Fields(text) {
		switch {
		case rest == "":
			rest = word
		case len(lines) == most-1 || role.Width(rest+" "+word) <= width:
			rest += " " + word
		default:
			lines = append(lines, rest)
			rest = word
		}
	}
	lines = append(lines, rest)
	for i := range lines {
		lines[i] = Ellipsis(role, lines[i], width)
	}
	return lines
}

// Ascent and descent of Noto Sans per unit of font size.
const (
	ascent  = 1.069
	descent = 0.293
)

// placeText puts t into a box, vertically centred with its baseline on a whole
// pixel, and horizontally as t.Alignment says.
func placeText(t *canvas.Text, x, y, w, h float32) {
	size := float64(t.TextSize)
	base := math.Round(float64(y) + (float64(h)-(ascent+descent)*size)/2 + ascent*size)
	top := float32(base - math.Ceil(ascent*size))
	min := t.MinSize()
	align := t.Alignment
	switch align {
	case fyne.TextAlignTrailing:
		x += w - min.Width
	case fyne.TextAlignCenter:
		x += (w - min.Width) / 2
	}
	t.Move(fyne.NewPos(round(x), top))
	if align == fyne.TextAlignLeading {
		t.Resize(min)
		return
	}
	t.Alignment = fyne.TextAlignLeading
	t.Resize(min)
	t.Alignment = align
}

func round(v float32) float32 { return float32(math.Round(float64(v))) }

func ceil(v float32) float32 { return float32(math.Ceil(float64(v))) }
