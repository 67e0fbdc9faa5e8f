// SPDX-License-Identifier: MPL-2.0

package analysis_test

import (
	"fmt"
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

// text writes a summary's numbers on a few lines, so that a test reads like the text
// alternative.
func text(s analysis.Summary) string {
	var b strings.Builder
	fmt.Fprintf(&b, "since %v: %d in %d weeks", s.Since, s.Measurements, s.Duration.Weeks())
	if s.Earlier > 0 {
		fmt.Fprintf(&b, ", %d earlier", s.Earlier)
	}
	for _, m := range s.Movements {
		fmt.Fprintf(&b, "\n%s: %d up %d down %d same, %d of %d beyond", m.Respondent, m.Up, m.Down, m.Same, m.Reliable, m.Compared())
		if m.Single > 0 {
			fmt.Fprintf(&b, ", %d single", m.Single)
		}
		for _, list := range []struct {
			name    string
			changes []analysis.Change
		}{{"beyond", m.Beyond}, {"small up", m.SmallUp}, {"small down", m.SmallDown}} {
			for _, c := range list.changes {
				fmt.Fprintf(&b, "; %s %s %d>%d", list.name, c.Domain.Code, c.From, c.To)
				if c.Sustained {
					b.WriteString(" sustained")
				}
			}
		}
		for _, t := range m.Trends {
			fmt.Fprintf(&b, "; trend %s %.2f %s", t.Domain.Code, t.Trend.Slope, t.Trend.Direction)
		}
	}
	for _, d := range s.Disagreements {
		fmt.Fprintf(&b, "\ndisagree on %s: %d, %d", d.Domain.Code, d.Citizen.Value, d.Caseworker.Value)
	}
	if s.Missing > 0 {
		fmt.Fprintf(&b, "\n%d missing", s.Missing)
	}
	for _, g := range s.Gaps {
		fmt.Fprintf(&b, "\n%d days before %v", g.Days, g.Before)
	}
	return b.String()
}

func citizens(t *testing.T, date string, values ...int) model.Assessment {
	return assess(t, date, model.ByCitizen, answered("B", values)...)
}

// workers is a caseworker's assessment. It has no S2, so the second value is S3's.
func workers(t *testing.T, date string, values ...int) model.Assessment {
	answers := answered("S", values)
	if len(answers) > 1 {
		answers[1].Item = "S3"
	}
	return assess(t, date, model.ByCaseworker, answers...)
}

func answered(prefix string, values []int) []model.Answer {
	var answers []model.Answer
	for i, v := range values {
		code := fmt.Sprintf("%s%d", prefix, i+1)
		if v < 0 {
			answers = append(answers, model.NewMissingAnswer(code, v))
			continue
		}
		answers = append(answers, model.NewAnswer(code, v))
	}
	return answers
}

func history(t *testing.T) model.CaseHistory {
	return model.CaseHistory{
		Citizen: model.Citizen{Opened: day(t, "2024-01-01")},
		Assessments: []model.Assessment{
			citizens(t, "2024-01-15", 2, 3, 2), workers(t, "2024-01-16", 2, 3),
			citizens(t, "2024-04-15", 3, 3, 2), workers(t, "2024-04-15", 2, 3),
			citizens(t, "2024-07-15", 3, -1, 3), workers(t, "2024-07-17", 3, 2),
			citizens(t, "2025-03-03", 4, 4, -1), workers(t, "2025-03-03", 2, 2),
			draft(citizens(t, "2025-06-02", 1, 1, 1)),
		},
	}
}

func TestSummary(t *testing.T) {
	t.Parallel()
	q := testInstrument("1", "2020-01-01")
	asOf := day(t, "2025-06-30")
	for name, c := range map[string]struct {
		view analysis.View
		want string
	}{
		"all": {
			analysis.View{AsOf: asOf},
			`since 2024-01-15: 4 in 59 weeks
citizen: 2 up 1 down 0 same, 1 of 3 beyond; beyond D1 2>4 sustained; small up D3 2>3; small down D2 3>4; trend D1 0.42 unsettled
caseworker: 0 up 1 down 1 same, 0 of 2 beyond; small down D3 3>2; trend D1 0.00 unsettled; trend D3 -0.25 unsettled
disagree on D1: 4, 2
2 missing
229 days before 2025-03-03`,
		},
		"the citizen alone": {
			analysis.View{AsOf: asOf, Respondents: []model.Respondent{model.ByCitizen}},
			`since 2024-01-15: 4 in 59 weeks
citizen: 2 up 1 down 0 same, 1 of 3 beyond; beyond D1 2>4 sustained; small up D3 2>3; small down D2 3>4; trend D1 0.42 unsettled
2 missing
231 days before 2025-03-03`,
		},
		"what a citizen sees": {
			analysis.View{AsOf: asOf, Respondents: []model.Respondent{model.ByCitizen}, HidePrognosis: true},
			`since 2024-01-15: 4 in 59 weeks
citizen: 1 up 1 down 0 same, 1 of 2 beyond; beyond D1 2>4 sustained; small down D2 3>4; trend D1 0.42 unsettled
1 missing
231 days before 2025-03-03`,
		},
		"a period is measured from its own first answers": {
			analysis.View{AsOf: asOf, From: day(t, "2024-03-01"), To: day(t, "2024-12-31")},
			`since 2024-04-15: 2 in 13 weeks
citizen: 1 up 0 down 1 same, 0 of 2 beyond, 1 single; small up D3 2>3
caseworker: 1 up 1 down 0 same, 0 of 2 beyond; small up D1 2>3; small down D3 3>2
1 missing`,
		},
		"a day before the last measurement": {
			analysis.View{AsOf: day(t, "2024-01-31")},
			`since 2024-01-15: 1 in 0 weeks
citizen: 0 up 0 down 0 same, 0 of 0 beyond, 3 single
caseworker: 0 up 0 down 0 same, 0 of 0 beyond, 2 single`,
		},
		"nothing yet": {analysis.View{AsOf: day(t, "2023-01-01")}, "since : 0 in 0 weeks"},
	} {
		got := text(analysis.Summarise(history(t), vocabulary(), instruments(q), analysis.Norms{}, c.view))
		if got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

// The newest version is summarised, from its own first answer on; earlier measurements
// are counted.
func TestSummaryOfANewVersion(t *testing.T) {
	t.Parallel()
	q1, q2 := testInstrument("1", "2020-01-01"), testInstrument("2", "2024-07-01")
	c := history(t)
	for i, a := range c.Assessments {
		if a.Date.After(day(t, "2024-07-01")) {
			c.Assessments[i].Instrument = "Q/2"
		}
	}
	got := text(analysis.Summarise(c, vocabulary(), instruments(q1, q2), analysis.Norms{}, analysis.View{AsOf: day(t, "2025-06-30")}))
	want := `since 2024-07-15: 2 in 33 weeks, 2 earlier
citizen: 1 up 0 down 0 same, 0 of 1 beyond, 2 single; small up D1 3>4
caseworker: 0 up 1 down 1 same, 0 of 2 beyond; small down D1 3>2
disagree on D1: 4, 2
2 missing
229 days before 2025-03-03`
	if got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// Answers more than [analysis.OccasionDays] apart are not of one occasion: no
// disagreement.
func TestDisagreementIsWithinOneOccasion(t *testing.T) {
	t.Parallel()
	for days, want := range map[string]int{"2024-01-15": 1, "2024-01-16": 0} {
		c := model.CaseHistory{Assessments: []model.Assessment{citizens(t, "2024-01-01", 5), workers(t, days, 1)}}
		s := analysis.Summarise(c, vocabulary(), instruments(testInstrument("1", "2020-01-01")), analysis.Norms{}, analysis.View{AsOf: day(t, "2025-01-01")})
		if got := len(s.Disagreements); got != want {
			t.Errorf("answers of 1 January and %s: %d disagreements, want %d", days, got, want)
		}
	}
}

func TestSummaryOfActivation(t *testing.T) {
	t.Parallel()
	paid := func(start, end string, hours int) model.Activity {
		a := model.Activity{Type: "ORD", Start: day(t, start), Minutes: hours * 60}
		if end != "" {
			a.End = day(t, end)
		}
		return a
	}
	c := history(t)
	c.Activities = []model.Activity{
		activity(t, "VPP", "2024-01-01", "2024-02-11"), // 28 days from 15 January on
		activity(t, "VOØ", "2024-02-05", "2024-03-03"), // 28 days, 7 of them beside
		activity(t, "SYG", "2024-02-26", "2024-03-10"), // 14 days, 7 of them beside
		paid("2024-05-06", "2024-05-12", 2),            // an earlier job
		paid("2025-04-01", "2025-05-31", 4),
		paid("2025-06-01", "", 6),
		{Type: "VPP", Start: day(t, "2025-06-01"), Planned: true},
	}
	asOf := day(t, "2025-06-30")
	view := analysis.View{AsOf: asOf}
	a := analysis.Summarise(c, vocabulary(), instruments(testInstrument("1", "2020-01-01")), analysis.Norms{}, view).Activation
	want := analysis.Activation{
		Company: 28 + 7 + 91, Parallel: 7, Other: 28, Neutral: 14,
		Passive:       analysis.Days(asOf.Sub(day(t, "2024-01-15")) + 1 - 28 - 21 - 7 - 7 - 91),
		OrdinarySince: day(t, "2025-04-01"), OrdinaryMinutes: 360,
	}
	if a != want {
		t.Errorf("got %+v, want %+v", a, want)
	}
	if a.Company.Weeks() != 18 || a.Neutral.Weeks() != 2 {
		t.Errorf("weeks: company %d, neutral %d", a.Company.Weeks(), a.Neutral.Weeks())
	}

	c.Citizen.Closed = day(t, "2024-12-31")
	view.To = day(t, "2025-03-31")
	a = analysis.Summarise(c, vocabulary(), instruments(testInstrument("1", "2020-01-01")), analysis.Norms{}, view).Activation
	if !a.OrdinarySince.IsZero() || a.OrdinaryMinutes != 0 {
		t.Errorf("ordinary hours before they began: %+v", a)
	}
	if want := analysis.Days(day(t, "2024-12-31").Sub(day(t, "2024-01-15")) + 1 - 28 - 21 - 7 - 7); a.Passive != want {
		t.Errorf("passive in a closed case: %d, want %d", a.Passive, want)
	}
}

func TestDaysInWeeks(t *testing.T) {
	t.Parallel()
	for days, want := range map[analysis.Days]int{0: 0, 3: 0, 4: 1, 7: 1, 10: 1, 11: 2} {
		if got := days.Weeks(); got != want {
			t.Errorf("%d days are %d weeks, want %d", days, got, want)
		}
	}
}
