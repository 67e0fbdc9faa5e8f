// SPDX-License-Identifier: MPL-2.0

// Package within estimates the slopes of methods 4: a panel of citizens, each
// with answers and regressors at several dates, is demeaned by series, fitted by
// least squares, and its variance clustered by citizen. It knows numbers alone:
// what the columns mean, and which guards of small cells apply beyond its own,
// is the caller's.
package fixedeffects
