// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"codeberg.org/fremskridt/fremskridt/plots"
)

// tableRow is the canvas objects of one visible row, reused for other rows when the
// table scrolls.
type tableRow struct {
	*fyne.Container
	back        *canvas.Rectangle
	mark        *canvas.Rectangle
	hairline    *canvas.Rectangle
	placeholder *canvas.Rectangle
	cells       []*tableCell

	index  int // -1: unused
	group  bool
	height float32
}

type tableCell struct {
	text      *canvas.Text
	tail      *canvas.Text
	mark      *canvas.Image
	shownMark markKey
	chevron   *glyph
	drawing   *drawing

	fullText  string
	available float32
}

type markKey struct {
	mark         Mark
	ink, surface color.NRGBA
}

func newTableRow(columns []Column) *tableRow {
	r := &tableRow{
		Container: &fyne.Container{},
		back:      &canvas.Rectangle{}, mark: &canvas.Rectangle{},
		hairline: &canvas.Rectangle{}, placeholder: &canvas.Rectangle{CornerRadius: 3},
		index: -1,
	}
	r.Objects = []fyne.CanvasObject{r.back, r.mark, r.hairline, r.placeholder}
	for _, c := range columns {
		cell := &tableCell{text: &canvas.Text{TextSize: Body.Size()}}
		if c.Draw != nil {
			cell.drawing = newDrawing(c.Draw)
			r.Objects = append(r.Objects, cell.drawing.Raster)
		}
		r.cells = append(r.cells, cell)
		r.Objects = append(r.Objects, cell.text)
	}
	return r
}

// fill shows cells; nil means not loaded and shows a placeholder.
func (r *tableRow) fill(columns []Column, ws []float32, inset, width float32, cells []Cell, p plots.Palette) {
	body := r.height - 1
	r.back.Resize(fyne.NewSize(width, body))
	r.mark.Resize(fyne.NewSize(3, body))
	r.hairline.Move(fyne.NewPos(0, body))
	r.hairline.Resize(fyne.NewSize(width, 1))
	recolour(r.hairline, p.Grid)

	setVisible(r.placeholder, cells == nil)
	if cells == nil && len(ws) > 0 {
		recolour(r.placeholder, p.Grid)
		r.placeholder.Move(fyne.NewPos(inset+CellInset, round(body/2)-4))
		r.placeholder.Resize(fyne.NewSize(fyne.Max(0, ws[0]*.7-CellInset), 8))
	}

	x := inset
	for i, view := range r.cells {
		var c Cell
		if i < len(cells) {
			c = cells[i]
		}
		w := ws[i]
		if r.group {
			if i == 0 {
				w = width - inset
			}
			c.Bold = true
		}
		r.fillCell(view, c, columns[i], x, w, p)
		x += ws[i]
	}
}

func (r *tableRow) fillCell(v *tableCell, c Cell, column Column, x, w float32, p plots.Palette) {
	body := r.height - 1
	if v.drawing != nil {
		setVisible(v.drawing.Raster, c.Value != nil)
		v.drawing.Move(fyne.NewPos(x, 0))
		v.drawing.Resize(fyne.NewSize(w, body))
		v.drawing.set(c.Value, p)
	}

	role := Body
	if c.Bold || column.Bold {
		role = BodyBold
	}
	ink := p.Ink
	if c.Muted {
		ink = p.Muted
	}
	x += CellInset
	w -= 2 * CellInset

	r.fillMark(v, c.Mark, x, ink, p)
	x += c.Mark.advance()
	w -= c.Mark.advance()

	tail := float32(0)
	if c.Tail != "" {
		tail = ceil(BodyBold.Width(c.Tail)) + 4
	}
	if c.Chevron {
		tail += 18
	}
	room := fyne.Max(0, w-tail)
	if v.fullText != c.Text || v.available != room || v.text.TextStyle.Bold != role.Bold() || v.text.Color != ink {
		v.fullText, v.available = c.Text, room
		v.text.Text, v.text.TextStyle, v.text.Color = "", role.Style(), ink
		if c.Text != "" {
			v.text.Text = Ellipsis(role, c.Text, room)
		}
		v.text.Refresh()
	}
	v.text.Alignment = column.Align
	if r.group {
		v.text.Alignment = fyne.TextAlignLeading
	}
	placeText(v.text, x, 0, room, body)
	r.fillTail(v, c, p)
}

func (r *tableRow) fillMark(v *tableCell, m Mark, x float32, ink color.NRGBA, p plots.Palette) {
	if v.mark != nil {
		setVisible(v.mark, m.Shape != NoMark && m.Shape != Blank)
	}
	if m.Shape == NoMark || m.Shape == Blank {
		return
	}
	if v.mark == nil {
		v.mark = &canvas.Image{FillMode: canvas.ImageFillStretch}
		v.mark.Resize(fyne.NewSquareSize(markSide))
		r.Objects = append(r.Objects, v.mark)
	}
	if key := (markKey{m, ink, p.Surface}); key != v.shownMark {
		v.shownMark = key
		v.mark.Resource = m.resource(ink, p.Surface)
		v.mark.Refresh()
	}
	v.mark.Move(fyne.NewPos(x, round((r.height-markSide)/2)+1))
}

func (r *tableRow) fillTail(v *tableCell, c Cell, p plots.Palette) {
	end := v.text.Position().X + v.text.Size().Width
	if v.tail != nil {
		setVisible(v.tail, c.Tail != "")
	}
	if v.chevron != nil {
		setVisible(v.chevron.Image, c.Chevron)
	}
	if c.Tail != "" {
		if v.tail == nil {
			v.tail = &canvas.Text{TextSize: Body.Size()}
			r.Objects = append(r.Objects, v.tail)
		}
		style, ink := BodyBold.Style(), p.Ink
		if r.group {
			style, ink = Body.Style(), p.Muted
		}
		if v.tail.Text != c.Tail || v.tail.Color != ink || v.tail.TextStyle != style {
			v.tail.Text, v.tail.Color, v.tail.TextStyle = c.Tail, ink, style
			v.tail.Refresh()
		}
		placeText(v.tail, end+3, 0, 0, r.height-1)
	}
	if c.Chevron {
		if v.chevron == nil {
			v.chevron = newGlyph()
			r.Objects = append(r.Objects, v.chevron.Image)
		}
		v.chevron.set(IconForward, p.Muted, iconLine)
		v.chevron.put(end+4, 0, 16, r.height-1, 14)
	}
}

// paint sets the background of the row.
func (r *tableRow) paint(selected, hovered, focused bool, p plots.Palette) {
	back, mark := color.NRGBA{}, color.NRGBA{}
	switch {
	case r.group:
		back = p.Raised
	case selected:
		back, mark = p.Selection, p.Edge
		if focused {
			mark = p.Focus
		}
	case hovered:
		back = p.Raised
	}
	recolour(r.back, back)
	recolour(r.mark, mark)
}

func recolour(r *canvas.Rectangle, c color.NRGBA) {
	if r.FillColor == c {
		return
	}
	r.FillColor = c
	r.Refresh()
}
