package exchange

import "codeberg.org/fremskridt/fremskridt/model"

// outcomeTaker takes the rows of a file of outcomes.
type outcomeTaker struct {
	base
}

func (t *outcomeTaker) row(r row) error {
	k, err := t.citizen(r)
	if err != nil || k == nil {
		return err
	}
	date, ok := t.date(r, Date, true, false)
	if !ok {
		return nil
	}
	word := r.get(Outcome)
	kind, known := t.o.Vocabulary.FindOutcomeKind(word)
	if code := t.o.Mapping.Outcomes[word]; code != "" {
		kind, known = t.o.Vocabulary.OutcomeKind(code)
	}
	if !known {
		t.refuse(r, Outcome, UnknownOutcome)
		return nil
	}
	added, err := t.load.AddOutcome(model.Outcome{Citizen: k.ID, Date: date, Kind: kind.Code})
	if err != nil {
		return err
	}
	if added {
		t.report.Taken.Outcomes++
	} else {
		t.report.Duplicates++
	}
	return nil
}
