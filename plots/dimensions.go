// SPDX-License-Identifier: MPL-2.0

package plots

import "math"

// dimensions are the sizes of a figure for one medium. On a screen only text and what
// holds text grow with the text size; marks, bars and steps do not.
type dimensions struct {
	print       bool
	margin      float64 // around a picture with a header
	gutter      float64 // names and scales, left of the axis
	valueColumn float64 // numbers of one respondent on a screen, of all in print
	inset       float64 // of the names

	titleStyle, nameStyle, textStyle, smallStyle style

	head                                                float64
	events, company, row, ordinary, neutral, caseworker float64 // lanes
	axis                                                float64
	slot, maxSlot                                       float64 // a panel in print, at least and at most
	legend, caution                                     float64
	hour, minBar                                        float64 // height of a weekly hour
	minInside                                           float64 // height of a bar that holds its label

	citizenLine, caseworkerLine float64
	marks                       markSizes
	triangleLine, ringLine      float64
	cross, crossLine            float64
}

// markSizes are the radii of the marks of a panel.
type markSizes struct{ disc, triangle, ring float64 }

// marksFor returns the marks for a step of some height on a screen.
func marksFor(step float64) markSizes {
	switch {
	case step >= 12:
		return markSizes{4, 5, 8}
	case step >= 8:
		return markSizes{3.6, 4.6, 7}
	case step >= 6:
		return markSizes{3.1, 4.2, 6.5}
	}
	return markSizes{2.8, 3.7, 6}
}

// dayColumnFrom is the width from which the columns of numbers have room for those of
// the day that is pointed at.
const dayColumnFrom = 1380

func screenDimensions(width, textScale float64) dimensions {
	grown := func(size, share float64) float64 { return math.Round(size * (1 + share*(textScale-1))) }
	lane := func(size float64) float64 { return grown(size, 0.68) }
	m := dimensions{
		gutter: grown(226, 0.78), valueColumn: grown(78, 0.8), inset: 8,
		titleStyle: style{16 * textScale, true}, nameStyle: style{13 * textScale, true},
		textStyle: style{12 * textScale, false}, smallStyle: style{11 * textScale, false},
		events: lane(17), company: lane(24), row: lane(20), ordinary: lane(17), neutral: lane(16), caseworker: lane(15),
		axis: grown(20, 0.6), legend: grown(26, 1), caution: grown(30, 1), hour: 0.6, minBar: 3, minInside: 12 * textScale,
		citizenLine: 1.8, caseworkerLine: 1.4, marks: marksFor(8), triangleLine: 1.3, ringLine: 1.3, cross: 3.4, crossLine: 1.7,
	}
	if width >= dayColumnFrom {
		m.valueColumn = grown(120, 0.8)
	}
	return m
}

func printDimensions() dimensions {
	return dimensions{
		print:  true,
		margin: 44, gutter: 166, valueColumn: 78, inset: 0,
		titleStyle: style{16, true}, nameStyle: style{10, true}, textStyle: style{9.5, false}, smallStyle: style{8.5, false},
		head: 54, events: 18, company: 28, row: 24, ordinary: 20, neutral: 18, caseworker: 19,
		axis: 34, slot: 33, maxSlot: 56, legend: 56, caution: 48, hour: 0.6, minBar: 5, minInside: 16,
		citizenLine: 1.4, caseworkerLine: 1.1, marks: markSizes{2.9, 3.8, 5.6}, triangleLine: 1, ringLine: 1, cross: 2.6, crossLine: 1.1,
	}
}
