// SPDX-License-Identifier: MPL-2.0

package analysis

import "codeberg.org/fremskridt/fremskridt/model"

// IndexPoint is a respondent's index at one assessment
// (docs/methods.md#2-one-citizen).
type IndexPoint struct {
	Date       model.Date
	Assessment model.ID
	Instrument string // key of the version

	// Value is the mean in steps of the scale, higher is closer to work. Where the
	// items have scales of different range, it is Percent on the scale of the index's
	// first item.
	Value   float64
	Percent float64 // 0 to 100: the mean of the items, each scaled to 0 to 100
	N       int     // items answered
	Of      int     // items that the index has
	// Breaks is set where no line is drawn from the previous point: after more than
	// twice the interval, or at a new version.
	Breaks bool
}

// Index is the respondent's index over time: the mean of its answered items, where at
// least 70 % are answered (docs/methods.md#2-one-citizen). Reversed items are turned.
// Of several assessments of a day the one entered last counts; drafts and retests
// never do.
func Index(c model.CaseHistory, instruments map[string]*model.Instrument, r model.Respondent) []IndexPoint {
	var points []IndexPoint
	for _, a := range lastOfDay(measurements(c.Assessments)) {
		in := instruments[a.Instrument]
		if in == nil || a.Respondent != r {
			continue
		}
		items := newIndexItems(in, r)
		p, ok := items.point(items.values(a.Answers))
		if !ok {
			continue
		}
		p.Date, p.Assessment, p.Instrument = a.Date, a.ID, a.Instrument
		if n := len(points); n > 0 {
			last := points[n-1]
			p.Breaks = last.Instrument != p.Instrument || p.Date.Sub(last.Date) > 2*in.Interval
		}
		points = append(points, p)
	}
	return points
}

// indexItems are the items of one respondent's index with their scales.
type indexItems struct {
	items  []model.Item
	scales []model.Scale
}

func newIndexItems(in *model.Instrument, r model.Respondent) indexItems {
	var x indexItems
	for _, it := range in.Items {
		scale, ok := in.Scale(it.Scale)
		if it.Respondent == r && it.Index && ok {
			x.items = append(x.items, it)
			x.scales = append(x.scales, scale)
		}
	}
	return x
}

// values returns the values of the answered items in steps of the first item's scale,
// positive toward work.
func (x indexItems) values(answers []model.Answer) []float64 {
	var values []float64
	for i, it := range x.items {
		if a := model.FindAnswer(answers, it.Code); a.HasValue() {
			values = append(values, x.onFirstScale(towardWork(it, x.scales[i], a.Value), x.scales[i]))
		}
	}
	return values
}

func (x indexItems) onFirstScale(v float64, s model.Scale) float64 {
	first := x.scales[0]
	if s.Low() == first.Low() && s.High() == first.High() {
		return v
	}
	share := (v - float64(s.Low())) / float64(s.High()-s.Low())
	return float64(first.Low()) + share*float64(first.High()-first.Low())
}

func (x indexItems) point(values []float64) (IndexPoint, bool) {
	n, of := len(values), len(x.items)
	if n == 0 || 10*n < 7*of {
		return IndexPoint{}, false
	}
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	first := x.scales[0]
	mean := sum / float64(n)
	percent := 100 * (mean - float64(first.Low())) / float64(first.High()-first.Low())
	return IndexPoint{Value: mean, Percent: percent, N: n, Of: of}, true
}

// towardWork turns the value of a reversed item, so that more is closer to work.
func towardWork(it model.Item, s model.Scale, value int) float64 {
	if it.Reversed {
		value = s.Low() + s.High() - value
	}
	return float64(value)
}
