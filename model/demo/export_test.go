package demo

import "codeberg.org/fremskridt/fremskridt/model"

// LatentValueFunc is told each answer before it is rounded: the day of its sheet, its item
// and its value toward work, in steps of the item's own scale.
type LatentValueFunc func(on model.Date, item string, value float64)

// Modification makes another world of the one that is invented.
type Modification func(*generator)

// NarrowSpread has citizens who begin in the middle of the scale and so alike that
// hardly any answer would lie beyond an end of it.
func NarrowSpread(w *generator) {
	w.spread = Spread{
		Mean: 2.9, Citizen: .15, Domain: .10, Style: .10, Drift: .02, Occasion: .15, Error: .36, Rater: .10,
		RoundTo: 1, ScaleLow: 1, ScaleTop: 5,
	}
	for j := range w.domains {
		w.domains[j].offset = 0
	}
}

// WithoutEffect has activities that add nothing to the answers.
func WithoutEffect(w *generator) {
	for j := range w.domains {
		w.domains[j].bc, w.domains[j].bo = 0, 0
	}
}

// AfterGoodDays has citizens begin in a company when they have just answered
// well: a step of the index adds so much to the log odds.
func AfterGoodDays(logOdds float64) Modification {
	return func(w *generator) { w.selection.CompanyLatest = logOdds }
}

// ThoseWhoRise has citizens begin in a company the more, the more they rise of
// their own: a step per 91 days adds so much to the log odds.
func ThoseWhoRise(logOdds float64) Modification {
	return func(w *generator) { w.selection.CompanyDrift = logOdds }
}

// GenerateModified invents a municipality of a changed world, and tells what was
// felt of each citizen before the citizen is looked at.
func GenerateModified(o Options, felt LatentValueFunc, look func(model.CaseHistory), changes ...Modification) Truth {
	w := newGenerator(o)
	for _, change := range changes {
		change(w)
	}
	w.onLatentValue = func(v visit, it *item, value float64) {
		if v.kind != model.KindRetest && !v.draft {
			felt(v.on, it.Code, value)
		}
	}
	for i := range o.Citizens {
		look(w.citizen(i))
	}
	return w.truth()
}
