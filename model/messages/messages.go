// SPDX-License-Identifier: MPL-2.0

// Package messages is the catalogue of the texts about errors, withheld numbers,
// counts and the access log. The window and the command line share it, so that an
// error has one sentence wherever it appears.
//
// [Sentence] turns any error into a sentence that says what to do. [Wrap] and [New]
// give an error a message of its own, as a code and named values; the texts are in
// assets/translations under "error." and the code.
package messages
