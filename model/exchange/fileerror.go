// SPDX-License-Identifier: MPL-2.0

package exchange

import (
	"fmt"
	"path/filepath"
)

// FileError is why a whole file cannot be read. Nothing of the extract is then
// imported.
type FileError struct {
	File   string
	Reason FileReason
	Args   []any // alternating names and values for its text
}

// Error names the file.
func (e *FileError) Error() string {
	return fmt.Sprintf("%s: %s", filepath.Base(e.File), e.Reason)
}

// FileReason is the code of a [FileError]. Its text has the key "import.file." and
// the code. It is one of these, or a [tabular.Reason].
type FileReason string

// The reasons.
const (
	FileUnknown       FileReason = "unknown"
	FileMissingColumn FileReason = "missing_column"
	FileColumnTwice   FileReason = "column_twice"
	FolderEmpty       FileReason = "folder_empty"
	FileNoMapping     FileReason = "no_register_codes"
)
