// SPDX-License-Identifier: MPL-2.0

package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

type analyseCommand struct {
	registerFlags
	AsOf        string `help:"The last day that counts; today where it is left out." placeholder:"DATE"`
	Team        string `help:"One team." placeholder:"NAME"`
	Caseworker  string `help:"One caseworker, within the team." placeholder:"INITIALS"`
	TargetGroup string `help:"One target group; not together with one of several teams." placeholder:"CODE"`
	Quarters    int    `help:"Look back at so many whole quarters: 4, 8 or 12; 0 for all time." default:"0" placeholder:"N"`
	Instrument  string `help:"One questionnaire; the most used where it is left out." placeholder:"CODE"`
	JSON        bool   `help:"Write JSON, for a program to read." name:"json"`
}

// groupFigures are the figures of a group with what is needed to write them.
type groupFigures struct {
	*session
	municipality string
	vocabulary   *model.Vocabulary
	group        *cohort.Group
	cohort.Figures
}

// Run writes the figures of a group of citizens.
func (c *analyseCommand) Run(ctx context.Context, s *session) error {
	asOf := s.today
	if c.AsOf != "" {
		var err error
		if asOf, err = model.ParseDate(c.AsOf, s.today); err != nil {
			return messages.Wrap(err, "usage", "Message", fmt.Sprintf("--as-of %s: %v", c.AsOf, err))
		}
	}
	if asOf.After(s.today) {
		return messages.New("as_of", "Day", s.words.Date(asOf))
	}
	return s.withAccess(ctx, c.registerFlags, model.ForExport, func(r *store.Register, a *store.Access) error {
		found, err := c.analyse(ctx, s, r, a, asOf)
		if err != nil {
			return err
		}
		if c.JSON {
			return found.writeJSON(s.Out)
		}
		return found.writeText(s.Out)
	}, model.RoleTeamLeader)
}

func (c *analyseCommand) analyse(ctx context.Context, s *session, r *store.Register, a *store.Access, asOf model.Date) (*groupFigures, error) {
	progress := func(key string) func(done, total int) { return nil }
	if s.Interactive {
		progress = s.percent
		defer s.clearLine()
	}
	v, err := r.Vocabulary(ctx)
	if err != nil {
		return nil, err
	}
	norms, err := a.Norms(ctx)
	if err != nil {
		return nil, err
	}
	all, err := a.ExportCohort(ctx, progress("analyse.reading"))
	if err != nil {
		return nil, err
	}
	group, err := all.Group(cohort.Choice{
		Team: c.Team, Caseworker: c.Caseworker, TargetGroup: c.TargetGroup, Quarters: c.Quarters, Instrument: c.Instrument,
	}, asOf, norms)
	if err != nil {
		return nil, err
	}
	figures, err := group.Figures(ctx, progress("analyse.computing"))
	if err != nil {
		return nil, err
	}
	return &groupFigures{session: s, municipality: r.Municipality(), vocabulary: v, group: group, Figures: figures}, nil
}

// percent returns a function that shows progress on the terminal.
func (s *session) percent(key string) func(done, total int) {
	last := -1
	return func(done, total int) {
		if percent := 100 * done / max(total, 1); percent != last {
			last = percent
			s.showProgress(s.words.T(key, "Percent", percent))
		}
	}
}

func (a *groupFigures) writeJSON(out io.Writer) error {
	enc := json.NewEncoder(out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(a.document())
}
