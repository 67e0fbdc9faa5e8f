// SPDX-License-Identifier: MPL-2.0

package assets

import (
	"bytes"
	"runtime/debug"
	"strings"
)

// Version says which build of the program is running.
type Version struct {
	Number string // as 1.2.0
	Commit string // the first digits of the commit's hash; empty where it is unknown
	Date   string // of the commit, as 2026-11-24; empty where it is unknown
}

// ReadVersion reads the number from the text of FyneApp.toml and the commit from what
// the compiler recorded, which may be nil.
func ReadVersion(fyneApp []byte, build *debug.BuildInfo) Version {
	var v Version
	for line := range bytes.Lines(fyneApp) {
		name, value, _ := strings.Cut(string(line), "=")
		if strings.TrimSpace(name) == "Version" {
			v.Number = strings.Trim(strings.TrimSpace(value), `"`)
			break
		}
	}
	if build == nil {
		return v
	}
	for _, s := range build.Settings {
		switch s.Key {
		case "vcs.revision":
			v.Commit = s.Value[:min(len(s.Value), 12)]
		case "vcs.time":
			v.Date, _, _ = strings.Cut(s.Value, "T")
		case "vcs.modified":
			if s.Value == "true" {
				v.Commit += "+"
			}
		}
	}
	return v
}

// String is the version with what is known of the commit: 1.2.0 (0123456789ab,
// 2026-11-24). A plus marks a build with changes after the commit.
func (v Version) String() string {
	var details []string
	for _, d := range []string{v.Commit, v.Date} {
		if d != "" {
			details = append(details, d)
		}
	}
	if len(details) == 0 {
		return v.Number
	}
	return v.Number + " (" + strings.Join(details, ", ") + ")"
}
