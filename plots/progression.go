// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"slices"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

// Respondents selects the answers that a figure shows, by respondent.
type Respondents string

// The choices.
const (
	Both           Respondents = "both"
	CitizenOnly    Respondents = "citizen"
	CaseworkerOnly Respondents = "caseworker"
)

func (r Respondents) includes(who model.Respondent) bool {
	return r == Both || r == "" || string(r) == string(who)
}

// Case is a case history with what is needed to draw and describe it.
type Case struct {
	History      model.CaseHistory
	Instruments  map[string]*model.Instrument
	Vocabulary   *model.Vocabulary
	Norms        analysis.Norms
	Today        model.Date
	Municipality string
	User         string // initials
}

// Data returns the input of a figure of the whole case.
func (c Case) Data(w *assets.Words) Data { return Data{Case: c, Words: w} }

// CitizenData returns the input of a figure for the citizen: own answers only, no
// prognosis.
func (c Case) CitizenData(w *assets.Words) Data {
	return Data{Case: c, Words: w, Respondents: CitizenOnly, HidePrognosis: true}
}

// Data is the input of [NewProgression].
type Data struct {
	Case
	Words *assets.Words

	Respondents Respondents
	// Domains are the codes of the panels that are shown; none shows all.
	Domains []string
	// Weeks counts time in weeks from the first assessment instead of by the calendar,
	// so that case histories can be compared.
	Weeks bool
	// HidePrognosis leaves out what a citizen never sees.
	HidePrognosis bool
	// From and To bound the time shown; zero dates show the whole case history.
	From, To model.Date
	// Header adds title, legend and cautions, for a picture outside the program.
	Header bool
}

// Progression is the progression figure of one citizen: what went on in lanes
// on top, one panel a domain below, on one true time axis.
type Progression struct {
	words       *assets.Words
	respondents Respondents
	forCitizen  bool // for the citizen's eyes

	title, subtitle string
	headerRight     [2]string // lines at the right of the head
	header          bool

	from, to, today model.Date
	origin          model.Date    // of the weeks; no date where time is the calendar's
	nextWindow      analysis.Span // window of the next measurement
	companyPeriods  analysis.Spans
	events          []event
	company, other  [][]bar // rows
	ordinary        [][]bar
	neutral         [][]bar
	passive         analysis.Spans
	caseworkers     []caseworkerPeriod
	measurements    []measurement
	versions        []model.Date // on which a questionnaire was replaced by a newer version
	panels          []panel
	scaleWords      string // ends of the scale that most panels share
	summary         string // one sentence in words, for print
	cautions        []string
	sdc             float64 // the same for all items shown, else 0
}

// measurement is a day with an assessment.
type measurement struct {
	date   model.Date
	retest bool // which no panel shows
}

// event is a point on the time line.
type event struct {
	date  model.Date
	label string
	flag  bool // an outcome, which never gives way
}

// bar is an activity in its lane.
type bar struct {
	id       model.ID
	from, to model.Date
	open     bool // still running
	planned  bool
	minutes  int
	labels   []string        // from the longest to the shortest
	tooltip  func() []string // in a tooltip
	group    model.ActivityGroup
}

// caseworkerPeriod is a time with one caseworker.
type caseworkerPeriod struct {
	from, to model.Date
	initials string
	change   bool // begins with a change
}

// panel is one domain.
type panel struct {
	domain              string // code
	name                string
	note                string   // whose answers alone it has
	lowLabel, highLabel string   // end labels
	scaleWords          string   // the ends of the scale with their values; empty where they are the figure's
	stepLabels          []string // of each step, the lowest first
	lines               []answerLine
	bands               []errorBand
	rows                []valueRow
	maxSteps            int // steps of the scale above the lowest
}

// answerLine is what one respondent answered with one version of the instrument.
type answerLine struct {
	respondent model.Respondent
	points     []answerMark
}

// answerMark is one answer of a line.
type answerMark struct {
	assessment model.ID
	tooltip    func() []string // in a tooltip

	date          model.Date
	steps         float64 // steps above the scale's low end
	missingReason string  // reason where it is missing
	answered      bool
	reliable      bool
	afterGap      bool
	gapDays       int
	shared        bool // the other gave the same answer that day
}

// errorBand is the measurement error about the first answer of a version.
type errorBand struct {
	from, to  model.Date // no date: to the edge
	low, high float64
}

// valueRow is a respondent's row in the column of numbers.
type valueRow struct {
	respondent    model.Respondent
	start, now    string
	reliable      bool
	latestMissing bool // the latest is missing
	series        []analysis.Series
}

// NewProgression makes the figure from the data of one citizen.
func NewProgression(d Data) *Progression {
	p := &Progression{words: d.Words, respondents: d.Respondents, forCitizen: d.HidePrognosis, header: d.Header, today: d.Today}
	if p.respondents == "" {
		p.respondents = Both
	}
	panels := analysis.Panels(d.History, d.Instruments, d.Norms)
	p.addMeasurements(d)
	p.setTimeRange(d)
	p.addLanes(d)
	p.addPanels(d, panels)
	p.addEvents(d)
	p.setHeader(d)
	return p
}

// addMeasurements collects the days with a completed assessment.
func (p *Progression) addMeasurements(d Data) {
	for _, a := range d.History.Assessments {
		m := measurement{a.Date, a.Kind == model.KindRetest}
		if a.IsComplete() && !slices.Contains(p.measurements, m) {
			p.measurements = append(p.measurements, m)
		}
	}
}

// measured returns the days of the first and the last measurement, without retests; no
// dates where there is none.
func (p *Progression) measured() (first, last model.Date) {
	for _, m := range p.measurements {
		if !m.retest {
			first, last = model.MinDate(first, m.date), model.MaxDate(last, m.date)
		}
	}
	return first, last
}

const daysPerYear = 365

// setTimeRange finds the time that the figure shows.
func (p *Progression) setTimeRange(d Data) {
	c := d.History
	first, last := p.measured()
	if d.Weeks {
		p.origin = first
	}
	end := d.Today
	if !c.Citizen.Closed.IsZero() {
		end = model.MinDate(end, c.Citizen.Closed)
	} else if due := c.NextDue(d.Instruments); !due.IsZero() {
		p.nextWindow = analysis.Span{From: due.Add(-model.DueWindow), To: due.Add(model.DueWindow)}
	}
	begin := first
	// What went on shortly before the first measurement belongs to the picture;
	// what lies years back does not.
	before := first.Add(-120)
	if first.IsZero() {
		before = d.Today.Add(-3 * 365)
		begin = c.Citizen.Opened
	}
	for _, a := range c.Activities {
		if !a.Start.Before(before) {
			begin = model.MinDate(begin, a.Start)
		} else if a.LastDay(d.Today).After(before) {
			begin = model.MinDate(begin, before)
		}
	}
	if !c.Citizen.Opened.IsZero() && !c.Citizen.Opened.Before(before) {
		begin = model.MinDate(begin, c.Citizen.Opened)
	}
	if begin.IsZero() {
		begin = end.Add(-91)
	}
	for _, o := range c.Outcomes {
		end = model.MaxDate(end, o.Date)
	}
	end = model.MaxDate(end, last)
	if p.nextWindow.To.After(d.Today) {
		end = model.MaxDate(end, p.nextWindow.To)
	}
	length := max(end.Sub(begin), 120)
	if !first.IsZero() && first == last && c.Citizen.Closed.IsZero() {
		// After a single measurement the axis has room for a year of others.
		end = model.MaxDate(end, begin.Add(daysPerYear))
	}
	p.from, p.to = begin.Add(-max(8, length/60)), end.Add(max(10, length/30))
	if !d.From.IsZero() {
		p.from = d.From
	}
	if !d.To.IsZero() {
		p.to = d.To
	}
	if p.to.Sub(p.from) < 28 {
		p.to = p.from.Add(28)
	}
}

func (p *Progression) setHeader(d Data) {
	w, c := d.Words, d.History.Citizen
	p.cautions = []string{w.T("caution.together"), w.T("caution.step")}
	p.title = w.T("figure.title", "Name", c.Name)
	summary := analysis.Summarise(d.History, d.Vocabulary, d.Instruments, d.Norms, analysis.View{AsOf: d.Today})
	versions := ""
	for _, key := range instrumentsUsed(d.History) {
		if in := d.Instruments[key]; in != nil {
			if versions != "" {
				versions += ", "
			}
			versions += w.T("figure.version", "Code", in.Code, "Version", in.Version)
		}
	}
	p.subtitle = w.T("figure.case", "Case", c.CaseNumber)
	if versions != "" {
		p.subtitle += " · " + versions
	}
	switch summary.Measurements {
	case 0:
		p.subtitle += " · " + w.T("figure.no_measurements")
	case 1:
		p.subtitle += " · " + w.T("figure.one_measurement", "Date", w.Date(summary.Since))
	default:
		p.subtitle += " · " + w.T("figure.measurements", "Count", summary.Measurements,
			"From", w.Date(summary.Since), "To", w.Date(summary.Last))
	}
	p.headerRight[0] = w.T("figure.drawn", "Date", w.Date(d.Today))
	p.headerRight[1] = d.Municipality
	if d.User != "" {
		p.headerRight[1] += ", " + d.User
	}
	p.summary = SummarySentence(summary, w)
}

func instrumentsUsed(c model.CaseHistory) []string {
	var keys []string
	for _, a := range c.Assessments {
		if a.IsComplete() && !slices.Contains(keys, a.Instrument) {
			keys = append(keys, a.Instrument)
		}
	}
	return keys
}
