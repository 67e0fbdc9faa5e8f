// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Typeahead is an entry that finds one of many options by a part of it. The matches
// are listed below it, the best first; up, down and a click select one. Enter accepts
// the selection and goes to the next field. The list always takes the same room, so
// that a form does not jump during typing.
type Typeahead struct {
	widget.BaseWidget

	Options []string
	// Rank returns how well an option matches text, 0 the best, or false if it does
	// not; it may consider synonyms. Options of equal rank keep their order.
	Rank      func(option int, text string) (rank int, matches bool)
	OnChanged func(selected int)

	entry        *Entry
	matches      []int
	selected     int // -1: none
	firstVisible int // of fits that is shown
	list         *typeaheadList
}

const (
	typeaheadRow  = 24
	typeaheadRows = 5
)

// NewTypeahead returns a typeahead without a selection.
func NewTypeahead(options []string, rank func(option int, text string) (rank int, fits bool)) *Typeahead {
	t := &Typeahead{Options: options, Rank: rank, entry: NewEntry(), selected: -1}
	t.ExtendBaseWidget(t)
	t.list = &typeaheadList{typeahead: t}
	t.list.ExtendBaseWidget(t.list)
	t.entry.Icon = IconSearch
	t.entry.OnChanged = t.onTyped
	t.entry.OnKey = t.onKey
	t.find("")
	return t
}

// Focusable returns the object that takes the focus.
func (t *Typeahead) Focusable() fyne.Focusable { return t.entry.Focusable() }

// Selected returns the selected option, or -1.
func (t *Typeahead) Selected() int { return t.selected }

// SetSelected selects option i, or none for -1, without calling OnChanged.
func (t *Typeahead) SetSelected(i int) {
	if i < 0 || i >= len(t.Options) {
		t.selected = -1
		t.entry.SetText("")
		t.find("")
	} else {
		t.selected, t.matches, t.firstVisible = i, []int{i}, 0
		t.entry.SetText(t.Options[i])
	}
	t.list.Refresh()
}

func (t *Typeahead) onTyped(text string) {
	if t.selected >= 0 && t.Options[t.selected] == text {
		return
	}
	t.find(text)
	t.choose(-1)
	if len(t.matches) > 0 && text != "" {
		t.choose(t.matches[0])
	}
}

func (t *Typeahead) find(text string) {
	t.matches, t.firstVisible = t.matches[:0:0], 0
	ranks := map[int]int{}
	for i := range t.Options {
		rank, fits := 0, true
		if text != "" {
			rank, fits = t.Rank(i, text)
		}
		if fits {
			t.matches, ranks[i] = append(t.matches, i), rank
		}
	}
	slices.SortStableFunc(t.matches, func(a, b int) int { return cmp.Compare(ranks[a], ranks[b]) })
}

func (t *Typeahead) choose(i int) {
	changed := i != t.selected
	t.selected = i
	if at := slices.Index(t.matches, i); at >= 0 {
		t.firstVisible = max(min(t.firstVisible, at), at-typeaheadRows+1)
	}
	t.list.Refresh()
	if changed && t.OnChanged != nil {
		t.OnChanged(i)
	}
}

func (t *Typeahead) onKey(e *fyne.KeyEvent) bool {
	by := 0
	switch e.Name {
	case fyne.KeyDown:
		by = 1
	case fyne.KeyUp:
		by = -1
	case fyne.KeyReturn, fyne.KeyEnter:
		if t.selected < 0 || t.entry.Text() == t.Options[t.selected] {
			return false
		}
		t.SetSelected(t.selected)
		if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
			c.FocusNext()
		}
		return true
	default:
		return false
	}
	if len(t.matches) > 0 {
		at := slices.Index(t.matches, t.selected)
		t.choose(t.matches[max(0, min(at+by, len(t.matches)-1))])
	}
	return true
}

// CreateRenderer implements [fyne.Widget].
func (t *Typeahead) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	return &typeaheadRenderer{typeahead: t}
}

type typeaheadRenderer struct {
	noDestroy
	typeahead *Typeahead
}

func (r *typeaheadRenderer) MinSize() fyne.Size {
	return fyne.NewSize(200, ControlHeight+4+typeaheadRows*typeaheadRow)
}

func (r *typeaheadRenderer) Layout(s fyne.Size) {
	r.typeahead.entry.Resize(fyne.NewSize(s.Width, ControlHeight))
	r.typeahead.list.Move(fyne.NewPos(0, ControlHeight+4))
	r.typeahead.list.Resize(fyne.NewSize(s.Width, s.Height-ControlHeight-4))
}

func (r *typeaheadRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.typeahead.entry, r.typeahead.list}
}

func (r *typeaheadRenderer) Refresh() {
	r.typeahead.entry.Refresh()
	r.typeahead.list.Refresh()
}

// typeaheadList is the list of matches below the entry.
type typeaheadList struct {
	widget.BaseWidget
	typeahead *Typeahead
}

var (
	_ fyne.Tappable   = (*typeaheadList)(nil)
	_ fyne.Scrollable = (*typeaheadList)(nil)
)

// Tapped implements [fyne.Tappable].
func (l *typeaheadList) Tapped(e *fyne.PointEvent) {
	if i := l.typeahead.firstVisible + int(e.Position.Y/typeaheadRow); i >= 0 && i < len(l.typeahead.matches) {
		l.typeahead.choose(l.typeahead.matches[i])
	}
}

// Scrolled implements [fyne.Scrollable].
func (l *typeaheadList) Scrolled(e *fyne.ScrollEvent) {
	by := 1
	if e.Scrolled.DY > 0 {
		by = -1
	}
	l.typeahead.firstVisible = max(0, min(l.typeahead.firstVisible+by, len(l.typeahead.matches)-typeaheadRows))
	l.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (l *typeaheadList) CreateRenderer() fyne.WidgetRenderer {
	l.ExtendBaseWidget(l)
	r := &typeaheadListRenderer{list: l, frame: newFrame(controlRadius), mark: &canvas.Rectangle{}, side: &canvas.Rectangle{}}
	for range typeaheadRows {
		r.texts = append(r.texts, &canvas.Text{TextSize: Body.Size()})
	}
	r.Refresh()
	return r
}

type typeaheadListRenderer struct {
	noDestroy
	list  *typeaheadList
	frame *frame
	mark  *canvas.Rectangle
	side  *canvas.Rectangle // marks the selected row without relying on its colour
	texts []*canvas.Text
}

func (r *typeaheadListRenderer) MinSize() fyne.Size {
	return fyne.NewSize(200, typeaheadRows*typeaheadRow)
}

func (r *typeaheadListRenderer) Layout(s fyne.Size) {
	r.frame.layout(fyne.Position{}, s, 1)
	t := r.list.typeahead
	r.mark.Hide()
	r.side.Hide()
	for i, text := range r.texts {
		at := t.firstVisible + i
		if at >= len(t.matches) {
			text.Hide()
			continue
		}
		text.Text = Ellipsis(Body, t.Options[t.matches[at]], fyne.Max(0, s.Width-24))
		text.Show()
		y := float32(i * typeaheadRow)
		placeText(text, 12, y, s.Width-24, typeaheadRow)
		if t.matches[at] == t.selected {
			r.mark.Move(fyne.NewPos(1, y+1))
			r.mark.Resize(fyne.NewSize(s.Width-2, typeaheadRow-2))
			r.side.Move(fyne.NewPos(1, y+1))
			r.side.Resize(fyne.NewSize(4, typeaheadRow-2))
			r.mark.Show()
			r.side.Show()
		}
	}
}

func (r *typeaheadListRenderer) Objects() []fyne.CanvasObject {
	all := append(r.frame.objects(), r.mark, r.side)
	for _, t := range r.texts {
		all = append(all, t)
	}
	return all
}

func (r *typeaheadListRenderer) Refresh() {
	p := CurrentPalette()
	r.frame.paint(p.Line, p.Surface)
	r.mark.FillColor = mix(p.Focus, p.Surface, 14)
	r.side.FillColor = p.Ink
	for _, t := range r.texts {
		t.Color = p.Ink
	}
	r.Layout(r.list.Size())
	canvas.Refresh(r.list)
}
