// SPDX-License-Identifier: MPL-2.0

package messages

import "codeberg.org/fremskridt/fremskridt/assets"

// Counts counts the contents of a register or an import.
type Counts struct {
	Citizens, Assessments, Answers, Activities, Outcomes int
}

// In returns the counts as text, each in the singular or plural.
func (c Counts) In(w *assets.Words) string {
	of := func(key string, n int) string { return w.N("counts."+key, n, "Number", w.Count(n)) }
	return w.T("counts", "Citizens", of("citizens", c.Citizens), "Assessments", of("assessments", c.Assessments),
		"Answers", of("answers", c.Answers), "Activities", of("activities", c.Activities), "Outcomes", of("outcomes", c.Outcomes))
}
