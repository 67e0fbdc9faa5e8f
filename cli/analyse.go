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
	"codeberg.org/fremskridt/fremskridt/plots/report"
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
		found, err := c.read(ctx, s, r, a, asOf)
		if err != nil {
			return err
		}
		if c.JSON {
			return writeGroupJSON(s.Out, found)
		}
		return writeGroupText(s.Out, found)
	}, model.RoleTeamLeader)
}

func (c *analyseCommand) read(ctx context.Context, s *session, r *store.Register, a *store.Access, asOf model.Date) (report.GroupReport, error) {
	var progress report.GroupProgress
	if s.Interactive {
		progress = report.GroupProgress{Reading: s.percent("analyse.reading"), Computing: s.percent("analyse.computing")}
		defer s.clearLine()
	}
	return report.ReadGroup(ctx, s.words, r, a, cohort.Choice{
		Team: c.Team, Caseworker: c.Caseworker, TargetGroup: c.TargetGroup, Quarters: c.Quarters, Instrument: c.Instrument,
	}, asOf, progress)
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

func writeGroupJSON(out io.Writer, r report.GroupReport) error {
	enc := json.NewEncoder(out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(document(r))
}
