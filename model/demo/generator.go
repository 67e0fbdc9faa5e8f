// SPDX-License-Identifier: MPL-2.0

package demo

import "codeberg.org/fremskridt/fremskridt/model"

// generator has the parameters that are common to all citizens.
type generator struct {
	Options
	domains    []domain
	items      []item
	indexItems int                      // number of items in the citizen's index
	itemCount  map[model.Respondent]int // number of items by respondent
	spread     Spread
	selection  Selection
	job        Hazard
	rates      Rates

	// onLatentValue is called with each answer before rounding: its visit, its item, and
	// its value in steps of the item's scale, positive toward work. It may be nil.
	onLatentValue func(v visit, it *item, value float64)
}

// domain has the parameters of a domain, on a scale from 1 to 5.
type domain struct {
	code        string
	offset      float64 // of the mean level
	d, bc, bo   float64 // per 91 days
	inReadiness bool    // part of the readiness
}

type item struct {
	model.Item
	scale  model.Scale
	domain int
}

// slopes are the parameters of the domains in order, repeated if an instrument has
// more. The effects are small: a year of company-directed activity adds half a step
// in most domains.
var slopes = [...]domain{
	{offset: .20, d: -.010, bc: .08, bo: .06},  // everyday life
	{offset: -.10, d: -.020, bc: .05, bo: .05}, // health
	{offset: -.15, d: .000, bc: .10, bo: .07},  // health coping
	{offset: .10, d: -.020, bc: .18, bo: .04},  // self-efficacy
	{offset: .20, d: -.010, bc: .16, bo: .05},  // goal orientation
	{offset: .25, d: .010, bc: .14, bo: .06},   // labour-market understanding
	{offset: .00, d: -.020, bc: .15, bo: .05},  // skills
	{offset: .30, d: .000, bc: .12, bo: .04},   // cooperation
	{offset: .15, d: -.010, bc: .07, bo: .03},  // network
	{offset: .35, d: -.020, bc: .14, bo: .05},  // attendance
	{offset: -.25, d: .000, bc: .20, bo: .04},  // job search
	{offset: -.10, d: -.030, bc: .15, bo: .02}, // job chance
}

func newGenerator(o Options) *generator {
	g := &generator{
		Options:   o,
		itemCount: map[model.Respondent]int{},
		spread: Spread{
			Mean: 2.5, Citizen: .45, Domain: .40, Style: .20, Drift: .03, Occasion: .18, Error: .36, Rater: .20,
			RoundTo: 1, ScaleLow: 1, ScaleTop: 5,
		},
		selection: Selection{
			Company: -1.5, CompanyReadiness: .8, Other: -.5, OtherReadiness: .25,
			Paid: -3.6, PaidReadiness: .9, Sick: -2.2, SickReadiness: -.3,
		},
		job: Hazard{Intercept: -6.2, Index: .6, Company: 1.2, Other: .3},
		rates: Rates{
			MissingAnswer: .025, LeftOut: .15, SkippedVisit: .07, LongPause: .02, OneSided: .06, Retest: .025, Verified: .12,
			NewCaseworker: .05, Flexjob: .003, Education: .004, OtherExit: .004, NoCPR: .06,
		},
	}
	for i, d := range o.Instrument.Domains {
		truth := slopes[i%len(slopes)]
		truth.code = d.Code
		g.domains = append(g.domains, truth)
	}
	for _, it := range o.Instrument.Items {
		scale, _ := o.Instrument.Scale(it.Scale)
		g.itemCount[it.Respondent]++
		for j := range g.domains {
			if g.domains[j].code != it.Domain {
				continue
			}
			g.items = append(g.items, item{it, scale, j})
			g.domains[j].inReadiness = g.domains[j].inReadiness || it.Index
		}
		if it.Index && it.Respondent == model.ByCitizen {
			g.indexItems++
		}
	}
	return g
}

// truth returns the parameters as published, without counts.
func (g *generator) truth() Truth {
	t := Truth{
		Seed: g.Seed, AsOf: g.AsOf, Citizens: g.Citizens,
		Spread: g.spread, Selection: g.selection, Job: g.job, Rates: g.rates,
		RaterBias: map[string]float64{},
		Counts:    Counts{Outcomes: map[string]int{}},
	}
	for i := range g.items {
		it := &g.items[i]
		d, step := g.domains[it.domain], it.stepsPerUnit()
		t.Items = append(t.Items, ItemTruth{
			Item: it.Code, Domain: it.Domain, Respondent: it.Respondent,
			Passive: d.d * step, Company: d.bc * step, Other: d.bo * step,
		})
	}
	for _, worker := range g.workers() {
		t.RaterBias[worker] = g.bias(worker)
	}
	return t
}

// stepsPerUnit returns how many steps of the item's scale correspond to one step from
// 1 to 5.
func (it *item) stepsPerUnit() float64 { return float64(it.scale.High()-it.scale.Low()) / 4 }
