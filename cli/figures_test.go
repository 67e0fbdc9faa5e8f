// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

var update = flag.Bool("update", false, "write the tables that testdata/figures/figures.R reads")

// municipality is a register and its courses.
type municipality struct {
	*store.Register
	access  *store.Access
	courses []model.CaseHistory
}

// invented is the municipality of the demo command, sample the one of the extract
// that the tests of the import read.
func invented(t *testing.T) municipality {
	return opened(t, demoRegister(t, 400, 1), nil)
}

func sample(t *testing.T) municipality {
	dir := filepath.Join(t.TempDir(), "r.fremskridt")
	if err := copySample(dir); err != nil {
		t.Fatal(err)
	}
	return opened(t, dir, []byte(passphrase))
}

func opened(t *testing.T, dir string, passphrase []byte) municipality {
	t.Helper()
	r, err := store.Open(t.Context(), dir, store.Credentials{Passphrase: passphrase}, store.Options{Now: testClock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	a, err := r.As(t.Context(), model.ForOversight, model.RoleTeamLeader)
	if err != nil {
		t.Fatal(err)
	}
	list, err := a.Citizens(t.Context(), store.CitizenQuery{Scope: store.ScopeAll, Closed: true})
	if err != nil {
		t.Fatal(err)
	}
	ids := make([]model.ID, len(list.Rows))
	for i, row := range list.Rows {
		ids[i] = row.ID
	}
	courses, err := a.CaseHistories(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(courses, func(x, y model.CaseHistory) int { return cmp.Compare(x.Citizen.CaseNumber, y.Citizen.CaseNumber) })
	return municipality{r, a, courses}
}

// tables are the courses as R reads them, with numbers in the place of citizens.
func (m municipality) tables(t *testing.T) map[string][]byte {
	t.Helper()
	v, err := m.Vocabulary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	instruments, err := m.Instruments(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	in := instruments["PROG-20/1.0"]
	rows := map[string][][]string{
		"citizens.csv":   {{"citizen", "opened", "closed", "close_role"}},
		"activities.csv": {{"citizen", "group", "start", "end"}},
		"outcomes.csv":   {{"citizen", "date", "role"}},
		"sheets.csv":     {{"citizen", "respondent", "date", "entered", "retest"}},
		"items.csv":      {{"item", "respondent", "domain", "low", "high", "reversed", "index"}},
	}
	for _, it := range in.Items {
		s, _ := in.Scale(it.Scale)
		rows["sheets.csv"][0] = append(rows["sheets.csv"][0], it.Code)
		rows["items.csv"] = append(rows["items.csv"], []string{
			it.Code, string(it.Respondent), it.Domain, strconv.Itoa(s.Low()), strconv.Itoa(s.High()), fmt.Sprint(it.Reversed), fmt.Sprint(it.Index),
		})
	}
	for i, c := range m.courses {
		id := fmt.Sprintf("c%04d", i)
		role, _ := v.OutcomeKind(c.Citizen.CloseReason)
		rows["citizens.csv"] = append(rows["citizens.csv"], []string{id, c.Citizen.Opened.String(), c.Citizen.Closed.String(), string(role.Role)})
		for _, a := range c.Activities {
			if kind, ok := v.ActivityType(a.Type); ok && !a.Planned {
				rows["activities.csv"] = append(rows["activities.csv"], []string{id, string(kind.Group), a.Start.String(), a.End.String()})
			}
		}
		for _, o := range c.Outcomes {
			kind, _ := v.OutcomeKind(o.Kind)
			rows["outcomes.csv"] = append(rows["outcomes.csv"], []string{id, o.Date.String(), string(kind.Role)})
		}
		sheets := slices.Clone(c.Assessments)
		slices.SortFunc(sheets, func(a, b model.Assessment) int {
			return cmp.Or(a.Date.Compare(b.Date), a.EnteredAt.Compare(b.EnteredAt), cmp.Compare(a.ID, b.ID))
		})
		for k, s := range sheets {
			if !s.IsComplete() {
				continue
			}
			row := []string{id, string(s.Respondent), s.Date.String(), strconv.Itoa(k), fmt.Sprint(s.Kind == model.KindRetest)}
			for _, it := range in.Items {
				value := ""
				if a := model.FindAnswer(s.Answers, it.Code); a.HasValue() {
					value = strconv.Itoa(a.Value)
				}
				row = append(row, value)
			}
			rows["sheets.csv"] = append(rows["sheets.csv"], row)
		}
	}
	files := map[string][]byte{}
	for name, list := range rows {
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		if err := w.WriteAll(list); err != nil {
			t.Fatal(err)
		}
		files[name] = b.Bytes()
	}
	return files
}

// comparison holds numbers that are shown against those of R.
type comparison struct {
	*testing.T
	shown, withheld int
}

func (c *comparison) near(what string, got, want, tolerance float64) {
	c.Helper()
	if !(math.Abs(got-want) <= tolerance*math.Max(1, math.Abs(want))) {
		c.Errorf("%s is %.12g, and %.12g by R", what, got, want)
	}
}

// The tolerances: of closed forms, and of what is found by iteration.
const closed, iterated = 1e-8, 1e-6

func count(c *comparison, what string, s disclosure.Value[int], want int) {
	c.Helper()
	got, ok := s.Get()
	if c.tally(ok); ok && got != want {
		c.Errorf("%s is %d, and %d by R", what, got, want)
	}
}

func number(c *comparison, what string, s disclosure.Value[float64], want, tolerance float64) {
	c.Helper()
	got, ok := s.Get()
	if c.tally(ok); ok {
		c.near(what, got, want, tolerance)
	}
}

func (c *comparison) tally(shown bool) {
	if shown {
		c.shown++
	} else {
		c.withheld++
	}
}

type rPart struct {
	Count, Of        int
	Share, Low, High float64
}

func share(c *comparison, what string, s disclosure.Value[cohort.Part], want rPart) {
	c.Helper()
	got, ok := s.Get()
	c.tally(ok)
	if !ok {
		return
	}
	if got.Count != want.Count || got.Of != want.Of {
		c.Errorf("%s is %d of %d, and %d of %d by R", what, got.Count, got.Of, want.Count, want.Of)
	}
	c.near(what+", share", got.Share, want.Share, closed)
	c.near(what+", low", got.Low, want.Low, closed)
	c.near(what+", high", got.High, want.High, closed)
}

type rEstimate struct {
	Estimate, Ratio, Mean, SE, Low, High, P, Holm, T float64
}

func estimate(c *comparison, what string, e cohort.Estimate, want rEstimate, tolerance float64) {
	c.Helper()
	interval(c, what, e.Interval, want, tolerance)
	number(c, what+", p", e.P, want.P, tolerance)
}

func interval(c *comparison, what string, s disclosure.Value[cohort.Interval], want rEstimate, tolerance float64) {
	c.Helper()
	got, ok := s.Get()
	if c.tally(ok); ok {
		c.estimated(what, got, want, tolerance)
	}
}

func (c *comparison) estimated(what string, got cohort.Interval, want rEstimate, tolerance float64) {
	c.Helper()
	c.near(what, got.Value, want.Estimate+want.Ratio+want.Mean, tolerance)
	c.near(what+", se", got.SE, want.SE, tolerance)
	c.near(what+", low", got.Low, want.Low, tolerance)
	c.near(what+", high", got.High, want.High, tolerance)
}

// rFigures are what figures.R writes.
type rFigures struct {
	Coverage struct {
		Citizens, Open int
		TwoOrMore      rPart `json:"two_or_more"`
		ByCitizen      rPart `json:"by_citizen"`
		ByCaseworker   rPart `json:"by_caseworker"`
		ByBoth         rPart `json:"by_both"`
		InWindow       rPart `json:"in_window"`
		Idle           rPart
	}
	Movement []struct {
		Respondent, Item string
		N                int
		Up, Same, Down   rPart
		BeyondUp         rPart `json:"beyond_up"`
		BeyondDown       rPart `json:"beyond_down"`
		SDC              float64
		Spread           [3]float64
	}
	Scatter []struct {
		N                   int
		Over, Within, Under rPart
		Band                float64
	}
	Targeting []struct {
		N         int
		Quartiles []struct {
			N                       int
			Company, Other, Passive float64
		}
	}
	Change []struct {
		Item   string
		Groups []struct {
			Citizens, Intervals int
			rEstimate
		}
	}
	LeftOut     struct{ Short, Long int } `json:"left_out"`
	Progression []struct {
		Item                    string
		Answers, Citizens, Gaps int
		Passive, Company, Other rEstimate
		Slopes, Calendar        struct{ Passive, Company, Other rEstimate }
		Lead                    rEstimate
	}
	EventStudy []struct {
		Item   string
		Points []struct {
			Citizens int
			rEstimate
		}
	} `json:"event_study"`
	KM []struct {
		N, Events int
		Steps     []struct {
			Day                     int
			Survival, SE, Low, High float64
		}
	}
	LogRank struct {
		Chi2, P float64
		DF      int
	}
	Hazard struct {
		Citizens, Periods, Events int
		Index, Company, Other     rEstimate
	}
	Reliability []struct {
		N     int
		Alpha float64
	}
	Agreement []struct {
		Domain, Citizen, Caseworker string
		N                           int
		ICC, Kappa                  float64
		CitizenHigher               float64 `json:"citizen_higher"`
		FarApart                    rPart   `json:"far_apart"`
	}
}

// Every figure of everybody that is shown is what R computes from the courses.
func TestFiguresAgreeWithR(t *testing.T) {
	t.Parallel()
	for name, of := range map[string]func(*testing.T) municipality{"sample": sample, "demo": invented} {
		t.Run(name, func(t *testing.T) {
			m := of(t)
			dir := filepath.Join("testdata", "figures", name)
			for file, want := range m.tables(t) {
				path := filepath.Join(dir, file)
				if *update {
					if err := os.WriteFile(path, want, 0o644); err != nil {
						t.Fatal(err)
					}
				}
				if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, want) {
					t.Fatalf("%s is no longer what the register holds: write it and figures.json anew (%v)", path, err)
				}
			}
			data, err := os.ReadFile(filepath.Join(dir, "figures.json"))
			if err != nil {
				t.Fatal(err)
			}
			var r rFigures
			if err := json.Unmarshal(data, &r); err != nil {
				t.Fatal(err)
			}
			whole, err := m.access.Cohort(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			norms, err := m.access.Norms(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			g, err := whole.Group(cohort.Choice{}, figuresDay, norms)
			if err != nil {
				t.Fatal(err)
			}
			c := &comparison{T: t}
			c.group(g, r)
			c.models(g, r)
			t.Logf("%d numbers compared, %d withheld", c.shown, c.withheld)
			if c.shown < 9*c.withheld || c.shown < 1000 {
				t.Errorf("%d numbers were compared and %d withheld", c.shown, c.withheld)
			}
		})
	}
}

// group compares the figures of methods 3 and 6.
func (c *comparison) group(g *cohort.Group, r rFigures) {
	cov := g.Coverage()
	count(c, "citizens", cov.Citizens, r.Coverage.Citizens)
	count(c, "open", cov.Open, r.Coverage.Open)
	share(c, "two or more", cov.TwoOrMore, r.Coverage.TwoOrMore)
	share(c, "by citizen", cov.ByCitizen, r.Coverage.ByCitizen)
	share(c, "by caseworker", cov.ByCaseworker, r.Coverage.ByCaseworker)
	share(c, "by both", cov.ByBoth, r.Coverage.ByBoth)
	share(c, "in window", cov.InWindow, r.Coverage.InWindow)
	share(c, "idle", cov.Idle, r.Coverage.Idle)
	respondents := []model.Respondent{model.ByCitizen, model.ByCaseworker}
	var movement []cohort.MovementRow
	for _, who := range respondents {
		movement = append(movement, g.Movement(who).Rows...)
	}
	for i, want := range r.Movement {
		got := movement[i]
		count(c, want.Item+" n", got.N, want.N)
		share(c, want.Item+" up", got.Up, want.Up)
		share(c, want.Item+" same", got.Same, want.Same)
		share(c, want.Item+" down", got.Down, want.Down)
		share(c, want.Item+" far up", got.BeyondUp, want.BeyondUp)
		share(c, want.Item+" far down", got.BeyondDown, want.BeyondDown)
		c.near(want.Item+" sdc", got.Reliability.SDC, want.SDC, closed)
		if s, ok := got.Spread.Get(); ok && [3]float64{s.Low, s.Median, s.High} != want.Spread {
			c.Errorf("%s spreads %v, and %v by R", want.Item, s, want.Spread)
		}
	}
	for i, who := range respondents {
		s, want := g.Scatter(who), r.Scatter[i]
		count(c, "scatter n", s.N, want.N)
		share(c, "over", s.Over, want.Over)
		share(c, "within", s.Within, want.Within)
		share(c, "under", s.Under, want.Under)
		c.near("band", s.Band, want.Band, closed)
		targeting := g.Targeting(who)
		count(c, "targeting n", targeting.N, r.Targeting[i].N)
		for k, want := range r.Targeting[i].Quartiles {
			q := targeting.Quartiles[k]
			what := fmt.Sprint(who, " quartile ", k)
			count(c, what, q.N, want.N)
			number(c, what+" company", q.Company, want.Company, closed)
			number(c, what+" other", q.Other, want.Other, closed)
			number(c, what+" passive", q.Passive, want.Passive, closed)
		}
		reliability := g.Reliability()[i]
		count(c, "alpha n", reliability.N, r.Reliability[i].N)
		number(c, "alpha", reliability.Alpha, r.Reliability[i].Alpha, closed)
	}
	change := g.Change()
	count(c, "short intervals", change.LeftOut.Short, r.LeftOut.Short)
	count(c, "long intervals", change.LeftOut.Long, r.LeftOut.Long)
	for i, row := range r.Change {
		for k, want := range row.Groups {
			got := change.Rows[i].Groups[k]
			what := fmt.Sprint(row.Item, " change ", got.Group)
			count(c, what+" citizens", got.Citizens, want.Citizens)
			count(c, what+" intervals", got.Intervals, want.Intervals)
			interval(c, what, got.Mean, want.rEstimate, closed)
		}
	}
	agreement := g.Agreement()
	for _, want := range r.Agreement {
		i := slices.IndexFunc(agreement, func(a cohort.Agreement) bool { return a.Citizen.Code == want.Citizen })
		got := agreement[i]
		count(c, want.Domain+" n", got.N, want.N)
		number(c, want.Domain+" icc", got.ICC, want.ICC, closed)
		number(c, want.Domain+" kappa", got.Kappa, want.Kappa, closed)
		number(c, want.Domain+" higher", got.CitizenHigher, want.CitizenHigher, closed)
		share(c, want.Domain+" far apart", got.FarApart, want.FarApart)
	}
}

// models compares those of methods 4 and 5.
func (c *comparison) models(g *cohort.Group, r rFigures) {
	p, err := g.Progression(c.Context(), nil)
	if err != nil {
		c.Fatal(err)
	}
	gaps := 0
	for i, want := range r.Progression {
		got := p.Rows[i]
		gaps += want.Gaps
		count(c, want.Item+" answers", got.Answers, want.Answers)
		count(c, want.Item+" citizens", got.Citizens, want.Citizens)
		estimate(c, want.Item+" d", got.Passive, want.Passive, closed)
		estimate(c, want.Item+" b_c", got.Company, want.Company, closed)
		estimate(c, want.Item+" b_o", got.Other, want.Other, closed)
		number(c, want.Item+" Holm of b_c", got.CompanyHolm, want.Company.Holm, closed)
		number(c, want.Item+" Holm of b_o", got.OtherHolm, want.Other.Holm, closed)
		estimate(c, want.Item+" d + b_c", got.Slopes.Company, want.Slopes.Company, closed)
		estimate(c, want.Item+" d + b_o", got.Slopes.Other, want.Slopes.Other, closed)
		estimate(c, want.Item+" d by quarter", got.Calendar.Passive, want.Calendar.Passive, closed)
		estimate(c, want.Item+" b_c by quarter", got.Calendar.Company, want.Calendar.Company, closed)
		estimate(c, want.Item+" b_o by quarter", got.Calendar.Other, want.Calendar.Other, closed)
		estimate(c, want.Item+" lead", got.Lead.Estimate, want.Lead, closed)
		number(c, want.Item+" t of lead", got.Lead.T, want.Lead.T, closed)
	}
	count(c, "gaps", p.LeftOut.Gaps, gaps)
	study, err := g.EventStudy(c.Context(), nil)
	if err != nil {
		c.Fatal(err)
	}
	for i, row := range r.EventStudy {
		for k, want := range row.Points {
			got := study.Rows[i].Points[k]
			what := fmt.Sprint(row.Item, " at ", got.At)
			count(c, what+" citizens", got.Citizens, want.Citizens)
			if got.At != -1 {
				estimate(c, what, got.Estimate, want.rEstimate, closed)
			}
		}
	}
	job, err := g.TimeToJob(c.Context(), model.ByCitizen, model.OutcomeJob)
	if err != nil {
		c.Fatal(err)
	}
	for i, got := range append([]cohort.Curve{job.All}, job.Thirds...) {
		want := r.KM[i]
		count(c, "curve n", got.N, want.N)
		count(c, "curve events", got.Events, want.Events)
		at := 0
		for _, s := range got.Steps {
			for want.Steps[at].Day != s.Day {
				at++
			}
			w := want.Steps[at]
			c.estimated(fmt.Sprint("curve ", i, " on day ", s.Day), s.Survival, rEstimate{Estimate: w.Survival, SE: w.SE, Low: w.Low, High: w.High}, closed)
		}
	}
	if test, ok := job.LogRank.Get(); ok {
		c.near("log-rank", test.Chi2, r.LogRank.Chi2, closed)
		c.near("log-rank p", test.P, r.LogRank.P, closed)
		if test.DF != r.LogRank.DF {
			c.Errorf("log-rank has %d degrees of freedom, and %d by R", test.DF, r.LogRank.DF)
		}
	}
	count(c, "hazard citizens", job.Hazard.Citizens, r.Hazard.Citizens)
	count(c, "hazard periods", job.Hazard.Periods, r.Hazard.Periods)
	count(c, "hazard events", job.Hazard.Events, r.Hazard.Events)
	estimate(c, "hazard index", job.Hazard.Index, r.Hazard.Index, iterated)
	estimate(c, "hazard company", job.Hazard.Company, r.Hazard.Company, iterated)
	estimate(c, "hazard other", job.Hazard.Other, r.Hazard.Other, iterated)
}
