// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// DataTable is a virtual table: it requests the visible rows by number and reuses
// their canvas objects when it scrolls, so its cost does not depend on its length. It
// is one tab stop.
type DataTable struct {
	control

	Columns []Column

	// Row returns the cells of row i, or false if they are not loaded yet. A group
	// head has one cell: its text and, as Tail, its count.
	Row func(i int) ([]Cell, bool)

	RowHeight float32 // 30 when zero
	Bare      bool    // no border, for a table inside a card
	Inset     float32 // before the first column
	Empty     string  // shown when there are no rows

	// SortID is the ID of the sorted column, or empty. The arrow of an ascending order
	// points down.
	SortID     string
	Descending bool

	OnSort    func(id string, descending bool)
	OnSelect  func(i int)
	OnOpen    func(i int) // Enter and a double click
	OnSpace   func(i int)
	OnVisible func(first, last int)       // after scrolling, to load these rows
	OnKey     func(e *fyne.KeyEvent) bool // before the table's own keys; true if used

	rows       rows
	selected   int
	hoveredRow int
	offset     float64
	pending    int // 1 + the row to scroll to at the first layout; 0: none
	dragging   bool
	view       *tableRenderer
}

var (
	_ fyne.Focusable      = (*DataTable)(nil)
	_ fyne.Tappable       = (*DataTable)(nil)
	_ fyne.DoubleTappable = (*DataTable)(nil)
	_ fyne.Draggable      = (*DataTable)(nil)
	_ fyne.Scrollable     = (*DataTable)(nil)
	_ desktop.Hoverable   = (*DataTable)(nil)
	_ desktop.Mouseable   = (*DataTable)(nil)
)

// NewDataTable returns an empty table; see [DataTable.SetLength].
func NewDataTable(columns []Column, row func(i int) ([]Cell, bool)) *DataTable {
	t := &DataTable{Columns: columns, Row: row, selected: -1, hoveredRow: -1}
	t.ExtendBaseWidget(t)
	return t
}

// Length returns the number of rows.
func (t *DataTable) Length() int { return t.rows.length }

// SetLength sets the number of rows and requests the visible ones again.
func (t *DataTable) SetLength(n int) {
	t.rows.length = n
	if t.selected >= n {
		t.selected = t.rows.step(n-1, -1)
	}
	t.hoveredRow = -1
	if t.view != nil {
		t.view.first, t.view.last = -1, -1
	}
	t.Refresh()
}

// SetGroups sets which rows are group heads, in ascending order.
func (t *DataTable) SetGroups(rows []int) {
	t.rows.groups = rows
	t.Refresh()
}

// Selected returns the selected row, or -1.
func (t *DataTable) Selected() int { return t.selected }

// Select selects row i, or none for -1, scrolls to it, and calls OnSelect if that is
// a change.
func (t *DataTable) Select(i int) {
	if i >= t.rows.length || (i >= 0 && t.rows.isGroup(i)) {
		return
	}
	if i < 0 {
		i = -1
	}
	changed := i != t.selected
	t.selected = i
	if i >= 0 {
		t.ScrollTo(i)
	}
	t.repaint()
	if changed && t.OnSelect != nil {
		t.OnSelect(i)
	}
}

// ScrollTo scrolls just far enough to show row i, and the group head directly above
// it.
func (t *DataTable) ScrollTo(i int) {
	if i < 0 || i >= t.rows.length {
		return
	}
	if t.view == nil || t.view.bodyHeight() <= 0 {
		t.pending = i + 1
		return
	}
	rows := t.geometry()
	top, bottom := rows.top(i), rows.top(i)+rows.heightOf(i)
	if i > 0 && rows.isGroup(i-1) {
		top = rows.top(i - 1)
	}
	view := t.view.bodyHeight()
	switch {
	case top < t.offset:
		t.setOffset(top)
	case bottom > t.offset+view:
		t.setOffset(bottom - view)
	}
}

// ColumnLeft returns the x of the left edge of a column, to align objects above it.
func (t *DataTable) ColumnLeft(id string) float32 {
	border := float32(1)
	if t.Bare {
		border = 0
	}
	x := border + t.Inset
	for i, w := range widths(t.Columns, t.Size().Width-2*border-tableSide-t.Inset) {
		if t.Columns[i].ID == id {
			break
		}
		x += w
	}
	return x
}

// RefreshRow requests row i again if it is visible.
func (t *DataTable) RefreshRow(i int) {
	if t.view != nil {
		t.view.refill(i)
	}
}

// SetSort marks column id as sorted without calling OnSort.
func (t *DataTable) SetSort(id string, descending bool) {
	t.SortID, t.Descending = id, descending
	t.Refresh()
}

func (t *DataTable) geometry() rows {
	r := t.rows
	r.height = RowHeight
	if t.RowHeight > 0 {
		r.height = float64(t.RowHeight)
	}
	return r
}

func (t *DataTable) setOffset(y float64) {
	if t.view == nil {
		return
	}
	y = max(0, min(y, t.geometry().total()-t.view.bodyHeight()))
	if y == t.offset {
		return
	}
	t.offset = y
	t.view.scroll()
}

func (t *DataTable) repaint() {
	if t.view != nil {
		t.view.paintStates()
	}
}

// FocusGained implements [fyne.Focusable].
func (t *DataTable) FocusGained() {
	t.focused = true
	t.repaint()
	if t.focusCallback != nil {
		t.focusCallback()
	}
}

// FocusLost implements [fyne.Focusable].
func (t *DataTable) FocusLost() {
	t.focused, t.clicked = false, false
	t.repaint()
}

// TypedKey implements [fyne.Focusable].
func (t *DataTable) TypedKey(e *fyne.KeyEvent) {
	t.clicked = false
	if t.OnKey != nil && t.OnKey(e) {
		return
	}
	switch e.Name {
	case fyne.KeyUp:
		t.move(-1)
	case fyne.KeyDown:
		t.move(1)
	case fyne.KeyPageUp:
		t.move(-t.page())
	case fyne.KeyPageDown:
		t.move(t.page())
	case fyne.KeyHome:
		t.Select(t.rows.step(0, 1))
	case fyne.KeyEnd:
		t.Select(t.rows.step(t.rows.length-1, -1))
	case fyne.KeyReturn, fyne.KeyEnter:
		t.open(t.selected)
	case fyne.KeyEscape:
		bubbleKey(t, e)
	case fyne.KeySpace:
		if t.selected >= 0 && t.OnSpace != nil {
			t.OnSpace(t.selected)
		}
	}
}

func (t *DataTable) move(by int) {
	if t.rows.length == 0 {
		return
	}
	if t.selected < 0 {
		first := 0
		if t.view != nil {
			first = max(0, t.view.first)
		}
		t.Select(t.rows.step(first, 1))
		return
	}
	d := 1
	if by < 0 {
		d = -1
	}
	i := max(0, min(t.selected+by, t.rows.length-1))
	if i = t.rows.step(i, d); i >= 0 {
		t.Select(i)
	}
}

func (t *DataTable) page() int {
	if t.view == nil {
		return 1
	}
	return max(1, int(t.view.bodyHeight()/t.geometry().height)-1)
}

func (t *DataTable) open(i int) {
	if i >= 0 && i < t.rows.length && t.OnOpen != nil {
		t.OnOpen(i)
	}
}

// MouseDown implements [desktop.Mouseable]. It selects immediately: the toolkit
// delays a tap until it cannot become a double tap.
func (t *DataTable) MouseDown(e *desktop.MouseEvent) {
	if e.Button != desktop.MouseButtonPrimary || t.view == nil {
		return
	}
	t.focusByPointer(t)
	if t.view.bar.hit(e.Position) {
		t.view.bar.press(e.Position.Y)
		t.dragging = true
		t.drag(e.Position.Y)
		return
	}
	t.selectAt(e.Position)
}

// MouseUp implements [desktop.Mouseable].
func (t *DataTable) MouseUp(e *desktop.MouseEvent) {
	if t.dragging {
		t.dragging = false
		return
	}
	if e.Button == desktop.MouseButtonPrimary {
		t.sortAt(e.Position)
	}
}

// Tapped implements [fyne.Tappable]. On a desktop MouseDown has already
// selected the row.
func (t *DataTable) Tapped(e *fyne.PointEvent) {
	t.focusByPointer(t)
	t.selectAt(e.Position)
}

// DoubleTapped implements [fyne.DoubleTappable].
func (t *DataTable) DoubleTapped(e *fyne.PointEvent) {
	if i, ok := t.rowAt(e.Position); ok && !t.rows.isGroup(i) {
		t.Select(i)
		t.open(i)
	}
}

// Dragged implements [fyne.Draggable].
func (t *DataTable) Dragged(e *fyne.DragEvent) {
	if t.dragging {
		t.drag(e.Position.Y)
	}
}

// DragEnd implements [fyne.Draggable].
func (t *DataTable) DragEnd() { t.dragging = false }

// Scrolled implements [fyne.Scrollable].
func (t *DataTable) Scrolled(e *fyne.ScrollEvent) {
	notifyActivity()
	t.setOffset(t.offset - float64(e.Scrolled.DY))
}

// MouseIn implements [desktop.Hoverable].
func (t *DataTable) MouseIn(e *desktop.MouseEvent) { t.MouseMoved(e) }

// MouseMoved implements [desktop.Hoverable].
func (t *DataTable) MouseMoved(e *desktop.MouseEvent) {
	notifyActivity()
	i, ok := t.rowAt(e.Position)
	if !ok {
		i = -1
	}
	if i != t.hoveredRow {
		t.hoveredRow = i
		t.repaint()
	}
}

// MouseOut implements [desktop.Hoverable].
func (t *DataTable) MouseOut() {
	t.hoveredRow = -1
	t.repaint()
}

func (t *DataTable) drag(y float32) {
	t.setOffset(t.view.bar.offsetAt(y, t.view.bodyHeight(), t.geometry().total()))
}

func (t *DataTable) selectAt(p fyne.Position) {
	if i, ok := t.rowAt(p); ok && !t.rows.isGroup(i) {
		t.Select(i)
	}
}

func (t *DataTable) rowAt(p fyne.Position) (int, bool) {
	if t.view == nil || p.Y < t.view.bodyTop() || p.Y >= t.Size().Height-t.view.border() {
		return 0, false
	}
	return t.geometry().at(float64(p.Y-t.view.bodyTop()) + t.offset)
}

func (t *DataTable) sortAt(p fyne.Position) {
	if t.view == nil || p.Y >= t.view.bodyTop() {
		return
	}
	c, ok := t.view.columnAt(p.X)
	if !ok || !t.Columns[c].Sortable {
		return
	}
	id := t.Columns[c].ID
	t.SetSort(id, id == t.SortID && !t.Descending)
	if t.OnSort != nil {
		t.OnSort(id, t.Descending)
	}
}
