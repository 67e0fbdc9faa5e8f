// SPDX-License-Identifier: MPL-2.0

package entry

import (
	"slices"
	"strings"

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

// InForce returns the instruments with items for a respondent that are valid on
// a day, each in its latest version.
func InForce(all map[string]*model.Instrument, r model.Respondent, day model.Date) []*model.Instrument {
	latest := map[string]*model.Instrument{}
	for _, in := range all {
		valid := !day.Before(in.ValidFrom) && (in.ValidTo.IsZero() || !day.After(in.ValidTo))
		if !valid || len(in.ItemsOf(r)) == 0 {
			continue
		}
		if o := latest[in.Code]; o == nil || o.ValidFrom.Before(in.ValidFrom) || o.ValidFrom == in.ValidFrom && o.Version < in.Version {
			latest[in.Code] = in
		}
	}
	list := make([]*model.Instrument, 0, len(latest))
	for _, in := range latest {
		list = append(list, in)
	}
	slices.SortFunc(list, func(a, b *model.Instrument) int { return strings.Compare(a.Code, b.Code) })
	return list
}

// lastUsed returns the key of the instrument that was answered last, of those in
// keys.
func lastUsed(c model.CaseHistory, keys []string) string {
	for _, s := range slices.Backward(c.Assessments) {
		code, _, _ := strings.Cut(s.Instrument, "/")
		for _, k := range keys {
			if strings.HasPrefix(k, code+"/") {
				return k
			}
		}
	}
	return ""
}

func findDraft(c model.CaseHistory, r model.Respondent) (model.Assessment, bool) {
	for _, s := range slices.Backward(c.Assessments) {
		if s.Status == model.StatusDraft && s.Respondent == r {
			return s, true
		}
	}
	return model.Assessment{}, false
}

// NextRespondent suggests the respondent to enter next: that of a draft, else
// the one missing from the current assessment period, else the citizen.
func NextRespondent(c model.CaseHistory, today model.Date) model.Respondent {
	latest := map[model.Respondent]model.Date{}
	for _, r := range []model.Respondent{model.ByCitizen, model.ByCaseworker} {
		if _, ok := findDraft(c, r); ok {
			return r
		}
		for _, s := range c.Assessments {
			if s.Respondent == r && s.IsComplete() {
				latest[r] = model.MaxDate(latest[r], s.Date)
			}
		}
	}
	recent := func(r model.Respondent) bool {
		return !latest[r].IsZero() && today.Sub(latest[r]) <= model.DueWindow
	}
	if recent(model.ByCitizen) && !recent(model.ByCaseworker) {
		return model.ByCaseworker
	}
	return model.ByCitizen
}

// NextKind suggests the kind of a respondent's next assessment: the first is the
// baseline.
func NextKind(c model.CaseHistory, r model.Respondent) model.AssessmentKind {
	for _, s := range c.Assessments {
		if s.Respondent == r && s.IsComplete() {
			return model.KindOrdinary
		}
	}
	return model.KindBaseline
}

// NumberOf returns the ordinal of an assessment among the respondent's.
func NumberOf(c model.CaseHistory, a model.Assessment) int {
	days := map[model.Date]bool{a.Date: true}
	for _, s := range c.Assessments {
		if s.Respondent == a.Respondent && s.IsComplete() && s.Kind != model.KindRetest && s.Date.Before(a.Date) {
			days[s.Date] = true
		}
	}
	return len(days)
}
