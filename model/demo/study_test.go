// SPDX-License-Identifier: MPL-2.0

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

// recovered is the number of municipalities in a simulation. docs/methods.md reports
// those of 200.
var recovered = flag.Int("recover", 5, "number of small municipalities in the simulations")

// small is the number of citizens in a small municipality.
const small = 150

var slopeNames = [3]string{"d", "b_c", "b_o"}

func slopesOf(t demo.ItemTruth) [3]float64 { return [3]float64{t.Passive, t.Company, t.Other} }

// tally sums up the estimates of a slope over municipalities and items.
type tally struct {
	n           int
	covered     int // intervals that include the parameter
	significant int // with p < .05
	truth, off  float64
}

func (c *tally) add(estimate, low, high, p, truth float64) {
	c.n++
	if low <= truth && truth <= high {
		c.covered++
	}
	if p < .05 {
		c.significant++
	}
	c.truth += truth
	c.off += estimate - truth
}

func (c *tally) share(k int) float64 { return float64(k) / float64(c.n) }
func (c *tally) mean() float64       { return c.truth / float64(c.n) }
func (c *tally) bias() float64       { return c.off / float64(c.n) }

// study estimates the slopes of many small municipalities, from the answers and from
// their latent values, and runs the lead test of docs/methods.md#4-progression-and-activation.
type study struct {
	answered, latent [3]tally
	lead             tally
	warned           int // municipalities with a significant lead
}

func newStudy(t *testing.T, modifications ...demo.Modification) study {
	t.Helper()
	var s study
	for seed := range *recovered {
		m := read(options(t, small, uint64(1000+seed)), modifications...)
		before := s.lead.significant
		for _, truth := range m.truth.Items {
			answered, latent := m.answered[truth.Item].slopes(), m.latent[truth.Item].slopes()
			for j, want := range slopesOf(truth) {
				a, f := answered.Slope(j), latent.Slope(j)
				if a.Reason != "" || f.Reason != "" {
					t.Fatalf("seed %d, %s: %q", 1000+seed, truth.Item, a.Reason)
				}
				s.answered[j].add(a.Value, a.Low, a.High, a.P, want)
				s.latent[j].add(f.Value, f.Low, f.High, f.P, want)
			}
			l := m.answered[truth.Item].lead()
			s.lead.add(l.Value, l.Low, l.High, l.P, 0)
		}
		if s.lead.significant > before {
			s.warned++
		}
	}
	for j, name := range slopeNames {
		a, f := &s.answered[j], &s.latent[j]
		t.Logf("%-3s %+.4f: latent %.1f %% covered, %.1f %% with p < .05, bias %+.4f; answered %.1f %%, %.1f %%, %+.4f", name, f.mean(),
			100*f.share(f.covered), 100*f.share(f.significant), f.bias(), 100*a.share(a.covered), 100*a.share(a.significant), a.bias())
	}
	t.Logf("lead: %.1f %% with p < .05, and in %d of %d municipalities", 100*s.lead.share(s.lead.significant), s.warned, *recovered)
	return s
}

// slack widens the limits for 200 municipalities if there are fewer. The items of a
// municipality are correlated: a share over n municipalities has a standard error of
// about .1/sqrt(n).
func slack() float64 { return 2 * .1 * (1/math.Sqrt(float64(*recovered)) - 1/math.Sqrt(200)) }

// About 95 % of the 95 % intervals include the parameter, for latent values. Rounding and
// the ends of the scale bias the effects of activities slightly.
func TestIntervalsCover(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Parallel()
	s := newStudy(t)
	for j, name := range slopeNames {
		f, a := &s.latent[j], &s.answered[j]
		if c := f.share(f.covered); c < .92-slack() || c > .98+slack() {
			t.Errorf("the intervals of %s cover in %.1f %% of cases", name, 100*c)
		}
		if added := a.bias() - f.bias(); math.Abs(added) > .01 {
			t.Errorf("rounding moves %s by %.4f of %.4f", name, added, f.mean())
		}
	}
}

// Without an effect of activities about 5 % of p values are below .05, and so are those
// of the lead test without selection by answers.
func TestFalseAlarms(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Parallel()
	s := newStudy(t, demo.WithoutEffect)
	for name, c := range map[string]*tally{
		"b_c of answers": &s.answered[1], "b_o of answers": &s.answered[2],
		"b_c of latent values": &s.latent[1], "b_o of latent values": &s.latent[2],
		"the lead": &s.lead,
	} {
		if alarms := c.share(c.significant); alarms > .07+slack() {
			t.Errorf("%s has p < .05 in %.1f %% of cases", name, 100*alarms)
		}
	}
}

// If citizens start in a company after good answers, the lead test detects it in a large
// municipality for the items of the index, and in a small one mostly not. If they start
// by readiness, it detects something as often as by chance.
func TestLeadTestDetectsSelection(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Parallel()
	var detected []float64
	for _, citizens := range []int{small, 1000, large()} {
		detected = append(detected, detectedShare(t, citizens, demo.AfterGoodDays(6)))
		t.Logf("%d citizens: detected for %.0f %% of the items", citizens, 100*detected[len(detected)-1])
	}
	want := .8
	if large() < 4000 {
		want = .5
	}
	if !slices.IsSorted(detected) || detected[2] < want {
		t.Errorf("with selection by the latest answers it is detected for %.2f of the items", detected)
	}
	if chance := detectedShare(t, large()); chance > .3 {
		t.Errorf("without selection by the latest answers it is detected for %.2f of the items", chance)
	}
}

// Citizens who rise by themselves appear to be helped by what they are selected for. The
// intervals miss the parameter long before the lead test detects it.
func TestLeadTestDetectsOwnDriftLate(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Parallel()
	for _, citizens := range []int{1000, large()} {
		var company tally
		detected := 0
		for seed := range max(1, *recovered*small/citizens) {
			m := read(options(t, citizens, uint64(1000+seed)), demo.ByOwnDrift(20))
			for _, truth := range m.truth.Items {
				e := m.latent[truth.Item].slopes().Slope(1)
				company.add(e.Value, e.Low, e.High, e.P, truth.Company)
				if isDetected(m.latent[truth.Item].lead()) {
					detected++
				}
			}
		}
		missed, found := 1-company.share(company.covered), company.share(detected)
		t.Logf("%d citizens: %.0f %% of the intervals of b_c miss, by %+.4f; detected for %.0f %% of the items", citizens,
			100*missed, company.bias(), 100*found)
		if citizens < 4000 && (missed < .6 || found > missed/2) {
			t.Errorf("%d citizens: %.2f of the intervals miss, and it is detected for %.2f of the items", citizens, missed, found)
		}
	}
}

// detectedShare is the share of the items of the citizen's index for which the lead test
// detects selection, over as many citizens as the study has.
func detectedShare(t *testing.T, citizens int, modifications ...demo.Modification) float64 {
	t.Helper()
	detected, items := 0, 0
	for seed := range max(1, *recovered*small/citizens) {
		o := options(t, citizens, uint64(1000+seed))
		m := read(o, modifications...)
		for _, it := range o.Instrument.Items {
			if !it.Index || it.Respondent != model.ByCitizen {
				continue
			}
			items++
			if isDetected(m.answered[it.Code].lead()) {
				detected++
			}
		}
	}
	return float64(detected) / float64(items)
}

// isDetected is the result of the lead test.
func isDetected(lead fixedeffects.Estimate) bool { return math.Abs(lead.Value) > 1.96*lead.SE }
