// SPDX-License-Identifier: MPL-2.0

package entry

import (
	"slices"

	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// BeginOptions configure [Begin].
type BeginOptions struct {
	screen.Env
	History     model.CaseHistory
	Respondent  model.Respondent // preselected; "" suggests one
	Instruments map[string]*model.Instrument
	User        string // initials
	OnBegin     func(head model.Assessment)
}

// beginForm asks what is to be entered.
type beginForm struct {
	o           BeginOptions
	respondents []model.Respondent
	codes       []string // keys of the instruments offered
	who         *widgets.Segmented
	which       *widgets.Dropdown
	whichField  *widgets.Field // hidden if there is no choice
	kind        *widgets.Dropdown
	date        *widgets.DateField
	note        *widgets.Paragraph
}

// Begin asks for respondent, kind and date of a new assessment. Enter accepts
// the suggestion.
func Begin(o BeginOptions) {
	w := o.Words
	b := &beginForm{o: o}
	for _, r := range []model.Respondent{model.ByCitizen, model.ByCaseworker} {
		if len(InForce(o.Instruments, r, o.EntryDay())) > 0 {
			b.respondents = append(b.respondents, r)
		}
	}
	if len(b.respondents) == 0 {
		o.Toast(w.T("begin.no_instrument"))
		return
	}
	var segments []widgets.Segment
	for _, r := range b.respondents {
		segments = append(segments, widgets.Segment{Text: w.T("figure." + string(r))})
	}
	b.who = widgets.NewSegmented(segments, nil)
	next := o.Respondent
	if next == "" {
		next = NextRespondent(o.History, o.EntryDay())
	}
	b.who.Selected = max(0, slices.Index(b.respondents, next))
	b.which = widgets.NewDropdown(nil, nil)
	names := make([]string, len(assessmentKinds))
	for i, k := range assessmentKinds {
		names[i] = w.T("sheet.kind." + string(k))
	}
	b.kind = widgets.NewDropdown(names, nil)
	b.date = newPastDate(w, o.EntryDay())
	b.date.SetDate(o.EntryDay())
	b.note = widgets.NewParagraph(widgets.Second)

	b.whichField = widgets.NewField(w.T("begin.which"), b.which)
	d := widgets.NewKeyDialog(w.T("begin.title"), container.New(&widgets.Flow{Gap: 10, Width: 400},
		widgets.NewField(w.T("begin.who"), container.NewHBox(b.who)), b.whichField,
		widgets.NewField(w.T("entry.kind"), b.kind), widgets.NewField(w.T("entry.date"), b.date), b.note,
	), w.T("begin.begin"), w.T("begin.cancel"))
	b.onWho()
	b.who.OnChanged = func(int) {
		b.onWho()
		d.Refresh()
	}
	d.First = b.who
	d.OnAccept = func() bool {
		if b.date.Validate() != nil {
			b.date.Focus()
			return false
		}
		d.Close()
		b.accept()
		return true
	}
	d.Open(o.Canvas())
}

func (b *beginForm) respondent() model.Respondent { return b.respondents[b.who.Selected] }

// onWho suggests instrument and kind for the respondent.
func (b *beginForm) onWho() {
	w, r := b.o.Words, b.respondent()
	b.codes = nil
	var titles []string
	for _, in := range InForce(b.o.Instruments, r, b.o.EntryDay()) {
		b.codes, titles = append(b.codes, in.Key()), append(titles, w.T("entry.version", "Code", in.Code, "Version", in.Version))
	}
	b.which.SetOptions(titles, max(0, slices.Index(b.codes, lastUsed(b.o.History, b.codes))))
	b.whichField.Hidden = len(b.codes) < 2
	b.kind.SetSelected(slices.Index(assessmentKinds, NextKind(b.o.History, r)))
	b.note.SetRuns()
	if closed := b.o.History.Citizen.Closed; !closed.IsZero() && !closed.After(b.o.EntryDay()) {
		b.note.SetRuns(widgets.Run{Text: w.T("begin.closed", "Date", w.Date(closed))})
	}
	if s, ok := findDraft(b.o.History, r); ok {
		b.note.SetRuns(widgets.Run{Text: w.T("begin.draft", "Date", w.Date(s.Date))})
	}
}

func (b *beginForm) accept() {
	d := b.date.Date()
	if d.IsZero() {
		return
	}
	b.o.OnBegin(model.Assessment{
		Instrument: b.codes[max(0, b.which.Selected)], Date: d, Respondent: b.respondent(), Rater: b.o.User,
		Mode: "conversation", Kind: assessmentKinds[max(0, b.kind.Selected)], Presence: model.PresencePresent,
	})
}
