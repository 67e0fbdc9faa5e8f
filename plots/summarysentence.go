// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"strings"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

// SummarySentence summarises a figure in one sentence per respondent, for print and
// journal.
func SummarySentence(s analysis.Summary, w *assets.Words) string {
	if s.Measurements == 0 {
		return w.T("twin.none")
	}
	parts := []string{w.T("twin.since", "Date", w.Date(s.Since))}
	for _, m := range s.Movements {
		parts = append(parts, MovementSentence(m, w))
	}
	return strings.Join(parts, " ")
}

// MovementSentence says how one respondent's answers have moved.
func MovementSentence(m analysis.Movement, w *assets.Words) string {
	key := "twin.citizen"
	if m.Respondent == model.ByCaseworker {
		key = "twin.caseworker"
	}
	if m.Compared() == 0 {
		return w.T(key+".one", "Count", m.Single)
	}
	text := w.T(key, "Up", m.Up, "Down", m.Down, "Same", m.Same, "Of", m.Compared())
	if m.Reliable == 0 {
		return text + " " + w.T("twin.beyond_none")
	}
	return text + " " + w.N("twin.beyond", m.Reliable)
}
