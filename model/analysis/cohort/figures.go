// SPDX-License-Identifier: MPL-2.0

package cohort

import (
	"context"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Figures has every figure of a group that may be written to a file, which excludes
// lists of single citizens. Of two, the first is the citizen's.
type Figures struct {
	Coverage    Coverage
	Movement    [2]Movement
	Scatter     [2]Scatter
	Targeting   [2]Targeting
	Change      Change
	Progression Progression
	EventStudy  EventStudy
	Job         TimeToJob // by the citizen's index
	FlexJob     TimeToJob
	Reliability []Reliability
	Agreement   []Agreement
}

// Figures computes every figure of the group. It calls progress, unless nil, with the
// items done of the longest part, and returns the context's error when cancelled.
func (g *Group) Figures(ctx context.Context, progress func(done, total int)) (Figures, error) {
	f := Figures{Coverage: g.Coverage(), Change: g.Change(), Reliability: g.Reliability(), Agreement: g.Agreement()}
	for i, r := range respondents {
		f.Movement[i], f.Scatter[i], f.Targeting[i] = g.Movement(r), g.Scatter(r), g.Targeting(r)
	}
	var err error
	if f.EventStudy, err = g.EventStudy(ctx, nil); err != nil {
		return Figures{}, err
	}
	if f.Job, err = g.TimeToJob(ctx, model.ByCitizen, model.OutcomeJob); err != nil {
		return Figures{}, err
	}
	if f.FlexJob, err = g.TimeToJob(ctx, model.ByCitizen, model.OutcomeFlexJob); err != nil {
		return Figures{}, err
	}
	if f.Progression, err = g.Progression(ctx, progress); err != nil {
		return Figures{}, err
	}
	return f, nil
}

// Cautions returns the cautions of all figures, each once, in the order of display.
func (f Figures) Cautions() []Caution {
	carried := slices.Concat(
		f.Movement[0].Cautions, f.Scatter[0].Cautions, f.Targeting[0].Cautions, f.Change.Cautions, f.Progression.Cautions,
		f.EventStudy.Cautions, f.Job.Cautions,
	)
	return slices.DeleteFunc(Cautions(), func(c Caution) bool { return !slices.Contains(carried, c) })
}
