// Package plots draws figures with gonum/plot's canvases. A figure is a value:
// it is made from a course and the words for it, laid out for a size, and drawn
// to a picture, PNG, SVG or PDF. It knows no screen and no SQL.
//
// Lengths are in units of the screen: 1 unit is 1 pixel at scale 1 and 0.75
// points in print. The y axis runs downward from the top of the figure.
package plots
