// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// Reliability is Cronbach's alpha of a respondent's index, from the citizens' first
// complete assessments of the version with most of them
// (docs/methods.md#6-agreement-and-reliability). It is of all time, whatever period is
// chosen.
type Reliability struct {
	Respondent model.Respondent
	N          disclosure.Value[int]
	Alpha      disclosure.Value[float64]
}

// Reliability returns the alpha of each respondent, the citizen's first.
func (g *Group) Reliability() []Reliability {
	var list []Reliability
	for _, r := range respondents {
		list = append(list, g.reliability(r))
	}
	return list
}

func (g *Group) reliability(r model.Respondent) Reliability {
	best := Reliability{Respondent: r, N: disclosure.Disclose(0), Alpha: disclosure.Withhold[float64](disclosure.NoCitizens)}
	most := 0
	for _, f := range g.cohort.itemSetsOf(g.choice.Instrument, r) {
		rows, of := g.complete(f)
		if of.Total() <= most {
			continue
		}
		most = of.Total()
		best.N, best.Alpha = of.Citizens(), disclosure.Withhold[float64](of.Citizens().Reason())
		if of.Withheld() {
			continue
		}
		switch alpha, ok := analysis.Alpha(rows); {
		case len(rows) < MinForExtremes:
			best.Alpha = disclosure.Withhold[float64](FewForEstimate)
		case !ok:
			best.Alpha = disclosure.Withhold[float64](NoSpread)
		default:
			best.Alpha = disclosure.Disclose(alpha)
		}
	}
	return best
}

// complete returns the values of each member's first complete assessment in an item
// set, one row each, and what may be disclosed of their number.
func (g *Group) complete(set int) ([][]float64, disclosure.Counts) {
	c := g.cohort
	f := &c.itemSets[set]
	var rows [][]float64
	t := c.partition.NewTally(1)
	for i := range c.citizens {
		if !g.inAllTime[i] {
			continue
		}
		assessments := c.assessmentsBetween(&c.citizens[i], noDate, g.asOf)
		for k := range assessments {
			s := &assessments[k]
			if int(s.itemSet) != set || !s.complete {
				continue
			}
			t.Add(i, 0)
			if g.inView(i) {
				row := make([]float64, len(f.index))
				for j, item := range f.index {
					row[j] = f.onFirstScale(item, c.valuesOf(s)[item])
				}
				rows = append(rows, row)
			}
			break
		}
	}
	return rows, g.disclosed(t, disclosure.SingleCategory)
}

// Agreement is how citizen and caseworker rate the same domain
// (docs/methods.md#6-agreement-and-reliability), from each citizen's latest two
// answers at most [analysis.OccasionDays] apart in one version. It is of all time,
// whatever period is chosen.
type Agreement struct {
	Domain                model.Domain
	Citizen, Caseworker   model.Item
	N                     disclosure.Value[int]
	ICC                   disclosure.Value[float64] // ICC(2,1)
	Kappa                 disclosure.Value[float64] // quadratic weights
	CitizenHigher         disclosure.Value[float64] // mean of citizen minus caseworker, in steps toward work
	FarApart              disclosure.Value[Part]    // two steps or more
	citizenRow, workerRow int
}

// Agreement returns a row for each domain that both rate on scales of the same range.
func (g *Group) Agreement() []Agreement {
	var list []Agreement
	for i, m := range g.rows.measures {
		if m.Respondent != model.ByCitizen {
			continue
		}
		for j, w := range g.rows.measures {
			if w.Respondent == model.ByCaseworker && w.Domain.Code == m.Domain.Code && w.Scale.Low() == m.Scale.Low() && w.Scale.High() == m.Scale.High() {
				list = append(list, Agreement{Domain: m.Domain, Citizen: m.Item, Caseworker: w.Item, citizenRow: i, workerRow: j})
			}
		}
	}
	for k := range list {
		g.agree(&list[k])
	}
	return list
}

func (g *Group) agree(a *Agreement) {
	c := g.cohort
	citizen, worker := g.rows.positions(a.citizenRow), g.rows.positions(a.workerRow)
	t := c.partition.NewTally(2) // far apart, or not
	var pairs [][2]int
	for i := range c.citizens {
		if !g.inAllTime[i] {
			continue
		}
		pair, ok := g.pair(&c.citizens[i], citizen, worker)
		if !ok {
			continue
		}
		t.Add(i, yesNoCategory(pair[0]-pair[1] >= 2 || pair[1]-pair[0] >= 2))
		if g.inView(i) {
			pairs = append(pairs, pair)
		}
	}
	of := g.disclosed(t, disclosure.YesNo)
	a.N, a.FarApart = of.Citizens(), share(of)
	reason := a.N.Reason()
	switch {
	case reason != "":
	case len(pairs) == 0:
		reason = disclosure.NoCitizens
	case len(pairs) < MinForExtremes:
		reason = FewForEstimate
	}
	a.ICC, a.Kappa, a.CitizenHigher = disclosure.Withhold[float64](reason), disclosure.Withhold[float64](reason), disclosure.Withhold[float64](reason)
	if reason != "" {
		return
	}
	rows, sum := make([][]float64, len(pairs)), 0
	for i, p := range pairs {
		rows[i] = []float64{float64(p[0]), float64(p[1])}
		sum += p[0] - p[1]
	}
	a.CitizenHigher = disclosure.Disclose(float64(sum) / float64(len(pairs)))
	a.ICC, a.Kappa = disclosure.Withhold[float64](NoSpread), disclosure.Withhold[float64](NoSpread)
	if icc, ok := analysis.ICC(rows); ok {
		a.ICC = disclosure.Disclose(icc.ICC21)
	}
	scale := g.rows.measures[a.citizenRow].Scale
	if kappa, ok := analysis.Kappa(pairs, scale.Low(), scale.High()); ok {
		a.Kappa = disclosure.Disclose(kappa)
	}
}

// pair finds a citizen's latest answer of each respondent at most
// [analysis.OccasionDays] apart in one version. Of several pairs it takes the one with
// the citizen's latest answer, then with the nearest of the caseworker, the later of
// two as near.
func (g *Group) pair(p *citizen, citizen, worker []itemPosition) (pair [2]int, ok bool) {
	c := g.cohort
	assessments := c.assessmentsBetween(p, noDate, g.asOf)
	for k := len(assessments) - 1; k >= 0; k-- {
		mine, found := c.answer(&assessments[k], citizen)
		if !found {
			continue
		}
		nearest := analysis.OccasionDays + 1
		for j := len(assessments) - 1; j >= 0; j-- {
			days := assessments[j].date.Sub(assessments[k].date)
			days = max(days, -days)
			if days >= nearest || c.itemSets[assessments[j].itemSet].instrument != c.itemSets[assessments[k].itemSet].instrument {
				continue
			}
			if theirs, found := c.answer(&assessments[j], worker); found {
				nearest, pair = days, [2]int{int(mine), int(theirs)}
			}
		}
		if nearest <= analysis.OccasionDays {
			return pair, true
		}
	}
	return pair, false
}

// answer is the value of an assessment at one of the positions, or false where it has
// none.
func (c *Cohort) answer(s *assessment, positions []itemPosition) (int8, bool) {
	for _, at := range positions {
		if int(s.itemSet) == at.itemSet {
			v := c.values[int(s.offset)+at.item]
			return v, v != missing
		}
	}
	return 0, false
}
