package exchange

import (
	"errors"
	"maps"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
)

// weekImporter takes the rows of a weekly register, one person each with a code a
// week, as spells for the citizens who have no activities of their own. A code
// a week hides what ran in parallel, which is why they come second and why the
// report says so.
type weekImporter struct {
	baseImporter
	skipped      int            // citizens left alone, since they have activities
	unknownWeeks map[string]int // codes that the mapping lacks, and their weeks
}

func (t *weekImporter) importRow(r row) error {
	cpr, err := model.ParseCPR(r.get(CPR))
	switch {
	case errors.Is(err, model.ErrCPRDate):
		t.rejectField(r, CPR, CPRNoSuchDate)
		return nil
	case err != nil || cpr == "":
		t.rejectField(r, CPR, CPRNotTenDigits)
		return nil
	}
	number, err := t.load.CaseNumberByCPR(cpr)
	if err != nil {
		return err
	}
	if number == "" {
		t.rejectField(r, CPR, UnknownCPR)
		return nil
	}
	k, err := t.load.Citizen(number)
	if err != nil {
		return err
	}
	own, err := t.load.HasNonRegisterActivities(k.ID)
	if err != nil {
		return err
	}
	if own {
		t.skipped++
		return nil
	}
	for _, v := range t.joinWeeks(r) {
		v.Citizen = k.ID
		if err := t.importActivity(v); err != nil {
			return err
		}
	}
	return nil
}

// joinWeeks joins the weeks of one code that follow each other. What a code means
// is the mapping's to say.
func (t *weekImporter) joinWeeks(r row) []model.Activity {
	var list []model.Activity
	var running *model.Activity
	for _, w := range t.columns.weeks {
		code := ""
		if w.column < len(r.fields) {
			code = r.fields[w.column]
		}
		kind, known := t.options.Mapping.RegisterCodes[code]
		if code != "" && !known {
			t.unknownWeeks[code]++
		}
		sunday := w.monday.Add(6)
		switch {
		case kind == "":
			running = nil
		case running != nil && running.Type == kind && running.End.Add(1) == w.monday:
			running.End = sunday
		default:
			list = append(list, model.Activity{Type: kind, Start: w.monday, End: sunday, Source: model.FromRegister})
			running = &list[len(list)-1]
		}
	}
	return list
}

func (t *weekImporter) importActivity(v model.Activity) error {
	there, err := t.load.Activities(v.Citizen, v.Type, v.Start)
	if err != nil {
		return err
	}
	for _, o := range there {
		if o.Source != model.FromRegister {
			continue
		}
		if !v.End.After(o.End) {
			t.report.Duplicates++
			return nil
		}
		t.report.Updated++
		return t.load.ExtendSpell(o.ID, v.End)
	}
	t.report.Added.Activities++
	return t.load.AddActivity(v)
}

func (t *weekImporter) finish() error {
	t.warn(t.file, 0, "", "", OneCodeAWeek)
	if t.skipped > 0 {
		t.warn(t.file, 0, "", "", HasOwnActivities, "Citizens", t.skipped)
	}
	for _, code := range slices.Sorted(maps.Keys(t.unknownWeeks)) {
		t.warn(t.file, 0, "", code, UnknownCode, "Weeks", t.unknownWeeks[code])
	}
	return nil
}
