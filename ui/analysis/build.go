// SPDX-License-Identifier: MPL-2.0

package analysis

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/plots/report"
	"codeberg.org/fremskridt/fremskridt/ui/group"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

func (s *Screen) build() {
	w := s.o.Words
	s.tabs = widgets.NewTabs(s.Tabs(), nil)
	s.tabs.Selected = s.place.Tab
	s.tabs.OnChanged = s.onTab
	s.filters = group.NewFilters(w, s.o.Vocabulary, cohort.FieldTeam, cohort.FieldTargetGroup, cohort.FieldInstrument)
	s.filters.OnChanged = func(c cohort.Choice, changed cohort.Field) { s.ask(c, changed) }
	for _, f := range s.filters.Objects() {
		f.Hide() // until there is something to choose
	}
	report := widgets.NewButton(w.T("team.report"), s.onReport)
	tools := append(s.filters.Objects(), report)
	s.body = container.NewStack()
	head := append([]fyne.CanvasObject{widgets.NewSurface(), widgets.NewLabel(widgets.PageTitle, w.T("analysis.title")), s.tabs, widgets.NewRule()}, tools...)
	s.content = container.New(&pageLayout{}, container.New(&headLayout{}, head...), s.caution(), s.body)
}

// caution is the box above every page, which does not scroll.
func (s *Screen) caution() fyne.CanvasObject {
	w := s.o.Words
	text := container.New(&widgets.Flow{Gap: 0, Width: 300},
		widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T("caution.together"), Bold: true}),
		widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T("caution.no_guide")}))
	bar := canvas.NewRectangle(widgets.CurrentPalette().Ink)
	return container.New(&cautionLayout{}, widgets.NewBareCard(nil), bar, widgets.NewIconView(widgets.IconInfo), text)
}

func (s *Screen) tables() report.GroupTables { return report.GroupTables{Words: s.o.Words} }

func (s *Screen) view(f plots.Figure) *widgets.GroupView {
	v := widgets.NewGroupView(s.o.Run)
	v.OnError(func(err error) { s.o.Toast(s.o.Explain(err)) })
	v.Show(f)
	return v
}

const (
	headHigh    = 50
	cautionTop  = 60
	cautionHigh = 46
	rightWide   = 378
)

// pageLayout places head, caution and body below each other.
type pageLayout struct{}

func (*pageLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 320) }

func (*pageLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	widgets.Place(o[0], 0, 0, s.Width, headHigh)
	widgets.Place(o[1], widgets.Margin, cautionTop, s.Width-2*widgets.Margin, cautionHigh)
	const top = cautionTop + cautionHigh + widgets.Gap
	widgets.Place(o[2], widgets.Margin, top, s.Width-2*widgets.Margin, s.Height-top-widgets.Margin)
}

// headLayout places the title, the tabs and, at the right, the tools on a surface.
type headLayout struct{}

func (*headLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(600, headHigh) }

func (*headLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	widgets.Place(o[0], 0, 0, s.Width, s.Height)
	widgets.Place(o[3], 0, s.Height-1, s.Width, 1)
	right := s.Width - widgets.Margin
	for i := len(o) - 1; i > 3; i-- {
		if !o[i].Visible() {
			continue
		}
		m := o[i].MinSize()
		right -= m.Width
		widgets.Place(o[i], right, (s.Height-m.Height)/2, m.Width, m.Height)
		right -= 8
	}
	wide := o[1].MinSize().Width
	widgets.Place(o[1], widgets.Margin, 0, wide, s.Height)
	x := widgets.Margin + wide + widgets.Gap
	widgets.Place(o[2], x, s.Height-36, max(0, right-x), 36)
}

// cautionLayout places a bar at the left side of a card, an icon and the text.
type cautionLayout struct{}

func (*cautionLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(400, cautionHigh) }

func (*cautionLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	widgets.Place(o[0], 0, 0, s.Width, s.Height)
	widgets.Place(o[1], 0, 0, 3, s.Height)
	widgets.Place(o[2], 16, s.Height/2-9, 18, 18)
	h := o[3].MinSize().Height
	widgets.Place(o[3], 50, (s.Height-h)/2, s.Width-62, h)
}

// columns places a wide card and one or two narrow ones at its right.
type columns struct{ upper float32 } // height of the first card at the right

func (*columns) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(620, 320) }

func (l *columns) Layout(o []fyne.CanvasObject, s fyne.Size) {
	right := min(rightWide, s.Width*0.36)
	left := s.Width - right - widgets.Gap
	widgets.Place(o[0], 0, 0, left, s.Height)
	if len(o) == 2 {
		widgets.Place(o[1], left+widgets.Gap, 0, right, s.Height)
		return
	}
	upper := min(l.upper, s.Height/2)
	widgets.Place(o[1], left+widgets.Gap, 0, right, upper)
	widgets.Place(o[2], left+widgets.Gap, upper+widgets.Gap, right, s.Height-upper-widgets.Gap)
}
