// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Typeahead is a line in which one of many options is found by typing a part of
// it. What fits stands below, the best first; up and down choose among it, and so
// does a click. Enter takes the choice and goes to the next field. The list stays
// in place, so that a form does not jump while somebody types.
type Typeahead struct {
	widget.BaseWidget

	Options []string
	// Rank is how well an option fits what is typed, 0 the best, or false where it
	// does not. It may know other words for it. Options of one rank stay in their
	// order.
	Rank      func(option int, text string) (rank int, fits bool)
	OnChanged func(selected int)

	entry    *Entry
	fits     []int
	selected int // -1: none
	first    int // of fits that is shown
	list     *typeaheadList
}

const (
	typeaheadRow  = 24
	typeaheadRows = 5
)

// NewTypeahead returns one with none of its options chosen.
func NewTypeahead(options []string, rank func(option int, text string) (rank int, fits bool)) *Typeahead {
	t := &Typeahead{Options: options, Rank: rank, entry: NewEntry(), selected: -1}
	t.ExtendBaseWidget(t)
	t.list = &typeaheadList{of: t}
	t.list.ExtendBaseWidget(t.list)
	t.entry.Icon = IconSearch
	t.entry.OnChanged = t.onTyped
	t.entry.OnKey = t.onKey
	t.find("")
	return t
}

// Focusable is what takes the keyboard.
func (t *Typeahead) Focusable() fyne.Focusable { return t.entry.Focusable() }

// Selected is the chosen option, -1 for none.
func (t *Typeahead) Selected() int { return t.selected }

// SetSelected chooses an option and shows it, without telling OnChanged.
func (t *Typeahead) SetSelected(i int) {
	t.selected = i
	if i < 0 || i >= len(t.Options) {
		t.selected = -1
		t.find("")
	} else {
		t.selected, t.fits, t.first = i, []int{i}, 0
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
	if len(t.fits) > 0 && text != "" {
		t.choose(t.fits[0])
	}
}

func (t *Typeahead) find(text string) {
	t.fits, t.first = t.fits[:0:0], 0
	ranks := map[int]int{}
	for i := range t.Options {
		rank, fits := 0, true
		if text != "" {
			rank, fits = t.Rank(i, text)
		}
		if fits {
			t.fits, ranks[i] = append(t.fits, i), rank
		}
	}
	slices.SortStableFunc(t.fits, func(a, b int) int { return cmp.Compare(ranks[a], ranks[b]) })
}

func (t *Typeahead) choose(i int) {
	changed := i != t.selected
	t.selected = i
	if at := slices.Index(t.fits, i); at >= 0 {
		t.first = max(min(t.first, at), at-typeaheadRows+1)
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
	if len(t.fits) > 0 {
		at := slices.Index(t.fits, t.selected)
		t.choose(t.fits[max(0, min(at+by, len(t.fits)-1))])
	}
	return true
}

// CreateRenderer implements fyne.Widget.
func (t *Typeahead) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	return &typeaheadRenderer{of: t}
}

type typeaheadRenderer struct {
	noDestroy
	of *Typeahead
}

func (r *typeaheadRenderer) MinSize() fyne.Size {
	return fyne.NewSize(200, ControlHeight+4+typeaheadRows*typeaheadRow)
}

func (r *typeaheadRenderer) Layout(s fyne.Size) {
	r.of.entry.Resize(fyne.NewSize(s.Width, ControlHeight))
	r.of.list.Move(fyne.NewPos(0, ControlHeight+4))
	r.of.list.Resize(fyne.NewSize(s.Width, s.Height-ControlHeight-4))
}

func (r *typeaheadRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.of.entry, r.of.list}
}

func (r *typeaheadRenderer) Refresh() {
	r.of.entry.Refresh()
	r.of.list.Refresh()
}

// typeaheadList is what fits, below the line.
type typeaheadList struct {
	widget.BaseWidget
	of *Typeahead
}

var (
	_ fyne.Tappable   = (*typeaheadList)(nil)
	_ fyne.Scrollable = (*typeaheadList)(nil)
)

// Tapped implements fyne.Tappable.
func (l *typeaheadList) Tapped(e *fyne.PointEvent) {
	if i := l.of.first + int(e.Position.Y/typeaheadRow); i >= 0 && i < len(l.of.fits) {
		l.of.choose(l.of.fits[i])
	}
}

// Scrolled implements fyne.Scrollable.
func (l *typeaheadList) Scrolled(e *fyne.ScrollEvent) {
	by := 1
	if e.Scrolled.DY > 0 {
		by = -1
	}
	l.of.first = max(0, min(l.of.first+by, len(l.of.fits)-typeaheadRows))
	l.Refresh()
}

// CreateRenderer implements fyne.Widget.
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
	side  *canvas.Rectangle // the chosen row, also for who sees no colours
	texts []*canvas.Text
}

func (r *typeaheadListRenderer) MinSize() fyne.Size {
	return fyne.NewSize(200, typeaheadRows*typeaheadRow)
}

func (r *typeaheadListRenderer) Layout(s fyne.Size) {
	r.frame.layout(fyne.Position{}, s, 1)
	t := r.list.of
	r.mark.Hide()
	r.side.Hide()
	for i, text := range r.texts {
		at := t.first + i
		if at >= len(t.fits) {
			text.Hide()
			continue
		}
		text.Text = Ellipsis(Body, t.Options[t.fits[at]], fyne.Max(0, s.Width-24))
		text.Show()
		y := float32(i * typeaheadRow)
		placeText(text, 12, y, s.Width-24, typeaheadRow)
		if t.fits[at] == t.selected {
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
