// SPDX-License-Identifier: MPL-2.0

//go:build !race

package store_test

const raceDetector = false
