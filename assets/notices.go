// SPDX-License-Identifier: MPL-2.0

package assets

import _ "embed"

//go:embed NOTICES.txt
var notices string

// Notices returns the licences of the modules, fonts and libraries that the program
// contains, as plain text.
func Notices() string { return notices }
