// SPDX-License-Identifier: MPL-2.0

// Package report writes the reports: a citizen's case file, handout and dossier, the
// recovery key and the group report as PDF, answers and group tables as XLSX and CSV.
// The figures in them are drawn by [codeberg.org/fremskridt/fremskridt/plots].
package report
