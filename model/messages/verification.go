// SPDX-License-Identifier: MPL-2.0

package messages

import (
	"strings"
	"time"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// Verification returns what was found in a register, one sentence each. The last
// is whether all is in order.
func Verification(w *assets.Words, v store.Verification) (list []string) {
	add := func(key string, pairs ...any) { list = append(list, w.T(key, pairs...)) }
	if len(v.Damaged) > 0 {
		add("verify.damaged", "Damaged", w.Count(len(v.Damaged)), "Pages", w.Count(int(v.Pages)), "First", v.Damaged[0])
		add("verify.not_sound")
		return list
	}
	if v.Pages > 0 {
		list = append(list, w.N("verify.pages", int(v.Pages)))
	}
	if v.Excess > 0 {
		add("verify.excess", "Bytes", w.Count(int(v.Excess)))
	}
	addEach := func(key, name string, found []string) {
		for _, f := range found {
			add(key, name, f)
		}
		if len(found) == 0 {
			add(key + ".ok")
		}
	}
	addEach("verify.integrity", "What", v.Integrity)
	addEach("verify.foreign_keys", "Table", v.ForeignKeys)
	if !v.Older {
		addEach("verify.schema", "What", v.Schema)
	}
	switch {
	case v.Older:
		add("verify.older")
	case v.LogError != nil:
		add("verify.log", "What", logFaultText(w, v.LogError))
	default:
		add("verify.log.ok", "Lines", w.Count(int(v.Log.Seq)), "Head", v.Log.String())
	}
	if !v.Older {
		list = append(list, contentFaults(w, v)...)
	}
	if v.Heads > 0 {
		list = append(list, w.N("verify.heads", v.Heads))
	}
	c := v.Counts
	list = append(list, Counts{
		Citizens: int(c.Citizens), Assessments: int(c.Assessments), Answers: int(c.Answers),
		Activities: int(c.Activities), Outcomes: int(c.Outcomes),
	}.In(w)+".")
	if text := Origin(w, v.Origin); text != "" {
		list = append(list, text)
	}
	list = append(list, backupFound(w, v)...)
	if v.Sound() {
		add("verify.sound")
	} else {
		add("verify.not_sound")
	}
	return list
}

// backupFound says when the backup was made and whether it is as it was then; it is
// empty for a register that is no backup.
func backupFound(w *assets.Words, v store.Verification) []string {
	switch at := v.Backup.Made.Local(); {
	case v.Backup.Altered:
		return []string{w.T("verify.backup.altered")}
	case !v.Backup.Made.IsZero():
		return []string{w.T("verify.backup", "Day", w.Date(model.DateOf(at)), "Time", at.Format("15:04"))}
	}
	return nil
}

// Origin says where a register came from that was restored or copied; it is empty for
// one that was created.
func Origin(w *assets.Words, o store.Origin) string {
	day := func(t time.Time) string { return w.Date(model.DateOf(t.Local())) }
	switch {
	case o.Register == "":
		return ""
	case o.Backup.IsZero():
		return w.T("origin.copied", "Day", day(o.At), "Register", o.Register)
	}
	return w.T("origin.restored", "Day", day(o.At), "Register", o.Register, "Made", day(o.Backup), "Time", o.Backup.Local().Format("15:04"))
}

// contentFaults returns what differs from the histories and from the counts of the last
// closing.
func contentFaults(w *assets.Words, v store.Verification) (list []string) {
	if v.Changed > 0 {
		list = append(list, w.N("verify.changed", int(v.Changed)))
	} else {
		list = append(list, w.T("verify.changed.ok"))
	}
	if len(v.Different) > 0 {
		names := make([]string, len(v.Different))
		for i, name := range v.Different {
			names[i] = w.T("verify.different." + name)
		}
		list = append(list, w.T("verify.different", "What", strings.Join(names, ", ")))
	}
	return list
}
