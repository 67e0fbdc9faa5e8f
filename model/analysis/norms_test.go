// SPDX-License-Identifier: MPL-2.0

package analysis_test

import (
	"fmt"
	"math"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
)

func ExampleReliability_Size() {
	r := analysis.Norms{}.Item("PROG-20/1.0", "B04") // no register: SD 1.0, r .70
	fmt.Printf("%.2f\n", r.SDC)
	fmt.Println(r.Size(1), r.Size(-2))
	// Output:
	// 1.52
	// small reliable
}

// The example of docs/methods.md#2-one-citizen.
func TestSDC95(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ sd, r, want float64 }{
		{1, .6, 1.75},
		{1, .7, 1.52},
		{1, .8, 1.24},
		{.7, .85, .75},
		{.7, .9, .61},
		{1, 1, 0},
		{1, 1.2, 0},
		{1, -.3, 2.77},
	} {
		if got := analysis.SDC95(c.sd, c.r); math.Abs(got-c.want) > .005 {
			t.Errorf("SD %v, r %v: %v, want %v", c.sd, c.r, got, c.want)
		}
	}
}

func TestSize(t *testing.T) {
	t.Parallel()
	exact := analysis.Reliability{SDC: 2}
	for _, c := range []struct {
		r      analysis.Reliability
		change int
		want   analysis.ChangeSize
	}{
		{exact, 0, analysis.NoChange},
		{exact, 1, analysis.SmallChange},
		{exact, -1, analysis.SmallChange},
		{exact, 2, analysis.ReliableChange},
		{exact, -3, analysis.ReliableChange},
		{analysis.Reliability{}, 0, analysis.NoChange},
	} {
		if got := c.r.Size(c.change); got != c.want {
			t.Errorf("a change of %d with SDC %v: %q, want %q", c.change, c.r.SDC, got, c.want)
		}
	}
}

func TestNormsNeedFiftyFirstAnswers(t *testing.T) {
	t.Parallel()
	b := analysis.NewNorms(nil)
	for i := range 49 {
		b.AddAnswer("Q/1", "B1", 1+i%2)
	}
	before := b.Norms()
	if r := before.Item("Q/1", "B1"); r.N != 49 || r.SD != analysis.DefaultSD || r.SDFrom != analysis.FromDefault {
		t.Errorf("49 answers: %+v", r)
	}
	b.AddAnswer("Q/1", "B1", 2)
	r := b.Norms().Item("Q/1", "B1")
	near(t, "SD", r.SD, math.Sqrt(50*.25/49))
	near(t, "SDC", r.SDC, 1.96*math.Sqrt2*r.SD*math.Sqrt(.3))
	if r.N != 50 || r.SDFrom != analysis.FromRegister || r.RFrom != analysis.FromDefault {
		t.Errorf("50 answers: %+v", r)
	}
	if r := before.Item("Q/1", "B1"); r.N != 49 {
		t.Errorf("norms taken earlier have moved: %+v", r)
	}
	if r := b.Norms().Item("Q/2", "B1"); r.N != 0 {
		t.Errorf("another version has %d answers", r.N)
	}
}

// The first answer of a series is the first with a value. Drafts, retests and answers
// superseded on the same day are not first answers.
func TestNormsTakeFirstAnswers(t *testing.T) {
	t.Parallel()
	q := testInstrument("1", "2020-01-01")
	b := analysis.NewNorms(instruments(q))
	b.Add(model.CaseHistory{Assessments: []model.Assessment{
		draft(assess(t, "2026-01-01", model.ByCitizen, model.NewAnswer("B1", 1))),
		assess(t, "2026-02-01", model.ByCitizen, model.NewMissingAnswer("B1", -1), model.NewAnswer("B2", 4)),
		enteredLater(assess(t, "2026-03-01", model.ByCitizen, model.NewAnswer("B1", 5))),
		assess(t, "2026-03-01", model.ByCitizen, model.NewAnswer("B1", 3), model.NewAnswer("S1", 2)),
		assess(t, "2026-04-01", model.ByCitizen, model.NewAnswer("B1", 2), model.NewAnswer("B2", 2)),
	}})
	for i := range 49 {
		b.AddAnswer("Q/1", "B1", 5-i%2*2)
		b.AddAnswer("Q/1", "B2", 4)
	}
	n := b.Norms()
	near(t, "SD of B1", n.Item("Q/1", "B1").SD, math.Sqrt(variance(5, 26, 3, 24)))
	near(t, "SD of B2", n.Item("Q/1", "B2").SD, 0)
	if n := n.Item("Q/1", "S1").N; n != 0 {
		t.Errorf("an answer in the wrong respondent's assessment was counted, %d", n)
	}
}

// variance of n values a and m values b.
func variance(a float64, n int, b float64, m int) float64 {
	mean := (a*float64(n) + b*float64(m)) / float64(n+m)
	return (float64(n)*(a-mean)*(a-mean) + float64(m)*(b-mean)*(b-mean)) / float64(n+m-1)
}

func draft(a model.Assessment) model.Assessment {
	a.Status = model.StatusDraft
	return a
}

func enteredLater(a model.Assessment) model.Assessment {
	a.ID = "0-" + a.ID // sorts before: the order of entry is not that of the ids
	a.EnteredAt = a.EnteredAt.AddDate(0, 0, 3)
	return a
}

// Sixty citizens repeat the published alpha matrix in their assessments and the
// published pairs in their retests. The register's values are the published ones but
// for the divisor of the variances, which alpha does not depend on.
func TestNormsFromTheRegister(t *testing.T) {
	t.Parallel()
	q := testInstrument("1", "2020-01-01")
	q.Domains = append(q.Domains, model.Domain{Code: "D4", Name: model.Text{DA: "Fire"}})
	for i := range q.Items {
		q.Items[i].Reversed = false
	}
	q.Items[2].Index, q.Items[2].Prognosis = true, false
	fourth := q.Items[0]
	fourth.Code, fourth.Domain = "B4", "D4"
	q.Items = append(q.Items, fourth)

	b := analysis.NewNorms(instruments(q))
	var again [][]float64
	for i := range 64 {
		row, pair := alphaRows()[i%8], pairs()[i%10]
		var answers []model.Answer
		for j, code := range []string{"B1", "B2", "B3", "B4"} {
			answers = append(answers, model.NewAnswer(code, int(row[j])))
		}
		retest := assess(t, "2026-02-08", model.ByCaseworker, model.NewAnswer("S1", pair[1]))
		retest.Kind = model.KindRetest
		late := assess(t, "2026-03-20", model.ByCaseworker, model.NewAnswer("S1", 1))
		late.Kind = model.KindRetest
		again = append(again, []float64{float64(pair[0]), float64(pair[1])})
		b.Add(model.CaseHistory{Assessments: []model.Assessment{
			assess(t, "2026-02-01", model.ByCitizen, answers...),
			assess(t, "2026-02-01", model.ByCaseworker, model.NewAnswer("S1", pair[0])),
			retest, late,
			assess(t, "2026-05-01", model.ByCitizen, model.NewAnswer("B1", 5), model.NewAnswer("B2", 5), model.NewAnswer("B3", 1), model.NewAnswer("B4", 1)),
		}})
	}
	n := b.Norms()

	index := n.Index("Q/1", model.ByCitizen)
	rounded(t, "alpha", index.R, .949772)
	if index.N != 64 || index.SDFrom != analysis.FromRegister || index.RFrom != analysis.FromRegister {
		t.Errorf("index: %+v", index)
	}
	want, _ := analysis.ICC(again)
	item := n.Item("Q/1", "S1")
	near(t, "r of retests", item.R, want.ICC21)
	if item.N != 64 || item.RFrom != analysis.FromRegister {
		t.Errorf("item: %+v", item)
	}
	if r := n.Index("Q/1", model.ByCaseworker); r.RFrom != analysis.FromDefault {
		t.Errorf("an index of one item has an alpha: %+v", r)
	}
}
