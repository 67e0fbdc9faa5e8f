// SPDX-License-Identifier: MPL-2.0

// Package cohort makes the figures of a group of citizens: how they move, who
// gets what, what goes together with movement, and how long it takes to a job.
//
// A Cohort is a register's citizens, read once and kept small. A Group is the
// part of it that somebody chose to look at, on a day; its methods are the
// figures. What a figure may not show is not in it: every number that a rule of
// small cells or a guard withholds is a Shown without a value and with the
// Reason, so that neither a screen nor a file can go around the rule. The rules
// are those of docs/methods.md, section 3, under "Small cells".
//
// The rows of a figure are the items of one instrument. Versions of it share a
// row where they have an item of the same code and scale, but never a line: a
// citizen's change is measured within the version of the latest answer, and a
// model gives each version a level of its own.
package cohort
