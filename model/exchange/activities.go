package exchange

import (
	"math"
	"strconv"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
)

// activityImporter takes the rows of a file of activities.
type activityImporter struct {
	baseImporter
}

func (t *activityImporter) importRow(r row) error {
	k, err := t.findCitizen(r)
	if err != nil || k == nil {
		return err
	}
	v, ok := t.parseActivity(r)
	if !ok {
		return nil
	}
	v.Citizen = k.ID
	there, err := t.load.Activities(k.ID, v.Type, v.Start)
	if err != nil {
		return err
	}
	for _, o := range there {
		if sameActivity(o, v) {
			t.report.Duplicates++
			return nil
		}
	}
	for _, o := range there {
		// A newer extract knows the end of what was still running.
		ended := o
		ended.End, ended.EndReason = v.End, v.EndReason
		if o.End.IsZero() && !v.End.IsZero() && o.Source == model.FromImport && sameActivity(ended, v) {
			t.report.Updated++
			return t.load.EndActivity(o.ID, v.End, v.EndReason)
		}
	}
	if err := t.load.AddActivity(v); err != nil {
		return err
	}
	t.report.Added.Activities++
	return nil
}

func sameActivity(a, b model.Activity) bool {
	b.ID, b.Citizen, b.Revision, b.Source = a.ID, a.Citizen, a.Revision, a.Source
	return a == b
}

// parseActivity makes an activity of the row, or rejects it.
func (t *activityImporter) parseActivity(r row) (v model.Activity, ok bool) {
	v.Source = model.FromImport
	word := r.get(Type)
	kind, known := t.options.Vocabulary.FindActivityType(word)
	if code := t.options.Mapping.ActivityTypes[word]; code != "" {
		kind, known = t.options.Vocabulary.ActivityType(code)
	}
	if !known {
		t.rejectField(r, Type, UnknownType)
		return v, false
	}
	v.Type = kind.Code
	switch word := strings.ToLower(r.get(Status)); word {
	case "", "faktisk", "aktuel", "igangværende", "afsluttet", "actual":
	case "planlagt", "planned":
		v.Planned = true
	default:
		t.rejectField(r, Status, UnknownStatus)
		return v, false
	}
	if v.Start, ok = t.parseDate(r, Start, true, v.Planned); !ok {
		return v, false
	}
	if v.End, ok = t.parseDate(r, End, false, true); !ok {
		return v, false
	}
	if !v.End.IsZero() && v.End.Before(v.Start) {
		t.rejectField(r, End, EndsBeforeStart, "Start", r.get(Start))
		return v, false
	}
	if v.Minutes, ok = parseHours(r.get(Hours)); !ok {
		t.rejectField(r, Hours, NotHours)
		return v, false
	}
	v.Provider = r.get(Provider)
	if word := r.get(EndReason); word != "" {
		reason, known := t.options.Vocabulary.FindEndReason(word)
		if !known {
			t.warn(t.file, r.line, t.columnName(t.columns, EndReason), word, UnknownEndReason)
		}
		v.EndReason = reason.Code
	}
	return v, true
}

// parseHours reads hours a week as minutes: 7,5 and 7.5 are 450, 7:30 too.
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
