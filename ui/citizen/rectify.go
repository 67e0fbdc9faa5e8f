// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// rectifyMasterData asks for corrected master data and the reason.
func (p *Page) rectifyMasterData() {
	w, c := p.o.Words, p.data.history.Citizen
	f := newMasterForm(w, p.o.Vocabulary, p.o.Teams, c, p.o.EntryDay())
	f.cpr.SetPlaceholder(w.T("rectify.cpr_hint", "CPR", orNone(c.CPR.Masked(), c.CPR == "", w.T("master.none"))))
	reasonField := widgets.NewEntry()
	reasonField.SetPlaceholder(w.T("rectify.why_hint"))
	d := widgets.NewFormDialog(w.T("rectify.title"), widgets.Flow{Gap: 8, Width: formWidth}, append(f.creationFields(),
		pair(widgets.NewField(w.T("master.opened"), f.opened), widgets.NewField(w.T("master.closed"), f.closed)),
		widgets.NewField(w.T("master.close_reason"), f.reason), widgets.NewField(w.T("rectify.why"), reasonField),
	), w.T("save.accept"), w.T("start.cancel"))
	d.First = f.name.Focusable()
	d.Work(p.o.Run, p.o.Explain, func() (string, func(context.Context) error, func()) {
		to, wrong := f.read(c)
		if wrong != "" {
			return wrong, nil, nil
		}
		reason := strings.TrimSpace(reasonField.Text())
		if reason == "" {
			reasonField.Focus()
			return p.o.Explain(store.ErrNoReason), nil, nil
		}
		return "", func(ctx context.Context) error { return p.o.Register.RectifyCitizen(ctx, to, reason) }, func() {
			p.cpr = ""
			p.o.Toast(w.T("rectify.saved"))
			p.o.Changed()
		}
	})
	d.Open(p.o.Canvas())
}

// rectifyAnswer asks for a corrected answer of a complete assessment and the
// reason. The old answer is kept in the history.
func (p *Page) rectifyAnswer(a model.Assessment, in *model.Instrument, item model.Item) {
	w := p.o.Words
	scale, _ := in.Scale(item.Scale)
	current := model.FindAnswer(a.Answers, item.Code)
	var names []string
	var answers []model.Answer
	add := func(answer model.Answer) {
		names, answers = append(names, w.Answer(in, item.Code, answer)), append(answers, answer)
	}
	for v := scale.Low(); v <= scale.High(); v++ {
		add(model.NewAnswer(item.Code, v))
	}
	for _, m := range in.Missing {
		add(model.NewMissingAnswer(item.Code, m.Code))
	}
	answer := widgets.NewDropdown(names, nil)
	answer.Selected = slices.Index(answers, current)
	reasonField := widgets.NewEntry()
	reasonField.SetPlaceholder(w.T("rectify.answer_why_hint"))
	d := widgets.NewFormDialog(w.T("rectify.answer_title", "Item", item.Code, "Name", w.Of(item.Name)), widgets.Flow{Gap: 8, Width: formWidth},
		[]fyne.CanvasObject{
			widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.Of(item.Question)}),
			widgets.NewField(w.T("sheet.answer"), answer), widgets.NewField(w.T("rectify.why"), reasonField),
		}, w.T("save.accept"), w.T("start.cancel"))
	d.First = answer
	d.Work(p.o.Run, p.o.Explain, func() (string, func(context.Context) error, func()) {
		reason := strings.TrimSpace(reasonField.Text())
		switch {
		case answer.Selected < 0 || answers[answer.Selected] == current:
			return p.o.Explain(store.ErrUnchanged), nil, nil
		case reason == "":
			reasonField.Focus()
			return p.o.Explain(store.ErrNoReason), nil, nil
		}
		return "", func(ctx context.Context) error {
				return p.o.Register.RectifyAnswer(ctx, a.ID, a.Revision, answers[answer.Selected], reason)
			}, func() {
				p.o.Toast(w.T("rectify.answer_saved"))
				p.o.Changed()
			}
	})
	d.Open(p.o.Canvas())
}

// showCorrections lists the changes with user, time and reason. Reading them is
// logged.
func (p *Page) showCorrections() {
	w := p.o.Words
	var list []store.Change
	p.o.Run(func(ctx context.Context) (err error) {
		list, err = p.o.Register.Changes(ctx, p.state.Citizen)
		return err
	}, func(err error) {
		if err != nil {
			p.o.ShowError(err)
			return
		}
		cells := make([][]widgets.Cell, len(list))
		for i, c := range list {
			cells[i] = p.correctionCells(c)
		}
		table := p.table([]widgets.Column{
			{ID: "at", Title: w.T("log.at"), Width: 160},
			{ID: "by", Title: w.T("log.who"), Width: 80, Bold: true},
			{ID: "what", Title: w.T("rectify.what"), Width: 160},
			{ID: "old", Title: w.T("rectify.old"), Width: 180, Flexible: true},
			{ID: "new", Title: w.T("rectify.new"), Width: 180, Flexible: true},
			{ID: "why", Title: w.T("rectify.why"), Width: 200, Flexible: true},
		}, cells, w.T("rectify.none"))
		d := widgets.NewKeyDialog(w.T("rectify.history"), container.New(&widgets.Sized{Size: fyne.NewSize(1000, 380)}, table), w.T("citizen.close"), "")
		d.Width, d.First = 1040, table
		d.Open(p.o.Canvas())
	})
}

func (p *Page) correctionCells(c store.Change) []widgets.Cell {
	w := p.o.Words
	at := c.At.Local()
	what, from, to := w.T("rectify.answer", "Item", c.OldAnswer.Item), p.answerText(c.Assessment, c.OldAnswer), p.answerText(c.Assessment, c.NewAnswer)
	if c.Field != "" {
		what, from, to = w.T("master."+fieldKey(c.Field)), p.fieldValue(c.Field, c.Old), p.fieldValue(c.Field, c.New)
	}
	reason := c.Reason
	if reason == "import" {
		reason = w.T("purpose.import")
	}
	return []widgets.Cell{
		{Text: w.ShortDate(model.DateOf(at)) + " " + at.Format("15:04")}, {Text: c.By}, {Text: what}, {Text: from, Muted: true}, {Text: to}, {Text: reason},
	}
}

// fieldKey returns the key of a field's name in the translations.
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
		return p.outcomeName(value)
	}
	return value
}

// answerText returns an answer of one of the citizen's assessments as text.
func (p *Page) answerText(assessment model.ID, a model.Answer) string {
	var in *model.Instrument
	for _, s := range p.data.history.Assessments {
		if s.ID == assessment {
			in = p.o.Instruments[s.Instrument]
		}
	}
	return p.o.Words.Answer(in, a.Item, a)
}
