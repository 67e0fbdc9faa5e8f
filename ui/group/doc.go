// SPDX-License-Identifier: MPL-2.0

// Package group has what the screens about groups of citizens share: reading the
// citizens, the filters, tables of numbers, progress and failure.
package group
