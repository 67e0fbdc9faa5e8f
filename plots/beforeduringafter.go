// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

// ActivityAnswers are one respondent's answers in a domain around an activity: the
// last before it, the last while it ran and the first after it. A side without an
// answer has a zero [analysis.Point].
type ActivityAnswers struct {
	Domain                model.Domain
	Respondent            model.Respondent
	Before, During, After analysis.Point
}

// BeforeDuringAfter returns, per domain, the answers around an activity for the
// respondents shown. Domains with answers on fewer than two of the three sides are
// left out.
func BeforeDuringAfter(d Data, id model.ID) (model.Activity, []ActivityAnswers) {
	var of model.Activity
	for _, a := range d.History.Activities {
		if a.ID == id {
			of = a
		}
	}
	if of.ID == "" {
		return of, nil
	}
	var list []ActivityAnswers
	for _, p := range analysis.Panels(d.History, d.Instruments, d.Norms) {
		for _, s := range p.Series {
			if !d.Respondents.includes(s.Respondent) || d.HidePrognosis && s.Item.Prognosis {
				continue
			}
			a := ActivityAnswers{Domain: p.Domain, Respondent: s.Respondent}
			sides := [3]bool{}
			for _, v := range s.Values() {
				switch {
				case v.Date.Before(of.Start):
					a.Before, sides[0] = v, true
				case of.Covers(v.Date):
					a.During, sides[1] = v, true
				case !sides[2]:
					a.After, sides[2] = v, true
				}
			}
			n := 0
			for _, there := range sides {
				if there {
					n++
				}
			}
			if n >= 2 {
				list = append(list, a)
			}
		}
	}
	return of, list
}

// BeforeDuringAfterSection writes [BeforeDuringAfter] as a section of the text
// alternative, with the caution that sequence is not cause. It returns false for an
// unknown activity.
func BeforeDuringAfterSection(d Data, id model.ID) (SummarySection, bool) {
	w := d.Words
	a, list := BeforeDuringAfter(d, id)
	kind, ok := d.Vocabulary.ActivityType(a.Type)
	if !ok {
		return SummarySection{}, false
	}
	name := w.Of(kind.Name)
	if a.Provider != "" {
		name += ", " + a.Provider
	}
	part := SummarySection{Heading: name}
	end := w.T("figure.today")
	if !a.End.IsZero() {
		end = w.Date(a.End)
	}
	part.Rows = append(part.Rows, SummaryRow{Text: w.T("hover.from_to", "From", w.Date(a.Start), "To", end)})
	for _, r := range []model.Respondent{model.ByCitizen, model.ByCaseworker} {
		named := false
		for _, x := range list {
			if x.Respondent != r {
				continue
			}
			if !named {
				part.Rows = append(part.Rows, SummaryRow{Text: w.T("twin.who."+string(r)) + " – " + w.T("around.head"), IsSubject: true})
				named = true
			}
			part.Rows = append(part.Rows, SummaryRow{
				Text: w.Of(x.Domain.Name), Change: pointText(d, x.Before) + " › " + pointText(d, x.During) + " › " + pointText(d, x.After),
			})
		}
	}
	if len(list) == 0 {
		part.Rows = append(part.Rows, SummaryRow{Text: w.T("around.none")})
	}
	part.Rows = append(part.Rows, SummaryRow{Text: w.T("caution.together")})
	return part, true
}

func pointText(d Data, p analysis.Point) string {
	if p.Date.IsZero() {
		return "–"
	}
	return d.Words.Count(p.Value)
}
