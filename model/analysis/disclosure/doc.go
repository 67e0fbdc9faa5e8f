// SPDX-License-Identifier: MPL-2.0

// Package disclosure decides which counts of people may be published
// (docs/methods.md#small-cells).
//
// Its input is plain: a row of team, caseworker and target group a person, as
// numbers ([Row]). A [Partition] of the rows has the views that may be looked at.
// A [Tally] counts persons by category, and [Tally.Disclose] returns what may be
// published of one view: no count of 1 to 4 persons, and nothing from which such a
// count follows when all views are added and subtracted.
//
// A [Value] either has a number or the [Reason] for withholding it. What is withheld
// is not in it, so neither a screen nor a file can bypass the rules.
package disclosure
