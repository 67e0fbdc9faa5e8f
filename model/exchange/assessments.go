package exchange

import (
	"slices"
	"strconv"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// assessmentImporter takes the rows of a file of questionnaires, one row each.
type assessmentImporter struct {
	baseImporter
	respondents []model.Respondent // whose items the file has
	versions    []*model.Instrument
}

func newAssessmentImporter(b baseImporter) *assessmentImporter {
	t := &assessmentImporter{baseImporter: b}
	for _, in := range b.options.Instruments {
		for _, c := range b.columns.items {
			it, ok := in.Item(c.code)
			if !ok {
				continue
			}
			if !slices.Contains(t.versions, in) {
				t.versions = append(t.versions, in)
			}
			if !slices.Contains(t.respondents, it.Respondent) {
				t.respondents = append(t.respondents, it.Respondent)
			}
		}
	}
	slices.Sort(t.respondents)
	// The newest version that is in force on a day is the one used.
	slices.SortFunc(t.versions, func(a, b *model.Instrument) int {
		if c := b.ValidFrom.Compare(a.ValidFrom); c != 0 {
			return c
		}
		return strings.Compare(b.Key(), a.Key())
	})
	return t
}

func (t *assessmentImporter) instrument(on model.Date) *model.Instrument {
	for _, in := range t.versions {
		if !on.Before(in.ValidFrom) && (in.ValidTo.IsZero() || !on.After(in.ValidTo)) {
			return in
		}
	}
	return nil
}

func (t *assessmentImporter) importRow(r row) error {
	k, err := t.findCitizen(r)
	if err != nil || k == nil {
		return err
	}
	date, ok := t.parseDate(r, Date, true, false)
	if !ok {
		return nil
	}
	in := t.instrument(date)
	if in == nil {
		t.rejectField(r, Date, NoInstrument)
		return nil
	}
	any := false
	for _, who := range t.respondents {
		s, bad := t.parseAssessment(r, in, who, date)
		if len(s.Answers) == 0 && bad == 0 {
			continue
		}
		any = true
		if err := t.importAssessment(r, in, k, s, bad); err != nil {
			return err
		}
	}
	if !any {
		t.reject(t.file, r.line, "", "", NoAnswers)
	}
	return nil
}

// parseAssessment reads a respondent's answers of the row. Each value that is no
// answer is rejected by itself and counted; it makes the rest a draft.
func (t *assessmentImporter) parseAssessment(r row, in *model.Instrument, who model.Respondent, date model.Date) (s model.Assessment, bad int) {
	s = model.Assessment{Instrument: in.Key(), Date: date, Respondent: who, Kind: model.KindOrdinary, Status: model.StatusComplete}
	if who == model.ByCaseworker {
		s.Rater = r.get(Caseworker)
	}
	if word := r.get(Mode); word != "" {
		m, ok := t.options.Vocabulary.FindMode(word)
		if !ok {
			t.warn(t.file, r.line, t.columnName(t.columns, Mode), word, UnknownMode)
		}
		s.Mode = m.Code
	}
	for _, c := range t.columns.items {
		it, ok := in.Item(c.code)
		if !ok || it.Respondent != who || c.column >= len(r.fields) || r.fields[c.column] == "" {
			continue
		}
		a, reason := parseAnswer(in, it, r.fields[c.column])
		if reason != "" {
			scale, _ := in.Scale(it.Scale)
			t.reject(t.file, r.line, t.header[c.column], strings.Clone(r.fields[c.column]), reason,
				"Low", scale.Low(), "High", scale.High())
			bad++
			continue
		}
		s.Answers = append(s.Answers, a)
	}
	if bad > 0 {
		s.Status = model.StatusDraft
	}
	return s, bad
}

func parseAnswer(in *model.Instrument, it model.Item, text string) (model.Answer, Reason) {
	scale, _ := in.Scale(it.Scale)
	if n, err := strconv.Atoi(text); err == nil {
		if _, reason := in.Reason(n); n < 0 && reason {
			return model.NewMissingAnswer(it.Code, n), ""
		}
		if !scale.Has(n) {
			return model.Answer{}, OutsideScale
		}
		return model.NewAnswer(it.Code, n), ""
	}
	for _, m := range in.Missing {
		if strings.EqualFold(text, m.Key) || strings.EqualFold(text, m.Name.DA) ||
			slices.ContainsFunc(m.Synonyms, func(s string) bool { return strings.EqualFold(s, text) }) {
			return model.NewMissingAnswer(it.Code, m.Code), ""
		}
	}
	return model.Answer{}, NotAnAnswer
}

func (t *assessmentImporter) importAssessment(r row, in *model.Instrument, k *store.CitizenState, s model.Assessment, bad int) error {
	there := t.onSameDay(k, s)
	if len(there) == 0 {
		if !slices.ContainsFunc(k.Assessments, func(o model.Assessment) bool { return o.Respondent == s.Respondent }) {
			s.Kind = model.KindBaseline
		}
		if err := t.load.AddAssessment(k, s); err != nil {
			return err
		}
		t.report.Added.Assessments++
		t.report.Added.Answers += len(s.Answers)
		return nil
	}
	var differ []string
	for _, other := range there {
		answers, err := t.load.Answers(other.ID)
		if err != nil {
			return err
		}
		draft := other.Status == model.StatusDraft
		items, open := compareAnswers(answers, s.Answers, draft || bad > 0)
		switch {
		case len(items) > 0:
			if differ == nil {
				differ = items
			}
			continue
		case draft && len(open) > 0:
			complete := bad == 0 && t.isComplete(in, s.Respondent, append(answers, open...))
			if err := t.load.FillDraft(k, other.ID, open, complete); err != nil {
				return err
			}
			t.report.Added.Answers += len(open)
			t.report.Updated++
			return nil
		}
		t.report.Duplicates++
		return nil
	}
	value := make([]string, len(differ))
	for i, item := range differ {
		value[i] = item + "=" + answerText(model.FindAnswer(s.Answers, item))
	}
	return t.addConflict(r, k.ID, strings.Join(differ, ", "), strings.Join(value, ", "), OtherAnswers, "Date", s.Date)
}

// onSameDay are the assessments that are there already of the same respondent,
// rater and day.
func (t *assessmentImporter) onSameDay(k *store.CitizenState, s model.Assessment) []model.Assessment {
	var same []model.Assessment
	for _, o := range k.Assessments {
		if o.Date == s.Date && o.Respondent == s.Respondent && strings.EqualFold(o.Rater, s.Rater) {
			same = append(same, o)
		}
	}
	return same
}

// isComplete reports whether every item that must be answered is.
func (t *assessmentImporter) isComplete(in *model.Instrument, who model.Respondent, answers []model.Answer) bool {
	for _, it := range in.ItemsOf(who) {
		if !it.Optional && !model.FindAnswer(answers, it.Code).Entered && in.Shown(it, answers) {
			return false
		}
	}
	return true
}

// compareAnswers names the items in which two questionnaires differ and those that
// only the new one answers. Where one of them is known to be incomplete, an
// item that it leaves open is no difference.
func compareAnswers(there, row []model.Answer, incomplete bool) (differ []string, open []model.Answer) {
	for _, a := range row {
		switch b := model.FindAnswer(there, a.Item); {
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
	for _, b := range there {
		if !model.FindAnswer(row, b.Item).Entered {
			differ = append(differ, b.Item)
		}
	}
	slices.Sort(differ)
	return differ, nil
}

func answerText(a model.Answer) string {
	switch {
	case !a.Entered:
		return "–"
	case a.Missing != 0:
		return strconv.Itoa(a.Missing)
	}
	return strconv.Itoa(a.Value)
}
