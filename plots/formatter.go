// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"math"
	"slices"
	"strings"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// formatter formats the numbers of a group.
type formatter struct{ *assets.Words }

// withheldMark is written for a withheld number.
const withheldMark = "–"

// share writes a share with its interval and what it is of.
func (w formatter) share(p cohort.Part) string {
	return w.T("group.part", "Share", w.Percent(p.Share), "Low", w.Number(100*p.Low, 0), "High", w.Number(100*p.High, 0),
		"Count", w.Count(p.Count), "Of", w.Count(p.Of))
}

// tick writes the number of a tick on an axis.
func (w formatter) tick(v, step float64) string {
	if math.Abs(v) < step/2 {
		return "0"
	}
	return w.Fixed(v, decimals(step))
}

// interval writes an estimate with its interval.
func (w formatter) interval(i cohort.Interval) string { return w.Interval(i.Value, i.Low, i.High) }

// steps writes a change in steps with its sign.
func (w formatter) steps(v float64) string {
	s := w.Number(v, 2)
	if v > 0 {
		return "+" + s
	}
	return s
}

// estimate formats an estimate with its interval and p value as far as they are
// disclosed, or the reason for withholding it.
func (w formatter) estimate(e cohort.Estimate) string {
	i, ok := e.Interval.Get()
	if !ok {
		return w.withheld(e.Interval.Reason())
	}
	if p, ok := e.P.Get(); ok {
		return w.T("group.estimate_p", "Interval", w.interval(i), "P", w.pValue(p))
	}
	return w.interval(i)
}

// pValue writes a p value with its sign: = 0,107 or < 0,001.
func (w formatter) pValue(v float64) string {
	if v < .001 {
		return w.PValue(v)
	}
	return "= " + w.PValue(v)
}

// withheld is the sentence for what is not shown.
func (w formatter) withheld(why disclosure.Reason) string {
	return w.T("group.withheld", "Why", w.T("reason."+string(why)))
}

// CautionText is the sentence of a caution about a group. That of a single step omits
// the rings, which only a [Progression] has.
func CautionText(w *assets.Words, c cohort.Caution) string {
	if c == cohort.StepError {
		return w.T("group.step_error")
	}
	return w.T("caution." + string(c))
}

// disclosedText formats a disclosed value, or returns [withheldMark].
func disclosedText[T any](s disclosure.Value[T], write func(T) string) string {
	if v, ok := s.Get(); ok {
		return write(v)
	}
	return withheldMark
}

// disclosedOrReason formats a disclosed value, or says why it is withheld.
func disclosedOrReason[T any](w formatter, s disclosure.Value[T], write func(T) string) string {
	if v, ok := s.Get(); ok {
		return write(v)
	}
	return w.withheld(s.Reason())
}

// reasons are why numbers of a figure are withheld, each once.
type reasons []disclosure.Reason

func (r *reasons) add(why ...disclosure.Reason) {
	for _, one := range why {
		if one != "" && !slices.Contains(*r, one) {
			*r = append(*r, one)
		}
	}
}

// note explains [withheldMark] with the reasons; empty without any.
func (r reasons) note(w formatter) string {
	if len(r) == 0 {
		return ""
	}
	list := make([]string, len(r))
	for i, why := range r {
		list[i] = w.T("reason." + string(why))
	}
	return w.T("group.withheld_note", "Why", strings.Join(list, "; "))
}
