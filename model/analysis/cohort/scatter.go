package cohort

import (
	"fremskridt/model"
	"fremskridt/model/analysis"
)

// Scatter is a respondent's index at the first measurement of the period beside
// the latest, from 0 to 100, with the band of measurement error.
//
// Its points are single citizens. A screen may have them, for whoever has access
// to the cohort has access to each of its citizens; a file has them from ten
// citizens on, and never who they are.
type Scatter struct {
	Respondent          model.Respondent
	N                   Shown[int] // citizens with an index at two dates
	Over, Within, Under Shown[Part]
	Band                float64 // half its width, in points of 100
	Reliability         analysis.Reliability
	Cautions            []Caution

	points []ScatterPoint
}

// ScatterPoint is a citizen of a scatter.
type ScatterPoint struct {
	Citizen     model.ID
	First, Last float64 // 0 to 100
	Beyond      bool    // outside the band
}

// XY is a point of a scatter without its citizen.
type XY struct {
	First, Last float64
	Beyond      bool
}
