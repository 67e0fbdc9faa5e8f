package demo

import "fremskridt/model"

// GenerateNarrow invents a municipality whose citizens begin in the middle of
// the scale and so alike that hardly any answer would lie beyond an end of it.
// All else is as it is.
func GenerateNarrow(o Options, look func(model.Course)) Truth {
	w := newWorld(o)
	w.spread = Spread{
		Mean: 2.9, Citizen: .15, Domain: .10, Style: .10, Drift: .02, Occasion: .15, Error: .36, Rater: .10,
		RoundTo: 1, ScaleLow: 1, ScaleTop: 5,
	}
	for j := range w.domains {
		w.domains[j].offset = 0
	}
	for i := range o.Citizens {
		look(w.citizen(i))
	}
	return w.truth()
}
