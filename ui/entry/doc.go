// SPDX-License-Identifier: MPL-2.0

// Package entry is where assessments are entered: the form, the screen that is
// handed to the citizen, the second entry, and the comparison of two entries.
package entry
