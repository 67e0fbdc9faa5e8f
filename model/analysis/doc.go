// SPDX-License-Identifier: MPL-2.0

// Package analysis computes the numbers that Fremskridt shows. Each is a pure
// function of model values: no screen, no words, no SQL, no clock. The
// definitions are those of docs/methods.md, whose sections the comments name as
// "methods 1" to "methods 6".
package analysis
