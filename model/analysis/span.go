// SPDX-License-Identifier: MPL-2.0

package analysis

import (
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Span is a run of days, both ends included.
type Span struct{ From, To model.Date }

// Days is the number of days of the span: 1 where it begins and ends on the same day,
// 0 where it ends before it begins or an end is no date.
func (s Span) Days() int {
	if s.From.IsZero() || s.To.Before(s.From) {
		return 0
	}
	return s.To.Sub(s.From) + 1
}

// Spans is a set of days as the fewest spans: in order, none empty, none overlapping
// or touching the next. [NewSpans] and the methods keep it so.
type Spans []Span

// NewSpans returns the set of the days of any of the given spans, in any order.
func NewSpans(spans ...Span) Spans {
	var s Spans
	for _, span := range spans {
		if span.Days() > 0 {
			s = append(s, span)
		}
	}
	slices.SortFunc(s, func(a, b Span) int { return a.From.Compare(b.From) })
	merged := s[:0]
	for _, span := range s {
		last := len(merged) - 1
		if last < 0 || span.From.After(merged[last].To.Add(1)) {
			merged = append(merged, span)
			continue
		}
		merged[last].To = model.MaxDate(merged[last].To, span.To)
	}
	return merged
}

// Union returns the days of s, t or both.
func (s Spans) Union(t Spans) Spans {
	return NewSpans(slices.Concat(s, t)...)
}

// Intersect returns the days of both s and t.
func (s Spans) Intersect(t Spans) Spans {
	var both Spans
	for i, j := 0, 0; i < len(s) && j < len(t); {
		from := model.MaxDate(s[i].From, t[j].From)
		to := model.MinDate(s[i].To, t[j].To)
		if !to.Before(from) {
			both = append(both, Span{from, to})
		}
		if s[i].To.Before(t[j].To) {
			i++
		} else {
			j++
		}
	}
	return both
}

// Subtract returns the days of s that are not days of t.
func (s Spans) Subtract(t Spans) Spans {
	var left Spans
	j := 0
	for _, span := range s {
		for j < len(t) && t[j].To.Before(span.From) {
			j++
		}
		from := span.From
		for k := j; k < len(t) && !t[k].From.After(span.To); k++ {
			if from.Before(t[k].From) {
				left = append(left, Span{from, t[k].From.Add(-1)})
			}
			from = model.MaxDate(from, t[k].To.Add(1))
		}
		if !from.After(span.To) {
			left = append(left, Span{from, span.To})
		}
	}
	return left
}

// Clip returns the days of s from one day to another, both included. No date leaves
// that side open.
func (s Spans) Clip(from, to model.Date) Spans {
	var in Spans
	for _, span := range s {
		clipped := Span{model.MaxDate(span.From, from), model.MinDate(span.To, to)}
		if clipped.Days() > 0 {
			in = append(in, clipped)
		}
	}
	return in
}

// Days is the number of days in the set.
func (s Spans) Days() int {
	n := 0
	for _, span := range s {
		n += span.Days()
	}
	return n
}

// DaysIn is the number of days of the set from one day to another, both included: Clip
// and Days without allocating.
func (s Spans) DaysIn(from, to model.Date) int {
	n := 0
	for _, span := range s {
		n += Span{model.MaxDate(span.From, from), model.MinDate(span.To, to)}.Days()
	}
	return n
}

// Contains reports whether the day is in the set.
func (s Spans) Contains(d model.Date) bool {
	i, exact := slices.BinarySearchFunc(s, d, func(span Span, d model.Date) int { return span.From.Compare(d) })
	return exact || i > 0 && !d.After(s[i-1].To)
}
