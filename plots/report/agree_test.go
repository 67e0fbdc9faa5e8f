// SPDX-License-Identifier: MPL-2.0

package report_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/plots/report"
)

// anyCourse is a course of up to eight occasions on which anything is answered, or
// is not.
func anyCourse(t *rapid.T, in *model.Instrument) model.CaseHistory {
	c := model.CaseHistory{Citizen: model.Citizen{CaseNumber: "2024-00001", Name: "Åse Prøvesen", Opened: model.NewDate(2024, 1, 8)}}
	day := c.Citizen.Opened
	for i := range rapid.IntRange(1, 8).Draw(t, "occasions") {
		day = day.Add(rapid.IntRange(1, 240).Draw(t, "days"))
		for _, r := range []model.Respondent{model.ByCitizen, model.ByCaseworker} {
			if rapid.IntRange(0, 4).Draw(t, "absent") == 0 {
				continue
			}
			a := model.Assessment{
				ID: model.ID(fmt.Sprint(r, i)), Instrument: in.Key(), Date: day, Respondent: r, Kind: model.KindOrdinary, Status: model.StatusComplete,
			}
			for _, it := range in.ItemsOf(r) {
				switch v := rapid.IntRange(-1, 5).Draw(t, it.Code); {
				case v > 0:
					a.Answers = append(a.Answers, model.NewAnswer(it.Code, v))
				case v == 0:
					a.Answers = append(a.Answers, model.NewMissingAnswer(it.Code, in.Missing[0].Code))
				}
			}
			c.Assessments = append(c.Assessments, a)
		}
	}
	return c
}

// Tooltip, CSV file and case file table agree on any answers.
func TestTooltipFileAndTableAgree(t *testing.T) {
	t.Parallel()
	w := words(t, model.Danish)
	in, err := assets.Instrument()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		c := aCase(t, anyCourse(rt, in))
		figure := plots.NewProgression(c.Data(w))
		targets := figure.Targets(figure.Layout(plots.Size{Width: 1200, Height: 800}))
		var out bytes.Buffer
		if err := report.AnswersCSV(&out, w, c); err != nil {
			rt.Fatal(err)
		}
		file := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(out.Bytes(), []byte("\ufeff"))))
		file.Comma = ';'
		rows, err := file.ReadAll()
		if err != nil {
			rt.Fatal(err)
		}
		compared := 0
		for _, n := range report.SeriesRows(w, c) {
			for _, p := range n.Points {
				i := slices.IndexFunc(targets, func(x plots.Target) bool {
					return x.Kind == plots.TargetAnswer && x.Assessment == p.Assessment && strings.HasPrefix(x.Tooltip()[0], n.Domain+" – "+n.Respondent)
				})
				k := slices.IndexFunc(rows, func(row []string) bool { return row[0] == p.Date.String() && row[3] == n.Item })
				if i < 0 || k < 0 {
					rt.Fatalf("%s on %v: found by the pointer %d, in the file %d", n.Item, p.Date, i, k)
				}
				says, row := targets[i].Tooltip(), rows[k]
				compared++
				if !p.Answered() {
					if !strings.HasPrefix(says[1], "Ikke besvaret") || row[5] != "" {
						rt.Errorf("%s on %v is missing; the tooltip says %q, the file %q", n.Item, p.Date, says[1], row[5])
					}
					continue
				}
				if !strings.HasPrefix(says[1], strconv.Itoa(p.Value)+", ") || row[5] != strconv.Itoa(p.Value) {
					rt.Errorf("%s on %v is %d; the tooltip says %q, the file %q", n.Item, p.Date, p.Value, says[1], row[5])
				}
				if row[7] != strconv.Itoa(p.SinceFirst) {
					rt.Errorf("%s on %v moved by %d, says the figure; the file has %q", n.Item, p.Date, p.SinceFirst, row[7])
				}
				if p.Date != n.First.Date && p.SinceFirst != 0 && !slices.ContainsFunc(says, func(s string) bool { return strings.HasPrefix(s, w.Change(p.SinceFirst)+" siden") }) {
					rt.Errorf("%s on %v moved by %d; the tooltip says %q", n.Item, p.Date, p.SinceFirst, says)
				}
			}
		}
		if compared == 0 && len(c.History.Assessments) > 4 {
			rt.Error("nothing was compared")
		}
	})
}
