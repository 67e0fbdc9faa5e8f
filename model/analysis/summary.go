// SPDX-License-Identifier: MPL-2.0

package analysis

import (
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Days is a number of days that people read in weeks.
type Days int

// Weeks is the number of weeks, rounded to the nearest.
func (d Days) Weeks() int { return (int(d) + 3) / 7 }

// View is what of a course a summary tells. The zero View with AsOf set is all
// of it.
type View struct {
	AsOf model.Date
	// From and To bound the answers and days told, both included; no date
	// leaves that side open. To never reaches beyond AsOf.
	From, To model.Date
	// Respondents are whose answers are told; none means all.
	Respondents []model.Respondent
	// HidePrognosis leaves out the items that a citizen never sees.
	HidePrognosis bool
}

func (w View) includes(r model.Respondent) bool {
	return len(w.Respondents) == 0 || slices.Contains(w.Respondents, r)
}

// Change is how one item moved between the first and the latest answer told.
type Change struct {
	Domain           model.Domain
	Item             model.Item
	Instrument       string // key of the version
	From, To         int    // as answered
	FromDate, ToDate model.Date
	Steps            int // positive toward work
	Size             ChangeSize
	Reliability      Reliability
	// Sustained is set where the last three answers or more, the latest among
	// them, lie on the same side of the first.
	Sustained bool
}

// ItemTrend is the trend of one item.
type ItemTrend struct {
	Domain model.Domain
	Item   model.Item
	Trend  Trend
}

// Gap is a time without answers that breaks the lines: more than twice the
// interval of the instrument.
type Gap struct {
	Days   int
	Before model.Date // of the answer that ends it
}

// Movement is how one respondent's answers moved. Of each domain the newest
// version with an answer is told; Compared is the m of every "k of m".
type Movement struct {
	Respondent model.Respondent
	Up         int // items at least a step closer to work
	Down       int
	Same       int
	Reliable   int // of Up and Down: beyond measurement error
	Single     int // items with one answer only, which cannot have moved

	Beyond    []Change // the Reliable ones, in the order of the domains
	SmallUp   []Change
	SmallDown []Change
	Trends    []ItemTrend // items with at least four answers
	Gaps      []Gap
	Missing   int // missing answers, with a reason
}

// Compared is the number of items with at least two answers.
func (m Movement) Compared() int { return m.Up + m.Down + m.Same }

// Disagreement is a domain that citizen and caseworker now see differently, by
// two steps or more.
type Disagreement struct {
	Domain     model.Domain
	Citizen    Point
	Caseworker Point
}

// Activation is what went on in the time told. The days of one kind are counted
// whether or not another kind ran beside it, but for Passive, which is none.
type Activation struct {
	Company  Days // company-directed activity
	Parallel Days // of which beside other activity
	Other    Days // other activity, Parallel among them
	Neutral  Days // sick, on leave or exempt
	Passive  Days

	// OrdinarySince begins the unbroken run of ordinary paid hours that covers
	// the last day told, and is no date where none does.
	OrdinarySince   model.Date
	OrdinaryMinutes int // a week on that day
}

// Summary is the figure in numbers: what its text twin says. Screen, picture
// and printed page all write it from this.
type Summary struct {
	Since        model.Date // first measurement told; no date where there is none
	Last         model.Date // last one
	Measurements int        // occasions: both respondents within 14 days are one
	Duration     Days       // from Since to Last
	// Earlier is the number of measurements before Since with older versions
	// of the instrument, which change is not measured from.
	Earlier int

	Movements     []Movement // citizen before caseworker; only who has answered
	Disagreements []Disagreement
	Activation    Activation // from Since on
	Missing       int        // over both respondents
	Gaps          []Gap      // with no answer from any respondent told
}

// Movement is one respondent's, or false where that one has not answered.
func (s Summary) Movement(r model.Respondent) (Movement, bool) {
	for _, m := range s.Movements {
		if m.Respondent == r {
			return m, true
		}
	}
	return Movement{}, false
}

// Summarise tells a course in numbers. A change is measured from the first
// answer told to the latest one told, so that the words follow the period that
// the figure shows.
func Summarise(c model.CaseHistory, v *model.Vocabulary, instruments map[string]*model.Instrument, n Norms, w View) Summary {
	w.To = model.MinDate(w.To, w.AsOf)
	visible := w.filter(c)
	panels := Panels(visible, instruments, n)
	assessments := knownAssessments(visible.Assessments, instruments)

	var s Summary
	for _, r := range []model.Respondent{model.ByCitizen, model.ByCaseworker} {
		if m, answered := newMovement(r, panels, w.HidePrognosis); answered {
			m.Gaps = gaps(assessments, instruments, func(a model.Assessment) bool { return a.Respondent == r })
			s.Movements = append(s.Movements, m)
			s.Missing += m.Missing
		}
	}
	s.Disagreements = disagreements(panels, w.HidePrognosis)
	s.Gaps = gaps(assessments, instruments, func(model.Assessment) bool { return true })
	s.countMeasurements(assessments, panels)
	if s.Since.IsZero() {
		return s
	}
	s.Activation = newActivation(c, v, s.Since, w.To, w.AsOf)
	return s
}

// filter leaves of a course the assessments that the view tells.
func (w View) filter(c model.CaseHistory) model.CaseHistory {
	var kept []model.Assessment
	for _, a := range c.Assessments {
		if w.includes(a.Respondent) && !a.Date.Before(w.From) && (w.To.IsZero() || !a.Date.After(w.To)) {
			kept = append(kept, a)
		}
	}
	c.Assessments = kept
	return c
}

func knownAssessments(all []model.Assessment, instruments map[string]*model.Instrument) []model.Assessment {
	return slices.DeleteFunc(measurements(all), func(a model.Assessment) bool { return instruments[a.Instrument] == nil })
}

func newMovement(r model.Respondent, panels []Panel, hidePrognosis bool) (Movement, bool) {
	m, asked := Movement{Respondent: r}, false
	for _, p := range panels {
		for _, s := range p.ByRespondent(r) {
			if hidePrognosis && s.Item.Prognosis {
				continue
			}
			asked = true
			for _, point := range s.Points {
				if !point.Answered() {
					m.Missing++
				}
			}
		}
		if s, ok := newestAnswered(p.ByRespondent(r)); ok && !(hidePrognosis && s.Item.Prognosis) {
			m.add(p.Domain, s)
		}
	}
	return m, asked
}

// newestAnswered is the newest series with an answer.
func newestAnswered(of []Series) (Series, bool) {
	for _, s := range slices.Backward(of) {
		if _, answered := s.First(); answered {
			return s, true
		}
	}
	return Series{}, false
}

func (m *Movement) add(d model.Domain, s Series) {
	values := s.Values()
	if len(values) < 2 {
		m.Single++
		return
	}
	if t, ok := s.Trend(); ok {
		m.Trends = append(m.Trends, ItemTrend{d, s.Item, t})
	}
	first, latest := values[0], values[len(values)-1]
	c := Change{
		Domain: d, Item: s.Item, Instrument: s.Instrument.Key(),
		From: first.Value, To: latest.Value, FromDate: first.Date, ToDate: latest.Date,
		Steps: latest.SinceFirst, Size: latest.Size, Reliability: s.Reliability,
		Sustained: sustainedAtLast(values),
	}
	switch {
	case c.Steps > 0:
		m.Up++
	case c.Steps < 0:
		m.Down++
	default:
		m.Same++
	}
	switch {
	case c.Size == ReliableChange:
		m.Reliable++
		m.Beyond = append(m.Beyond, c)
	case c.Steps > 0:
		m.SmallUp = append(m.SmallUp, c)
	case c.Steps < 0:
		m.SmallDown = append(m.SmallDown, c)
	}
}

func sustainedAtLast(values []Point) bool {
	n := len(values)
	return n >= 3 && values[n-1].SinceFirst*values[n-2].SinceFirst > 0 && values[n-1].SinceFirst*values[n-3].SinceFirst > 0
}

// disagreements compares the latest answers of both, where they lie at most 14
// days apart and their scales have the same range.
func disagreements(panels []Panel, hidePrognosis bool) []Disagreement {
	var all []Disagreement
	for _, p := range panels {
		citizen, ok1 := newestAnswered(p.ByRespondent(model.ByCitizen))
		worker, ok2 := newestAnswered(p.ByRespondent(model.ByCaseworker))
		if !ok1 || !ok2 || citizen.Scale.Low() != worker.Scale.Low() || citizen.Scale.High() != worker.Scale.High() ||
			hidePrognosis && (citizen.Item.Prognosis || worker.Item.Prognosis) {
			continue
		}
		a, _ := citizen.Latest()
		b, _ := worker.Latest()
		apart := citizen.TowardWork(a.Value) - worker.TowardWork(b.Value)
		if abs(a.Date.Sub(b.Date)) <= OccasionDays && (apart >= 2 || apart <= -2) {
			all = append(all, Disagreement{p.Domain, a, b})
		}
	}
	return all
}

// gaps are the times between sheets, in order, of more than twice the interval.
func gaps(assessments []model.Assessment, instruments map[string]*model.Instrument, counts func(model.Assessment) bool) []Gap {
	var all []Gap
	var last model.Assessment
	for _, a := range assessments {
		if !counts(a) {
			continue
		}
		days := a.Date.Sub(last.Date)
		if !last.Date.IsZero() && days > 2*instruments[a.Instrument].Interval {
			all = append(all, Gap{days, a.Date})
		}
		last = a
	}
	return all
}

// countMeasurements finds the first date that change is measured from, and counts
// the occasions from there on.
func (s *Summary) countMeasurements(assessments []model.Assessment, panels []Panel) {
	for _, p := range panels {
		for _, r := range []model.Respondent{model.ByCitizen, model.ByCaseworker} {
			if series, ok := newestAnswered(p.ByRespondent(r)); ok {
				first, _ := series.First()
				s.Since = model.MinDate(s.Since, first.Date)
			}
		}
	}
	if s.Since.IsZero() {
		return
	}
	var occasion model.Date // of the occasion
	var latest map[model.Respondent]model.Date
	for _, a := range assessments {
		on, before := latest[a.Respondent]
		if occasion.IsZero() || before && on != a.Date || a.Date.Sub(occasion) > OccasionDays {
			occasion, latest = a.Date, map[model.Respondent]model.Date{}
			if a.Date.Before(s.Since) {
				s.Earlier++
			} else {
				s.Measurements++
			}
		}
		latest[a.Respondent] = a.Date
		s.Last = a.Date
	}
	s.Duration = Days(s.Last.Sub(s.Since))
}

func newActivation(c model.CaseHistory, v *model.Vocabulary, from, to, asOf model.Date) Activation {
	p := NewParticipation(c.Activities, v, asOf)
	in := func(s Spans) Days { return Days(s.DaysIn(from, to)) }
	a := Activation{
		Company: in(p.Company), Parallel: in(p.Parallel), Other: in(p.Other), Neutral: in(p.Neutral),
		Passive: in(p.passive(c, asOf)),
	}
	paid := func(t model.ActivityType) bool { return t.Lane == model.LaneOrdinary }
	for _, span := range coverWhere(c.Activities, v, to, paid) {
		if span.To == to {
			a.OrdinarySince = span.From
		}
	}
	if a.OrdinarySince.IsZero() {
		return a
	}
	for _, activity := range c.Activities {
		if t, known := v.ActivityType(activity.Type); known && paid(t) && !activity.Planned && activity.Covers(to) {
			a.OrdinaryMinutes += activity.Minutes
		}
	}
	return a
}
