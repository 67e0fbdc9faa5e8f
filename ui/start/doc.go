// SPDX-License-Identifier: MPL-2.0

// Package start is the first page of the program: it creates or opens a register, or
// tries the program with an invented municipality.
package start
