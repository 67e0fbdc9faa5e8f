package exchange

import "codeberg.org/fremskridt/fremskridt/model"

// outcomeImporter takes the rows of a file of outcomes.
type outcomeImporter struct {
	baseImporter
}

func (t *outcomeImporter) importRow(r row) error {
	k, err := t.findCitizen(r)
	if err != nil || k == nil {
		return err
	}
	date, ok := t.parseDate(r, Date, true, false)
	if !ok {
		return nil
	}
	word := r.get(Outcome)
	kind, known := t.options.Vocabulary.FindOutcomeKind(word)
	if code := t.options.Mapping.Outcomes[word]; code != "" {
		kind, known = t.options.Vocabulary.OutcomeKind(code)
	}
	if !known {
		t.rejectField(r, Outcome, UnknownOutcome)
		return nil
	}
	added, err := t.load.AddOutcome(model.Outcome{Citizen: k.ID, Date: date, Kind: kind.Code})
	if err != nil {
		return err
	}
	if added {
		t.report.Added.Outcomes++
	} else {
		t.report.Duplicates++
	}
	return nil
}
