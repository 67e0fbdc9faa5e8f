package messages

import "codeberg.org/fremskridt/fremskridt/assets"

// Counts are how many of each a register or an import holds.
type Counts struct {
	Citizens, Assessments, Answers, Activities, Outcomes int
}

// In says the counts in words, each in the singular or the plural.
func (c Counts) In(w *assets.Words) string {
	of := func(key string, n int) string { return w.N("counts."+key, n, "Number", w.Count(n)) }
	return w.T("counts", "Citizens", of("citizens", c.Citizens), "Assessments", of("assessments", c.Assessments),
		"Answers", of("answers", c.Answers), "Activities", of("activities", c.Activities), "Outcomes", of("outcomes", c.Outcomes))
}
