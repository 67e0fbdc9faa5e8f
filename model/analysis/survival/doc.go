// SPDX-License-Identifier: MPL-2.0

// Package survival estimates the time to job (docs/methods.md#5-time-to-job):
// Kaplan-Meier curves, the log-rank test between groups, and the discrete-time hazard
// as a logit of person-periods with a variance clustered by citizen. Its input is
// numbers; it makes no prediction for a single person.
package survival
