// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

// addLanes fills the lanes with activities, passive days and caseworkers.
func (p *Progression) addLanes(d Data) {
	byLane := map[model.Lane][]bar{}
	for _, a := range d.History.Activities {
		kind, ok := d.Vocabulary.ActivityType(a.Type)
		end := a.LastDay(model.MaxDate(d.Today, a.Start))
		if !ok || end.Before(p.from) || !a.Start.Before(p.to) {
			continue
		}
		byLane[kind.Lane] = append(byLane[kind.Lane], bar{
			id: a.ID, from: a.Start, to: end, open: a.End.IsZero() && !a.Planned, planned: a.Planned,
			minutes: a.Minutes, group: kind.Group, labels: p.barLabels(a, kind),
			tooltip: func() []string { return p.activityTooltip(a, kind) },
		})
	}
	p.company = packRows(byLane[model.LaneCompany])
	p.other = packRows(byLane[model.LaneOther])
	p.ordinary = packRows(byLane[model.LaneOrdinary])
	p.neutral = packRows(byLane[model.LaneNeutral])

	shown := func(s analysis.Spans) analysis.Spans { return s.Clip(p.from, p.to.Add(-1)) }
	part := analysis.NewParticipation(d.History.Activities, d.Vocabulary, d.Today)
	p.companyPeriods = shown(part.Company)
	p.passive = shown(analysis.Passive(d.History, d.Vocabulary, d.Today))
	p.addCaseworkers(d)
}

// barLabels are the words of a bar, the longest first: what it is, where, and
// the hours a week.
func (p *Progression) barLabels(a model.Activity, kind model.ActivityType) []string {
	w := p.words
	hours := ""
	if a.Minutes > 0 {
		hours = w.T("figure.hours", "Hours", w.Hours(a.Minutes))
	}
	with := func(s string) string { return strings.TrimSpace(s + " " + hours) }
	short := w.Of(kind.Short)
	var labels []string
	if a.Planned {
		labels = append(labels, w.T("figure.planned", "What", with(short)), w.T("figure.planned", "What", cmp.Or(hours, short)))
	}
	switch kind.Lane {
	case model.LaneOrdinary:
		return append(labels, cmp.Or(hours, short))
	case model.LaneNeutral:
		return append(labels, short)
	case model.LaneCompany:
		if a.Provider != "" {
			labels = append(labels, with(short+", "+a.Provider))
		}
	}
	labels = append(labels, with(short))
	if hours != "" {
		labels = append(labels, short, hours)
	}
	return labels
}

// packRows puts bars that overlap into rows: each in the first row that is free,
// in order of their beginning.
func packRows(bars []bar) [][]bar {
	slices.SortStableFunc(bars, func(a, b bar) int {
		return cmp.Or(a.from.Compare(b.from), b.to.Compare(a.to))
	})
	var rows [][]bar
next:
	for _, b := range bars {
		for i, row := range rows {
			if row[len(row)-1].to.Before(b.from) {
				rows[i] = append(row, b)
				continue next
			}
		}
		rows = append(rows, []bar{b})
	}
	return rows
}

// addCaseworkers fills the caseworker strip from the recorded changes. The period
// before the first change has the caseworker named in its From.
func (p *Progression) addCaseworkers(d Data) {
	c := d.History.Citizen
	end := d.Today
	if !c.Closed.IsZero() {
		end = c.Closed
	}
	begin := c.Opened
	if begin.IsZero() {
		begin = p.from
	}
	var periods []caseworkerPeriod
	current := caseworkerPeriod{from: begin, initials: c.Caseworker}
	for _, e := range d.History.Events {
		if e.Kind != model.EventCaseworker {
			continue
		}
		current.to = e.Date.Add(-1)
		current.initials = e.From
		if !current.to.Before(current.from) {
			periods = append(periods, current)
		}
		current = caseworkerPeriod{from: e.Date, initials: e.To, change: true}
	}
	current.to = end
	for _, w := range append(periods, current) {
		if w.initials != "" && !w.to.Before(p.from) && w.from.Before(p.to) && !w.to.Before(w.from) {
			w.change = w.change && !w.from.Before(p.from)
			w.from = model.MaxDate(w.from, p.from)
			p.caseworkers = append(p.caseworkers, w)
		}
	}
}

// addEvents fills the lane of events: outcomes and the first paid hours with a
// flag, changes without.
func (p *Progression) addEvents(d Data) {
	w := p.words
	add := func(on model.Date, label string, flag bool) {
		if !on.Before(p.from) && on.Before(p.to) {
			p.events = append(p.events, event{on, label, flag})
		}
	}
	var paid model.Date
	for _, a := range d.History.Activities {
		if kind, ok := d.Vocabulary.ActivityType(a.Type); ok && kind.Lane == model.LaneOrdinary && !a.Planned {
			paid = model.MinDate(paid, a.Start)
		}
	}
	if !paid.IsZero() {
		add(paid, w.T("figure.first_paid_hours"), true)
	}
	for _, o := range d.History.Outcomes {
		if kind, ok := d.Vocabulary.OutcomeKind(o.Kind); ok {
			add(o.Date, w.Of(kind.Name), true)
		}
	}
	for _, e := range d.History.Events {
		switch e.Kind {
		case model.EventCaseworker:
			add(e.Date, w.T("figure.change_of_caseworker"), false)
		case model.EventTargetGroup:
			add(e.Date, w.T("figure.change_of_target_group"), false)
		case model.EventContact:
			add(e.Date, cmp.Or(e.To, w.T("event.contact")), false)
		}
	}
	if closed := d.History.Citizen.Closed; !closed.IsZero() {
		add(closed, w.T("figure.closed"), false)
	}
	for _, day := range p.versions {
		add(day, w.T("figure.new_version"), false)
	}
	slices.SortStableFunc(p.events, func(a, b event) int { return a.date.Compare(b.date) })
}

func (p *Progression) addPanels(d Data, panels []analysis.Panel) {
	sdc, same := 0.0, true
	for _, a := range panels {
		if len(d.Domains) > 0 && !slices.Contains(d.Domains, a.Domain.Code) {
			continue
		}
		q := panel{domain: a.Domain.Code, name: p.words.Of(a.Domain.Name)}
		shown := a.Series[:0:0]
		for _, s := range a.Series {
			if p.respondents.includes(s.Respondent) && len(s.Points) > 0 && !(d.HidePrognosis && s.Item.Prognosis) {
				shown = append(shown, s)
			}
		}
		if len(shown) == 0 {
			continue
		}
		p.setEndLabels(&q, a, shown)
		for _, s := range shown {
			q.lines = append(q.lines, p.newAnswerLine(d, q.name, s, shown, q.maxSteps))
		}
		markShared(q.lines)
		q.rows = p.valueRows(shown)
		q.bands = p.errorBands(shown, q.maxSteps)
		for _, s := range shown {
			switch {
			case sdc == 0:
				sdc = s.Reliability.SDC
			case sdc-s.Reliability.SDC > 0.005 || s.Reliability.SDC-sdc > 0.005:
				same = false
			}
		}
		p.panels = append(p.panels, q)
		p.addVersions(shown)
	}
	p.setScaleWords()
	if same {
		p.sdc = sdc
	}
}

// setEndLabels are the words at the two ends of a panel's scale. Where the scales of
// the respondents differ, the citizen's are used.
func (p *Progression) setEndLabels(q *panel, a analysis.Panel, shown []analysis.Series) {
	s := shown[0]
	for _, t := range shown {
		if t.Respondent == s.Respondent {
			s = t // the newest version
		}
	}
	low, high := s.Scale.Low(), s.Scale.High()
	q.maxSteps = high - low
	if s.Item.Reversed {
		low, high = high, low
	}
	q.lowLabel, q.highLabel = p.words.Of(s.Scale.Label(low)), p.words.Of(s.Scale.Label(high))
	q.scaleWords = p.words.T("figure.scale", "Low", low, "LowLabel", lowerFirst(q.lowLabel), "High", high, "HighLabel", lowerFirst(q.highLabel))
	for n := range q.maxSteps + 1 {
		v := low + n
		if s.Item.Reversed {
			v = low - n
		}
		q.stepLabels = append(q.stepLabels, strings.TrimSpace(p.words.Of(s.Scale.Label(v))+" "+strconv.Itoa(v)))
	}
	if p.respondents != Both {
		return
	}
	switch {
	case len(a.ByRespondent(model.ByCaseworker)) == 0:
		q.note = p.words.T("figure.citizen_only")
	case len(a.ByRespondent(model.ByCitizen)) == 0:
		q.note = p.words.T("figure.caseworker_only")
	}
}

// lowerFirst writes the first letter small, for words within a sentence.
func lowerFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(first)) + s[size:]
}

// setScaleWords finds the scale that most panels share, which is then written once. The
// panels with another keep their own words.
func (p *Progression) setScaleWords() {
	count := map[string]int{}
	for _, q := range p.panels {
		count[q.scaleWords]++
	}
	most := 1
	for _, q := range p.panels {
		if n := count[q.scaleWords]; n > most {
			most, p.scaleWords = n, q.scaleWords
		}
	}
	for i := range p.panels {
		if p.panels[i].scaleWords == p.scaleWords {
			p.panels[i].scaleWords = ""
		}
	}
}

// addVersions finds the days from which a newer version of a questionnaire was used.
func (p *Progression) addVersions(shown []analysis.Series) {
	version := map[model.Respondent]string{}
	for _, s := range shown {
		first, ok := s.First()
		if !ok {
			continue
		}
		before, key := version[s.Respondent], s.Instrument.Key()
		if before != "" && before != key && !slices.Contains(p.versions, first.Date) {
			p.versions = append(p.versions, first.Date)
		}
		version[s.Respondent] = key
	}
}

// stepsAbove is a value in steps above the end of the scale furthest from work. A
// scale of another length is put on the steps of the panel, top of them.
func stepsAbove(s analysis.Series, v, top int) float64 {
	steps := float64(v - s.Scale.Low())
	if s.Item.Reversed {
		steps = float64(s.Scale.High() - v)
	}
	return steps * stepFactor(s, top)
}

func stepFactor(s analysis.Series, top int) float64 {
	return float64(top) / float64(s.Scale.High()-s.Scale.Low())
}

func (p *Progression) newAnswerLine(d Data, domain string, s analysis.Series, all []analysis.Series, top int) answerLine {
	l := answerLine{respondent: s.Respondent}
	for _, a := range s.Points {
		m := answerMark{
			assessment: a.Assessment, date: a.Date, answered: a.Answered(), afterGap: a.Breaks, gapDays: a.Gap,
			tooltip: func() []string { return p.answerTooltip(d, domain, s, a, all) },
		}
		if a.Answered() {
			m.steps = stepsAbove(s, a.Value, top)
			m.reliable = a.Size == analysis.ReliableChange
		} else {
			m.missingReason = p.words.MissingReason(s.Instrument, a.Missing)
		}
		l.points = append(l.points, m)
	}
	return l
}

// markShared marks the answers that both respondents gave on the same day.
func markShared(lines []answerLine) {
	type answer struct {
		date  model.Date
		steps float64
	}
	by := map[answer]map[model.Respondent][]*answerMark{}
	for _, l := range lines {
		for i := range l.points {
			m := &l.points[i]
			if !m.answered {
				continue
			}
			key := answer{m.date, m.steps}
			if by[key] == nil {
				by[key] = map[model.Respondent][]*answerMark{}
			}
			by[key][l.respondent] = append(by[key][l.respondent], m)
		}
	}
	for _, marks := range by {
		for _, list := range marks {
			for _, m := range list {
				m.shared = len(marks) > 1
			}
		}
	}
}

func (p *Progression) valueRows(shown []analysis.Series) []valueRow {
	var rows []valueRow
	for _, s := range shown {
		n := valueRow{respondent: s.Respondent, series: []analysis.Series{s}}
		var first model.Date
		if f, ok := s.First(); ok {
			n.start, first = strconv.Itoa(f.Value), f.Date
		}
		if l, ok := s.Latest(); ok && l.Date == first {
			n.now = "–" // there is no other answer yet
		} else if ok {
			n.now = strconv.Itoa(l.Value)
			n.reliable = l.Size == analysis.ReliableChange
		}
		if last, ok := s.Last(); ok && !last.Answered() {
			n.latestMissing = true
		}
		// Of several versions the newest is shown.
		if last := len(rows) - 1; last >= 0 && rows[last].respondent == s.Respondent {
			n.series = append(rows[last].series, s)
			rows[last] = n
			continue
		}
		rows = append(rows, n)
	}
	return rows
}

// errorBands are the measurement error of one respondent: the citizen's where the
// citizen answers, one a version.
func (p *Progression) errorBands(shown []analysis.Series, top int) []errorBand {
	who := shown[0].Respondent
	var list []errorBand
	for _, s := range shown {
		first, ok := s.First()
		if s.Respondent != who || !ok {
			continue
		}
		y, sdc := stepsAbove(s, first.Value, top), s.Reliability.SDC*stepFactor(s, top)
		b := errorBand{low: y - sdc, high: y + sdc}
		if len(list) > 0 {
			list[len(list)-1].to, b.from = first.Date, first.Date
		}
		list = append(list, b)
	}
	return list
}
