package demo_test

import (
	"flag"
	"math"
	"slices"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/fixedeffects"
	"codeberg.org/fremskridt/fremskridt/model/demo"
)

// 200 municipalities are docs/methods.md's, and take more than a minute.
var recovered = flag.Int("recover", 40, "small municipalities whose slopes are estimated")

// small is a municipality of which an analysis is just worth its while.
const small = 150

var slopeNames = [3]string{"d", "b_c", "b_o"}

func slopesOf(t demo.ItemTruth) [3]float64 { return [3]float64{t.Passive, t.Company, t.Other} }

// tally is how the estimates of a slope, over municipalities and items, lie to
// its truth.
type tally struct {
	n, covered, found int
	truth, off        float64
}

func (c *tally) add(estimate, low, high, p, truth float64) {
	c.n++
	if low <= truth && truth <= high {
		c.covered++
	}
	if p < .05 {
		c.found++
	}
	c.truth += truth
	c.off += estimate - truth
}

func (c *tally) share(k int) float64 { return float64(k) / float64(c.n) }
func (c *tally) mean() float64       { return c.truth / float64(c.n) }
func (c *tally) bias() float64       { return c.off / float64(c.n) }

// study estimates the slopes of many small municipalities from the answers and
// from what was felt before they were rounded, and tests each for selection.
type study struct {
	answered, felt [3]tally
	lead           tally
	warned         int // municipalities with an item that the lead test warns of
}

func newStudy(t *testing.T, changes ...demo.Modification) study {
	t.Helper()
	var s study
	for seed := range *recovered {
		m := read(options(t, small, uint64(1000+seed)), changes...)
		before := s.lead.found
		for _, truth := range m.truth.Items {
			answered, felt := m.answered[truth.Item].slopes(), m.felt[truth.Item].slopes()
			for j, want := range slopesOf(truth) {
				a, f := answered.Slope(j), felt.Slope(j)
				if a.Reason != "" || f.Reason != "" {
					t.Fatalf("seed %d, %s: %q", 1000+seed, truth.Item, a.Reason)
				}
				s.answered[j].add(a.Value, a.Low, a.High, a.P, want)
				s.felt[j].add(f.Value, f.Low, f.High, f.P, want)
			}
			l := m.answered[truth.Item].lead()
			s.lead.add(l.Value, l.Low, l.High, l.P, 0)
		}
		if s.lead.found > before {
			s.warned++
		}
	}
	for j, name := range slopeNames {
		a, f := &s.answered[j], &s.felt[j]
		t.Logf("%-3s %+.4f: felt %.1f %% covered, %.1f %% with p < .05, bias %+.4f; answered %.1f %%, %.1f %%, %+.4f", name, f.mean(),
			100*f.share(f.covered), 100*f.share(f.found), f.bias(), 100*a.share(a.covered), 100*a.share(a.found), a.bias())
	}
	t.Logf("lead: %.1f %% with p < .05, and in %d of %d municipalities", 100*s.lead.share(s.lead.found), s.warned, *recovered)
	return s
}

// slack widens what 200 municipalities must keep to where there are fewer, and
// chance has more room: the items of one share what is drawn of it, so that the
// share over n municipalities has a standard error of about .1/sqrt(n).
func slack() float64 { return 2 * .1 * (1/math.Sqrt(float64(*recovered)) - 1/math.Sqrt(200)) }

// The 95 % intervals hold the truth in about 95 % of cases, for what was felt.
// Rounding and the ends of the scale take a little off what activities add.
func TestIntervalsCover(t *testing.T) {
	s := newStudy(t)
	for j, name := range slopeNames {
		f, a := &s.felt[j], &s.answered[j]
		if c := f.share(f.covered); c < .92-slack() || c > .98+slack() {
			t.Errorf("the intervals of %s cover in %.1f %% of cases", name, 100*c)
		}
		if added := a.bias() - f.bias(); math.Abs(added) > .01 {
			t.Errorf("rounding moves %s by %.4f of %.4f", name, added, f.mean())
		}
	}
}

// Where activities add nothing, p < .05 is found in about 5 % of cases, and so it
// is for what comes next where no one is selected by what was answered.
func TestFalseAlarms(t *testing.T) {
	s := newStudy(t, demo.WithoutEffect)
	for name, c := range map[string]*tally{
		"b_c of answers": &s.answered[1], "b_o of answers": &s.answered[2],
		"b_c of what was felt": &s.felt[1], "b_o of what was felt": &s.felt[2],
		"the lead": &s.lead,
	} {
		if alarms := c.share(c.found); alarms > .07+slack() {
			t.Errorf("%s has p < .05 in %.1f %% of cases", name, 100*alarms)
		}
	}
}

// Where citizens come to a company when they have just answered well, the lead
// test warns of the items that the index is of, in a municipality of many
// citizens; in a small one it mostly does not see it. Where they come as they are
// ready for it, it warns of an item as often as chance does.
func TestLeadTestWarnsOfSelection(t *testing.T) {
	var seen []float64
	for _, citizens := range []int{small, 1000, large} {
		seen = append(seen, warnedShare(t, citizens, demo.AfterGoodDays(6)))
		t.Logf("%d citizens: it warns of %.0f %% of the items", citizens, 100*seen[len(seen)-1])
	}
	if !slices.IsSorted(seen) || seen[2] < .8 {
		t.Errorf("with selection by the latest answers it warns of %.2f of the items", seen)
	}
	if chance := warnedShare(t, large); chance > .3 {
		t.Errorf("without selection by the latest answers it warns of %.2f of the items", chance)
	}
}

// Those who rise anyhow look helped by what they are sent to. The intervals miss
// long before the lead test warns.
func TestLeadTestWarnsLateOfThoseWhoRise(t *testing.T) {
	for _, citizens := range []int{1000, large} {
		var company tally
		warned := 0
		for seed := range max(1, *recovered*small/citizens) {
			m := read(options(t, citizens, uint64(1000+seed)), demo.ThoseWhoRise(20))
			for _, truth := range m.truth.Items {
				e := m.felt[truth.Item].slopes().Slope(1)
				company.add(e.Value, e.Low, e.High, e.P, truth.Company)
				if warns(m.felt[truth.Item].lead()) {
					warned++
				}
			}
		}
		missed, seen := 1-company.share(company.covered), company.share(warned)
		t.Logf("%d citizens: %.0f %% of the intervals of b_c miss, by %+.4f; it warns of %.0f %% of the items", citizens,
			100*missed, company.bias(), 100*seen)
		if citizens < large && (missed < .6 || seen > missed/2) {
			t.Errorf("%d citizens: %.2f of the intervals miss, and it warns of %.2f of the items", citizens, missed, seen)
		}
	}
}

// warnedShare is the share of the items of the citizen's index that the lead test
// warns of, over the study's number of citizens.
func warnedShare(t *testing.T, citizens int, changes ...demo.Modification) float64 {
	t.Helper()
	warned, items := 0, 0
	for seed := range max(1, *recovered*small/citizens) {
		o := options(t, citizens, uint64(1000+seed))
		m := read(o, changes...)
		for _, it := range o.Instrument.Items {
			if !it.Index || it.Respondent != model.ByCitizen {
				continue
			}
			items++
			if warns(m.answered[it.Code].lead()) {
				warned++
			}
		}
	}
	return float64(warned) / float64(items)
}

// warns is what the lead test makes of the estimate for the lead.
func warns(lead fixedeffects.Estimate) bool { return math.Abs(lead.Value) > 1.96*lead.SE }
