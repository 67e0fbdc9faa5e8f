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

// figureTab is the progression figure with its tools, and its text twin.
type figureTab struct {
	page *Page

	who    *widgets.Segmented
	period *widgets.Segmented
	axis   *widgets.Segmented
	only   *widgets.Button
	legend *widgets.Button
	words  *widgets.Button

	view    *figureView
	keys    *legend
	caution *widgets.FootStrip
	card    *widgets.Card
	twin    *twin
	dragged float64 // days that were dragged and not moved yet
	content *fyne.Container
}

var whoChoices = [...]plots.Respondents{plots.CitizenOnly, plots.CaseworkerOnly, plots.Both}

var periods = [...]int{year, 2 * year, 0}

func newFigureTab(p *Page) *figureTab {
	w := p.o.Words
	t := &figureTab{page: p}
	compact := func(b *widgets.Button) *widgets.Button { b.Compact = true; return b }

	t.who = widgets.NewSegmented([]widgets.Segment{
		{Text: w.T("figure.citizen")}, {Text: w.T("figure.caseworker")}, {Text: w.T("citizen.both")},
	}, nil)
	t.who.Compact = true
	t.who.OnChanged = t.onWho
	t.period = widgets.NewSegmented([]widgets.Segment{
		{Text: w.N("citizen.years", 1)}, {Text: w.N("citizen.years", 2)}, {Text: w.T("citizen.whole")},
	}, nil)
	t.period.Compact = true
	t.period.OnChanged = t.onPeriod
	out := compact(widgets.NewIconButton(widgets.IconMinus, "", func() { t.zoom(false) }))
	in := compact(widgets.NewIconButton(widgets.IconPlus, "", func() { t.zoom(true) }))
	t.legend = compact(widgets.NewIconButton(widgets.IconInfo, w.T("citizen.legend"), t.onLegend))
	t.words = compact(widgets.NewButton(w.T("citizen.words"), t.onWords))

	t.axis = widgets.NewSegmented([]widgets.Segment{{Text: w.T("citizen.calendar")}, {Text: w.T("citizen.weeks")}}, nil)
	t.axis.Compact = true
	t.axis.OnChanged = t.onAxis
	t.only = compact(widgets.NewButton("", t.onDomains))
	together := compact(widgets.NewIconButton(widgets.IconEye, w.T("citizen.together"), p.ForCitizen))
	export := compact(widgets.NewButton(w.T("citizen.export"), p.Export))

	left := container.New(layout.NewCustomPaddedHBoxLayout(8), t.who, t.period, out, in, t.axis, t.only)
	tools := container.New(&widgets.Ends{Gap: 8}, left, t.legend, t.words, together, export)

	t.view = newFigureView(p.o.Run)
	t.view.onKey = t.onKey
	t.view.onError = func(err error) { p.o.Toast(p.o.Explain(err)) }
	t.view.onActivity = t.onActivity
	t.view.onPanel = t.onPanel
	t.view.onWheel = t.onWheel
	t.view.onDrag = t.onDrag
	t.keys = newLegend(w, t.sdc())
	t.caution = widgets.NewFootStrip(nil, nil)
	t.caution.Icon, t.caution.Plain = widgets.IconInfo, true
	t.caution.SetTexts(w.T("caution.together"))
	t.card = widgets.NewBareCard(container.New(&cardLayout{t}, tools, t.view.content, t.keys.content, t.caution))
	t.twin = newTwin(p, t.onCopy)
	t.content = container.New(&figureLayout{t}, t.card, t.twin.card)
	t.show()
	return t
}

// show draws the figure anew and says it in words.
func (t *figureTab) show() {
	p := t.page
	v := p.place.View
	if v.Who == "" {
		v.Who = plots.Both
		p.place.View = v
	}
	t.who.Selected = 2
	for i, who := range whoChoices {
		if who == v.Who {
			t.who.Selected = i
		}
	}
	t.who.Refresh()
	t.period.Selected = -1
	for i, days := range periods {
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
	t.only.SetText(p.domainsText())
	d := t.plotted()
	d.From, d.To = v.bounds(p.end())
	d.Domains = p.domains
	t.view.show(plots.NewProgression(d))
	t.keys.only(v.Who)
	t.twin.show(t.parts())
}

// plotted is what the figure is made from, over the whole course.
func (t *figureTab) plotted() plots.Data {
	d := t.page.asCase().Data(t.page.o.Words)
	d.Respondents, d.Weeks = t.page.place.View.Who, t.page.place.View.Weeks
	return d
}

// end is the last day of the course: today, or the day the case was closed.
func (p *Page) end() model.Date {
	if c := p.data.course.Citizen.Closed; !c.IsZero() {
		return model.MinDate(c, p.o.Today())
	}
	return p.o.Today()
}

// whole is how many days the course lasts so far.
func (p *Page) whole() int {
	begin := p.data.course.Citizen.Opened
	for _, a := range p.data.course.Assessments {
		begin = model.MinDate(begin, a.Date)
	}
	if begin.IsZero() {
		return leastDays
	}
	return max(leastDays, p.end().Sub(begin))
}

func (t *figureTab) parts() []plots.SummarySection {
	p := t.page
	// The figure measures change from the first answer of the course, whatever
	// part of it is shown, and so do the words.
	view := analysis.View{AsOf: p.o.Today()}
	switch p.place.View.Who {
	case plots.CitizenOnly:
		view.Respondents = []model.Respondent{model.ByCitizen}
	case plots.CaseworkerOnly:
		view.Respondents = []model.Respondent{model.ByCaseworker}
	}
	parts := plots.SummarySections(analysis.Summarise(p.data.course, p.o.Vocabulary, p.o.Instruments, p.data.norms, view), p.o.Words)
	if t.view.pointer.marked {
		if part, ok := plots.BeforeDuringAfterSection(t.plotted(), t.view.pointer.chosen.Activity); ok {
			parts = append([]plots.SummarySection{part}, parts...)
		}
	}
	return parts
}

// onActivity tells what the answers were before, during and after the activity
// that was chosen.
func (t *figureTab) onActivity(id model.ID) {
	t.twin.show(t.parts())
	if id != "" && !t.words.Hidden {
		t.onWords()
	}
}

// onPanel shows one domain large, with its questions.
func (t *figureTab) onPanel(domain string) {
	p := t.page
	w := p.o.Words
	d := t.plotted()
	d.Domains = []string{domain}
	d.From, d.To = p.place.View.bounds(p.end())
	view := newFigureView(p.o.Run)
	view.onKey = func(*fyne.KeyEvent) {}
	view.onError = t.view.onError
	view.onActivity, view.onPanel = func(model.ID) {}, func(string) {}
	view.onWheel, view.onDrag = func(fyne.Position, fyne.Delta) {}, func(float32) {}
	view.show(plots.NewProgression(d))
	size := p.o.Canvas().Size()
	title, questions := t.questions(domain)
	content := container.NewBorder(nil, questions, nil, nil, view.content)
	large := widgets.NewKeyDialog(title, container.New(&widgets.Sized{Size: fyne.NewSize(size.Width-160, min(560, size.Height-200))}, content),
		w.T("citizen.close"), "")
	large.Width = size.Width - 120
	large.Open(p.o.Canvas())
}

// questions are a domain's name and the questions that were asked in it.
func (t *figureTab) questions(domain string) (title string, list fyne.CanvasObject) {
	w := t.page.o.Words
	var lines []fyne.CanvasObject
	for _, panel := range analysis.Panels(t.page.data.course, t.page.o.Instruments, t.page.data.norms) {
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

func (t *figureTab) onWheel(at fyne.Position, d fyne.Delta) {
	p := t.page
	if d.DX != 0 {
		t.onDrag(d.DX)
		return
	}
	if d.DY == 0 || t.view.layout == nil {
		return
	}
	day, _ := t.view.layout.Day(float64(at.X))
	t.set(p.place.View.zoomedAt(d.DY > 0, day, p.end(), p.whole()))
}

// onDrag moves the time by what was dragged.
func (t *figureTab) onDrag(dx float32) {
	if t.view.layout == nil {
		return
	}
	from, to := t.view.layout.Span()
	t.dragged += float64(dx) * float64(to.Sub(from)) / t.view.layout.Plot().W
	days := int(t.dragged)
	t.dragged -= float64(days)
	t.set(t.page.place.View.shifted(days, t.page.whole()))
}

// sdc is the measurement error where it is the same for every item, else 0.
func (t *figureTab) sdc() float64 {
	same := 0.0
	for _, panel := range analysis.Panels(t.page.data.course, t.page.o.Instruments, t.page.data.norms) {
		for _, s := range panel.Series {
			if same != 0 && same != s.Reliability.SDC {
				return 0
			}
			same = s.Reliability.SDC
		}
	}
	return same
}

func (t *figureTab) set(v View) {
	if v == t.page.place.View {
		return
	}
	t.page.place.View = v
	t.page.o.OnView(v)
	t.show()
}

func (t *figureTab) onWho(i int) {
	v := t.page.place.View
	v.Who = whoChoices[i]
	t.set(v)
}

func (t *figureTab) onPeriod(i int) {
	v := t.page.place.View.whole()
	v.Days = periods[i]
	t.set(v)
}

func (t *figureTab) onAxis(i int) {
	v := t.page.place.View
	v.Weeks = i == 1
	t.set(v)
}

func (t *figureTab) zoom(in bool) { t.set(t.page.place.View.zoomed(in, t.page.whole())) }

func (t *figureTab) onKey(e *fyne.KeyEvent) {
	whole := t.page.whole()
	switch e.Name {
	case fyne.KeyPlus, fyne.KeyEqual:
		t.zoom(true)
	case fyne.KeyMinus:
		t.zoom(false)
	case fyne.KeyLeft:
		t.view.pointer.step(0, -1)
	case fyne.KeyRight:
		t.view.pointer.step(0, 1)
	case fyne.KeyUp:
		t.view.pointer.step(-1, 0)
	case fyne.KeyDown:
		t.view.pointer.step(1, 0)
	case fyne.KeyComma:
		t.set(t.page.place.View.moved(true, whole))
	case fyne.KeyPeriod:
		t.set(t.page.place.View.moved(false, whole))
	case fyne.KeyHome:
		t.set(t.page.place.View.whole())
	case fyne.KeyReturn, fyne.KeyEnter:
		t.view.pointer.enlarge()
	case fyne.KeyA:
		t.view.pointer.nextActivity()
	default:
		t.view.scrollBy(e.Name)
	}
}

func (t *figureTab) onLegend() {
	w := t.page.o.Words
	keys := newLegend(w, t.sdc())
	keys.only(t.page.place.View.Who)
	keys.upright()
	widgets.NewKeyDialog(w.T("citizen.legend"), keys.content, w.T("citizen.close"), "").Open(t.page.o.Canvas())
}

func (t *figureTab) onWords() {
	p := t.page
	w := p.o.Words
	text := newTwinText(wordsWide)
	text.show(t.parts())
	text.content.Resize(fyne.NewSize(wordsWide, 0)) // so that it knows how long it is
	high := min(p.o.Canvas().Size().Height-200, text.content.MinSize().Height)
	reader := widgets.NewReader(text.content, fyne.NewSize(wordsWide+20, high))
	d := widgets.NewKeyDialog(w.T("citizen.in_words"), reader, w.T("citizen.copy"), w.T("citizen.close"))
	d.First = reader
	d.Width = wordsWide + 60
	d.OnAccept = func() bool { t.onCopy(); return true }
	d.Open(p.o.Canvas())
}

func (t *figureTab) onCopy() {
	t.page.o.Copy(plots.SummaryText(t.parts(), t.page.o.Words))
	t.page.o.Toast(t.page.o.Words.T("citizen.copied"))
}

const (
	wordsWide   = 400
	twinWide    = 240
	toolsHigh   = 40
	legendHigh  = 26
	cautionHigh = 30
)

// allToolsFrom is the width of the card from which all tools have room.
const allToolsFrom = 1200

// cardLayout stands the tools above the figure and the legend and the caution
// below it. The caution is never dropped.
type cardLayout struct{ t *figureTab }

func (*cardLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(600, 240) }

func (l *cardLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	// What the menu has too goes first where there is no room for all tools.
	tools := s.Width >= allToolsFrom
	if l.t.axis.Visible() != tools {
		l.t.axis.Hidden, l.t.only.Hidden = !tools, !tools
	}
	widgets.Place(o[0], 8, 0, s.Width-16, toolsHigh)
	foot := s.Height - cautionHigh
	widgets.Place(o[3], 0, foot, s.Width, cautionHigh)
	if !l.t.legend.Visible() {
		foot -= legendHigh
		widgets.Place(o[2], 0, foot, s.Width, legendHigh)
	}
	widgets.Place(o[1], 0, toolsHigh, s.Width, foot-toolsHigh)
}

// figureLayout shows the text twin beside the figure where there is room, and
// otherwise behind a button.
type figureLayout struct{ t *figureTab }

func (*figureLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(632, 260) }

const twinCard = 312

func (l *figureLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	t := l.t
	wide := s.Width >= wideFrom
	t.legend.Hidden, t.words.Hidden = wide, wide
	t.keys.content.Hidden = !wide
	t.twin.card.Hidden = !wide
	top, right := float32(8), s.Width-widgets.Margin
	if wide {
		top = widgets.Gap
		right -= twinCard
		widgets.Place(t.twin.card, right, top, twinCard, s.Height-top-widgets.Gap)
		right -= widgets.Gap
	}
	widgets.Place(t.card, widgets.Margin, top, right-widgets.Margin, s.Height-top-widgets.Gap)
}
