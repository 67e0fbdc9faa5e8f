// SPDX-License-Identifier: MPL-2.0

package group

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/plots/report"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Filters choose the group that is shown, with one dropdown for each field of a choice.
// A value that may not be shown, because the group would be too small, is not offered.
type Filters struct {
	OnChanged func(choice cohort.Choice, changed cohort.Field)

	words      *assets.Words
	vocabulary *model.Vocabulary
	fields     []cohort.Field
	drops      map[cohort.Field]*widgets.Dropdown
	values     map[cohort.Field][]cohort.Choice // what each option makes of the choice
	choice     cohort.Choice
	asOf       model.Date
	withheld   bool
}

// NewFilters returns filters of some fields, with nothing to choose from yet.
func NewFilters(w *assets.Words, v *model.Vocabulary, fields ...cohort.Field) *Filters {
	f := &Filters{
		words: w, vocabulary: v, fields: fields,
		drops: map[cohort.Field]*widgets.Dropdown{}, values: map[cohort.Field][]cohort.Choice{},
	}
	for _, field := range fields {
		d := widgets.NewDropdown(nil, nil)
		d.Label = w.T("cohort.field." + string(field))
		d.OnChanged = func(i int) { f.onChanged(field, i) }
		f.drops[field] = d
	}
	return f
}

// Objects returns the dropdowns.
func (f *Filters) Objects() []fyne.CanvasObject {
	var list []fyne.CanvasObject
	for _, field := range f.fields {
		list = append(list, f.drops[field])
	}
	return list
}

// Show offers the values that can be combined with a choice.
func (f *Filters) Show(choice cohort.Choice, offer cohort.Offer, asOf model.Date) {
	f.choice, f.asOf, f.withheld = choice, asOf, false
	for _, field := range f.fields {
		f.fill(field, offer)
	}
}

// Withheld reports whether there are values that are not offered because their groups
// are too small.
func (f *Filters) Withheld() bool { return f.withheld }

func (f *Filters) fill(field cohort.Field, offer cohort.Offer) {
	var names []string
	var values []cohort.Choice
	add := func(name string, change func(c *cohort.Choice)) {
		c := f.choice
		change(&c)
		names, values = append(names, name), append(values, c)
	}
	options := func(list []cohort.Option, name func(value string) string, set func(c *cohort.Choice, value string)) {
		add(f.words.T("cohort.all"), func(c *cohort.Choice) { set(c, "") })
		for _, o := range list {
			if o.Reason == "" || o.Reason == cohort.OneAtATime {
				add(name(o.Value), func(c *cohort.Choice) { set(c, o.Value) })
				continue
			}
			f.withheld = true
		}
	}
	as := func(value string) string { return value }
	switch field {
	case cohort.FieldTeam:
		options(offer.Teams, as, func(c *cohort.Choice, v string) { c.Team = v })
	case cohort.FieldCaseworker:
		options(offer.Caseworkers, as, func(c *cohort.Choice, v string) { c.Caseworker = v })
	case cohort.FieldTargetGroup:
		options(offer.TargetGroups, f.groupName, func(c *cohort.Choice, v string) { c.TargetGroup = v })
	case cohort.FieldPeriod:
		for _, p := range offer.Periods {
			if p.Reason == "" {
				add(f.period(p.From), func(c *cohort.Choice) { c.Quarters = p.Quarters })
			} else {
				f.withheld = true
			}
		}
	case cohort.FieldInstrument:
		for _, code := range offer.Instruments {
			add(code, func(c *cohort.Choice) { c.Instrument = code })
		}
	}
	f.values[field] = values
	d := f.drops[field]
	d.SetOptions(names, max(0, slices.Index(values, f.choice)))
	d.Hidden = len(values) < 2
}

func (f *Filters) groupName(code string) string {
	if g, ok := f.vocabulary.TargetGroup(code); ok {
		return f.words.Of(g.Name)
	}
	return code
}

// period describes the time from a day to the last one.
func (f *Filters) period(from model.Date) string {
	w := f.words
	if from.IsZero() {
		return w.T("cohort.whole")
	}
	return w.T("cohort.from_to", "From", f.month(from), "To", f.month(f.asOf))
}

func (f *Filters) month(d model.Date) string {
	y, m, _ := d.Civil()
	return f.words.ShortMonth(m) + " " + strconv.Itoa(y)
}

func (f *Filters) onChanged(field cohort.Field, i int) {
	if i < 0 || i >= len(f.values[field]) {
		return
	}
	f.OnChanged(f.values[field][i], field)
}

// Text describes the group that is shown.
func (f *Filters) Text() string {
	text := report.Selection(f.words, f.vocabulary, f.choice)
	if d := f.drops[cohort.FieldPeriod]; d != nil && f.choice.Quarters > 0 {
		text += " · " + d.Value()
	}
	return text
}
