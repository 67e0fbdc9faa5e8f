// SPDX-License-Identifier: MPL-2.0

package assets

import (
	"strconv"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Answer returns the answer to an item as text: the value with its label, × with the
// missing reason, or that there is no answer. What the instrument, which may be nil,
// does not define is shown as its number.
func (w *Words) Answer(in *model.Instrument, item string, a model.Answer) string {
	switch {
	case !a.Entered:
		return w.T("sheet.unanswered")
	case !a.HasValue():
		return "× " + w.MissingReason(in, a.Missing)
	}
	if in != nil {
		it, _ := in.Item(item)
		if scale, ok := in.Scale(it.Scale); ok && scale.Has(a.Value) {
			return w.T("sheet.value", "Value", a.Value, "Label", w.Of(scale.Label(a.Value)))
		}
	}
	return strconv.Itoa(a.Value)
}

// MissingReason returns the name of a missing reason, or its code if the instrument
// does not define it.
func (w *Words) MissingReason(in *model.Instrument, code int) string {
	if in != nil {
		if reason, ok := in.Reason(code); ok {
			return w.Of(reason.Name)
		}
	}
	return strconv.Itoa(code)
}
