// SPDX-License-Identifier: MPL-2.0

package analysis

import "codeberg.org/fremskridt/fremskridt/model"

// Point is one answer of a series, or a missing one with its reason.
type Point struct {
	Date       model.Date
	Assessment model.ID
	Kind       model.AssessmentKind
	Rater      string
	Mode       string
	Note       string

	Value   int // as answered; 0 where it is missing
	Missing int // code of the reason, negative; 0 where there is a value

	// SinceFirst and SincePrevious are the change in steps, positive toward work, from
	// the answers of the series' first date and of the last date before this one; 0 at
	// the first date.
	SinceFirst    int
	SincePrevious int
	Size          ChangeSize // of SinceFirst
	// Sustained is set where the next two answers are on the same side of the first
	// answer as this one (docs/methods.md#2-one-citizen).
	Sustained bool
	// Superseded is set where a later entered answer of the same date is that date's
	// value; the point is still drawn.
	Superseded bool

	// Breaks is set where no line is drawn from the previous answered point, because
	// Gap is more than twice the interval.
	Breaks bool
	Gap    int // days since the previous answered point; 0 for the first
}

// Answered reports whether the point has a value.
func (p Point) Answered() bool { return p.Missing == 0 }

// Series is what one respondent answered to one item of one version of an instrument.
// Its points, missing ones included, are in the order of date and, within a day, of
// entry.
type Series struct {
	Instrument  *model.Instrument
	Item        model.Item
	Scale       model.Scale
	Respondent  model.Respondent
	Reliability Reliability
	Points      []Point
}

// Values returns the answered points that count: one a date, in order.
func (s Series) Values() []Point {
	var values []Point
	for _, p := range s.Points {
		if p.Answered() && !p.Superseded {
			values = append(values, p)
		}
	}
	return values
}

// First returns the answer that change is measured from, or false where there is none.
func (s Series) First() (Point, bool) {
	for _, p := range s.Points {
		if p.Answered() && !p.Superseded {
			return p, true
		}
	}
	return Point{}, false
}

// Latest returns the last answer, or false where there is none.
func (s Series) Latest() (Point, bool) {
	for i := len(s.Points) - 1; i >= 0; i-- {
		if s.Points[i].Answered() {
			return s.Points[i], true
		}
	}
	return Point{}, false
}

// Last returns the last point, answered or missing, or false where there is none.
func (s Series) Last() (Point, bool) {
	if len(s.Points) == 0 {
		return Point{}, false
	}
	return s.Points[len(s.Points)-1], true
}

// At returns the latest answer on or before the day, or false where there is none.
func (s Series) At(d model.Date) (Point, bool) {
	for i := len(s.Points) - 1; i >= 0; i-- {
		if p := s.Points[i]; p.Answered() && !p.Date.After(d) {
			return p, true
		}
	}
	return Point{}, false
}

// Near returns the answer nearest to a day, at most [OccasionDays] from it, or false
// where there is none.
func (s Series) Near(d model.Date) (Point, bool) {
	var near Point
	best := OccasionDays + 1
	for _, p := range s.Values() {
		if apart := p.Date.Sub(d); max(apart, -apart) < best {
			near, best = p, max(apart, -apart)
		}
	}
	return near, best <= OccasionDays
}

// TowardWork turns a value of a reversed item, so that more is closer to work.
func (s Series) TowardWork(v int) float64 { return towardWork(s.Item, s.Scale, v) }

// change is the change from one value to another, positive toward work.
func (s Series) change(from, to int) int {
	if s.Item.Reversed {
		return from - to
	}
	return to - from
}

// newSeries collects an item's points from assessments in order and compares them.
func newSeries(in *model.Instrument, it model.Item, n Norms, assessments []model.Assessment) Series {
	scale, _ := in.Scale(it.Scale)
	s := Series{
		Instrument: in, Item: it, Scale: scale, Respondent: it.Respondent,
		Reliability: n.Item(in.Key(), it.Code),
	}
	for _, a := range assessments {
		ans := model.FindAnswer(a.Answers, it.Code)
		if a.Instrument != in.Key() || a.Respondent != it.Respondent || !ans.Entered {
			continue
		}
		p := Point{
			Date: a.Date, Assessment: a.ID, Kind: a.Kind, Rater: a.Rater, Mode: a.Mode, Note: a.Note,
			Missing: ans.Missing, Size: NoChange,
		}
		if ans.HasValue() {
			p.Value = ans.Value
		}
		s.Points = append(s.Points, p)
	}
	s.markSuperseded()
	s.measureChange()
	s.markSustained()
	return s
}

func (s *Series) markSuperseded() {
	var later model.Date
	for i := len(s.Points) - 1; i >= 0; i-- {
		p := &s.Points[i]
		if !p.Answered() {
			continue
		}
		p.Superseded = p.Date == later
		later = p.Date
	}
}

func (s *Series) measureChange() {
	first, ok := s.First()
	if !ok {
		return
	}
	previous := first       // the value of the last earlier date
	var drawn, counts Point // the last answered point, and the last that counts
	for i := range s.Points {
		p := &s.Points[i]
		if !p.Answered() {
			continue
		}
		if !drawn.Date.IsZero() {
			p.Gap = p.Date.Sub(drawn.Date)
			p.Breaks = p.Gap > 2*s.Instrument.Interval
		}
		if !counts.Date.IsZero() && counts.Date != p.Date {
			previous = counts
		}
		if p.Date != first.Date {
			p.SinceFirst = s.change(first.Value, p.Value)
			p.SincePrevious = s.change(previous.Value, p.Value)
			p.Size = s.Reliability.Size(p.SinceFirst)
		}
		drawn = *p
		if !p.Superseded {
			counts = *p
		}
	}
}

func (s *Series) markSustained() {
	var counts []int
	for i, p := range s.Points {
		if p.Answered() && !p.Superseded {
			counts = append(counts, i)
		}
	}
	for k := 0; k+2 < len(counts); k++ {
		p := &s.Points[counts[k]]
		next, after := s.Points[counts[k+1]], s.Points[counts[k+2]]
		p.Sustained = p.SinceFirst*next.SinceFirst > 0 && p.SinceFirst*after.SinceFirst > 0
	}
}
