package citizen

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"fremskridt/model"
	"fremskridt/ui/kit"
)

// header says whose page it is and when the next measurement is due.
type header struct {
	page    *Page
	wide    bool
	back    *kit.Button
	name    *kit.Label
	facts   *kit.Label
	due     *kit.Label
	window  *kit.Label
	eye     *kit.Button
	begin   *kit.Button // an activity
	fresh   *kit.Button // a questionnaire
	content *fyne.Container
}

func newHeader(p *Page) *header {
	w := p.o.Words
	h := &header{
		page:   p,
		back:   kit.NewIconButton(kit.IconBack, "", p.o.OnBack),
		name:   kit.NewLabel(kit.PageTitle, p.data.course.Citizen.Name),
		facts:  kit.NewMutedLabel(kit.Second, ""),
		due:    kit.NewLabel(kit.BodyBold, ""),
		window: kit.NewMutedLabel(kit.Second, ""),
		eye:    kit.NewIconButton(kit.IconEye, w.T("citizen.show_cpr"), p.ToggleCPR),
		begin:  kit.NewIconButton(kit.IconPlus, w.T("citizen.new_activity"), p.NewActivity),
		fresh:  kit.NewPrimaryButton(kit.IconPlus, w.T("citizen.new_sheet"), p.o.OnNew),
	}
	h.name.Shrinks, h.facts.Shrinks = true, true
	h.due.Align, h.window.Align = fyne.TextAlignTrailing, fyne.TextAlignTrailing
	h.eye.Hidden = p.data.course.Citizen.CPR == ""
	h.content = container.New(&headerLayout{h}, h.back, h.name, h.facts, h.due, h.window, h.eye, h.begin, h.fresh)
	h.refresh()
	return h
}

// fit follows the room that there is.
func (h *header) fit(wide bool) {
	if h.wide == wide {
		return
	}
	h.wide = wide
	h.refresh()
}

func (h *header) refresh() {
	p, w := h.page, h.page.o.Words
	c := p.data.course.Citizen
	h.name.Role = kit.SmallTitle
	if h.wide {
		h.name.Role = kit.PageTitle
	}
	h.name.Refresh()
	facts := []string{w.T("figure.case", "Case", c.CaseNumber)}
	eye := w.T("citizen.show_cpr")
	switch {
	case p.cpr != "":
		facts = append(facts, w.T("citizen.cpr", "CPR", p.cpr.String()))
		eye = w.T("citizen.hide_cpr")
	case c.CPR != "":
		facts = append(facts, w.T("citizen.cpr", "CPR", c.CPR.Masked()))
	}
	if g, ok := p.o.Vocabulary.TargetGroup(c.TargetGroup); ok {
		facts = append(facts, w.Of(g.Name))
	}
	by := strings.Trim(c.Caseworker+", "+c.Team, ", ")
	if h.wide {
		by = w.T("citizen.by", "By", by)
	}
	facts = append(facts, by)
	switch {
	case !c.Closed.IsZero():
		facts = append(facts, w.T("citizen.closed", "Date", w.Date(c.Closed)))
	case h.wide && !c.Opened.IsZero():
		facts = append(facts, w.T("citizen.opened", "Date", w.Date(c.Opened)))
	}
	h.facts.SetText(strings.Join(facts, " · "))
	h.eye.SetText(eye)
	h.due.SetText(h.dueText())
	h.window.SetText(h.windowText())
	h.content.Refresh()
}

func (h *header) next() (due model.Date, days int) {
	p := h.page
	if c := p.data.course.Citizen; !c.Closed.IsZero() && !c.Closed.After(p.o.Today) {
		return due, 0
	}
	due = p.data.course.NextDue(p.o.Instruments)
	return due, due.Sub(p.o.Today)
}

func (h *header) dueText() string {
	due, _ := h.next()
	if due.IsZero() {
		return ""
	}
	return h.page.o.Words.T("citizen.next", "Date", h.page.o.Words.Date(due))
}

func (h *header) windowText() string {
	w := h.page.o.Words
	due, days := h.next()
	if due.IsZero() {
		return ""
	}
	var when string
	switch {
	case days < 0:
		when = w.N("list.over", -days)
	case days == 0:
		when = w.T("list.today")
	default:
		when = w.N("list.in_days", days)
	}
	if !h.wide {
		return when
	}
	return w.T("citizen.window", "From", w.DayMonth(due.Add(-model.DueWindow)), "To", w.DayMonth(due.Add(model.DueWindow))) + " · " + when
}

const buttonGap = 8

type headerLayout struct{ h *header }

func (*headerLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(400, headerSmall) }

func (l *headerLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	h := l.h
	top := float32(10)
	if h.wide {
		top = 12
	}
	kit.Place(h.back, kit.Margin, top+2, 34, kit.ControlHeight)
	right := s.Width - kit.Margin
	for _, b := range []*kit.Button{h.fresh, h.begin, h.eye} {
		if m := b.MinSize(); b.Visible() {
			right -= m.Width
			kit.Place(b, right, top+2, m.Width, m.Height)
			right -= buttonGap
		}
	}
	right -= kit.Gap - buttonGap
	wide := max(h.due.MinSize().Width, h.window.MinSize().Width)
	right -= wide
	kit.Place(h.due, right, top, wide, h.due.MinSize().Height)
	kit.Place(h.window, right, top+19, wide, h.window.MinSize().Height)
	x := float32(kit.Margin + 34 + kit.Gap)
	room := max(0, right-x-kit.Gap)
	line := h.name.MinSize().Height
	kit.Place(h.name, x, top-3, room, line)
	kit.Place(h.facts, x, top-3+line, room, h.facts.MinSize().Height)
}
