// SPDX-License-Identifier: MPL-2.0

package analysis

import (
	"cmp"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Panel is a domain with its series: the citizen's before the caseworker's, each in
// the order of the versions' use.
type Panel struct {
	Domain model.Domain
	Series []Series
}

// ByRespondent returns the series of one respondent, in the order of their versions.
func (p Panel) ByRespondent(r model.Respondent) []Series {
	var of []Series
	for _, s := range p.Series {
		if s.Respondent == r {
			of = append(of, s)
		}
	}
	return of
}

// Panels returns a citizen's domains in the order of the newest version used, followed
// by domains that only older versions have. A domain is included where it has an item
// for a respondent with an assessment, answered or not, and is named by the newest
// version that has it. Drafts, retests and assessments of unknown instruments are
// ignored.
func Panels(c model.CaseHistory, instruments map[string]*model.Instrument, n Norms) []Panel {
	assessments := measurements(c.Assessments)
	used := usedVersions(assessments, instruments)
	var panels []Panel
	for _, key := range domainKeys(used) {
		p := Panel{Domain: key.domain}
		for _, r := range []model.Respondent{model.ByCitizen, model.ByCaseworker} {
			for _, u := range used {
				if u.in.Code != key.instrument || !u.asked[r] {
					continue
				}
				if it, ok := u.in.ItemIn(key.domain.Code, r); ok {
					p.Series = append(p.Series, newSeries(u.in, it, n, assessments))
				}
			}
		}
		if len(p.Series) > 0 {
			panels = append(panels, p)
		}
	}
	return panels
}

// version is a version of an instrument that a case history uses.
type version struct {
	in    *model.Instrument
	asked map[model.Respondent]bool
}

// usedVersions returns the versions of the assessments, in the order of first use.
func usedVersions(assessments []model.Assessment, instruments map[string]*model.Instrument) []version {
	var used []version
	for _, a := range assessments {
		in := instruments[a.Instrument]
		if in == nil {
			continue
		}
		i := slices.IndexFunc(used, func(u version) bool { return u.in == in })
		if i < 0 {
			i = len(used)
			used = append(used, version{in, map[model.Respondent]bool{}})
		}
		used[i].asked[a.Respondent] = true
	}
	return used
}

// domainKey is a domain of an instrument. Two instruments may use one code for
// different domains; two versions of one mean the same by it.
type domainKey struct {
	instrument string
	domain     model.Domain
}

// domainKeys returns the domains of the versions, those of the newest first.
func domainKeys(used []version) []domainKey {
	newest := slices.Clone(used)
	slices.Reverse(newest)
	slices.SortStableFunc(newest, func(a, b version) int { return b.in.ValidFrom.Compare(a.in.ValidFrom) })
	var all []domainKey
	for _, u := range newest {
		for _, d := range u.in.Domains {
			if !slices.ContainsFunc(all, func(p domainKey) bool {
				return cmp.Or(cmp.Compare(p.instrument, u.in.Code), cmp.Compare(p.domain.Code, d.Code)) == 0
			}) {
				all = append(all, domainKey{u.in.Code, d})
			}
		}
	}
	return all
}
