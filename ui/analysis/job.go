// SPDX-License-Identifier: MPL-2.0

package analysis

import (
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/group"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// showJob shows how long it takes to a job.
func (s *Screen) showJob() {
	w, j := s.o.Words, s.shown.figures.Job
	kinds := widgets.NewSegmented([]widgets.Segment{{Text: w.T("analysis.job")}, {Text: w.T("analysis.flex_job")}}, nil)
	kinds.Compact = true
	if s.place.Flex {
		kinds.Selected, j = 1, s.shown.figures.FlexJob
	}
	kinds.OnChanged = func(i int) {
		s.place.Flex = i == 1
		s.showJob()
	}
	curves := s.view(plots.NewSurvival(j, w))
	table, _ := group.NewTable(s.tables().Curves(j))
	hazard, _ := group.NewTable(s.tables().Hazard(j))
	s.put(container.New(&columns{upper: 250},
		widgets.NewTitledCard(w.T("analysis.curves"), w.T("analysis.curves_note")+" · "+s.filters.Text(), curves.Content(), kinds),
		widgets.NewTitledCard(w.T("analysis.hazard"), "", hazard),
		widgets.NewTitledCard(w.T("analysis.curves_table"), "", table)), curves.Focusable())
}

// showAgreement shows how well the answers measure.
func (s *Screen) showAgreement() {
	w, f := s.o.Words, s.shown.figures
	agreement, first := group.NewTable(s.tables().Agreement(f.Agreement))
	reliability, _ := group.NewTable(s.tables().Reliability(f.Reliability))
	s.put(container.New(&columns{},
		widgets.NewTitledCard(w.T("analysis.agreement"), w.T("analysis.agreement_note")+" · "+s.filters.Text(), agreement),
		widgets.NewTitledCard(w.T("analysis.reliability"), "", reliability)), first)
}
