// SPDX-License-Identifier: MPL-2.0

// Package cohort makes the figures of a group of citizens: how they move, who
// moves, who gets what, what goes together with movement, and how long it takes to a
// job.
//
// A [Cohort] is a register's citizens, read once and kept small. A [Group] is the part
// of it that a user chose to look at, on a day; its methods are the figures. Their
// numbers are [disclosure.Value]s, so that what disclosure control or a guard of an
// estimate withholds is not in a figure (docs/methods.md#small-cells).
//
// The rows of a figure are the items of one instrument. Versions share a row where
// they have an item of the same code and scale. Change is still measured within one
// version: that of a citizen's latest answer; a model gives each version a level of
// its own.
package cohort
