package citizen

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"fremskridt/model"
	"fremskridt/model/store"
	"fremskridt/ui/dates"
	"fremskridt/ui/kit"
)

// rectify asks for the master data as it should be, and why.
func (p *Page) rectify() {
	w, c := p.o.Words, p.data.course.Citizen
	name, number, cpr, caseworker, why := kit.NewEntry(), kit.NewEntry(), kit.NewEntry(), kit.NewEntry(), kit.NewEntry()
	name.SetText(c.Name)
	number.SetText(c.CaseNumber)
	caseworker.SetText(c.Caseworker)
	cpr.SetPlaceholder(w.T("rectify.cpr_hint", "CPR", orNone(c.CPR.Masked(), c.CPR == "", w.T("master.none"))))
	why.SetPlaceholder(w.T("rectify.why_hint"))
	groups, group := p.groupChoices(c.TargetGroup)
	teams := slices.Clone(p.o.Teams)
	if !slices.Contains(teams, c.Team) {
		teams = append(teams, c.Team)
	}
	team := kit.NewDropdown(teams, nil)
	team.Selected = slices.Index(teams, c.Team)
	reasons, codes := p.reasonChoices()
	reason := kit.NewDropdown(reasons, nil)
	reason.Selected = max(0, slices.Index(codes, c.CloseReason))
	opened, closed := p.dateField(c.Opened), p.dateField(c.Closed)
	pair := func(a, b fyne.CanvasObject) fyne.CanvasObject { return container.New(&halves{}, a, b) }
	d := kit.NewFormDialog(w.T("rectify.title"), kit.Flow{Gap: 8, Width: formWide}, []fyne.CanvasObject{
		pair(kit.NewField(w.T("master.name"), name), kit.NewField(w.T("master.case"), number)),
		pair(kit.NewField(w.T("master.cpr"), cpr), kit.NewField(w.T("master.target_group"), groups)),
		pair(kit.NewField(w.T("master.caseworker"), caseworker), kit.NewField(w.T("master.team"), team)),
		pair(kit.NewField(w.T("master.opened"), opened), kit.NewField(w.T("master.closed"), closed)),
		kit.NewField(w.T("master.close_reason"), reason), kit.NewField(w.T("rectify.why"), why),
	}, w.T("save.accept"), w.T("start.cancel"))
	d.First = name.Focusable()
	d.Work(p.o.Run, p.o.Explain, func() (string, func(context.Context) error, func()) {
		to := c
		to.Name, to.CaseNumber = strings.TrimSpace(name.Text()), strings.TrimSpace(number.Text())
		to.Caseworker, to.Team = strings.TrimSpace(caseworker.Text()), team.Value()
		to.TargetGroup, to.CloseReason = group(), codes[reason.Selected]
		if text := strings.TrimSpace(cpr.Text()); text != "" {
			parsed, err := model.ParseCPR(text)
			if err != nil {
				cpr.Focus()
				return w.T("rectify.cpr_wrong"), nil, nil
			}
			to.CPR = parsed
		}
		if opened.Validate() != nil || closed.Validate() != nil {
			return w.T("date.wrong"), nil, nil
		}
		to.Opened, to.Closed = dates.In(opened, p.o.Today), dates.In(closed, p.o.Today)
		because := strings.TrimSpace(why.Text())
		switch {
		case to.Name == "" || to.CaseNumber == "":
			return w.T("rectify.need_name"), nil, nil
		case to.Opened.IsZero():
			opened.Focus()
			return w.T("rectify.need_opened"), nil, nil
		case !to.Closed.IsZero() && to.Closed.Before(to.Opened):
			closed.Focus()
			return w.T("rectify.closed_before"), nil, nil
		case because == "":
			why.Focus()
			return p.o.Explain(store.ErrNoReason), nil, nil
		}
		return "", func(ctx context.Context) error { return p.o.Register.RectifyCitizen(ctx, to, because) }, func() {
			p.cpr = ""
			p.o.Tell(w.T("rectify.saved"))
			p.Load()
		}
	})
	d.Open(p.o.Canvas())
}

// formWide is how wide the fields of a form stand.
const formWide = 560

// groupChoices is a dropdown of the target groups, and what its choice is.
func (p *Page) groupChoices(now string) (drop *kit.Dropdown, code func() string) {
	var names, codes []string
	for _, g := range p.o.Vocabulary.TargetGroups {
		names, codes = append(names, p.o.Words.Of(g.Name)), append(codes, g.Code)
	}
	drop = kit.NewDropdown(names, nil)
	drop.Selected = slices.Index(codes, now)
	return drop, func() string {
		if drop.Selected < 0 {
			return now
		}
		return codes[drop.Selected]
	}
}

// reasonChoices are the reasons to close a case, none first, and their codes.
func (p *Page) reasonChoices() (names, codes []string) {
	w, v := p.o.Words, p.o.Vocabulary
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
	if c := p.data.course.Citizen.CloseReason; !slices.Contains(codes, c) {
		names, codes = append(names, c), append(codes, c)
	}
	return names, codes
}

// dateField is a field for a date that may be left empty.
func (p *Page) dateField(d model.Date) *kit.DateField {
	f := dates.NewField(p.o.Today, dates.Range{Empty: true}, func(error) string { return p.o.Words.T("date.wrong") })
	f.SetText(dates.Typed(d))
	return f
}

// corrections shows what has been changed, by whom and why. Reading it is a read
// of its own.
func (p *Page) corrections() {
	w := p.o.Words
	var list []store.Change
	p.o.Run(func(ctx context.Context) (err error) {
		list, err = p.o.Register.History(ctx, p.place.Citizen)
		return err
	}, func(err error) {
		if err != nil {
			p.o.Tell(p.o.Explain(err))
			return
		}
		cells := make([][]kit.Cell, len(list))
		for i, c := range list {
			cells[i] = p.correction(c)
		}
		table := p.table([]kit.Column{
			{ID: "at", Title: w.T("log.at"), Width: 160},
			{ID: "by", Title: w.T("log.who"), Width: 80, Bold: true},
			{ID: "what", Title: w.T("rectify.what"), Width: 160},
			{ID: "old", Title: w.T("rectify.old"), Width: 180, Flexible: true},
			{ID: "new", Title: w.T("rectify.new"), Width: 180, Flexible: true},
			{ID: "why", Title: w.T("rectify.why"), Width: 200, Flexible: true},
		}, cells, w.T("rectify.none"))
		d := kit.NewKeyDialog(w.T("rectify.history"), container.New(&kit.Sized{Size: fyne.NewSize(1000, 380)}, table), w.T("citizen.close"), "")
		d.Width, d.First = 1040, table
		d.Open(p.o.Canvas())
	})
}

func (p *Page) correction(c store.Change) []kit.Cell {
	w := p.o.Words
	at := c.At.Local()
	what, from, to := w.T("rectify.answer", "Item", c.OldAnswer.Item), p.answered(c.OldAnswer), p.answered(c.NewAnswer)
	if c.Field != "" {
		what, from, to = w.T("master."+fieldKey(c.Field)), p.fieldValue(c.Field, c.Old), p.fieldValue(c.Field, c.New)
	}
	why := c.Reason
	if why == "import" {
		why = w.T("purpose.import")
	}
	return []kit.Cell{
		{Text: w.ShortDate(model.DateOf(at)) + " " + at.Format("15:04")}, {Text: c.By}, {Text: what}, {Text: from, Muted: true}, {Text: to}, {Text: why},
	}
}

// fieldKey is the field's name among the words.
func fieldKey(field string) string {
	if field == "case_number" {
		return "case"
	}
	return field
}

func (p *Page) fieldValue(field, value string) string {
	w := p.o.Words
	if value == "" {
		return w.T("master.none")
	}
	switch field {
	case "cpr":
		return masked(value)
	case "opened", "closed":
		if d, err := model.ParseISO(value); err == nil {
			return w.Date(d)
		}
	case "target_group":
		if g, ok := p.o.Vocabulary.TargetGroup(value); ok {
			return w.Of(g.Name)
		}
	case "close_reason":
		return p.outcome(value)
	}
	return value
}

func (p *Page) answered(a model.Answer) string {
	switch {
	case !a.Entered:
		return p.o.Words.T("master.none")
	case a.Missing != 0:
		return p.o.Words.T("rectify.missing", "Code", a.Missing)
	}
	return fmt.Sprint(a.Value)
}

// halves gives its two objects half the width each.
type halves struct{}

func (*halves) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(300, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

func (*halves) Layout(o []fyne.CanvasObject, s fyne.Size) {
	w := (s.Width - kit.Gap) / 2
	kit.Place(o[0], 0, 0, w, s.Height)
	kit.Place(o[1], w+kit.Gap, 0, w, s.Height)
}
