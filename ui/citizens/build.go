// SPDX-License-Identifier: MPL-2.0

package citizens

import (
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

func (s *Screen) build(at State) {
	w := s.o.Words
	s.search = widgets.NewSearchField(w.T("list.search"), w.T("key.ctrl")+"+F", nil)
	s.search.SetText(at.Query.Text)
	s.search.OnChanged = s.onSearch
	s.search.OnDown = s.onDown
	s.search.OnEscape = s.onDown
	s.search.OnSubmitted = func(string) { s.Open() }

	s.scope = widgets.NewSegmented(s.segments(nil), nil)
	s.scope.Selected = max(0, slices.Index(s.scopes, at.Query.Scope))
	s.scope.OnChanged = s.onScope

	options := []string{w.T("list.all_groups")}
	group := 0
	for i, g := range s.o.Vocabulary.TargetGroups {
		options = append(options, w.Of(g.Name))
		if g.Code == at.Query.TargetGroup {
			group = i + 1
		}
	}
	s.groups = widgets.NewDropdown(options, nil)
	s.groups.Selected = group
	s.groups.OnChanged = s.onGroup

	s.closed = widgets.NewCheckbox(w.T("list.closed"), nil)
	s.closed.Checked = at.Query.Closed
	s.closed.OnChanged = s.onClosed

	s.table = widgets.NewDataTable(s.columns(), func(i int) ([]widgets.Cell, bool) { return s.pages.cells(i) })
	s.table.SortID, s.table.Descending = string(s.query.Order), s.query.Descending
	s.table.OnSort = s.onSort
	s.table.OnOpen = s.onOpen
	s.table.OnVisible = s.onVisible

	s.emptyState = newEmptyState(s)
	s.foot = widgets.NewFootStrip(nil, []widgets.KeyHint{
		{Key: w.T("key.enter"), Text: w.T("list.hint_open")},
		{Key: w.T("key.ctrl") + "+F", Text: w.T("list.hint_search")},
	})

	title := widgets.NewLabel(widgets.PageTitle, w.T("list.title"))
	fresh := widgets.NewIconButton(widgets.IconPlus, w.T("list.new"), s.o.OnNew)
	tools := container.New(&toolRow{}, title, s.search, s.scope, s.groups, s.closed, fresh)
	s.content = container.New(&page{}, tools,
		container.NewStack(s.table, container.NewCenter(s.emptyState.box)), s.foot)
}

func (s *Screen) segments(counts map[store.Scope]int) []widgets.Segment {
	w := s.o.Words
	var list []widgets.Segment
	for _, scope := range s.scopes {
		key := "list.scope." + string(scope)
		if scope == store.ScopeTeam && len(s.o.User.Teams) > 1 {
			key += "s"
		}
		segment := widgets.Segment{Text: w.T(key)}
		if n, ok := counts[scope]; ok {
			segment.Count = w.Count(n)
		}
		list = append(list, segment)
	}
	return list
}

func (s *Screen) columns() []widgets.Column {
	w := s.o.Words
	return []widgets.Column{
		{ID: string(store.ByName), Title: w.T("list.name"), Width: 176, Flexible: true, Sortable: true, Bold: true},
		{ID: string(store.ByCase), Title: w.T("list.case"), Width: 96, Sortable: true},
		{ID: string(store.ByTargetGroup), Title: w.T("list.target_group"), Width: 234, Flexible: true, Sortable: true},
		{ID: string(store.ByLatest), Title: w.T("list.latest"), Width: 120, Sortable: true},
		{ID: "index", Title: w.T("list.index"), Width: 186, Align: fyne.TextAlignTrailing, Draw: widgets.DrawSpark},
		{ID: "activity", Title: w.T("list.activity"), Width: 230, Flexible: true},
		{ID: "due", Title: w.T("list.due"), Width: 126},
		{ID: string(store.ByCaseworker), Title: w.T("list.caseworker"), Width: 72, Sortable: true},
	}
}

// page places the tools above the table and the foot below it.
type page struct{}

const (
	toolTop     = 14
	toolHeight  = 32
	tableTop    = 60
	minTableGap = 12 // between table and foot
)

func (*page) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 320) }

// Layout implements [fyne.Layout]. It cuts no row in half.
func (*page) Layout(o []fyne.CanvasObject, s fyne.Size) {
	widgets.Place(o[0], widgets.Margin, toolTop, s.Width-2*widgets.Margin, toolHeight)
	const head = widgets.HeadHeight + 2
	rows := (s.Height - tableTop - minTableGap - widgets.FootHeight - head) / widgets.RowHeight
	widgets.Place(o[1], widgets.Margin, tableTop, s.Width-2*widgets.Margin, head+widgets.RowHeight*float32(math.Floor(float64(rows))))
	widgets.Place(o[2], 0, s.Height-widgets.FootHeight, s.Width, widgets.FootHeight)
}

// toolRow places its objects in a row, the last one at the right end. If there is too
// little room, the second one, the search field, shrinks.
type toolRow struct{}

const (
	searchWidth    = 336
	minSearchWidth = 150
	groupWidth     = 178
	toolGap        = 10
)

func (*toolRow) MinSize(o []fyne.CanvasObject) fyne.Size { return fyne.NewSize(480, toolHeight) }

func (*toolRow) Layout(o []fyne.CanvasObject, s fyne.Size) {
	widths := make([]float32, len(o))
	total := float32(len(o)-1) * toolGap
	for i, object := range o {
		widths[i] = object.MinSize().Width
		switch i {
		case 0:
			widths[i] += 8
		case 1:
			widths[i] = searchWidth
		case 3:
			widths[i] = groupWidth
		}
		total += widths[i]
	}
	if total > s.Width {
		widths[1] = max(minSearchWidth, widths[1]-(total-s.Width))
	}
	x := float32(0)
	for i, object := range o {
		h := object.MinSize().Height
		if i == len(o)-1 {
			x = max(x, s.Width-widths[i])
		}
		widgets.Place(object, x, (s.Height-h)/2, widths[i], h)
		x += widths[i] + toolGap
	}
}

// emptyState is shown in place of the rows if there are none.
type emptyState struct {
	s          *Screen
	box        *fyne.Container
	first      *widgets.Label
	second     *widgets.Label
	buttons    *fyne.Container
	clear      *widgets.Button
	everywhere *widgets.Button
}

func newEmptyState(s *Screen) *emptyState {
	w := s.o.Words
	n := &emptyState{
		s:          s,
		first:      widgets.NewLabel(widgets.CardTitle, ""),
		second:     widgets.NewMutedLabel(widgets.Body, ""),
		clear:      widgets.NewButton(w.T("list.clear"), s.onClear),
		everywhere: widgets.NewButton(w.T("list.everywhere"), s.onSearchAll),
	}
	n.first.Align, n.second.Align = fyne.TextAlignCenter, fyne.TextAlignCenter
	n.buttons = container.New(layout.NewCustomPaddedHBoxLayout(8), layout.NewSpacer(), n.clear, n.everywhere, layout.NewSpacer())
	n.box = container.New(layout.NewCustomPaddedVBoxLayout(8), n.first, n.second, n.buttons)
	n.box.Hide()
	return n
}

// show explains why there are no citizens, unless there are some.
func (n *emptyState) show(total int, q store.CitizenQuery) {
	if total > 0 {
		n.box.Hide()
		return
	}
	w := n.s.o.Words
	narrowed := q.Text != "" || q.TargetGroup != ""
	wide := q.Scope == store.ScopeAll && q.Closed && q.TargetGroup == ""
	n.clear.Hidden, n.everywhere.Hidden = !narrowed, wide
	switch {
	case q.Text != "":
		n.say(w.T("list.no_hits", "Text", q.Text), w.T("list.no_hits_hint"))
	case narrowed:
		n.say(w.T("list.no_group"), w.T("list.no_hits_hint"))
	case q.Scope == store.ScopeAll:
		n.everywhere.Hidden = true
		n.say(w.T("list.empty"), w.T("list.empty_hint", "Command", n.s.o.ImportCommand))
	default:
		n.say(w.T("list.empty_scope"), "")
	}
}

func (n *emptyState) fail(sentence string) {
	n.clear.Hidden, n.everywhere.Hidden = true, true
	n.say(n.s.o.Words.T("list.failed"), sentence)
}

func (n *emptyState) say(first, second string) {
	n.first.SetText(first)
	n.second.SetText(second)
	n.second.Hidden = second == ""
	n.box.Show()
	n.box.Refresh()
}
