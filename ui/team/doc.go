// SPDX-License-Identifier: MPL-2.0

// Package team is the screen of how a team's citizens move, who gets what, and who
// has been without activity for long.
package team
