// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// masterForm holds the fields of a citizen's master data.
type masterForm struct {
	words *assets.Words
	codes struct{ groups, reasons []string }

	name, number, cpr, caseworker *widgets.Entry
	group, team, reason           *widgets.Dropdown
	newTeam                       *widgets.Entry // while there is no team to choose
	warnedCPR                     model.CPR      // its check digit has been questioned once
	opened, closed                *widgets.DateField
}

// formWidth is the width of the fields of a form.
const formWidth = 560

// newMasterForm returns a form filled from a citizen, who may be new.
func newMasterForm(w *assets.Words, v *model.Vocabulary, teams []string, c model.Citizen, today model.Date) *masterForm {
	f := &masterForm{
		words: w, name: widgets.NewEntry(), number: widgets.NewEntry(), cpr: widgets.NewEntry(), caseworker: widgets.NewEntry(),
		opened: newOptionalDate(w, c.Opened, today), closed: newOptionalDate(w, c.Closed, today),
	}
	f.name.SetText(c.Name)
	f.number.SetText(c.CaseNumber)
	f.caseworker.SetText(c.Caseworker)
	teams = slices.Clone(teams)
	if c.Team != "" && !slices.Contains(teams, c.Team) {
		teams = append(teams, c.Team)
	}
	if len(teams) == 0 {
		f.newTeam = widgets.NewEntry()
	}
	f.team = widgets.NewDropdown(teams, nil)
	f.team.Selected = slices.Index(teams, c.Team)
	var groups []string
	for _, g := range v.TargetGroups {
		if g.Code == c.TargetGroup || g.ValidOn(today) {
			groups, f.codes.groups = append(groups, w.Of(g.Name)), append(f.codes.groups, g.Code)
		}
	}
	f.group = widgets.NewDropdown(groups, nil)
	f.group.Selected = slices.Index(f.codes.groups, c.TargetGroup)
	f.group.Placeholder = w.T("create.choose")
	var reasons []string
	reasons, f.codes.reasons = closeReasons(w, v, c.CloseReason)
	f.reason = widgets.NewDropdown(reasons, nil)
	f.reason.Selected = max(0, slices.Index(f.codes.reasons, c.CloseReason))
	return f
}

// creationFields returns the fields asked for a new citizen.
func (f *masterForm) creationFields() []fyne.CanvasObject {
	w := f.words
	var team fyne.CanvasObject = f.team
	if f.newTeam != nil {
		team = f.newTeam
	}
	return []fyne.CanvasObject{
		pair(widgets.NewField(w.T("master.name"), f.name), widgets.NewField(w.T("master.case"), f.number)),
		pair(widgets.NewField(w.T("master.cpr"), f.cpr), widgets.NewField(w.T("master.target_group"), f.group)),
		pair(widgets.NewField(w.T("master.caseworker"), f.caseworker), widgets.NewField(w.T("master.team"), team)),
	}
}

// read returns the citizen with the values of the fields, or what is wrong, with
// the focus on that field. An empty CPR field keeps the present number.
func (f *masterForm) read(c model.Citizen) (to model.Citizen, wrong string) {
	w := f.words
	c.Name, c.CaseNumber = strings.TrimSpace(f.name.Text()), strings.TrimSpace(f.number.Text())
	c.Caseworker, c.Team = strings.TrimSpace(f.caseworker.Text()), f.team.Value()
	if f.newTeam != nil {
		c.Team = strings.TrimSpace(f.newTeam.Text())
	}
	if f.group.Selected >= 0 {
		c.TargetGroup = f.codes.groups[f.group.Selected]
	}
	c.CloseReason = f.codes.reasons[f.reason.Selected]
	if text := strings.TrimSpace(f.cpr.Text()); text != "" {
		cpr, err := model.ParseCPR(text)
		if err != nil {
			f.cpr.Focus()
			return c, w.T("rectify.cpr_wrong")
		}
		// The check digit only warns: numbers without one have been given since 2007.
		if !cpr.HasCheckDigit() && f.warnedCPR != cpr {
			f.warnedCPR = cpr
			f.cpr.Focus()
			return c, w.T("rectify.cpr_doubt")
		}
		c.CPR = cpr
	}
	if f.opened.Validate() != nil || f.closed.Validate() != nil {
		return c, w.T("date.wrong")
	}
	c.Opened, c.Closed = f.opened.Date(), f.closed.Date()
	switch {
	case c.Name == "" || c.CaseNumber == "":
		return c, w.T("rectify.need_name")
	case c.TargetGroup == "" || c.Team == "":
		return c, w.T("rectify.need_group")
	case c.Opened.IsZero():
		f.opened.Focus()
		return c, w.T("rectify.need_opened")
	case !c.Closed.IsZero() && c.Closed.Before(c.Opened):
		f.closed.Focus()
		return c, w.T("rectify.closed_before")
	}
	return c, ""
}

// closeReasons returns the names and codes of the reasons to close a case, none
// first.
func closeReasons(w *assets.Words, v *model.Vocabulary, now string) (names, codes []string) {
	names, codes = []string{w.T("master.none")}, []string{""}
	add := func(t model.Term) {
		if !slices.Contains(codes, t.Code) {
			names, codes = append(names, w.Of(t.Name)), append(codes, t.Code)
		}
	}
	for _, o := range v.OutcomeKinds {
		add(o.Term)
	}
	for _, t := range v.EndReasons {
		add(t)
	}
	if !slices.Contains(codes, now) {
		names, codes = append(names, now), append(codes, now)
	}
	return names, codes
}

// newOptionalDate returns a field for a date that may be empty.
func newOptionalDate(w *assets.Words, d, today model.Date) *widgets.DateField {
	f := widgets.NewDateField(today, widgets.DateRange{Empty: true}, func(error) string { return w.T("date.wrong") })
	f.SetDate(d)
	return f
}

func pair(a, b fyne.CanvasObject) fyne.CanvasObject { return container.New(&halvesLayout{}, a, b) }

// halvesLayout gives each of two objects half the width.
type halvesLayout struct{}

func (*halvesLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(300, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

func (*halvesLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	w := (s.Width - widgets.Gap) / 2
	widgets.Place(o[0], 0, 0, w, s.Height)
	widgets.Place(o[1], w+widgets.Gap, 0, w, s.Height)
}
