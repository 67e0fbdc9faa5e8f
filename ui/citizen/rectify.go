// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

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
