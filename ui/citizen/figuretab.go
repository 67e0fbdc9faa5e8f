// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// figureTab is the progression figure with its tools and its summary in text.
type figureTab struct {
	page *Page

	respondents   *widgets.Segmented
	period        *widgets.Segmented
	axis          *widgets.Segmented
	earlier       *widgets.Button // pans; hidden while the whole period is shown
	later         *widgets.Button
	largeButton   *widgets.Button
	legendButton  *widgets.Button
	summaryButton *widgets.Button
	more          *widgets.Button // says how many domains are shown where not all are

	view        *figureView
	legend      *fyne.Container
	caution     *widgets.FootStrip
	card        *widgets.Card
	summary     *summaryCard
	pendingDrag float64 // days, less than one, that dragging has not moved yet
	content     *fyne.Container
}

var respondentChoices = [...]plots.Respondents{plots.CitizenOnly, plots.CaseworkerOnly, plots.Both}

var periodChoices = [...]int{daysPerYear, 2 * daysPerYear, 0}

func newFigureTab(p *Page) *figureTab {
	w := p.o.Words
	t := &figureTab{page: p}
	compact := func(b *widgets.Button) *widgets.Button { b.Compact = true; return b }

	t.respondents = widgets.NewSegmented([]widgets.Segment{
		{Text: w.T("figure.citizen"), Mark: widgets.Disc}, {Text: w.T("figure.caseworker"), Mark: widgets.Triangle}, {Text: w.T("citizen.both")},
	}, nil)
	t.respondents.Compact = true
	t.respondents.OnChanged = t.onRespondents
	t.period = widgets.NewSegmented([]widgets.Segment{
		{Text: w.N("citizen.years", 1)}, {Text: w.N("citizen.years", 2)}, {Text: w.T("citizen.whole")},
	}, nil)
	t.period.Compact = true
	t.period.OnChanged = t.onPeriod
	out := compact(widgets.NewIconButton(widgets.IconMinus, "", func() { t.zoom(false) }))
	in := compact(widgets.NewIconButton(widgets.IconPlus, "", func() { t.zoom(true) }))
	t.earlier = compact(widgets.NewIconButton(widgets.IconBack, "", func() { t.pan(true) }))
	t.later = compact(widgets.NewIconButton(widgets.IconForward, "", func() { t.pan(false) }))
	t.legendButton = compact(widgets.NewIconButton(widgets.IconInfo, w.T("citizen.legend"), t.onLegend))
	t.summaryButton = compact(widgets.NewButton(w.T("citizen.words"), t.openSummary))

	t.axis = widgets.NewSegmented([]widgets.Segment{{Text: w.T("citizen.calendar")}, {Text: w.T("citizen.weeks")}}, nil)
	t.axis.Compact = true
	t.axis.OnChanged = t.onAxis
	t.largeButton = compact(widgets.NewButton(w.T("citizen.large"), t.onLarge))
	together := compact(widgets.NewIconButton(widgets.IconEye, w.T("citizen.together"), p.ForCitizen))
	t.more = compact(widgets.NewMenuButton(w.T("citizen.more"), []string{w.T("citizen.domains_choose"), w.T("citizen.export")}, func(i int) {
		if i == 0 {
			t.onDomains()
			return
		}
		p.Export()
	}))

	left := container.New(layout.NewCustomPaddedHBoxLayout(8), t.respondents, t.period, t.earlier, t.later, out, in, t.axis, t.largeButton)
	tools := container.New(&widgets.SpaceBetween{Gap: 8}, left, t.legendButton, t.summaryButton, together, t.more)

	t.view = newFigureView(p.o.Run)
	t.view.onKey = t.onKey
	t.view.onError = func(err error) { p.o.Toast(p.o.Explain(err)) }
	t.view.onActivity = t.onActivity
	t.view.onPanel = t.onPanel
	t.view.onWheel = t.onWheel
	t.view.onDrag = t.onDrag
	t.legend = container.New(&legendLayout{})
	t.caution = widgets.NewFootStrip(nil, nil)
	t.caution.Icon, t.caution.Plain = widgets.IconInfo, true
	t.caution.SetTexts(w.T("caution.together"))
	t.card = widgets.NewBareCard(container.New(&cardLayout{t}, tools, t.view.content, t.legend, t.caution))
	t.summary = newSummaryCard(p, t.copySummary)
	t.content = container.New(&figureLayout{t}, t.card, t.summary.card)
	t.show()
	return t
}

// show draws the figure and its summary for the current view.
func (t *figureTab) show() {
	p, w := t.page, t.page.o.Words
	v := p.state.View
	if v.Respondents == "" {
		v.Respondents = plots.Both
		p.state.View = v
	}
	t.respondents.Selected = 2
	for i, choice := range respondentChoices {
		if choice == v.Respondents {
			t.respondents.Selected = i
		}
	}
	t.respondents.Refresh()
	t.period.Selected = -1
	for i, days := range periodChoices {
		if days == v.Days && v.Back == 0 {
			t.period.Selected = i
		}
	}
	t.period.Refresh()
	t.axis.Selected = 0
	if v.Weeks {
		t.axis.Selected = 1
	}
	t.axis.Refresh()
	t.earlier.Hidden, t.later.Hidden = v.Days == 0, v.Days == 0
	t.largeButton.Variant = widgets.Secondary
	if v.Large != "" {
		t.largeButton.Variant = widgets.Primary
	}
	t.largeButton.Refresh()
	t.more.SetText(w.T("citizen.more"))
	if len(p.domains) > 0 {
		t.more.SetText(p.domainsText())
	}
	d := t.plotData()
	d.From, d.To = v.bounds(p.lastDay())
	d.Domains = p.domains
	figure := plots.NewProgression(d)
	t.view.show(figure, v.Large)
	t.legend.Objects = legendItems(figure)
	t.legend.Refresh()
	t.summary.show(t.summarySections())
}

// plotData returns the input of the figure for the whole case history.
func (t *figureTab) plotData() plots.Data {
	d := t.page.plotCase().Data(t.page.o.Words)
	d.Respondents, d.Weeks = t.page.state.View.Respondents, t.page.state.View.Weeks
	return d
}

// lastDay returns the last day of the case history: today or the day the case
// was closed.
func (p *Page) lastDay() model.Date {
	if c := p.data.history.Citizen.Closed; !c.IsZero() {
		return model.MinDate(c, p.o.Today())
	}
	return p.o.Today()
}

// totalDays returns the length of the case history so far.
func (p *Page) totalDays() int {
	first := p.data.history.Citizen.Opened
	for _, a := range p.data.history.Assessments {
		first = model.MinDate(first, a.Date)
	}
	if first.IsZero() {
		return minDays
	}
	return max(minDays, p.lastDay().Sub(first))
}

func (t *figureTab) summarySections() []plots.SummarySection {
	p := t.page
	// Change is measured from the first answer of the case history, also when
	// only a part of it is shown.
	view := analysis.View{AsOf: p.o.Today()}
	switch p.state.View.Respondents {
	case plots.CitizenOnly:
		view.Respondents = []model.Respondent{model.ByCitizen}
	case plots.CaseworkerOnly:
		view.Respondents = []model.Respondent{model.ByCaseworker}
	}
	parts := plots.SummarySections(analysis.Summarise(p.data.history, p.o.Vocabulary, p.o.Instruments, p.data.norms, view), p.o.Words)
	if t.view.pointer.marked {
		if part, ok := plots.BeforeDuringAfterSection(t.plotData(), t.view.pointer.chosen.Activity); ok {
			parts = append([]plots.SummarySection{part}, parts...)
		}
	}
	return parts
}

// onActivity adds the answers before, during and after the selected activity to
// the summary.
func (t *figureTab) onActivity(id model.ID) {
	t.summary.show(t.summarySections())
	if id != "" && !t.summaryButton.Hidden {
		t.openSummary()
	}
}

// onPanel shows one domain large above the others, on the same time axis. If it is
// already, or there is no room for that, a dialog shows it with its questions.
func (t *figureTab) onPanel(domain string) {
	v := t.page.state.View
	if v.Large == domain || t.view.layout == nil || !t.view.layout.LargeFits {
		t.openLarge(domain)
		return
	}
	v.Large = domain
	t.setView(v)
}

// closeLarge closes the large domain and reports whether there was one.
func (t *figureTab) closeLarge() bool {
	v := t.page.state.View
	open := v.Large != ""
	v.Large = ""
	t.setView(v)
	return open
}

// onLarge opens the domain of the selected answer, or the first one, or closes it.
func (t *figureTab) onLarge() {
	if t.closeLarge() {
		return
	}
	if domain, ok := t.view.pointer.domain(); ok {
		t.onPanel(domain)
	}
}

// openLarge opens one domain enlarged, with its questions.
func (t *figureTab) openLarge(domain string) {
	p := t.page
	w := p.o.Words
	d := t.plotData()
	d.Domains = []string{domain}
	d.From, d.To = p.state.View.bounds(p.lastDay())
	view := newFigureView(p.o.Run)
	view.onKey = func(*fyne.KeyEvent) {}
	view.onError = t.view.onError
	view.onActivity, view.onPanel = func(model.ID) {}, func(string) {}
	view.onWheel, view.onDrag = func(fyne.Position, fyne.Delta) {}, func(float32) {}
	view.show(plots.NewProgression(d), "")
	size := p.o.Canvas().Size()
	title, questions := t.questions(domain)
	content := container.NewBorder(nil, questions, nil, nil, view.content)
	large := widgets.NewKeyDialog(title, container.New(&widgets.Sized{Size: fyne.NewSize(size.Width-160, min(560, size.Height-200))}, content),
		w.T("citizen.close"), "")
	large.Width = size.Width - 120
	large.Open(p.o.Canvas())
}

// questions returns a domain's name and the questions asked in it.
func (t *figureTab) questions(domain string) (title string, list fyne.CanvasObject) {
	w := t.page.o.Words
	var lines []fyne.CanvasObject
	for _, panel := range analysis.Panels(t.page.data.history, t.page.o.Instruments, t.page.data.norms) {
		if panel.Domain.Code != domain {
			continue
		}
		title = w.Of(panel.Domain.Name)
		for _, s := range panel.Series {
			lines = append(lines, widgets.NewParagraph(widgets.Second,
				widgets.Run{Text: w.T("twin.who."+string(s.Respondent)) + ": ", Bold: true}, widgets.Run{Text: w.Of(s.Item.Question)}))
		}
	}
	return title, container.New(&widgets.Flow{Gap: 2, Width: 600}, lines...)
}
