// SPDX-License-Identifier: MPL-2.0

package exchange

import (
	"errors"
	"maps"
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// weekImporter imports the rows of the weekly register, one person each with a code a
// week, as activities of citizens without other activities. Such a code hides
// parallel activities, which is why others take precedence and the report has a
// warning.
type weekImporter struct {
	baseImporter
	skipped      int            // citizens with other activities
	unknownWeeks map[string]int // number of weeks by code that the mapping lacks
}

func (im *weekImporter) importRow(r row) error {
	cpr, err := model.ParseCPR(r.get(CPR))
	switch {
	case errors.Is(err, model.ErrCPRDate):
		im.rejectField(r, CPR, CPRNoSuchDate)
		return nil
	case err != nil || cpr == "":
		im.rejectField(r, CPR, CPRNotTenDigits)
		return nil
	}
	state, err := im.load.CitizenByCPR(cpr)
	switch {
	case err == nil && state == nil, errors.Is(err, store.ErrOtherTeam):
		im.rejectField(r, CPR, im.unknown(UnknownCPR, UnknownCPRHere))
		return nil
	case err != nil:
		return err
	}
	hasOthers, err := im.load.HasNonRegisterActivities(state.ID)
	if err != nil {
		return err
	}
	if hasOthers {
		im.skipped++
		return nil
	}
	for _, activity := range im.joinWeeks(r) {
		activity.Citizen = state.ID
		if err := im.importActivity(activity); err != nil {
			return err
		}
	}
	return nil
}

// joinWeeks joins consecutive weeks with the same activity.
func (im *weekImporter) joinWeeks(r row) []model.Activity {
	var list []model.Activity
	var running *model.Activity
	for _, w := range im.columns.weeks {
		code := ""
		if w.column < len(r.fields) {
			code = r.fields[w.column]
		}
		kind, known := im.options.Mapping.RegisterCodes[code]
		if code != "" && !known {
			im.unknownWeeks[code]++
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

func (im *weekImporter) importActivity(activity model.Activity) error {
	existing, err := im.load.Activities(activity.Citizen, activity.Type, activity.Start)
	if err != nil {
		return err
	}
	for _, o := range existing {
		if o.Source != model.FromRegister {
			continue
		}
		if !activity.End.After(o.End) {
			im.report.Duplicates++
			return nil
		}
		im.report.Updated++
		return im.load.ExtendSpell(o, activity.End)
	}
	im.report.Added.Activities++
	return im.load.AddActivity(activity)
}

func (im *weekImporter) finish() error {
	im.warn(im.file, 0, "", "", OneCodeAWeek)
	if im.skipped > 0 {
		im.warn(im.file, 0, "", "", HasOwnActivities, "Citizens", im.skipped)
	}
	for _, code := range slices.Sorted(maps.Keys(im.unknownWeeks)) {
		im.warn(im.file, 0, "", code, UnknownCode, "Weeks", im.unknownWeeks[code])
	}
	return nil
}
