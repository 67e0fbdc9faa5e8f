// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"cmp"
	"math"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// itemSet is the items that one respondent answers in one version of an instrument.
type itemSet struct {
	instrument  *model.Instrument
	respondent  model.Respondent
	items       []model.Item
	scales      []model.Scale
	index       []int // positions of the items of the index
	assessments int   // how many use it
}

func newItemSet(in *model.Instrument, r model.Respondent) itemSet {
	f := itemSet{instrument: in, respondent: r}
	for _, it := range in.Items {
		scale, ok := in.Scale(it.Scale)
		if it.Respondent != r || !ok {
			continue
		}
		if it.Index {
			f.index = append(f.index, len(f.items))
		}
		f.items = append(f.items, it)
		f.scales = append(f.scales, scale)
	}
	return f
}

// towardWork turns the value of a reversed item, so that more is closer to work.
func (f *itemSet) towardWork(item, value int) int8 {
	if f.items[item].Reversed {
		value = f.scales[item].Low() + f.scales[item].High() - value
	}
	return int8(value)
}

// onFirstScale is a value, positive toward work, in steps of the scale of the index's
// first item, which are the steps of the index.
func (f *itemSet) onFirstScale(item int, value int8) float64 {
	s, first := f.scales[item], f.scales[f.index[0]]
	v := float64(value)
	if s.Low() == first.Low() && s.High() == first.High() {
		return v
	}
	share := (v - float64(s.Low())) / float64(s.High()-s.Low())
	return float64(first.Low()) + share*float64(first.High()-first.Low())
}

// indexOf is the index of an assessment's values and whether all its items are
// answered. The index is NaN where fewer than 70 % are
// (docs/methods.md#2-one-citizen).
func (f *itemSet) indexOf(values []int8) (index float64, complete bool) {
	n, sum := 0, 0.0
	for _, i := range f.index {
		if values[i] != missing {
			n++
			sum += f.onFirstScale(i, values[i])
		}
	}
	if n == 0 || 10*n < 7*len(f.index) {
		return math.NaN(), false
	}
	return sum / float64(n), n == len(f.index)
}

// percent converts an index to 0 to 100.
func (f *itemSet) percent(index float64) float64 {
	first := f.scales[f.index[0]]
	return 100 * (index - float64(first.Low())) / float64(first.High()-first.Low())
}

// pointsPerStep is how many points of 100 one step of the index is.
func (f *itemSet) pointsPerStep() float64 {
	first := f.scales[f.index[0]]
	return 100 / float64(first.High()-first.Low())
}

// mergedRows are the rows of figures: the items of one instrument, with those of its
// versions merged. The citizen's come first, each respondent's in the order of the
// newest version with the item.
type mergedRows struct {
	measures  []Measure
	rowsFor   [][]int // by item set and item, the row; nil for another instrument
	newestSet []int   // by row, the newest item set with it
}

// mergeRows finds the rows of an instrument. Items of two versions share a row where
// they have the same code, respondent and ends of the scale.
func (c *Cohort) mergeRows(code string) mergedRows {
	r := mergedRows{rowsFor: make([][]int, len(c.itemSets))}
	type key struct {
		respondent model.Respondent
		item       string
		low, high  int
	}
	at := map[key]int{}
	for _, respondent := range respondents {
		for _, f := range c.itemSetsOf(code, respondent) {
			set := &c.itemSets[f]
			r.rowsFor[f] = make([]int, len(set.items))
			for i, it := range set.items {
				k := key{respondent, it.Code, set.scales[i].Low(), set.scales[i].High()}
				row, known := at[k]
				if !known {
					row = len(r.measures)
					at[k] = row
					r.measures = append(r.measures, Measure{
						Instrument: code, Item: it, Domain: domain(set.instrument, it.Domain), Respondent: respondent, Scale: set.scales[i],
					})
					r.newestSet = append(r.newestSet, f)
				}
				r.rowsFor[f][i] = row
			}
		}
	}
	return r
}

// itemSetsOf returns the item sets of an instrument and respondent, the newest first,
// as indices.
func (c *Cohort) itemSetsOf(code string, r model.Respondent) []int {
	var list []int
	for i := range c.itemSets {
		if c.itemSets[i].instrument.Code == code && c.itemSets[i].respondent == r {
			list = append(list, i)
		}
	}
	slices.SortStableFunc(list, func(a, b int) int {
		x, y := c.itemSets[a].instrument, c.itemSets[b].instrument
		return cmp.Or(y.ValidFrom.Compare(x.ValidFrom), cmp.Compare(y.Version, x.Version))
	})
	return list
}

// Measure is what a row of a figure is about: an item as the newest version has it.
type Measure struct {
	Instrument string // code
	Respondent model.Respondent
	Item       model.Item
	Domain     model.Domain
	Scale      model.Scale
}

var respondents = [...]model.Respondent{model.ByCitizen, model.ByCaseworker}

func domain(in *model.Instrument, code string) model.Domain {
	i := slices.IndexFunc(in.Domains, func(d model.Domain) bool { return d.Code == code })
	if i < 0 {
		return model.Domain{Code: code}
	}
	return in.Domains[i]
}

// Instruments returns the codes of the instruments in use, the one with most
// assessments first.
func (c *Cohort) Instruments() []string { return slices.Clone(c.instruments) }
