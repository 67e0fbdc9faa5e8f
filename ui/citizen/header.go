// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// header shows the citizen's name and case, and when the next assessment is due.
type header struct {
	page             *Page
	wide             bool
	back             *widgets.Button
	name             *widgets.Label
	facts            *widgets.Label
	due              *widgets.Label
	window           *widgets.Label
	cprButton        *widgets.Button
	activityButton   *widgets.Button
	assessmentButton *widgets.Button
	content          *fyne.Container
}

func newHeader(p *Page) *header {
	w := p.o.Words
	h := &header{
		page:             p,
		back:             widgets.NewIconButton(widgets.IconBack, "", p.o.Back),
		name:             widgets.NewLabel(widgets.SmallTitle, p.data.history.Citizen.Name),
		facts:            widgets.NewMutedLabel(widgets.Second, ""),
		due:              widgets.NewLabel(widgets.BodyBold, ""),
		window:           widgets.NewMutedLabel(widgets.Second, ""),
		cprButton:        widgets.NewIconButton(widgets.IconEye, w.T("citizen.show_cpr"), p.ToggleCPR),
		activityButton:   widgets.NewIconButton(widgets.IconPlus, w.T("citizen.new_activity"), p.NewActivity),
		assessmentButton: widgets.NewPrimaryButton(widgets.IconPlus, w.T("citizen.new_sheet"), p.o.OnNew),
	}
	h.name.Shrinks, h.facts.Shrinks = true, true
	h.due.Align, h.window.Align = fyne.TextAlignTrailing, fyne.TextAlignTrailing
	h.cprButton.Hidden = p.data.history.Citizen.CPR == ""
	h.content = container.New(&headerLayout{h}, h.back, h.name, h.facts, h.due, h.window, h.cprButton, h.activityButton, h.assessmentButton)
	h.refresh()
	return h
}

// setWide adapts the texts to the width of the page.
func (h *header) setWide(wide bool) {
	if h.wide == wide {
		return
	}
	h.wide = wide
	h.refresh()
}

// nameWidth is how wide the whole name is.
func (h *header) nameWidth() float32 { return h.name.Role.Width(h.name.Text) + 1 }

func (h *header) refresh() {
	p, w := h.page, h.page.o.Words
	c := p.data.history.Citizen
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
	h.cprButton.SetText(eye)
	h.due.SetText(h.dueText())
	h.window.SetText(h.windowText())
	h.content.Refresh()
}

func (h *header) nextDue() (due model.Date, days int) {
	p := h.page
	if c := p.data.history.Citizen; !c.Closed.IsZero() && !c.Closed.After(p.o.Today()) {
		return due, 0
	}
	due = p.data.history.NextDue(p.o.Instruments)
	return due, due.Sub(p.o.Today())
}

func (h *header) dueText() string {
	due, days := h.nextDue()
	if due.IsZero() {
		return ""
	}
	key := "citizen.next"
	if days < 0 {
		key = "citizen.overdue"
	}
	return h.page.o.Words.T(key, "Date", h.page.o.Words.Date(due))
}

func (h *header) windowText() string {
	w := h.page.o.Words
	due, days := h.nextDue()
	if due.IsZero() {
		return ""
	}
	var when string
	switch {
	case days < 0:
		return w.N("citizen.overdue_for", -days)
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
