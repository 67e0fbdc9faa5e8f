// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/plots"
)

// tableSide is the room for the scroll bar, at the right of the columns.
const tableSide = 22

type tableRenderer struct {
	noDestroy
	table *DataTable

	frame   *frame
	head    *canvas.Rectangle
	line    *canvas.Rectangle
	heads   []*tableHead
	body    *container.Clip
	rowList *fyne.Container
	empty   *canvas.Text
	bar     *scrollbar

	objects     []fyne.CanvasObject
	palette     plots.Palette
	widths      []float32
	pool        []*tableRow
	first, last int
}

type tableHead struct {
	text    *canvas.Text
	arrow   *glyph
	drawing *drawing
}

// CreateRenderer implements [fyne.Widget].
func (t *DataTable) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	r := &tableRenderer{
		table: t, frame: newFrame(cardRadius),
		head: &canvas.Rectangle{}, line: &canvas.Rectangle{},
		rowList: container.NewWithoutLayout(), empty: &canvas.Text{TextSize: Body.Size(), Alignment: fyne.TextAlignCenter},
		bar: newScrollbar(), first: -1, last: -1,
	}
	r.body = container.NewClip(r.rowList)
	t.view = r
	r.Refresh()
	return r
}

func (r *tableRenderer) border() float32 {
	if r.table.Bare {
		return 0
	}
	return 1
}

func (r *tableRenderer) bodyTop() float32 { return r.border() + HeadHeight }

func (r *tableRenderer) bodyHeight() float64 {
	return float64(fyne.Max(0, r.table.Size().Height-r.bodyTop()-r.border()))
}

func (r *tableRenderer) bodyWidth() float32 {
	return fyne.Max(0, r.table.Size().Width-2*r.border())
}

// MinSize is room for a head and three rows.
func (r *tableRenderer) MinSize() fyne.Size {
	return fyne.NewSize(160, HeadHeight+3*float32(r.table.geometry().height)+2*r.border())
}

func (r *tableRenderer) Objects() []fyne.CanvasObject { return r.objects }

// Refresh applies changed columns, palette and rows.
func (r *tableRenderer) Refresh() {
	p := CurrentPalette()
	r.palette = p
	if len(r.heads) != len(r.table.Columns) {
		r.build()
	}
	r.head.FillColor, r.line.FillColor = p.Raised, p.Line
	r.head.Refresh()
	r.line.Refresh()
	r.bar.paint()
	for i, h := range r.heads {
		c := r.table.Columns[i]
		h.text.Text, h.text.TextSize, h.text.TextStyle = c.Title, SecondBold.Size(), SecondBold.Style()
		h.text.Color = p.Muted
		icon := IconNone
		if c.ID != "" && c.ID == r.table.SortID {
			h.text.Color = p.Ink
			icon = IconSortDown
			if r.table.Descending {
				icon = IconSortUp
			}
		}
		h.arrow.set(icon, p.Ink, iconLine)
		h.text.Refresh()
		if h.drawing != nil {
			h.drawing.set(c.HeadValue, p)
		}
	}
	r.empty.Text, r.empty.Color = r.table.Empty, p.Muted
	for _, row := range r.pool {
		row.index = -1
	}
	r.Layout(r.table.Size())
	r.paintStates()
	canvas.Refresh(r.table)
}

func (r *tableRenderer) build() {
	r.heads, r.pool, r.rowList.Objects = nil, nil, nil
	r.objects = append(r.frame.objects(), r.head, r.line)
	for _, c := range r.table.Columns {
		h := &tableHead{text: &canvas.Text{}, arrow: newGlyph()}
		if c.Head != nil {
			h.drawing = newDrawing(c.Head)
			r.objects = append(r.objects, h.drawing.Raster)
		}
		r.heads = append(r.heads, h)
		r.objects = append(r.objects, h.text, h.arrow.Image)
	}
	r.objects = append(r.objects, r.body, r.empty, r.bar.track, r.bar.thumb)
}

func (r *tableRenderer) Layout(s fyne.Size) {
	if s.Width <= 0 || s.Height <= 0 {
		return
	}
	b := r.border()
	r.frame.show(!r.table.Bare)
	r.frame.layout(fyne.Position{}, s, b)
	r.head.Move(fyne.NewSquareOffsetPos(b))
	r.head.Resize(fyne.NewSize(r.bodyWidth(), HeadHeight-1))
	if !r.table.Bare {
		r.head.TopLeftCornerRadius, r.head.TopRightCornerRadius = cardRadius-1, cardRadius-1
	}
	r.line.Move(fyne.NewPos(b, b+HeadHeight-1))
	r.line.Resize(fyne.NewSize(r.bodyWidth(), 1))

	old := r.widths
	r.widths = widths(r.table.Columns, r.bodyWidth()-tableSide-r.table.Inset)
	x := b + r.table.Inset
	for i, h := range r.heads {
		r.layoutHead(h, r.table.Columns[i], x, r.widths[i])
		x += r.widths[i]
	}

	r.body.Move(fyne.NewPos(b, r.bodyTop()))
	r.body.Resize(fyne.NewSize(r.bodyWidth(), float32(r.bodyHeight())))
	setVisible(r.empty, r.table.rows.length == 0)
	placeText(r.empty, b, r.bodyTop(), r.bodyWidth(), fyne.Min(float32(r.bodyHeight()), 96))

	r.growPool()
	if !slices.Equal(old, r.widths) {
		for _, row := range r.pool {
			row.index = -1
		}
	}
	r.table.offset = max(0, min(r.table.offset, r.table.geometry().total()-r.bodyHeight()))
	r.scroll()
	if i := r.table.pending - 1; i >= 0 && r.bodyHeight() > 0 {
		r.table.pending = 0
		r.table.ScrollTo(i)
	}
}

func (r *tableRenderer) layoutHead(h *tableHead, c Column, x, w float32) {
	b := r.border()
	if h.drawing != nil {
		h.drawing.Move(fyne.NewPos(x, b))
		h.drawing.Resize(fyne.NewSize(w, HeadHeight-1))
	}
	room := w - 2*CellInset
	arrow := float32(0)
	if h.arrow.Visible() {
		arrow = 15
	}
	h.text.Text = Ellipsis(SecondBold, c.Title, fyne.Max(0, room-arrow))
	h.text.Alignment = c.TitleAlign
	placeText(h.text, x+CellInset, b, room-arrow, HeadHeight-1)
	end := h.text.Position().X + h.text.MinSize().Width
	h.arrow.put(round(end)+3, b, 12, HeadHeight-1, 12)
}

// growPool makes row objects for as many rows as can be visible at once.
func (r *tableRenderer) growPool() {
	n := int(r.bodyHeight()/r.table.geometry().groupHeight()) + 2
	if n <= len(r.pool) {
		return
	}
	for range n - len(r.pool) {
		row := newTableRow(r.table.Columns)
		r.pool = append(r.pool, row)
		r.rowList.Objects = append(r.rowList.Objects, row.Container)
	}
	for _, row := range r.pool {
		row.index = -1
	}
}

// scroll places the visible rows, fills those that have become visible, and reports
// a changed range to OnVisible.
func (r *tableRenderer) scroll() {
	g := r.table.geometry()
	r.bar.layout(
		fyne.NewPos(r.table.Size().Width-r.border()-3-barWidth, r.bodyTop()+4),
		float32(r.bodyHeight())-7, r.table.offset, r.bodyHeight(), g.total(),
	)
	first, last := r.span(g)
	seen := last - first + 1
	if first < 0 {
		seen = 0
	}
	for k := range seen {
		i := first + k
		row := r.pool[i%len(r.pool)]
		if row.index != i {
			r.fillRow(row, i, g)
		}
		row.Move(fyne.NewPos(0, round(float32(g.top(i)-r.table.offset))))
		setVisible(row.Container, true)
	}
	for _, row := range r.pool {
		if row.index < first || row.index > last || seen == 0 {
			setVisible(row.Container, false)
		}
	}
	if first == r.first && last == r.last {
		return
	}
	r.first, r.last = first, last
	if seen > 0 && r.table.OnVisible != nil {
		r.table.OnVisible(first, last)
	}
}

func (r *tableRenderer) span(g rows) (first, last int) {
	height := r.bodyHeight()
	if g.length == 0 || height <= 0 || len(r.pool) == 0 {
		return -1, -1
	}
	first, ok := g.at(r.table.offset)
	if !ok {
		return -1, -1
	}
	last, ok = g.at(r.table.offset + height - 1)
	if !ok {
		last = g.length - 1
	}
	return first, min(last, first+len(r.pool)-1)
}

func (r *tableRenderer) fillRow(row *tableRow, i int, g rows) {
	var cells []Cell
	if r.table.Row != nil {
		if c, ok := r.table.Row(i); ok {
			cells = c
			if cells == nil {
				cells = []Cell{}
			}
		}
	}
	row.index, row.group, row.height = i, g.isGroup(i), float32(g.heightOf(i))
	row.Resize(fyne.NewSize(r.bodyWidth(), row.height))
	row.fill(r.table.Columns, r.widths, r.table.Inset, r.bodyWidth(), cells, r.palette)
	r.paintRow(row)
}

func (r *tableRenderer) refill(i int) {
	for _, row := range r.pool {
		if row.index == i {
			r.fillRow(row, i, r.table.geometry())
			return
		}
	}
}

func (r *tableRenderer) paintRow(row *tableRow) {
	t := r.table
	row.paint(row.index == t.selected, row.index == t.hoveredRow, t.focused, r.palette)
}

func (r *tableRenderer) paintStates() {
	p := r.palette
	edge := p.Line
	if r.table.ring() && r.table.selected < 0 {
		edge = p.Focus
	}
	r.frame.paint(edge, p.Surface)
	for _, row := range r.pool {
		if row.index >= 0 {
			r.paintRow(row)
		}
	}
}

func (r *tableRenderer) columnAt(x float32) (int, bool) {
	x -= r.border() + r.table.Inset
	for i, w := range r.widths {
		if x >= 0 && x < w {
			return i, true
		}
		x -= w
	}
	return 0, false
}
