// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fmt"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Icon is one of the program's line icons, drawn on a grid of 24. The zero value
// draws nothing.
type Icon int

// The icons.
const (
	IconNone Icon = iota
	IconPeople
	IconCalendarCheck
	IconCalendar
	IconBars
	IconForest
	IconSliders
	IconLock
	IconSearch
	IconPlus
	IconMinus
	IconBack
	IconForward
	IconDown
	IconUp
	IconSortUp
	IconSortDown
	IconEye
	IconCopy
	IconInfo
	IconWarning
	IconClose
	IconCheck
)

func (i Icon) body() string {
	switch i {
	case IconPeople:
		return `<circle cx="9" cy="7.5" r="4"/><path d="M2 21v-2a5 5 0 0 1 5-5h4a5 5 0 0 1 5 5v2"/>` +
			`<path d="M16 3.7a4 4 0 0 1 0 7.6"/><path d="M18.5 14.3a5 5 0 0 1 3.5 4.7v2"/>`
	case IconCalendarCheck:
		return calendar + `<path d="M8.5 15.5l2.5 2.5 5-5"/>`
	case IconCalendar:
		return calendar
	case IconBars:
		return `<path d="M3 2v19h19"/><path d="M6.7 17v-4.5h2.8v4.5z"/><path d="M12 17v-8.5h2.8v8.5z"/><path d="M17.3 17v-12.5h2.8v12.5z"/>`
	case IconForest:
		return `<path d="M13 1.5v21"/><path d="M2 7h12"/><path d="M7.5 14.5h14"/>` +
			`<path d="M6.3 5h4.4v4h-4.4z" fill="COLOUR"/><path d="M14.8 12.5h4.4v4h-4.4z" fill="COLOUR"/>`
	case IconSliders:
		return `<path d="M2 7h12"/><circle cx="16.5" cy="7" r="2.2"/><path d="M19 7h3"/>` +
			`<path d="M2 17h4"/><circle cx="8.5" cy="17" r="2.2"/><path d="M11 17h11"/>`
	case IconLock:
		return `<path d="M5 11h14v10h-14z"/><path d="M8 11v-4a4 4 0 0 1 8 0v4"/>`
	case IconSearch:
		return `<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5l5.5 5.5"/>`
	case IconPlus:
		return `<path d="M12 5v14"/><path d="M5 12h14"/>`
	case IconMinus:
		return `<path d="M5 12h14"/>`
	case IconBack:
		return `<path d="M14.5 5l-7 7 7 7"/>`
	case IconForward:
		return `<path d="M9.5 5l7 7-7 7"/>`
	case IconDown:
		return `<path d="M6.3 9.2l5.7 5.7 5.7-5.7"/>`
	case IconUp:
		return `<path d="M6.3 14.8l5.7-5.7 5.7 5.7"/>`
	case IconSortDown:
		return `<path d="M12 4v16"/><path d="M5.5 13.5l6.5 6.5 6.5-6.5"/>`
	case IconSortUp:
		return `<path d="M12 20v-16"/><path d="M5.5 10.5l6.5-6.5 6.5 6.5"/>`
	case IconEye:
		return `<path d="M2 12c2.4-4.2 5.8-6.3 10-6.3s7.6 2.1 10 6.3c-2.4 4.2-5.8 6.3-10 6.3s-7.6-2.1-10-6.3z"/><circle cx="12" cy="12" r="3"/>`
	case IconCopy:
		return `<path d="M8 8h13v13h-13z"/><path d="M5 16h-2v-13h13v2"/>`
	case IconInfo:
		return `<circle cx="12" cy="12" r="9.5"/><path d="M12 11v6"/><path d="M12 7v1"/>`
	case IconWarning:
		return `<path d="M12 3l10 18h-20z"/><path d="M12 10v5"/><path d="M12 17.6v.8"/>`
	case IconClose:
		return `<path d="M5 5l14 14"/><path d="M19 5l-14 14"/>`
	case IconCheck:
		return `<path d="M4.5 12.5l5 5 10-11"/>`
	}
	return ""
}

const calendar = `<path d="M3 5h18v16h-18z"/><path d="M3 10h18"/><path d="M8 2v5"/><path d="M16 2v5"/>`

// iconLine is the stroke width on the grid of 24, chosen for icons shown at 16 or
// 18.
const iconLine = 1.5

// Resource returns the icon as an SVG in colour c.
func (i Icon) Resource(c color.Color) fyne.Resource { return i.resource(c, iconLine) }

func (i Icon) resource(c color.Color, line float64) fyne.Resource {
	hex := hexOf(c)
	svg := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" `+
		`stroke="%s" stroke-width="%g" stroke-linecap="round" stroke-linejoin="round">%s</svg>`,
		hex, line, strings.ReplaceAll(i.body(), "COLOUR", hex))
	return fyne.NewStaticResource(fmt.Sprintf("icon-%d-%s-%g.svg", i, hex[1:], line), []byte(svg))
}

func hexOf(c color.Color) string {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	return fmt.Sprintf("#%02x%02x%02x", n.R, n.G, n.B)
}

// glyph is an icon inside a widget.
type glyph struct {
	*canvas.Image
	icon   Icon
	colour color.Color
	line   float64
}

func newGlyph() *glyph {
	return &glyph{Image: &canvas.Image{FillMode: canvas.ImageFillContain}}
}

// set shows icon in colour c; line is the stroke width on the grid of 24.
func (g *glyph) set(icon Icon, c color.Color, line float64) {
	setVisible(g.Image, icon != IconNone)
	if icon == IconNone || (g.icon == icon && g.colour == c && g.line == line) {
		g.icon = icon
		return
	}
	g.icon, g.colour, g.line = icon, c, line
	g.Resource = icon.resource(c, line)
	g.Image.Refresh()
}

// put centres the icon in a box.
func (g *glyph) put(x, y, w, h, size float32) {
	g.Resize(fyne.NewSquareSize(size))
	g.Move(fyne.NewPos(round(x+(w-size)/2), round(y+(h-size)/2)))
}

// IconView is an icon as a widget that follows the theme.
type IconView struct {
	widget.BaseWidget

	Icon  Icon
	Side  float32 // 16 when zero
	Muted bool
}

// NewIconView returns a view of icon at size 16.
func NewIconView(icon Icon) *IconView {
	v := &IconView{Icon: icon}
	v.ExtendBaseWidget(v)
	return v
}

// CreateRenderer implements [fyne.Widget].
func (v *IconView) CreateRenderer() fyne.WidgetRenderer {
	r := &iconRenderer{view: v, glyph: newGlyph()}
	r.Refresh()
	return r
}

type iconRenderer struct {
	noDestroy
	view  *IconView
	glyph *glyph
}

func (r *iconRenderer) size() float32 {
	if r.view.Side > 0 {
		return r.view.Side
	}
	return 16
}

func (r *iconRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(r.size()) }

func (r *iconRenderer) Layout(s fyne.Size) { r.glyph.put(0, 0, s.Width, s.Height, r.size()) }

func (r *iconRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.glyph.Image} }

func (r *iconRenderer) Refresh() {
	p := CurrentPalette()
	c := p.Ink
	if r.view.Muted {
		c = p.Muted
	}
	r.glyph.set(r.view.Icon, c, iconLine)
	r.Layout(r.view.Size())
}
