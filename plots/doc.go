// SPDX-License-Identifier: MPL-2.0

// Package plots draws figures with gonum/plot's canvases. A figure ([Progression] of
// one citizen, [Figure] of a group) is an immutable value made from data and
// [assets.Words], laid out for a size and drawn as a picture, PNG, SVG or PDF. The
// package knows no screen and no SQL.
//
// Lengths are in units of the screen: 1 unit is 1 pixel at scale 1 and 0.75
// points in print. The y axis runs downward from the top of the figure.
package plots
