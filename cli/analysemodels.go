package cli

import "fremskridt/model/analysis/cohort"

func (t *analysisText) change() {
	var rows textTable
	rows.row(t.heads("item", "company", "other", "passive", "mixed")...)
	for _, r := range t.Change.Rows {
		cells := []string{t.item(r.Measure)}
		for _, g := range r.Groups {
			cells = append(cells, t.interval(g.Mean))
		}
		rows.row(cells...)
	}
	t.table(t.words.T("analyse.change"), rows)
}

func (t *analysisText) progression() {
	var rows textTable
	rows.row(t.heads("item", "d", "b_c", "p", "holm", "b_o", "p", "holm", "answers", "n")...)
	for _, r := range t.Progression.Rows {
		rows.row(t.item(r.Measure), t.interval(r.Passive.Interval),
			t.interval(r.Company.Interval), t.p(r.Company.P), t.p(r.CompanyHolm),
			t.interval(r.Other.Interval), t.p(r.Other.P), t.p(r.OtherHolm), t.count(r.Answers), t.count(r.Citizens))
	}
	t.table(t.words.T("analyse.progression"), rows)

	rows = nil
	rows.row(t.heads("item", "passive", "other", "company", "lead", "t")...)
	for _, r := range t.Progression.Rows {
		mark := t.number(r.Lead.T, 2)
		if r.Lead.Warns {
			mark += " !"
		}
		rows.row(t.item(r.Measure), t.interval(r.Slopes.Passive.Interval), t.interval(r.Slopes.Other.Interval), t.interval(r.Slopes.Company.Interval),
			t.interval(r.Lead.Estimate.Interval), mark)
	}
	t.table(t.words.T("analyse.slopes"), rows)
}

func (t *analysisText) calendar() {
	var rows textTable
	rows.row(t.heads("item", "d", "b_c", "p", "b_o", "p")...)
	for _, r := range t.Progression.Rows {
		rows.row(t.item(r.Measure), t.interval(r.Calendar.Passive.Interval), t.interval(r.Calendar.Company.Interval), t.p(r.Calendar.Company.P),
			t.interval(r.Calendar.Other.Interval), t.p(r.Calendar.Other.P))
	}
	t.table(t.words.T("analyse.calendar"), rows)
}

func (t *analysisText) events() {
	var rows textTable
	rows.row(t.words.T("analyse.head.item"), "–2", "–1", "0", "+1", "+2", t.words.T("analyse.head.n_each"))
	for _, r := range t.EventStudy.Rows {
		cells := []string{t.item(r.Measure)}
		n := ""
		for i, p := range r.Points {
			switch {
			case p.At == -1 && p.Estimate.Interval.Why() == "":
				cells = append(cells, "0")
			default:
				cells = append(cells, t.interval(p.Estimate.Interval))
			}
			if i > 0 {
				n += " "
			}
			n += t.count(p.Citizens)
		}
		if r.Dips {
			cells[0] += " !"
		}
		rows.row(append(cells, n)...)
	}
	t.table(t.words.T("analyse.events"), rows)
}

func (t *analysisText) job(j cohort.TimeToJob) {
	var rows textTable
	rows.row(t.heads("", "n", "events", "weeks", "without")...)
	for i, c := range append([]cohort.Curve{j.All}, j.Thirds...) {
		name := t.words.T("analyse.curve." + append([]string{"all"}, thirds...)[i])
		if len(c.Steps) == 0 {
			rows.row(name, t.count(c.N), t.count(c.Events), "", t.not(c.Reason))
			continue
		}
		for k, s := range c.Steps {
			cells := []string{"", "", ""}
			if k == 0 {
				cells = []string{name, t.count(c.N), t.count(c.Events)}
			}
			rows.row(append(cells, t.words.Number(float64(s.Day)/7, 0), t.survival(s))...)
		}
	}
	if len(j.Thirds) == 0 && j.ThirdsWhy != "" {
		t.not(j.ThirdsWhy)
	}
	t.table(t.words.T("analyse.job."+string(j.Event)), rows)
	if test, ok := j.LogRank.Get(); ok {
		t.line(t.words.T("analyse.logrank", "Chi2", t.words.Fixed(test.Chi2, 2), "DF", test.DF, "P", t.words.Fixed(test.P, 3)))
	}
	rows = nil
	rows.row(t.heads("", "odds", "p")...)
	for _, r := range []struct {
		key string
		of  cohort.Estimate
	}{{"index", j.Hazard.Index}, {"company", j.Hazard.Company}, {"other", j.Hazard.Other}} {
		rows.row(t.words.T("analyse.hazard."+r.key), t.interval(r.of.Interval), t.p(r.of.P))
	}
	t.table(t.words.T("analyse.hazard", "Citizens", t.count(j.Hazard.Citizens), "Periods", t.count(j.Hazard.Periods), "Events", t.count(j.Hazard.Events)), rows)
}

// survival is the share without the event on the day of a step.
func (t *analysisText) survival(s cohort.Step) string {
	return t.percent(s.Survival.Value) + " [" + t.words.Number(100*s.Survival.Low, 0) + "; " + t.words.Number(100*s.Survival.High, 0) + "]"
}

func (t *analysisText) reliability() {
	var rows textTable
	rows.row(t.heads("", "alpha", "n")...)
	for _, r := range t.Reliability {
		rows.row(t.who(r.Respondent), t.number(r.Alpha, 2), t.count(r.N))
	}
	t.table(t.words.T("analyse.reliability"), rows)

	rows = nil
	rows.row(t.heads("domain", "icc", "kappa", "higher", "far_apart", "n")...)
	for _, r := range t.Agreement {
		rows.row(t.words.Of(r.Domain.Name), t.number(r.ICC, 2), t.number(r.Kappa, 2), t.number(r.CitizenHigher, 2), t.part(r.FarApart), t.count(r.N))
	}
	t.table(t.words.T("analyse.agreement"), rows)
}

func (t *analysisText) leftOut() {
	var rows textTable
	for _, r := range []struct {
		key string
		of  cohort.Shown[int]
	}{
		{"short", t.Change.LeftOut.Short},
		{"long", t.Change.LeftOut.Long},
		{"gaps", t.Progression.LeftOut.Gaps},
		{"singles", t.Progression.LeftOut.Singles},
		{"no_origin", t.Job.LeftOut.NoOrigin},
		{"no_index", t.Job.LeftOut.NoIndex},
	} {
		rows.row(t.words.T("analyse.left_out."+r.key), t.count(r.of))
	}
	t.table(t.words.T("analyse.left_out"), rows)
}
