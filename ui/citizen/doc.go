// SPDX-License-Identifier: MPL-2.0

// Package citizen is the page of one citizen: the progression figure with its
// summary in text, the assessments, the activities, the master data and the log.
package citizen
