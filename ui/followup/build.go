// SPDX-License-Identifier: MPL-2.0

package followup

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

const (
	toolTop   = 14
	toolHigh  = 30
	bodyTop   = 54
	kindsWide = 214
	kindHigh  = 34
	tableLeft = 242 // of the window, beside the rail: 16 and 214 and 12
)

// The columns at the right of the axis.
const (
	dueWide        = 138
	stepWide       = 132
	caseworkerWide = 56
)

func (s *Screen) build() {
	w := s.o.Words
	segments := make([]widgets.Segment, len(s.scopes))
	for i, scope := range s.scopes {
		segments[i] = widgets.Segment{Text: s.ScopeName(scope)}
	}
	s.scope = widgets.NewSegmented(segments, nil)
	s.scope.Selected = max(0, slices.Index(s.scopes, s.place.Scope))
	s.scope.OnChanged = s.onScope

	s.kind = widgets.NewDataTable([]widgets.Column{
		{ID: "kind", Title: w.T("follow.kinds"), Width: 138},
		{ID: "count", Width: 52, Align: fyne.TextAlignTrailing},
	}, s.kindCells)
	s.kind.RowHeight = kindHigh
	s.kind.SetLength(len(s.kinds))
	s.kind.Select(max(0, slices.Index(s.kinds, s.place.Kind)))
	s.kind.OnSelect = s.onKind
	s.kind.OnOpen = func(int) { s.FocusList() }

	choices := weekChoices(s.place.Weeks)
	names := make([]string, len(choices))
	for i, n := range choices {
		names[i] = w.N("list.weeks", n)
	}
	s.weeks = widgets.NewDropdown(names, nil)
	s.weeks.Selected = slices.Index(choices, s.place.Weeks)
	s.weeks.OnChanged = s.onWeeks

	s.table = widgets.NewDataTable([]widgets.Column{
		{ID: "name", Title: w.T("follow.citizen"), Width: 152, Flexible: true, Bold: true},
		{ID: "case", Title: w.T("list.case"), Width: 92},
		{ID: "what", Title: w.T("follow.what"), Width: 176, Flexible: true},
		{ID: "window", Width: windowWide, Draw: drawWindow},
		{ID: "due", Title: w.T("follow.due"), Width: dueWide},
		{ID: "step", Title: w.T("follow.step"), Width: stepWide},
		{ID: "caseworker", Title: w.T("list.caseworker"), Width: caseworkerWide},
	}, s.cellsAt)
	s.table.OnOpen = func(int) { s.Open() }
	s.table.OnVisible = s.shown.SetRange
	s.table.OnSpace = func(int) { s.OpenCitizen() }

	s.nothing = newNothing(s)
	s.foot = widgets.NewFootStrip(nil, []widgets.KeyHint{
		{Key: w.T("key.enter"), Text: w.T("follow.hint_open")},
		{Key: w.T("key.space"), Text: w.T("follow.hint_citizen")},
		{Key: w.T("key.ctrl") + "+M", Text: w.T("follow.hint_move")},
	})
	save := widgets.NewButton(w.T("follow.save"), s.Export)
	tools := container.New(&widgets.SpaceBetween{Gap: widgets.Gap}, container.New(&widgets.Line{Gap: widgets.Gap},
		widgets.NewLabel(widgets.PageTitle, w.T("follow.title")), s.scope,
		widgets.NewMutedLabel(widgets.Body, w.T("follow.rule", "Days", model.DueWindow))), save)
	side := container.New(&widgets.Flow{Gap: 8}, append([]fyne.CanvasObject{
		widgets.NewField(w.T("follow.weeks"), s.weeks),
		muted(w.T("follow.weeks_note")),
		widgets.NewLabel(widgets.SecondBold, w.T("follow.legend")),
	}, s.legend()...)...)
	body := container.New(&tableLayout{s}, append([]fyne.CanvasObject{s.table, container.NewCenter(s.nothing.box)}, axisLabels(w.T)...)...)
	s.content = container.New(&page{s}, tools, s.kind, side, body, s.foot)
}

func muted(text string) *widgets.Paragraph {
	p := widgets.NewParagraph(widgets.Second, widgets.Run{Text: text})
	p.Muted = true
	return p
}

// legend are the signs of the axis, with what they mean.
func (s *Screen) legend() []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, k := range []struct {
		value any
		text  string
	}{
		{&window{known: true}, "follow.legend.open"},
		{&window{known: true, closed: true}, "follow.legend.closed"},
		{&window{}, "follow.legend.today"},
		{&window{known: true, due: -axisDays - 1}, "follow.legend.beyond"},
	} {
		sign := widgets.NewPicture(drawSign, k.value, fyne.NewSize(54, 18))
		rows = append(rows, container.New(&widgets.Line{Gap: 8}, sign, widgets.NewLabel(widgets.Second, s.o.Words.T(k.text))))
	}
	return rows
}

// drawSign draws one sign of the axis by itself.
func drawSign(b *widgets.Brush, size fyne.Size, value any, p plots.Palette) {
	v, ok := value.(*window)
	if !ok {
		return
	}
	x, y := size.Width/2, size.Height/2
	switch {
	case !v.known:
		b.Rect(x-1, 1, 2, size.Height-2, p.Muted)
		return
	case v.due < -axisDays:
		drawArrow(b, x-arrowLong/2, y, arrowLong, p)
		return
	}
	fill := p.Band
	if v.closed {
		fill = p.Surface
	}
	b.Frame(x-21, y-boxHigh/2, 42, boxHigh, p.Edge, fill)
	b.Rect(x-1, y-tickHigh/2, 2, tickHigh, p.Ink)
}

// axisLabels stand over the head of the window column: the days of axisTicks
// and, in the middle, today.
func axisLabels(t func(key string, pairs ...any) string) []fyne.CanvasObject {
	var labels []fyne.CanvasObject
	for _, text := range []string{"–60", "–30", "+30", "+60"} {
		l := widgets.NewMutedLabel(widgets.Axis, text)
		l.Align = fyne.TextAlignCenter
		labels = append(labels, l)
	}
	today := widgets.NewLabel(widgets.AxisBold, t("list.today"))
	today.Align = fyne.TextAlignCenter
	return append(labels, today)
}

// page places the tools above, the kinds at the left, and the list at the right.
type page struct{ s *Screen }

func (*page) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 320) }

func (l *page) Layout(o []fyne.CanvasObject, s fyne.Size) {
	const left = tableLeft
	high := s.Height - bodyTop - widgets.FootHeight - widgets.Gap
	widgets.Place(o[0], widgets.Margin, toolTop-2, s.Width-2*widgets.Margin, toolHigh)
	kinds := min(high, widgets.HeadHeight+2+float32(len(l.s.kinds))*kindHigh)
	widgets.Place(o[1], widgets.Margin, bodyTop, kindsWide, kinds)
	// What explains gives way where the window is low.
	side := o[2].MinSize().Height
	o[2].(*fyne.Container).Hidden = bodyTop+kinds+widgets.Gap+side > s.Height-widgets.FootHeight
	widgets.Place(o[2], widgets.Margin+widgets.Gap, bodyTop+kinds+widgets.Gap, kindsWide-widgets.Gap, side)
	widgets.Place(o[3], left, bodyTop, s.Width-left-widgets.Margin, high)
	widgets.Place(o[4], 0, s.Height-widgets.FootHeight, s.Width, widgets.FootHeight)
}

// tableLayout places the labels of the axis over the head of its column.
type tableLayout struct{ s *Screen }

func (*tableLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 160) }

func (l *tableLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	widgets.Place(o[0], 0, 0, s.Width, s.Height)
	widgets.Place(o[1], 0, widgets.HeadHeight, s.Width, s.Height-widgets.HeadHeight)
	left := l.s.table.ColumnLeft("window")
	for i, label := range o[2:] {
		days := 0
		if i < len(axisTicks) {
			days = axisTicks[i]
		}
		widgets.Place(label, left+axisX(days, windowWide)-25, 1, 50, widgets.HeadHeight)
	}
}

// nothing is shown in place of the rows when there are none.
type nothing struct {
	s             *Screen
	box           *fyne.Container
	first, second *widgets.Label
	all           *widgets.Button
}

func newNothing(s *Screen) *nothing {
	n := &nothing{
		s: s, first: widgets.NewLabel(widgets.CardTitle, ""), second: widgets.NewMutedLabel(widgets.Body, ""),
		all: widgets.NewButton(s.o.Words.T("follow.see_all"), func() { s.SelectScope(store.ScopeAll) }),
	}
	n.first.Align, n.second.Align = fyne.TextAlignCenter, fyne.TextAlignCenter
	n.box = container.New(layout.NewCustomPaddedVBoxLayout(8), n.first, n.second, container.NewCenter(n.all))
	n.box.Hide()
	return n
}

// show says, where there is nothing to be done, that it is so.
func (n *nothing) show(rows int) {
	if rows > 0 {
		n.box.Hide()
		return
	}
	w, at := n.s.o.Words, n.s.place
	switch {
	case at.Kind != "":
		n.say(w.T("follow.none_kind"), w.T("follow.none_kind_hint", "Kind", strings.ToLower(n.s.kindName(at.Kind))), at.Scope != store.ScopeAll)
	case at.Scope == store.ScopeMine:
		n.say(w.T("follow.none"), w.T("follow.none_mine"), true)
	default:
		n.say(w.T("follow.none"), w.T("follow.none_here"), at.Scope != store.ScopeAll)
	}
}

func (n *nothing) say(first, second string, wider bool) {
	n.first.SetText(first)
	n.second.SetText(second)
	n.all.Hidden = !wider
	n.box.Show()
	n.box.Refresh()
}
