// SPDX-License-Identifier: MPL-2.0

package report

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// Dossier writes a citizen's [store.Dossier], everything in the register about the
// citizen, in plain language.
func Dossier(to io.Writer, w *assets.Words, v *model.Vocabulary, d store.Dossier) error {
	made := d.MadeAt.Local()
	p := newDocument(w, w.T("dossier.title"), w.T("dossier.footer", "Case", d.Citizen.CaseNumber, "Date", w.Date(model.DateOf(made))))
	s := dossierWriter{document: p, Dossier: d, vocabulary: v}
	p.title(w.T("dossier.title"))
	p.paragraph(w.T("dossier.intro", "Municipality", d.Municipality, "Date", w.Date(model.DateOf(made))))
	s.masterData()
	s.assessments()
	s.activities()
	s.outcomes()
	s.masterDataChanges()
	s.historyChanges()
	s.conflicts()
	s.dueMoves()
	s.proposals()
	s.accessLog()
	if err := p.write(to); err != nil {
		return fmt.Errorf("write dossier: %w", err)
	}
	return nil
}

type dossierWriter struct {
	*document
	store.Dossier
	vocabulary *model.Vocabulary
}

func (s *dossierWriter) masterData() {
	w, c := s.words, s.Citizen
	s.heading(w.T("dossier.master"))
	s.facts([][2]string{
		{w.T("master.name"), c.Name},
		{w.T("master.case"), c.CaseNumber},
		{w.T("master.cpr"), model.CPR(c.CPR).String()},
		{w.T("master.target_group"), s.fieldText("target_group", c.TargetGroup)},
		{w.T("master.caseworker"), c.Caseworker},
		{w.T("master.team"), c.Team},
		{w.T("master.opened"), s.day(c.Opened)},
		{w.T("master.closed"), s.day(c.Closed)},
		{w.T("master.close_reason"), s.fieldText("close_reason", c.CloseReason)},
	})
}

func (s *dossierWriter) assessments() {
	w := s.words
	s.heading(w.T("dossier.assessments", "Count", len(s.Assessments)))
	if len(s.Assessments) == 0 {
		s.paragraph(w.T("dossier.none"))
	}
	for _, a := range s.Assessments {
		s.subheading(w.T("sheet.title", "Who", w.T("twin.who."+string(a.Respondent)), "Date", s.day(a.Date)))
		s.facts([][2]string{
			{w.T("sheet.version"), a.Instrument},
			{w.T("sheet.kind"), w.T("sheet.kind." + string(a.Kind))},
			{w.T("sheet.mode"), s.mode(a.Mode)},
			{w.T("sheet.rater"), a.Rater},
			{w.T("sheet.status"), w.T("sheet.status." + string(a.Status))},
			{w.T("dossier.entered"), s.byAndWhen(a.EnteredBy, a.EnteredAt)},
			{w.T("dossier.second"), s.byAndWhen(a.SecondBy, a.SecondAt)},
			{w.T("dossier.presence"), s.presence(a.Presence)},
			{w.T("dossier.note"), a.Note},
		})
		in := s.Instruments[a.Instrument]
		s.table([]column{{w.T("sheet.question"), 0.62}, {w.T("sheet.answer"), 0.38}}, func(yield func([]string) bool) {
			for _, x := range a.Answers {
				if !yield([]string{s.question(in, x.Item), s.answer(in, x.Item, x.Value, x.Missing)}) {
					return
				}
			}
		})
		if a.Second != nil {
			s.paragraph(w.T("dossier.second_entry", "Who", s.byAndWhen(a.Second.By, a.Second.BegunAt)))
			s.table([]column{{w.T("sheet.question"), 0.62}, {w.T("sheet.answer"), 0.38}}, func(yield func([]string) bool) {
				for _, x := range a.Second.Answers {
					if !yield([]string{s.question(in, x.Item), s.answer(in, x.Item, x.Value, x.Missing)}) {
						return
					}
				}
			})
		}
		if len(a.Changes) == 0 {
			continue
		}
		s.paragraph(w.T("dossier.answer_changes"))
		s.table([]column{
			{w.T("sheet.question"), 0.3}, {w.T("dossier.from"), 0.16}, {w.T("dossier.to"), 0.16}, {w.T("dossier.by"), 0.2}, {w.T("dossier.why"), 0.18},
		}, func(yield func([]string) bool) {
			for _, x := range a.Changes {
				if !yield([]string{
					s.question(in, x.Item), s.answer(in, x.Item, x.OldValue, x.OldMissing),
					s.answer(in, x.Item, x.NewValue, x.NewMissing), s.byAndWhen(x.By, x.At), x.Reason,
				}) {
					return
				}
			}
		})
	}
}

func (s *dossierWriter) activities() {
	w := s.words
	s.tableSection(w.T("dossier.activities", "Count", len(s.Activities)), len(s.Activities), []column{
		{w.T("activity.type"), 0.34}, {w.T("activity.from"), 0.16}, {w.T("activity.to"), 0.16}, {w.T("activity.hours"), 0.12}, {w.T("activity.provider"), 0.22},
	}, func(i int) []string {
		a := s.Activities[i]
		name := s.activity(a.Type)
		if a.Planned {
			name = w.T("activity.planned", "Name", name)
		}
		hours := ""
		if a.Minutes > 0 {
			hours = w.Hours(a.Minutes)
		}
		return []string{name, s.day(a.Start), s.day(a.End), hours, a.Provider}
	})
}

func (s *dossierWriter) outcomes() {
	w := s.words
	s.tableSection(w.T("dossier.outcomes", "Count", len(s.Outcomes)), len(s.Outcomes),
		[]column{{w.T("sheet.date"), 0.2}, {w.T("master.outcome"), 0.8}},
		func(i int) []string { return []string{s.day(s.Outcomes[i].Date), s.outcome(s.Outcomes[i].Kind)} })
	s.tableSection(w.T("dossier.events", "Count", len(s.Events)), len(s.Events),
		[]column{{w.T("sheet.date"), 0.2}, {w.T("dossier.what"), 0.3}, {w.T("dossier.from"), 0.25}, {w.T("dossier.to"), 0.25}},
		func(i int) []string {
			e := s.Events[i]
			return []string{s.day(e.Date), w.T("dossier.event." + string(e.Kind)), s.fieldText(string(e.Kind), e.From), s.fieldText(string(e.Kind), e.To)}
		})
}

func (s *dossierWriter) masterDataChanges() {
	w := s.words
	all := append(append([]store.DossierChange(nil), s.MasterChanges...), s.CPRChanges...)
	s.tableSection(w.T("dossier.master_changes", "Count", len(all)), len(all), []column{
		{w.T("dossier.what"), 0.17}, {w.T("dossier.from"), 0.21}, {w.T("dossier.to"), 0.21}, {w.T("dossier.by"), 0.22}, {w.T("dossier.why"), 0.19},
	}, func(i int) []string {
		c := all[i]
		return []string{w.T("dossier.field." + c.Field), s.fieldText(c.Field, c.Old), s.fieldText(c.Field, c.New), s.byAndWhen(c.By, c.At), c.Reason}
	})
}

// historyChanges are what was entered or changed by hand.
func (s *dossierWriter) historyChanges() {
	w := s.words
	s.tableSection(w.T("dossier.course_changes", "Count", len(s.RowChanges)), len(s.RowChanges), []column{
		{w.T("dossier.from"), 0.36}, {w.T("dossier.to"), 0.36}, {w.T("dossier.by"), 0.28},
	}, func(i int) []string {
		c := s.RowChanges[i]
		return []string{s.changedRow(c.What, c.Before), s.changedRow(c.What, c.After), s.byAndWhen(c.By, c.At)}
	})
}

// changedRow formats a row of the case history, stored as JSON in the change log.
func (s *dossierWriter) changedRow(what, data string) string {
	var err error
	text := ""
	switch {
	case data == "":
		return ""
	case what == "activity":
		var a model.Activity
		err = json.Unmarshal([]byte(data), &a)
		text = s.activity(a.Type) + ", " + s.day(a.Start) + " – " + s.day(a.End)
		if a.Provider != "" {
			text += ", " + a.Provider
		}
	case what == "outcome":
		var o model.Outcome
		err = json.Unmarshal([]byte(data), &o)
		text = s.outcome(o.Kind) + ", " + s.day(o.Date)
	default:
		var e model.Event
		err = json.Unmarshal([]byte(data), &e)
		text = s.words.T("dossier.event."+string(e.Kind)) + ", " + s.day(e.Date) + ": " + e.To
	}
	if err != nil {
		return data
	}
	return text
}

func (s *dossierWriter) activity(code string) string {
	if t, ok := s.vocabulary.ActivityType(code); ok {
		return s.words.Of(t.Name)
	}
	return code
}

func (s *dossierWriter) conflicts() {
	w := s.words
	s.tableSection(w.T("dossier.conflicts", "Count", len(s.Conflicts)), len(s.Conflicts), []column{
		{w.T("dossier.found"), 0.2}, {w.T("dossier.where"), 0.3}, {w.T("dossier.what"), 0.5},
	}, func(i int) []string {
		c := s.Conflicts[i]
		what := w.T("conflict." + c.Reason)
		if c.Value != "" {
			what += " (" + c.Column + ": " + c.Value + ")"
		}
		return []string{s.byAndWhen("", c.FoundAt), w.T("report.line", "File", c.File, "Line", c.Line), what}
	})
}

func (s *dossierWriter) proposals() {
	w := s.words
	if len(s.Proposals) == 0 {
		return
	}
	s.tableSection(w.T("dossier.proposals", "Count", len(s.Proposals)), len(s.Proposals), []column{
		{w.T("dossier.ground"), 0.3}, {w.T("dossier.proposed"), 0.25}, {w.T("dossier.rejected"), 0.25}, {w.T("dossier.why"), 0.2},
	}, func(i int) []string {
		p := s.Proposals[i]
		return []string{w.T("ground." + string(p.Ground)), s.byAndWhen(p.ProposedBy, p.ProposedAt), s.byAndWhen(p.RejectedBy, p.RejectedAt), p.Why}
	})
}

func (s *dossierWriter) accessLog() {
	w := s.words
	staff := false
	for _, e := range s.Log {
		staff = staff || e.Initials != ""
	}
	columns := []column{{w.T("log.at"), 0.28}, {w.T("log.action"), 0.36}, {w.T("log.purpose"), 0.36}}
	if staff {
		columns = []column{{w.T("log.at"), 0.24}, {w.T("log.action"), 0.26}, {w.T("log.purpose"), 0.24}, {w.T("log.who"), 0.26}}
	}
	s.tableSection(w.T("dossier.log", "Count", len(s.Log)), len(s.Log), columns, func(i int) []string {
		e := s.Log[i]
		detail, _ := model.ParseMessage(e.Detail) // without one it says the action alone
		use := messages.LogUse(w, store.LogEntry{Action: e.Action, Detail: detail})
		row := []string{s.moment(e.At), use, w.T("purpose." + string(e.Purpose))}
		if staff {
			row = append(row, e.Initials)
		}
		return row
	})
}

// tableSection is a part with a table, or with a word that there is nothing.
func (s *dossierWriter) tableSection(title string, n int, columns []column, row func(i int) []string) {
	s.heading(title)
	if n == 0 {
		s.paragraph(s.words.T("dossier.none"))
		return
	}
	s.table(columns, func(yield func([]string) bool) {
		for i := range n {
			if !yield(row(i)) {
				return
			}
		}
	})
}

func (s *dossierWriter) presence(p model.Presence) string {
	if p == model.PresenceUnknown {
		return ""
	}
	return s.words.T("presence." + string(p))
}

func (s *dossierWriter) dueMoves() {
	w := s.words
	if len(s.DueMoves) == 0 {
		return
	}
	s.tableSection(w.T("dossier.due_moves", "Count", len(s.DueMoves)), len(s.DueMoves), []column{
		{w.T("dossier.to"), 0.25}, {w.T("dossier.by"), 0.35}, {w.T("dossier.why"), 0.4},
	}, func(i int) []string {
		m := s.DueMoves[i]
		return []string{s.day(m.Due), s.byAndWhen(m.By, m.At), m.Reason}
	})
}

func (s *dossierWriter) question(in *model.Instrument, item string) string {
	if in != nil {
		if it, ok := in.Item(item); ok {
			return s.words.Of(it.Question)
		}
	}
	return item
}

// answer returns an answer as text.
func (s *dossierWriter) answer(in *model.Instrument, item string, value, missing *int64) string {
	var a model.Answer
	switch {
	case value != nil:
		a = model.NewAnswer(item, int(*value))
	case missing != nil:
		a = model.NewMissingAnswer(item, int(*missing))
	}
	return s.words.Answer(in, item, a)
}

// fieldText formats a value of a master data field.
func (s *dossierWriter) fieldText(field, value string) string {
	switch field {
	case "target_group":
		if g, ok := s.vocabulary.TargetGroup(value); ok {
			return s.words.Of(g.Name)
		}
	case "close_reason":
		return s.outcome(value)
	case "opened", "closed":
		if d, err := model.ParseDate(value, model.Date{}); err == nil {
			return s.day(d)
		}
	}
	return value
}

func (s *dossierWriter) outcome(code string) string {
	if k, ok := s.vocabulary.OutcomeKind(code); ok {
		return s.words.Of(k.Name)
	}
	return code
}

func (s *dossierWriter) mode(code string) string {
	if m, ok := s.vocabulary.FindMode(code); ok {
		return s.words.Of(m.Name)
	}
	return code
}

func (s *dossierWriter) day(d model.Date) string {
	if d.IsZero() {
		return ""
	}
	return s.words.Date(d)
}

func (s *dossierWriter) moment(t time.Time) string {
	t = t.Local()
	return s.words.Date(model.DateOf(t)) + t.Format(" 15:04")
}

// byAndWhen is who did something and when, as the register keeps the moment.
func (s *dossierWriter) byAndWhen(by, at string) string {
	t, err := time.Parse(time.RFC3339, at)
	switch {
	case at == "":
		return by
	case err != nil:
		return by + " " + at
	case by == "":
		return s.moment(t)
	}
	return by + ", " + s.moment(t)
}
