// SPDX-License-Identifier: MPL-2.0

// Package diagnostics keeps what an IT department needs to know of the program: its
// log and its crash files. They hold no personal data: no values of the register, no
// texts of errors, no paths of the user's folders.
package diagnostics

import (
	"errors"
	"path/filepath"
	"runtime"
)

// Folder returns where the program keeps its log and crash files, by the environment:
// below XDG_STATE_HOME, LOCALAPPDATA or ~/Library/Logs.
func Folder(getenv func(string) string) (string, error) { return folder(runtime.GOOS, getenv) }

func folder(system string, getenv func(string) string) (string, error) {
	for _, f := range map[string][]struct{ variable, below string }{
		"windows": {{"LOCALAPPDATA", "Fremskridt/Logs"}, {"USERPROFILE", "AppData/Local/Fremskridt/Logs"}},
		"darwin":  {{"HOME", "Library/Logs/Fremskridt"}},
		"":        {{"XDG_STATE_HOME", "fremskridt"}, {"HOME", ".local/state/fremskridt"}},
	}[knownSystem(system)] {
		if dir := getenv(f.variable); filepath.IsAbs(dir) {
			return filepath.Join(dir, filepath.FromSlash(f.below)), nil
		}
	}
	return "", errors.New("the environment names no folder of the user")
}

func knownSystem(system string) string {
	if system == "windows" || system == "darwin" {
		return system
	}
	return ""
}
