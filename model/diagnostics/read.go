// SPDX-License-Identifier: MPL-2.0

package diagnostics

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model/safefile"
)

// maxLog bounds a log file, in bytes: one that cannot be rotated grows on.
const maxLog = 64 * logBytes

// CrashFiles returns the crash files in the folder of the log, the latest first.
func CrashFiles(dir string) ([]string, error) { return crashFiles(filepath.Join(dir, "crashes")) }

// LastLines returns the last lines of the log in a folder, at most so many, the oldest
// first. There are none if there is no log.
func LastLines(dir string, most int) ([]string, error) {
	var lines []string
	for n := 0; n < logFiles && len(lines) < most; n++ {
		data, err := safefile.ReadFile((&rotatingFile{dir: dir}).name(n), maxLog)
		if errors.Is(err, fs.ErrNotExist) {
			break
		}
		if err != nil {
			return lines, err
		}
		older := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
		lines = append(older, lines...)
	}
	return lines[max(0, len(lines)-most):], nil
}
