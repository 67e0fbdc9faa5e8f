// SPDX-License-Identifier: MPL-2.0

package entry

import (
	"slices"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
)

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
