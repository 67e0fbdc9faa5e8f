// SPDX-License-Identifier: MPL-2.0

package assets_test

import (
	"os"
	"regexp"
	"runtime/debug"
	"testing"

	"codeberg.org/fremskridt/fremskridt/assets"
)

func TestReadVersion(t *testing.T) {
	t.Parallel()
	const toml = "[Details]\n  Name = \"Fremskridt\"\n  Version = \"1.2.0\"\r\n"
	setting := func(key, value string) debug.BuildSetting { return debug.BuildSetting{Key: key, Value: value} }
	committed := []debug.BuildSetting{setting("vcs.revision", "0123456789abcdef0123"), setting("vcs.time", "2026-11-24T09:30:00Z")}
	tests := map[string]struct {
		build *debug.BuildInfo
		want  string
	}{
		"no build information": {nil, "1.2.0"},
		"not from a checkout":  {&debug.BuildInfo{}, "1.2.0"},
		"committed": {
			&debug.BuildInfo{Settings: append(committed, setting("vcs.modified", "false"))}, "1.2.0 (0123456789ab, 2026-11-24)",
		},
		"with changes": {
			&debug.BuildInfo{Settings: append(committed, setting("vcs.modified", "true"))}, "1.2.0 (0123456789ab+, 2026-11-24)",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := assets.ReadVersion([]byte(toml), test.build).String(); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestShippedVersionHasThreeNumbers(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	if v := assets.ReadVersion(data, nil); !regexp.MustCompile(`^\d+\.\d+\.\d+$`).MatchString(v.Number) {
		t.Errorf("FyneApp.toml has the version %q", v.Number)
	}
}
