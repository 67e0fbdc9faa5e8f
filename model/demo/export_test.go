// SPDX-License-Identifier: MPL-2.0

package demo

import "codeberg.org/fremskridt/fremskridt/model"

// LatentValueFunc receives each answer before rounding: the date of its assessment, its
// item, and its value in steps of the item's scale, positive toward work.
type LatentValueFunc func(on model.Date, item string, value float64)

// Modification changes the parameters of a municipality.
type Modification func(*generator)

// NarrowSpread lets citizens begin in the middle of the scale and so close together that
// hardly any answer would lie beyond its ends.
func NarrowSpread(g *generator) {
	g.spread = Spread{
		Mean: 2.9, Citizen: .15, Domain: .10, Style: .10, Drift: .02, Occasion: .15, Error: .36, Rater: .10,
		RoundTo: 1, ScaleLow: 1, ScaleTop: 5,
	}
	for j := range g.domains {
		g.domains[j].offset = 0
	}
}

// WithoutEffect removes the effect of activities on answers.
func WithoutEffect(g *generator) {
	for j := range g.domains {
		g.domains[j].bc, g.domains[j].bo = 0, 0
	}
}

// AfterGoodDays lets citizens start in a company after good answers: a step of the
// index adds logOdds.
func AfterGoodDays(logOdds float64) Modification {
	return func(g *generator) { g.selection.CompanyLatest = logOdds }
}

// ByOwnDrift lets citizens start in a company if they rise by themselves: a step per 91
// days adds logOdds.
func ByOwnDrift(logOdds float64) Modification {
	return func(g *generator) { g.selection.CompanyDrift = logOdds }
}

// GenerateModified draws a modified municipality. The latent values of a citizen are
// passed on before the case history.
func GenerateModified(o Options, latent LatentValueFunc, each func(model.CaseHistory), modifications ...Modification) Truth {
	g := newGenerator(o)
	for _, modify := range modifications {
		modify(g)
	}
	g.onLatentValue = func(v visit, it *item, value float64) {
		if v.kind != model.KindRetest && !v.draft {
			latent(v.on, it.Code, value)
		}
	}
	for i := range o.Citizens {
		each(g.citizen(i))
	}
	return g.truth()
}
