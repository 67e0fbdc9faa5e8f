package explain

import (
	"strings"

	"fremskridt/assets"
	"fremskridt/model/store"
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
		{"spot check of ", "log.about.spot"},
		{"access log, ", "log.about.log"},
	} {
		if rest, ok := strings.CutPrefix(e.Detail, d.begins); ok {
			return w.T(d.key, "Rest", rest)
		}
	}
	return e.Detail
}
