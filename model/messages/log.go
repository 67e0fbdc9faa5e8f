// SPDX-License-Identifier: MPL-2.0

package messages

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// Code is the text of a code of the register, under a key that begins with prefix, or
// the code itself where the catalogue has none.
func Code(w *assets.Words, prefix, code string) string {
	if code == "" {
		return ""
	}
	if text := w.T(prefix + code); text != prefix+code {
		return text
	}
	return code
}

// LogDetail is the text of what a line of the access log is about. A code has
// its text under log.detail or, where it comes with arguments, log.about.
func LogDetail(w *assets.Words, e store.LogEntry) string {
	m := e.Detail
	switch {
	case e.Forgotten:
		return w.T("log.forgotten")
	case m.Code == "text":
		return m.Arg("text")
	case m.Code == "citizens":
		return searchText(w, m)
	case len(m.Args) == 0:
		return Code(w, "log.detail.", m.Code)
	}
	key := "log.about." + m.Code
	if m.Arg("proposed_by") != "" {
		key += "_by"
	}
	var pairs []any
	var rest []string
	for i := 0; i+1 < len(m.Args); i += 2 {
		name, value := fmt.Sprint(m.Args[i]), fmt.Sprint(m.Args[i+1])
		pairs = append(pairs, templateName(name), argText(w, name, value))
		rest = append(rest, conditionText(w, m.Code, name, value))
	}
	if m.Code == "spot_check" {
		rest = append(rest[:1], append([]string{w.T("log.detail.access_log")}, rest[1:]...)...)
	}
	text := w.T(key, append(pairs, "Rest", strings.Join(rest, ", "))...)
	if text == key {
		return m.String()
	}
	return text
}

// LogUse is the text of a use of a citizen's data without the user: the action and,
// for uses that are summed, what they were and how many.
func LogUse(w *assets.Words, e store.LogEntry) string {
	text := Code(w, "log.action.", string(e.Action))
	if e.Detail.Code == "times" {
		text += ": " + LogDetail(w, e)
	}
	return text
}

// templateName is the name by which a text holds an argument: AsOf for as_of.
func templateName(name string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(name, "_") {
		if word != "" {
			b.WriteString(strings.ToUpper(word[:1]) + word[1:])
		}
	}
	return b.String()
}

// logFaultText is the text of a fault of the access log.
func logFaultText(w *assets.Words, err error) string {
	var fault *store.LogFault
	if !errors.As(err, &fault) {
		return ""
	}
	return w.T("log.fault."+fault.Detail.Code, "Line", fault.Detail.Arg("line"), "Last", fault.Detail.Arg("last"))
}

// argText is the text of the value of an argument.
func argText(w *assets.Words, name, value string) string {
	switch name {
	case "action":
		return Code(w, "log.action.", value)
	case "ground":
		return Code(w, "ground.", value)
	case "role":
		return Code(w, "role.", value)
	case "what":
		return Code(w, "log.detail.", value)
	case "from", "to":
		if at, err := time.Parse(time.RFC3339, value); err == nil {
			return w.ShortDate(model.DateOf(at.Local()))
		}
	}
	return value
}

// conditionText is the text of an argument by itself, for the messages that have
// any number of them.
func conditionText(w *assets.Words, code, name, value string) string {
	text := argText(w, name, value)
	switch {
	case name == string(store.RightAllTeams):
		return w.T("users.all_teams")
	case code == "retention_rules":
		return retentionRuleText(w, name, value)
	case name == "from" || name == "to":
		return w.T("log.query."+name, "At", text)
	case name == "before":
		return w.T("log.query.before", "Line", text)
	}
	return text
}

func retentionRuleText(w *assets.Words, reason, days string) string {
	if reason == "default" {
		reason = w.T("deletions.default")
	}
	var n int
	if _, err := fmt.Sscan(days, &n); err != nil {
		return reason + ": " + days
	}
	return w.N("log.days", n, "Reason", reason)
}

// searchText is the text of a search for citizens: the scope, what was typed and
// the code of the target group.
func searchText(w *assets.Words, m model.Message) string {
	parts := []string{Code(w, "log.scope.", m.Arg("scope"))}
	if text := m.Arg("text"); text != "" {
		parts = append(parts, `"`+text+`"`)
	}
	if group := m.Arg("target_group"); group != "" {
		parts = append(parts, group)
	}
	return strings.Join(parts, ", ")
}
