// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

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
