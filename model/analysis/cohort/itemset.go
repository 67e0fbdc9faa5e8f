// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"cmp"
	"math"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// itemSet is what one respondent is asked in one version of an instrument.
type itemSet struct {
	instrument  *model.Instrument
	respondent  model.Respondent
	items       []model.Item
	scales      []model.Scale
	index       []int // positions of the items of the index
	assessments int   // how many there are
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

// towardWork is a value of an item as it is kept: turned where the item is reversed,
// so that more is closer to work.
func (f *itemSet) towardWork(item, value int) int8 {
	if f.items[item].Reversed {
		value = f.scales[item].Low() + f.scales[item].High() - value
	}
	return int8(value)
}

// onFirstScale is a kept value in steps of the scale of the index's first item, in
// which the index is told.
func (f *itemSet) onFirstScale(item int, value int8) float64 {
	s, first := f.scales[item], f.scales[f.index[0]]
	v := float64(value)
	if s.Low() == first.Low() && s.High() == first.High() {
		return v
	}
	share := (v - float64(s.Low())) / float64(s.High()-s.Low())
	return float64(first.Low()) + share*float64(first.High()-first.Low())
}

// indexOf is the index of a sheet's values, NaN where fewer than 70 % of its items
// are answered, and whether all are (methods 2).
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

// percent is an index from 0 to 100.
func (f *itemSet) percent(index float64) float64 {
	first := f.scales[f.index[0]]
	return 100 * (index - float64(first.Low())) / float64(first.High()-first.Low())
}

// pointsPerStep is how many points of 100 one step of the index is.
func (f *itemSet) pointsPerStep() float64 {
	first := f.scales[f.index[0]]
	return 100 / float64(first.High()-first.Low())
}

// mergedRows are the measures of one instrument, citizen's before caseworker's, each in
// the order of the newest version in which it is found.
type mergedRows struct {
	measures  []Measure
	rowsFor   [][]int // by form and item, the row; nil for another instrument
	newestSet []int   // by row, the form that it is told by
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
			form := &c.itemSets[f]
			r.rowsFor[f] = make([]int, len(form.items))
			for i, it := range form.items {
				k := key{respondent, it.Code, form.scales[i].Low(), form.scales[i].High()}
				row, known := at[k]
				if !known {
					row = len(r.measures)
					at[k] = row
					r.measures = append(r.measures, Measure{
						Instrument: code, Item: it, Domain: domain(form.instrument, it.Domain), Respondent: respondent, Scale: form.scales[i],
					})
					r.newestSet = append(r.newestSet, f)
				}
				r.rowsFor[f][i] = row
			}
		}
	}
	return r
}

// itemSetsOf are the forms of an instrument and a respondent, the newest first.
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

// Measure is what a row of a figure is about: an item of an instrument, as its
// newest version has it.
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

// Instruments are the codes of the questionnaires that are answered, the one with
// most sheets first.
func (c *Cohort) Instruments() []string { return slices.Clone(c.instruments) }
