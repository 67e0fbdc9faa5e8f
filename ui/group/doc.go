// SPDX-License-Identifier: MPL-2.0

// Package group is what the screens about groups of citizens share: reading the
// citizens, and choosing the part of them that is looked at.
package group
