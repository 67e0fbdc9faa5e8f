// SPDX-License-Identifier: MPL-2.0

// Package analysis computes the numbers of one citizen as pure functions of model
// values, without screens, texts, SQL or a clock. They are defined in
// docs/methods.md; the comments link to its sections.
package analysis
