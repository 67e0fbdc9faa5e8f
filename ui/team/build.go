// SPDX-License-Identifier: MPL-2.0

package team

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/group"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

var weekChoices = [...]int{4, 8, 13, 26, 52}

func (s *Screen) build() {
	w := s.o.Words
	s.built = true
	s.title = widgets.NewLabel(widgets.PageTitle, "")
	s.title.Shrinks = true
	s.filters = group.NewFilters(w, s.o.Vocabulary,
		cohort.FieldTeam, cohort.FieldCaseworker, cohort.FieldTargetGroup, cohort.FieldPeriod, cohort.FieldInstrument)
	s.filters.OnChanged = func(c cohort.Choice, changed cohort.Field) { s.ask(c, changed) }
	s.who = widgets.NewSegmented([]widgets.Segment{{Text: w.T("team.by.citizen")}, {Text: w.T("team.by.caseworker")}}, nil)
	if s.place.Who == model.ByCaseworker {
		s.who.Selected = 1
	}
	s.who.OnChanged = s.onWho
	report := widgets.NewButton(w.T("team.report"), s.onReport)
	s.numbers = widgets.NewParagraph(widgets.Body)

	view := func() *widgets.GroupView {
		v := widgets.NewGroupView(s.o.Run)
		v.OnError(func(err error) { s.o.Toast(s.o.Explain(err)) })
		return v
	}
	s.movement, s.scatter, s.targeting = view(), view(), view()
	s.scatter.OnChosen = func(t plots.GroupTarget) {
		if len(t.Citizens) == 1 {
			s.o.OnCitizen(t.Citizens[0])
		}
	}
	s.list = widgets.NewDataTable(s.columns(), s.row)
	s.list.Bare, s.list.RowHeight = true, widgets.ListRowHeight
	s.list.Empty = w.T("team.passive_none")
	s.listed = screen.NewShownList(s.o.Env, "passive", s.o.Register.LogShown, s.citizenAt)
	s.list.OnVisible = s.listed.SetRange
	s.list.OnOpen = func(i int) {
		if i >= 0 && i < len(s.shown.passive) {
			s.o.OnCitizen(s.shown.passive[i].Citizen)
		}
	}
	names := make([]string, len(weekChoices))
	for i, n := range weekChoices {
		names[i] = w.N("team.weeks", n)
	}
	s.weeks = widgets.NewDropdown(names, nil)
	s.weeks.Selected = max(0, slices.Index(weekChoices[:], s.place.Weeks))
	s.weeks.OnChanged = s.onWeeks
	s.passiveCount = widgets.NewMutedLabel(widgets.Second, "")

	s.foot = widgets.NewFootStrip(nil, nil)
	s.foot.Icon, s.foot.Plain = widgets.IconInfo, true
	cards := container.New(&cardGrid{},
		widgets.NewTitledCard(w.T("team.movement"), w.T("team.movement_note"), s.movement.Content()),
		widgets.NewTitledCard(w.T("team.scatter"), w.T("team.scatter_note"), s.scatter.Content()),
		widgets.NewTitledCard(w.T("team.targeting"), w.T("team.targeting_note"), s.targeting.Content()),
		widgets.NewTitledCard(w.T("team.passive"), "", s.list, s.passiveCount, s.weeks))
	scroll := container.NewVScroll(cards)
	tools := container.New(&toolRow{}, append(append([]fyne.CanvasObject{s.title}, s.filters.Objects()...), s.who, report)...)
	s.content.Objects = []fyne.CanvasObject{container.New(&pageLayout{}, tools, s.numbers, scroll, s.foot)}
}

func (s *Screen) columns() []widgets.Column {
	w := s.o.Words
	return []widgets.Column{
		{ID: "name", Title: w.T("team.citizen"), Width: 150, Flexible: true, Bold: true},
		{ID: "weeks", Title: w.T("team.weeks_head"), Width: 112, Draw: drawWeeks},
		{ID: "latest", Title: w.T("team.latest"), Width: 200, Flexible: true},
		{ID: "by", Title: w.T("list.caseworker"), Width: 62},
	}
}

func (s *Screen) row(i int) ([]widgets.Cell, bool) {
	if i < 0 || i >= len(s.shown.passive) {
		return nil, false
	}
	w, p := s.o.Words, s.shown.passive[i]
	latest := w.T("team.never")
	if p.Activity != "" {
		name := p.Activity
		if t, ok := s.o.Vocabulary.ActivityType(p.Activity); ok {
			name = w.Of(t.Short)
		}
		latest = w.T("team.until", "Name", name, "Date", w.ShortDate(p.Ended))
	}
	most := s.shown.passive[0].Weeks
	return []widgets.Cell{
		{Text: p.name}, {Text: w.Count(p.Weeks), Value: &weeksBar{share: float32(p.Weeks) / float32(max(1, most))}}, {Text: latest}, {Text: p.Caseworker},
	}, true
}

// weeksBar is a part of the longest time on the list.
type weeksBar struct{ share float32 }

const (
	weeksText = 34 // room for the number before the bar
	weeksHigh = 9
)

// drawWeeks is the bar after a number of weeks, hatched as passive time is.
func drawWeeks(b *widgets.Brush, size fyne.Size, value any, p plots.Palette) {
	v, ok := value.(*weeksBar)
	if !ok {
		return
	}
	x, wide := float32(widgets.CellInset+weeksText), (size.Width-2*widgets.CellInset-weeksText)*v.share
	top := float32(int((size.Height - weeksHigh) / 2))
	if wide < 2 {
		return
	}
	b.Frame(x, top, wide, weeksHigh, p.Hatch, p.Surface)
	for d := float32(0); d < wide+weeksHigh; d += 4 {
		from, to := max(d-weeksHigh+1, 0), min(d, wide-1)
		if from < to {
			b.Polyline([]widgets.Point{{X: x + from, Y: top + d - from}, {X: x + to, Y: top + d - to}}, 1, p.Hatch)
		}
	}
}

// numbers is how well the group is measured, in one line.
func numbers(w *assets.Words, c cohort.Coverage) []widgets.Run {
	var runs []widgets.Run
	add := func(number, text string) {
		if len(runs) > 0 {
			runs = append(runs, widgets.Run{Text: "     "})
		}
		runs = append(runs, widgets.Run{Text: number, Bold: true}, widgets.Run{Text: " " + text})
	}
	count := func(n disclosure.Value[int]) string {
		if v, ok := n.Get(); ok {
			return w.Count(v)
		}
		return "–"
	}
	share := func(p disclosure.Value[cohort.Part]) string {
		if v, ok := p.Get(); ok {
			return w.Percent(v.Share)
		}
		return "–"
	}
	add(count(c.Citizens), w.T("team.citizens"))
	if p, ok := c.TwoOrMore.Get(); ok {
		add(w.Count(p.Count), w.T("team.two_or_more", "Percent", w.Fixed(100*p.Share, 0)))
	} else {
		add("–", w.T("team.two_or_more_withheld"))
	}
	add(share(c.InWindow), w.T("team.in_window"))
	if p, ok := c.Idle.Get(); ok {
		add(w.Count(p.Count), w.T("team.idle"))
	} else {
		add("–", w.T("team.idle"))
	}
	runs = append(runs, widgets.Run{Text: "     " + w.T("team.lately", "Citizen", share(c.ByCitizen), "Caseworker", share(c.ByCaseworker), "Both", share(c.ByBoth))})
	return runs
}

// citizenAt returns the citizen of a row of the list of the passive.
func (s *Screen) citizenAt(i int) model.ID {
	if i >= len(s.shown.passive) {
		return ""
	}
	return s.shown.passive[i].Citizen
}
