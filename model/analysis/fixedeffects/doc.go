// SPDX-License-Identifier: MPL-2.0

// Package fixedeffects estimates slopes within citizens
// (docs/methods.md#4-progression-and-activation). A panel of citizens, each with
// answers and regressors at several dates, is demeaned by series and fitted by least
// squares, with a variance clustered by citizen. Its input is numbers; what the
// columns mean, and further guards of small cells, are the caller's.
package fixedeffects
