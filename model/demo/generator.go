package demo

import "codeberg.org/fremskridt/fremskridt/model"

// generator is what is true of the whole municipality.
type generator struct {
	Options
	domains    []domain
	items      []item
	indexItems int                      // items of the citizen's index
	itemCount  map[model.Respondent]int // items of each
	spread     Spread
	selection  Selection
	job        Hazard
	rates      Rates

	// felt is told each answer before it is rounded to a step that the scale has:
	// its sheet, its item and, in steps of the item's own scale and positive toward
	// work, its value. It may be nil.
	onLatentValue func(v visit, it *item, value float64)
}

// domain is the truth of a domain, in steps of a scale from 1 to 5.
type domain struct {
	code        string
	offset      float64 // of its mean level
	d, bc, bo   float64 // per 91 days
	inReadiness bool    // part of what selection looks at
}

type item struct {
	model.Item
	scale  model.Scale
	domain int
}

// slopes are the truth of the domains in the order of the instrument, and begin
// anew for an instrument with more. They are small: a year of company-directed
// activity is worth half a step in most.
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
	w := &generator{
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
		w.domains = append(w.domains, truth)
	}
	for _, it := range o.Instrument.Items {
		scale, _ := o.Instrument.Scale(it.Scale)
		w.itemCount[it.Respondent]++
		for j := range w.domains {
			if w.domains[j].code != it.Domain {
				continue
			}
			w.items = append(w.items, item{it, scale, j})
			w.domains[j].inReadiness = w.domains[j].inReadiness || it.Index
		}
		if it.Index && it.Respondent == model.ByCitizen {
			w.indexItems++
		}
	}
	return w
}

// truth is the world in the terms that it is told in.
func (w *generator) truth() Truth {
	t := Truth{
		Seed: w.Seed, AsOf: w.AsOf, Citizens: w.Citizens,
		Spread: w.spread, Selection: w.selection, Job: w.job, Rates: w.rates,
		RaterBias: map[string]float64{},
		Counts:    Counts{Outcomes: map[string]int{}},
	}
	for i := range w.items {
		it := &w.items[i]
		d, step := w.domains[it.domain], it.stepsPerUnit()
		t.Items = append(t.Items, ItemTruth{
			Item: it.Code, Domain: it.Domain, Respondent: it.Respondent,
			Passive: d.d * step, Company: d.bc * step, Other: d.bo * step,
		})
	}
	for _, worker := range w.workers() {
		t.RaterBias[worker] = w.bias(worker)
	}
	return t
}

// stepsPerUnit is how many steps of the item's scale one step of 1 to 5 is.
func (it *item) stepsPerUnit() float64 { return float64(it.scale.High()-it.scale.Low()) / 4 }
