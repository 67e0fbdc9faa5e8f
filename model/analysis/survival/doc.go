// SPDX-License-Identifier: MPL-2.0

// Package survival estimates the time to job of methods 5: Kaplan-Meier curves,
// the log-rank test between groups, and the discrete-time hazard as a logit of
// person-periods with a variance clustered by citizen. It knows numbers alone,
// and knows nothing of a single person's chance.
package survival
