package messages

import (
	"strings"
	"time"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// Code is a code of the register in words, or the code where there are none.
func Code(w *assets.Words, prefix, code string) string {
	if code == "" {
		return ""
	}
	if text := w.T(prefix + code); text != prefix+code {
		return text
	}
	return code
}

// LogDetail is what a line of the access log is about, in words. What a person
// typed stands as it was typed.
func LogDetail(w *assets.Words, e store.LogEntry) string {
	if e.Forgotten {
		return w.T("log.forgotten")
	}
	if text := Code(w, "log.detail.", e.Detail); text != e.Detail {
		return text
	}
	for _, d := range []struct{ begins, key string }{
		{"passphrase of ", "log.about.passphrase"},
		{"user ", "log.about.user"},
		{"log rule: ", "log.about.log_rule"},
		{"retention rules: ", "log.about.retention"},
		{"retention due ", "log.about.due"},
		{"list of ", "log.about.list"},
		{"wanted a role of ", "log.about.role"},
		{"spot check of ", "log.about.spot"},
		{"access log, ", "log.about.log"},
	} {
		if rest, ok := strings.CutPrefix(e.Detail, d.begins); ok {
			return w.T(d.key, "Rest", query(w, rest))
		}
	}
	return e.Detail
}

// query is what was asked of the log, in words.
func query(w *assets.Words, text string) string {
	parts := strings.Split(text, ", ")
	for i, part := range parts {
		name, value, ok := strings.Cut(part, " ")
		switch at, err := time.Parse(time.RFC3339, value); {
		case part == "access log":
			parts[i] = w.T("log.detail.access log")
		case !ok:
		case err == nil && (name == "from" || name == "to"):
			parts[i] = w.T("log.query."+name, "At", w.ShortDate(model.DateOf(at.Local())))
		case name == "action":
			parts[i] = w.T("log.action." + value)
		case name == "of":
			parts[i] = value
		case name == "before":
			parts[i] = w.T("log.query.before", "Line", value)
		}
	}
	return strings.Join(parts, ", ")
}
