// SPDX-License-Identifier: MPL-2.0

// Package kit holds the theme and the widgets of the program, drawn flat: a
// border of one, a radius of four, no shadow and no movement.
//
// It knows neither citizens nor words. What a person reads is passed in, and
// every widget works by keyboard alone. Widgets are touched on the UI
// goroutine only.
package widgets
