// SPDX-License-Identifier: MPL-2.0

package cli

import (
	"cmp"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/plots/report"
)

// document is what analyse --json writes. Its keys are a contract with programs that
// read it. A withheld number is null, with the reason in the same object.
func document(r report.GroupReport) object {
	a, ch := r.Figures, r.Group.Choice()
	return object{
		{"as_of", r.Group.AsOf()},
		{"municipality", r.Municipality},
		{"team", optional(ch.Team)},
		{"caseworker", optional(ch.Caseworker)},
		{"target_group", optional(ch.TargetGroup)},
		{"from", r.Group.From()}, // of the period; null for all time
		{"instrument", ch.Instrument},
		{"citizens", a.Coverage.Citizens},
		{"coverage", coverageJSON(a.Coverage)},
		{"movement", each(slices.Concat(a.Movement[0].Rows, a.Movement[1].Rows), movementJSON)},
		{"scatter", each(a.Scatter[:], scatterJSON)},
		{"progression", each(a.Progression.Rows, progressionJSON)},
		{"change", each(a.Change.Rows, changeJSON)},
		{"targeting", each(a.Targeting[:], targetingJSON)},
		{"event_study", each(a.EventStudy.Rows, eventStudyJSON)},
		{"lead", each(a.Progression.Rows, leadJSON)},
		{"km", append(curvesJSON(a.Job), curvesJSON(a.FlexJob)...)},
		{"logrank", logRankJSON(a.Job.LogRank)},
		{"hazard", hazardJSON(a.Job.Hazard)},
		{"hazard_of", object{
			{"citizens", a.Job.Hazard.Citizens},
			{"periods", a.Job.Hazard.Periods},
			{"events", a.Job.Hazard.Events},
		}},
		{"reliability", reliabilityJSON(a.Reliability)},
		{"agreement", each(a.Agreement, agreementJSON)},
		{"left_out", leftOutJSON(a)},
		{"cautions", each(a.Cautions(), func(c cohort.Caution) object {
			return object{{"code", c}, {"text", plots.CautionText(r.Words, c)}}
		})},
		{"reasons", each(cohort.Reasons(), func(why disclosure.Reason) object {
			return object{{"code", why}, {"text", messages.Withheld(r.Words, why)}}
		})},
		{"definitions", r.Definitions()},
	}
}

func itemJSON(m cohort.Measure) object {
	return object{{"respondent", m.Respondent}, {"item", m.Item.Code}}
}

func partJSON(v disclosure.Value[cohort.Part]) object {
	return numbers(v, func(p cohort.Part) []float64 {
		return []float64{float64(p.Count), float64(p.Of), p.Share, p.Low, p.High}
	}, "count", "of", "share", "low", "high")
}

func intervalJSON(v disclosure.Value[cohort.Interval], value, se string) object {
	return numbers(v, func(i cohort.Interval) []float64 { return []float64{i.Value, i.SE, i.Low, i.High} }, value, se, "low", "high")
}

// estimateJSON is an interval with its p value, and one reason for both.
func estimateJSON(e cohort.Estimate, value, se string) object {
	interval := intervalJSON(e.Interval, value, se)
	return append(interval[:len(interval)-1], field{"p", e.P}, field{"reason", cmp.Or(e.Interval.Reason(), e.P.Reason())})
}

func slopeJSON(e cohort.Estimate) object {
	return append(estimateJSON(e, "estimate", "se"), field{"df", e.DF})
}

func adjustedJSON(e cohort.Estimate, holm disclosure.Value[float64]) object {
	return append(slopeJSON(e), field{"holm", holm})
}

func coverageJSON(c cohort.Coverage) object {
	return object{
		{"open", c.Open},
		{"two_or_more", partJSON(c.TwoOrMore)},
		{"by_citizen", partJSON(c.ByCitizen)},
		{"by_caseworker", partJSON(c.ByCaseworker)},
		{"by_both", partJSON(c.ByBoth)},
		{"in_window", partJSON(c.InWindow)},
		{"idle", partJSON(c.Idle)},
	}
}

func movementJSON(r cohort.MovementRow) object {
	var spread any
	if s, ok := r.Spread.Get(); ok {
		spread = object{{"q1", s.Low}, {"median", s.Median}, {"q3", s.High}}
	}
	return append(
		itemJSON(r.Measure),
		field{"domain", r.Measure.Domain.Code},
		field{"n", r.N},
		field{"up", partJSON(r.Up)},
		field{"same", partJSON(r.Same)},
		field{"down", partJSON(r.Down)},
		field{"beyond_up", partJSON(r.BeyondUp)},
		field{"beyond_down", partJSON(r.BeyondDown)},
		field{"spread", spread},
		field{"sdc", r.Reliability.SDC},
		field{"reason", r.N.Reason()},
	)
}

func scatterJSON(s cohort.Scatter) object {
	return object{
		{"respondent", s.Respondent},
		{"n", s.N},
		{"band", s.Band},
		{"over", partJSON(s.Over)},
		{"within", partJSON(s.Within)},
		{"under", partJSON(s.Under)},
		{"reason", s.N.Reason()},
	}
}

func progressionJSON(r cohort.ProgressionRow) object {
	return append(
		itemJSON(r.Measure),
		field{"answers", r.Answers},
		field{"citizens", r.Citizens},
		field{"passive", slopeJSON(r.Passive)},
		field{"company", adjustedJSON(r.Company, r.CompanyHolm)},
		field{"other", adjustedJSON(r.Other, r.OtherHolm)},
		field{"slopes", object{
			{"passive", slopeJSON(r.Slopes.Passive)}, {"other", slopeJSON(r.Slopes.Other)}, {"company", slopeJSON(r.Slopes.Company)},
		}},
		field{"calendar", object{
			{"passive", slopeJSON(r.Calendar.Passive)}, {"other", slopeJSON(r.Calendar.Other)}, {"company", slopeJSON(r.Calendar.Company)},
		}},
		field{"reason", r.Passive.Interval.Reason()},
	)
}

func changeJSON(r cohort.ChangeRow) object {
	return append(itemJSON(r.Measure), field{"groups", each(r.Groups, func(g cohort.GroupChange) object {
		return append(object{{"group", g.Group}, {"citizens", g.Citizens}, {"intervals", g.Intervals}}, intervalJSON(g.Mean, "estimate", "se")...)
	})})
}

func targetingJSON(t cohort.Targeting) object {
	return object{{"respondent", t.Respondent}, {"n", t.N}, {"quartiles", each(t.Quartiles, func(q cohort.Quartile) object {
		return object{{"n", q.N}, {"company", q.Company}, {"other", q.Other}, {"passive", q.Passive}, {"reason", q.N.Reason()}}
	})}}
}

func eventStudyJSON(r cohort.EventRow) object {
	return append(itemJSON(r.Measure), field{"points", each(r.Points, func(p cohort.EventPoint) object {
		return append(object{{"at", p.At}, {"citizens", p.Citizens}}, slopeJSON(p.Estimate)...)
	})}, field{"dips", r.Dips})
}

func leadJSON(r cohort.ProgressionRow) object {
	return slices.Concat(itemJSON(r.Measure), slopeJSON(r.Lead.Estimate), object{{"t", r.Lead.T}, {"warns", r.Lead.Warns}})
}

// curvesJSON are the curve of everybody and those of the thirds of the index.
func curvesJSON(t cohort.TimeToJob) []object {
	groups := []string{"all", "lowest", "middle", "highest"}
	var list []object
	for i, c := range append([]cohort.Curve{t.All}, t.Thirds...) {
		steps := []object{}
		for _, s := range c.Steps {
			i := s.Survival
			steps = append(steps, object{{"day", s.Day}, {"survival", i.Value}, {"se", i.SE}, {"low", i.Low}, {"high", i.High}})
		}
		list = append(list, object{
			{"event", t.Event}, {"group", groups[i]}, {"n", c.N}, {"events", c.Events}, {"steps", steps}, {"reason", c.Reason},
		})
	}
	return list
}

func logRankJSON(v disclosure.Value[cohort.LogRank]) object {
	return numbers(v, func(l cohort.LogRank) []float64 { return []float64{l.Chi2, float64(l.DF), l.P} }, "chi2", "df", "p")
}

func hazardJSON(h cohort.Hazard) []object {
	term := func(name string, e cohort.Estimate) object {
		return append(object{{"term", name}}, estimateJSON(e, "odds_ratio", "se_log")...)
	}
	return []object{term("index", h.Index), term("company", h.Company), term("other", h.Other)}
}

func reliabilityJSON(list []cohort.Reliability) map[model.Respondent]object {
	m := map[model.Respondent]object{}
	for _, r := range list {
		m[r.Respondent] = object{{"alpha", r.Alpha}, {"n", r.N}, {"reason", r.Alpha.Reason()}}
	}
	return m
}

func agreementJSON(a cohort.Agreement) object {
	return object{
		{"domain", a.Domain.Code},
		{"citizen", a.Citizen.Code},
		{"caseworker", a.Caseworker.Code},
		{"n", a.N},
		{"icc", a.ICC},
		{"kappa", a.Kappa},
		{"mean_difference", a.CitizenHigher},
		{"far_apart", partJSON(a.FarApart)},
		{"reason", cmp.Or(a.N.Reason(), a.ICC.Reason())},
	}
}

func leftOutJSON(a cohort.Figures) object {
	var o object
	reasons := map[string]disclosure.Reason{}
	for _, l := range []struct {
		key   string
		count disclosure.Value[int]
	}{
		{"intervals_under_28_days", a.Change.LeftOut.Short},
		{"intervals_over_365_days", a.Change.LeftOut.Long},
		{"citizens_with_one_answer", a.Progression.LeftOut.Singles},
		{"gaps_over_365_days", a.Progression.LeftOut.Gaps},
		{"citizens_without_origin", a.Job.LeftOut.NoOrigin},
		{"citizens_without_index_at_origin", a.Job.LeftOut.NoIndex},
	} {
		o = append(o, field{l.key, l.count})
		if _, ok := l.count.Get(); !ok {
			reasons[l.key] = l.count.Reason()
		}
	}
	if len(reasons) > 0 {
		o = append(o, field{"reasons", reasons})
	}
	return o
}
