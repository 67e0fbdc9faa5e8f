// SPDX-License-Identifier: MPL-2.0

package analysis

import (
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Days is a number of days that is shown in weeks.
type Days int

// Weeks is the number of weeks, rounded to the nearest.
func (d Days) Weeks() int { return (int(d) + 3) / 7 }

// View selects what of a case history is summarised. The zero View with AsOf set is
// all of it.
type View struct {
	AsOf model.Date
	// From and To bound the answers and days, both included; no date leaves that side
	// open. To never reaches beyond AsOf.
	From, To model.Date
	// Respondents are those whose answers are included; none means all.
	Respondents []model.Respondent
	// HidePrognosis leaves out the items that a citizen never sees.
	HidePrognosis bool
}

func (w View) includes(r model.Respondent) bool {
	return len(w.Respondents) == 0 || slices.Contains(w.Respondents, r)
}

// Change is how one item moved between its first and latest answer in the view.
type Change struct {
	Domain           model.Domain
	Item             model.Item
	Instrument       string // key of the version
	From, To         int    // as answered
	FromDate, ToDate model.Date
	Steps            int // positive toward work
	Size             ChangeSize
	Reliability      Reliability
	// Sustained is set where the last three answers or more are on the same side of
	// the first.
	Sustained bool
}

// ItemTrend is the trend of one item.
type ItemTrend struct {
	Domain model.Domain
	Item   model.Item
	Trend  Trend
}

// Gap is a time without answers that breaks the lines: more than twice the interval of
// the instrument.
type Gap struct {
	Days   int
	Before model.Date // of the answer that ends it
}

// Movement is how one respondent's answers moved, in each domain within the newest
// version with an answer. Compared is the m of every "k of m".
type Movement struct {
	Respondent model.Respondent
	Up         int // items at least a step closer to work
	Down       int
	Same       int
	Reliable   int // among Up and Down: beyond measurement error
	Single     int // items with one answer only

	Beyond    []Change // the Reliable ones, in the order of domains
	SmallUp   []Change
	SmallDown []Change
	Trends    []ItemTrend // items with at least four answers
	Gaps      []Gap
	Missing   int // missing answers, with a reason
}

// Compared is the number of items with at least two answers.
func (m Movement) Compared() int { return m.Up + m.Down + m.Same }

// Disagreement is a domain that citizen and caseworker now rate two steps or more
// apart.
type Disagreement struct {
	Domain     model.Domain
	Citizen    Point
	Caseworker Point
}

// Activation counts the days with activities in the view's period. Days of one kind
// are counted whether or not another kind ran on them; Passive days have none.
type Activation struct {
	Company  Days // company-directed activity
	Parallel Days // Company days with other activity
	Other    Days // other activity, Parallel included
	Neutral  Days // sick, on leave or exempt
	Passive  Days

	// OrdinarySince begins the unbroken run of ordinary paid hours that covers the
	// last day, and is no date where none does.
	OrdinarySince   model.Date
	OrdinaryMinutes int // a week, on the last day
}

// Summary is the figure in numbers, from which screen, picture and report write its
// text alternative.
type Summary struct {
	Since        model.Date // first measurement; no date where there is none
	Last         model.Date // last measurement
	Measurements int        // occasions: both respondents within [OccasionDays] are one
	Duration     Days       // from Since to Last
	// Earlier is the number of measurements before Since with older versions of the
	// instrument, which change is not measured from.
	Earlier int

	Movements     []Movement // citizen before caseworker; only who has answered
	Disagreements []Disagreement
	Activation    Activation // from Since on
	Missing       int        // over both respondents
	Gaps          []Gap      // without an answer from any respondent included
}

// Movement returns one respondent's movement, or false where they have not answered.
func (s Summary) Movement(r model.Respondent) (Movement, bool) {
	for _, m := range s.Movements {
		if m.Respondent == r {
			return m, true
		}
	}
	return Movement{}, false
}

// Summarise returns a case history in numbers. Change is measured from the first
// answer in the view to the latest, so that the text matches the period that the
// figure shows.
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

// filter keeps the assessments that the view includes.
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

// newestAnswered returns the newest series with an answer.
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

// disagreements compares the latest answers of both respondents, where they are at
// most [OccasionDays] apart and on scales of the same range.
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

// gaps returns the times of more than twice the interval between assessments that
// count, in order.
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

// countMeasurements finds the first date that change is measured from, and counts the
// occasions from there on.
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
