// SPDX-License-Identifier: MPL-2.0

// Package followup is the screen that lists what is to be done about the
// citizens: measurements that are late or near, drafts, and what was left.
package followup
