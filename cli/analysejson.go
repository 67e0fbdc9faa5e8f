// SPDX-License-Identifier: MPL-2.0

package cli

import (
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/plots"
)

// What analyse --json writes. A number that is withheld is null, and the reason
// stands beside it.
type (
	analysisDocument struct {
		AsOf         model.Date `json:"as_of"`
		Municipality string     `json:"municipality"`
		Team         string     `json:"team,omitempty"`
		Caseworker   string     `json:"caseworker,omitempty"`
		TargetGroup  string     `json:"target_group,omitempty"`
		From         model.Date `json:"from"` // of the period; null for all time
		Instrument   string     `json:"instrument"`
		Citizens     *int       `json:"citizens"`

		Coverage    coverageDocument                   `json:"coverage"`
		Movement    []movementDocument                 `json:"movement"`
		Scatter     []scatterDocument                  `json:"scatter"`
		Progression []progressionDocument              `json:"progression"`
		Change      []changeDocument                   `json:"change"`
		Targeting   []targetingDocument                `json:"targeting"`
		EventStudy  []eventDocument                    `json:"event_study"`
		Lead        []leadDocument                     `json:"lead"`
		KM          []curveDocument                    `json:"km"`
		LogRank     logRankDocument                    `json:"logrank"`
		Hazard      []oddsDocument                     `json:"hazard"`
		HazardOf    hazardOfDocument                   `json:"hazard_of"`
		Reliability map[model.Respondent]alphaDocument `json:"reliability"`
		Agreement   []agreementDocument                `json:"agreement"`
		LeftOut     leftOutDocument                    `json:"left_out"`
		Cautions    []sentenceDocument                 `json:"cautions"`
		Reasons     []sentenceDocument                 `json:"reasons"`
		Definitions []string                           `json:"definitions"`
	}

	sentenceDocument struct {
		Code string `json:"code"`
		Text string `json:"text"`
	}

	partDocument struct {
		Count  *int              `json:"count"`
		Of     *int              `json:"of"`
		Share  *float64          `json:"share"`
		Low    *float64          `json:"low"`
		High   *float64          `json:"high"`
		Reason disclosure.Reason `json:"reason,omitempty"`
	}

	intervalDocument struct {
		Estimate *float64          `json:"estimate"`
		SE       *float64          `json:"se"`
		Low      *float64          `json:"low"`
		High     *float64          `json:"high"`
		Reason   disclosure.Reason `json:"reason,omitempty"`
	}

	estimateDocument struct {
		Estimate *float64          `json:"estimate"`
		SE       *float64          `json:"se"`
		Low      *float64          `json:"low"`
		High     *float64          `json:"high"`
		P        *float64          `json:"p"`
		Reason   disclosure.Reason `json:"reason,omitempty"`
	}

	adjustedDocument struct {
		estimateDocument
		Holm *float64 `json:"holm"`
	}

	coverageDocument struct {
		Open         *int         `json:"open"`
		TwoOrMore    partDocument `json:"two_or_more"`
		ByCitizen    partDocument `json:"by_citizen"`
		ByCaseworker partDocument `json:"by_caseworker"`
		ByBoth       partDocument `json:"by_both"`
		InWindow     partDocument `json:"in_window"`
		Idle         partDocument `json:"idle"`
	}

	itemDocument struct {
		Respondent model.Respondent `json:"respondent"`
		Item       string           `json:"item"`
	}

	movementDocument struct {
		itemDocument
		Domain     string            `json:"domain"`
		N          *int              `json:"n"`
		Up         partDocument      `json:"up"`
		Same       partDocument      `json:"same"`
		Down       partDocument      `json:"down"`
		BeyondUp   partDocument      `json:"beyond_up"`
		BeyondDown partDocument      `json:"beyond_down"`
		Spread     *spreadDocument   `json:"spread"`
		SDC        float64           `json:"sdc"`
		Reason     disclosure.Reason `json:"reason,omitempty"`
	}

	spreadDocument struct {
		Low    float64 `json:"q1"`
		Median float64 `json:"median"`
		High   float64 `json:"q3"`
	}

	scatterDocument struct {
		Respondent model.Respondent  `json:"respondent"`
		N          *int              `json:"n"`
		Band       float64           `json:"band"`
		Over       partDocument      `json:"over"`
		Within     partDocument      `json:"within"`
		Under      partDocument      `json:"under"`
		Reason     disclosure.Reason `json:"reason,omitempty"`
	}

	slopesDocument struct {
		Passive estimateDocument `json:"passive"`
		Other   estimateDocument `json:"other"`
		Company estimateDocument `json:"company"`
	}

	progressionDocument struct {
		itemDocument
		Answers  *int              `json:"answers"`
		Citizens *int              `json:"citizens"`
		Passive  estimateDocument  `json:"passive"`
		Company  adjustedDocument  `json:"company"`
		Other    adjustedDocument  `json:"other"`
		Slopes   slopesDocument    `json:"slopes"`
		Calendar slopesDocument    `json:"calendar"`
		Reason   disclosure.Reason `json:"reason,omitempty"`
	}

	changeDocument struct {
		itemDocument
		Groups []groupChangeDocument `json:"groups"`
	}

	groupChangeDocument struct {
		Group     cohort.MainGroup `json:"group"`
		Citizens  *int             `json:"citizens"`
		Intervals *int             `json:"intervals"`
		intervalDocument
	}

	targetingDocument struct {
		Respondent model.Respondent   `json:"respondent"`
		N          *int               `json:"n"`
		Quartiles  []quartileDocument `json:"quartiles"`
	}

	quartileDocument struct {
		N       *int              `json:"n"`
		Company *float64          `json:"company"`
		Other   *float64          `json:"other"`
		Passive *float64          `json:"passive"`
		Reason  disclosure.Reason `json:"reason,omitempty"`
	}

	eventDocument struct {
		itemDocument
		Points []eventPointDocument `json:"points"`
		Dips   bool                 `json:"dips"`
	}

	eventPointDocument struct {
		At       int  `json:"at"`
		Citizens *int `json:"citizens"`
		estimateDocument
	}

	leadDocument struct {
		itemDocument
		estimateDocument
		T     *float64 `json:"t"`
		Warns bool     `json:"warns"`
	}

	curveDocument struct {
		Event  model.OutcomeRole `json:"event"`
		Group  string            `json:"group"` // all, or lowest, middle, highest third of the index
		N      *int              `json:"n"`
		Events *int              `json:"events"`
		Steps  []stepDocument    `json:"steps"`
		Reason disclosure.Reason `json:"reason,omitempty"`
	}

	stepDocument struct {
		Day      int     `json:"day"`
		Survival float64 `json:"survival"`
		SE       float64 `json:"se"`
		Low      float64 `json:"low"`
		High     float64 `json:"high"`
	}

	logRankDocument struct {
		Chi2   *float64          `json:"chi2"`
		DF     *int              `json:"df"`
		P      *float64          `json:"p"`
		Reason disclosure.Reason `json:"reason,omitempty"`
	}

	oddsDocument struct {
		Term   string            `json:"term"`
		Ratio  *float64          `json:"odds_ratio"`
		SE     *float64          `json:"se_log"` // of its logarithm
		Low    *float64          `json:"low"`
		High   *float64          `json:"high"`
		P      *float64          `json:"p"`
		Reason disclosure.Reason `json:"reason,omitempty"`
	}

	hazardOfDocument struct {
		Citizens *int `json:"citizens"`
		Periods  *int `json:"periods"`
		Events   *int `json:"events"`
	}

	alphaDocument struct {
		Alpha  *float64          `json:"alpha"`
		N      *int              `json:"n"`
		Reason disclosure.Reason `json:"reason,omitempty"`
	}

	agreementDocument struct {
		Domain     string            `json:"domain"`
		Citizen    string            `json:"citizen"`    // item
		Caseworker string            `json:"caseworker"` // item
		N          *int              `json:"n"`
		ICC        *float64          `json:"icc"`
		Kappa      *float64          `json:"kappa"`
		Higher     *float64          `json:"mean_difference"` // citizen less caseworker
		FarApart   partDocument      `json:"far_apart"`       // two steps or more
		Reason     disclosure.Reason `json:"reason,omitempty"`
	}

	leftOutDocument struct {
		Short    *int                         `json:"intervals_under_28_days"`
		Long     *int                         `json:"intervals_over_365_days"`
		Singles  *int                         `json:"citizens_with_one_answer"`
		Gaps     *int                         `json:"gaps_over_365_days"`
		NoOrigin *int                         `json:"citizens_without_origin"`
		NoIndex  *int                         `json:"citizens_without_index_at_origin"`
		Reasons  map[string]disclosure.Reason `json:"reasons,omitempty"`
	}
)

// document is the analysis as it is written.
func (a *groupFigures) document() analysisDocument {
	ch := a.group.Choice()
	d := analysisDocument{
		AsOf: a.group.AsOf(), From: a.group.From(), Municipality: a.municipality,
		Team: ch.Team, Caseworker: ch.Caseworker, TargetGroup: ch.TargetGroup, Instrument: ch.Instrument,
		Citizens: value(a.Coverage.Citizens), Definitions: a.report("").Definitions(),
	}
	a.fillGroup(&d)
	a.fillModels(&d)
	for _, c := range a.Cautions() {
		d.Cautions = append(d.Cautions, sentenceDocument{string(c), plots.CautionText(a.words, c)})
	}
	for _, why := range cohort.Reasons() {
		d.Reasons = append(d.Reasons, sentenceDocument{string(why), messages.Withheld(a.words, why)})
	}
	return d
}
