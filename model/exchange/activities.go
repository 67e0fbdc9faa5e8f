// SPDX-License-Identifier: MPL-2.0

package exchange

import (
	"math"
	"strconv"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
)

// activityImporter imports activities.
type activityImporter struct {
	baseImporter
}

func (im *activityImporter) importRow(r row) error {
	state, err := im.findCitizen(r)
	if err != nil || state == nil {
		return err
	}
	activity, ok := im.parseActivity(r)
	if !ok {
		return nil
	}
	activity.Citizen = state.ID
	existing, err := im.load.Activities(state.ID, activity.Type, activity.Start)
	if err != nil {
		return err
	}
	for _, other := range existing {
		if sameActivity(other, activity) {
			im.report.Duplicates++
			return nil
		}
	}
	for _, other := range existing {
		// A later extract has the end of an activity that was running.
		ended := other
		ended.End, ended.EndReason = activity.End, activity.EndReason
		if other.End.IsZero() && !activity.End.IsZero() && other.Source == model.FromImport && sameActivity(ended, activity) {
			im.report.Updated++
			return im.load.EndActivity(other, activity.End, activity.EndReason)
		}
	}
	if err := im.load.AddActivity(activity); err != nil {
		return err
	}
	im.report.Added.Activities++
	return nil
}

func sameActivity(a, b model.Activity) bool {
	b.ID, b.Citizen, b.Revision, b.Source = a.ID, a.Citizen, a.Revision, a.Source
	return a == b
}

// parseActivity parses a row, or rejects it and returns false.
func (im *activityImporter) parseActivity(r row) (activity model.Activity, ok bool) {
	activity.Source = model.FromImport
	words := im.options.Vocabulary
	kind, known := lookup(r.get(Type), im.options.Mapping.ActivityTypes, words.ActivityType, words.FindActivityType)
	if !known {
		im.rejectField(r, Type, UnknownType)
		return activity, false
	}
	activity.Type = kind.Code
	switch word := strings.ToLower(r.get(Status)); word {
	case "", "faktisk", "aktuel", "igangværende", "afsluttet", "actual":
	case "planlagt", "planned":
		activity.Planned = true
	default:
		im.rejectField(r, Status, UnknownStatus)
		return activity, false
	}
	if activity.Start, ok = im.parseDate(r, Start, true, activity.Planned); !ok {
		return activity, false
	}
	if activity.End, ok = im.parseDate(r, End, false, true); !ok {
		return activity, false
	}
	if !activity.End.IsZero() && activity.End.Before(activity.Start) {
		im.rejectField(r, End, EndsBeforeStart, "Start", r.get(Start))
		return activity, false
	}
	if activity.Minutes, ok = parseHours(r.get(Hours)); !ok {
		im.rejectField(r, Hours, NotHours)
		return activity, false
	}
	activity.Provider = r.get(Provider)
	if word := r.get(EndReason); word != "" {
		reason, known := im.options.Vocabulary.FindEndReason(word)
		if !known {
			im.warn(im.file, r.line, im.columnName(im.columns, EndReason), word, UnknownEndReason)
		}
		activity.EndReason = reason.Code
	}
	return activity, true
}

// parseHours parses hours per week as minutes: 7,5 and 7.5 and 7:30 are 450.
func parseHours(s string) (minutes int, ok bool) {
	if s == "" {
		return 0, true
	}
	if h, m, clock := strings.Cut(s, ":"); clock {
		hours, err1 := strconv.ParseUint(h, 10, 8)
		rest, err2 := strconv.ParseUint(m, 10, 8)
		return int(hours*60 + rest), err1 == nil && err2 == nil && rest < 60 && hours < 168
	}
	hours, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	if err != nil || math.IsNaN(hours) || hours < 0 || hours > 168 {
		return 0, false
	}
	return int(math.Round(hours * 60)), true
}
