// SPDX-License-Identifier: MPL-2.0

// Package calibration is the screen where caseworkers score invented citizens
// and see how they use the scales beside their colleagues.
package calibration
