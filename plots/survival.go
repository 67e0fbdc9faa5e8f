// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"image/color"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// Survival is how long it takes to a job: the share still without one after so many
// months, by thirds of the index at the first measurement, or for all where thirds
// may not be shown separately.
//
// A curve has its exact height at its marks. The lines between them lead the eye.
type Survival struct {
	exporter
	data   cohort.TimeToJob
	curves []curve
	note   string
	// withheldNote says why numbers are withheld.
	withheldNote string
}

// curve is a Kaplan-Meier curve with the way that it is drawn in.
type curve struct {
	cohort.Curve
	name  string
	basis string // of how many, and how many events
	width float64
	dash  []float64
	mark  func(d pen, x, y float64, c color.NRGBA)
}

// NewSurvival makes the figure of Kaplan-Meier curves.
func NewSurvival(t cohort.TimeToJob, w *assets.Words) *Survival {
	f := &Survival{data: t}
	f.exporter = exporter{f, formatter{w}}
	var why reasons
	if len(t.Thirds) == 3 {
		f.curves = []curve{
			{Curve: t.Thirds[0], name: w.T("group.third.1"), width: 1.4, dash: []float64{5, 3}, mark: markTriangle},
			{Curve: t.Thirds[1], name: w.T("group.third.2"), width: 1.4, mark: markOpen},
			{Curve: t.Thirds[2], name: w.T("group.third.3"), width: 2.4, mark: markFilled},
		}
	} else {
		f.curves = []curve{{Curve: t.All, name: w.T("group.everybody"), width: 1.8, mark: markFilled}}
		if f.withheldReason() == "" {
			f.note = w.T("group.no_thirds", "Why", w.T("reason."+string(t.ThirdsReason)))
		}
	}
	for i := range f.curves {
		c := &f.curves[i]
		c.basis = w.T("group.events_of."+string(t.Event), "Events", disclosedText(c.Events, w.Count), "Citizens", disclosedText(c.N, w.Count))
		why.add(c.Events.Reason(), c.N.Reason(), c.Reason)
	}
	if f.withheldReason() == "" {
		f.withheldNote = why.note(f.words)
	}
	if test, ok := t.LogRank.Get(); ok {
		f.note = w.T("group.log_rank", "Chi2", w.Fixed(test.Chi2, 1), "P", f.words.pValue(test.P))
	}
	return f
}

// withheldReason is the reason for which there is no curve at all, empty where there is one.
func (f *Survival) withheldReason() disclosure.Reason {
	if len(f.curves) == 1 {
		return f.curves[0].Reason
	}
	return ""
}

func markTriangle(d pen, x, y float64, c color.NRGBA) { d.triangle(x, y, 4.4, 1.3, d.pal.Surface, c) }
func markOpen(d pen, x, y float64, c color.NRGBA)     { d.openDisc(x, y, survivalMark, 1.3, c) }
func markFilled(d pen, x, y float64, c color.NRGBA)   { d.disc(x, y, survivalMark, c) }

// The parts of a Survival.
const (
	survivalHead    = 24
	survivalMinPlot = 200 // the least
	survivalMaxPlot = 420
	survivalFoot    = 40
	survivalGutter  = groupInset + 42
	survivalLabel   = 40 // height of the words at the end of a curve
	survivalMark    = 3.4
	survivalLead    = 26 // from a curve's end to its words
)

// Cautions are what must be said with the figure.
func (f *Survival) Cautions() []cohort.Caution { return f.data.Cautions }

// daysPerMonth is a mean month in days.
const daysPerMonth = 365.25 / 12
