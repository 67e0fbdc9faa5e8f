// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

// answerTooltip returns the lines of an answer's tooltip: the value with its label,
// when and how it was given, the change since the first answer and whether it exceeds
// measurement error, and the other respondent's answer on the same occasion.
func (p *Progression) answerTooltip(d Data, domain string, s analysis.Series, a analysis.Point, all []analysis.Series) []string {
	w := p.words
	says := []string{w.T("hover.answer", "Domain", domain, "Who", w.T("twin.who."+string(s.Respondent)))}
	if a.Answered() {
		says = append(says, w.Answer(s.Instrument, s.Item.Code, model.NewAnswer(s.Item.Code, a.Value)))
	} else {
		says = append(says, w.T("hover.missing", "Reason", w.MissingReason(s.Instrument, a.Missing)))
	}
	when := w.Date(a.Date)
	if a.Rater != "" && s.Respondent == model.ByCaseworker {
		when += ", " + a.Rater
	}
	if mode, ok := d.Vocabulary.FindMode(a.Mode); ok && a.Mode != "" {
		when += ", " + w.Of(mode.Name)
	}
	says = append(says, when)
	if a.Answered() {
		if first, ok := s.First(); ok && first.Date != a.Date {
			says = append(says, w.T("hover.change."+string(a.Size), "Change", w.Change(a.SinceFirst)))
		}
	}
	for _, t := range all {
		if b, ok := t.Near(a.Date); ok && t.Respondent != s.Respondent {
			key := "hover.other"
			if b.SinceFirst != 0 {
				key = "hover.other_moved"
			}
			says = append(says, w.T(key, "Who", w.T("twin.who."+string(t.Respondent)),
				"Value", b.Value, "Label", w.Of(t.Scale.Label(b.Value)), "Change", w.Change(b.SinceFirst)))
		}
	}
	if a.Superseded {
		says = append(says, w.T("hover.superseded"))
	}
	if a.Note != "" {
		says = append(says, a.Note)
	}
	return says
}

// activityTooltip returns the lines of an activity's tooltip.
func (p *Progression) activityTooltip(a model.Activity, kind model.ActivityType) []string {
	w := p.words
	name := w.Of(kind.Name)
	if a.Planned {
		name = w.T("activity.planned", "Name", name)
	}
	says := []string{name}
	if a.Provider != "" {
		says = append(says, a.Provider)
	}
	end := a.End
	if end.IsZero() {
		end = model.MaxDate(p.today, a.Start)
	}
	if a.Planned {
		says = append(says, w.T("hover.planned", "From", w.Date(a.Start)))
	} else {
		says = append(says, p.periodText(a.Start, end))
	}
	if a.Minutes > 0 {
		says = append(says, w.T("hover.hours", "Hours", w.Hours(a.Minutes)))
	}
	return says
}
