// SPDX-License-Identifier: MPL-2.0

// Package entry is where questionnaires are entered: the form, the screen that is
// handed to the citizen, the second entry, and what the two entries differ in.
package entry
