// SPDX-License-Identifier: MPL-2.0

package exchange

import "codeberg.org/fremskridt/fremskridt/model"

// outcomeImporter imports outcomes.
type outcomeImporter struct {
	baseImporter
}

func (im *outcomeImporter) importRow(r row) error {
	state, err := im.findCitizen(r)
	if err != nil || state == nil {
		return err
	}
	date, ok := im.parseDate(r, Date, true, false)
	if !ok {
		return nil
	}
	words := im.options.Vocabulary
	kind, known := lookup(r.get(Outcome), im.options.Mapping.Outcomes, words.OutcomeKind, words.FindOutcomeKind)
	if !known {
		im.rejectField(r, Outcome, UnknownOutcome)
		return nil
	}
	added, err := im.load.AddOutcome(model.Outcome{Citizen: state.ID, Date: date, Kind: kind.Code})
	if err != nil {
		return err
	}
	if added {
		im.report.Added.Outcomes++
	} else {
		im.report.Duplicates++
	}
	return nil
}
