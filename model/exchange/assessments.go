// SPDX-License-Identifier: MPL-2.0

package exchange

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// assessmentImporter imports assessments. A row is one assessment of each respondent
// with items in the file.
type assessmentImporter struct {
	baseImporter
	respondents []model.Respondent  // with items in the file
	versions    []*model.Instrument // the newest first
}

func newAssessmentImporter(b baseImporter) *assessmentImporter {
	im := &assessmentImporter{baseImporter: b}
	for _, in := range b.options.Instruments {
		for _, c := range b.columns.items {
			it, ok := in.Item(c.code)
			if !ok {
				continue
			}
			if !slices.Contains(im.versions, in) {
				im.versions = append(im.versions, in)
			}
			if !slices.Contains(im.respondents, it.Respondent) {
				im.respondents = append(im.respondents, it.Respondent)
			}
		}
	}
	slices.Sort(im.respondents)
	slices.SortFunc(im.versions, func(a, b *model.Instrument) int { // the newest first
		return cmp.Or(b.ValidFrom.Compare(a.ValidFrom), strings.Compare(b.Key(), a.Key()))
	})
	return im
}

// instrument returns the newest version that is valid on the date, or nil.
func (im *assessmentImporter) instrument(on model.Date) *model.Instrument {
	for _, in := range im.versions {
		if !on.Before(in.ValidFrom) && (in.ValidTo.IsZero() || !on.After(in.ValidTo)) {
			return in
		}
	}
	return nil
}

func (im *assessmentImporter) importRow(r row) error {
	state, err := im.findCitizen(r)
	if err != nil || state == nil {
		return err
	}
	date, ok := im.parseDate(r, Date, true, false)
	if !ok {
		return nil
	}
	in := im.instrument(date)
	if in == nil {
		im.rejectField(r, Date, NoInstrument)
		return nil
	}
	found := false
	for _, respondent := range im.respondents {
		a, invalid := im.parseAssessment(r, in, respondent, date)
		if len(a.Answers) == 0 && invalid == 0 {
			continue
		}
		found = true
		if err := im.importAssessment(r, in, state, a, invalid); err != nil {
			return err
		}
	}
	if !found {
		im.reject(im.file, r.line, "", "", NoAnswers)
	}
	return nil
}

// parseAssessment parses a respondent's answers in the row. An invalid one is
// rejected by itself and counted; the assessment is then a draft.
func (im *assessmentImporter) parseAssessment(r row, in *model.Instrument, respondent model.Respondent, date model.Date) (a model.Assessment, invalid int) {
	a = model.Assessment{Instrument: in.Key(), Date: date, Respondent: respondent, Kind: model.KindOrdinary, Status: model.StatusComplete}
	if respondent == model.ByCaseworker {
		a.Rater = r.get(Caseworker)
	}
	if word := r.get(Mode); word != "" {
		m, ok := im.options.Vocabulary.FindMode(word)
		if !ok {
			im.warn(im.file, r.line, im.columnName(im.columns, Mode), word, UnknownMode)
		}
		a.Mode = m.Code
	}
	for _, c := range im.columns.items {
		it, ok := in.Item(c.code)
		if !ok || it.Respondent != respondent || c.column >= len(r.fields) || r.fields[c.column] == "" {
			continue
		}
		answer, reason := parseAnswer(in, it, r.fields[c.column])
		if reason != "" {
			scale, _ := in.Scale(it.Scale)
			im.reject(im.file, r.line, im.header[c.column], strings.Clone(r.fields[c.column]), reason,
				"Low", scale.Low(), "High", scale.High())
			invalid++
			continue
		}
		a.Answers = append(a.Answers, answer)
	}
	if invalid > 0 {
		a.Status = model.StatusDraft
	}
	return a, invalid
}

func parseAnswer(in *model.Instrument, it model.Item, text string) (model.Answer, Reason) {
	scale, _ := in.Scale(it.Scale)
	if n, ok := wholeNumber(text); ok {
		if _, reason := in.Reason(n); n < 0 && reason {
			return model.NewMissingAnswer(it.Code, n), ""
		}
		if !scale.Has(n) {
			return model.Answer{}, OutsideScale
		}
		return model.NewAnswer(it.Code, n), ""
	}
	for i, label := range scale.Labels {
		if strings.EqualFold(text, label.DA) || strings.EqualFold(text, label.EN) {
			return model.NewAnswer(it.Code, scale.First+i), ""
		}
	}
	for _, m := range in.Missing {
		if strings.EqualFold(text, m.Key) || strings.EqualFold(text, m.Name.DA) ||
			slices.ContainsFunc(m.Synonyms, func(s string) bool { return strings.EqualFold(s, text) }) {
			return model.NewMissingAnswer(it.Code, m.Code), ""
		}
	}
	return model.Answer{}, NotAnAnswer
}

// wholeNumber parses a whole number, which a spreadsheet may write with decimals (3,0)
// and a minus sign of print.
func wholeNumber(text string) (int, bool) {
	if rest, ok := strings.CutPrefix(text, "−"); ok {
		text = "-" + rest
	}
	if whole, decimals, ok := strings.Cut(strings.Replace(text, ",", ".", 1), "."); ok && decimals != "" && strings.Trim(decimals, "0") == "" {
		text = whole
	}
	n, err := strconv.Atoi(text)
	return n, err == nil
}

// importAssessment adds an assessment, unless one of the same day exists. A draft is
// completed by it; other differences are a conflict.
func (im *assessmentImporter) importAssessment(r row, in *model.Instrument, state *store.CitizenState, a model.Assessment, invalid int) error {
	existing := im.onSameDay(state, a)
	if len(existing) == 0 {
		return im.addAssessment(state, a)
	}
	var differing []string // of the first of them
	for _, other := range existing {
		answers, err := im.load.Answers(other.ID)
		if err != nil {
			return err
		}
		draft := !other.IsComplete()
		items, added := compareAnswers(answers, a.Answers, draft || invalid > 0)
		if len(items) > 0 {
			if differing == nil {
				differing = items
			}
			continue
		}
		if !draft || len(added) == 0 {
			im.report.Duplicates++
			return nil
		}
		complete := invalid == 0 && im.isComplete(in, a.Respondent, append(answers, added...))
		im.report.Added.Answers += len(added)
		im.report.Updated++
		return im.load.FillDraft(state, other.ID, added, complete)
	}
	values := make([]string, len(differing))
	for i, item := range differing {
		values[i] = item + "=" + model.FindAnswer(a.Answers, item).String()
	}
	return im.addConflict(r, state.ID, strings.Join(differing, ", "), strings.Join(values, ", "), OtherAnswers, "Date", a.Date)
}

// addAssessment adds an assessment, of kind baseline if it is the respondent's first.
func (im *assessmentImporter) addAssessment(state *store.CitizenState, a model.Assessment) error {
	sameRespondent := func(other model.Assessment) bool { return other.Respondent == a.Respondent }
	if !slices.ContainsFunc(state.Assessments, sameRespondent) {
		a.Kind = model.KindBaseline
	}
	im.report.Added.Assessments++
	im.report.Added.Answers += len(a.Answers)
	return im.load.AddAssessment(state, a)
}

// onSameDay returns the existing assessments of the same respondent, rater and date.
func (im *assessmentImporter) onSameDay(state *store.CitizenState, a model.Assessment) []model.Assessment {
	var same []model.Assessment
	for _, other := range state.Assessments {
		if other.Date == a.Date && other.Respondent == a.Respondent && strings.EqualFold(other.Rater, a.Rater) {
			same = append(same, other)
		}
	}
	return same
}

// isComplete reports whether all items that require an answer have one.
func (im *assessmentImporter) isComplete(in *model.Instrument, respondent model.Respondent, answers []model.Answer) bool {
	for _, it := range in.ItemsOf(respondent) {
		if !it.Optional && !model.FindAnswer(answers, it.Code).Entered && in.Shown(it, answers) {
			return false
		}
	}
	return true
}

// compareAnswers returns the items in which two assessments differ, and the answers
// that only the new one has. If one is incomplete, an unanswered item is no
// difference.
func compareAnswers(existing, row []model.Answer, incomplete bool) (differ []string, open []model.Answer) {
	for _, a := range row {
		switch b := model.FindAnswer(existing, a.Item); {
		case !b.Entered:
			open = append(open, a)
		case a != b:
			differ = append(differ, a.Item)
		}
	}
	if incomplete {
		return differ, open
	}
	for _, a := range open {
		differ = append(differ, a.Item)
	}
	for _, b := range existing {
		if !model.FindAnswer(row, b.Item).Entered {
			differ = append(differ, b.Item)
		}
	}
	slices.Sort(differ)
	return differ, nil
}
