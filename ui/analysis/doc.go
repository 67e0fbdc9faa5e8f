// SPDX-License-Identifier: MPL-2.0

// Package analysis is the screen of what goes together with movement and with jobs,
// and of how well the answers measure.
package analysis
