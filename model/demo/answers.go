// SPDX-License-Identifier: MPL-2.0

package demo

import (
	"math"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// notes are what caseworkers write about assessments.
var notes = [...]string{
	"Mødte ti minutter før tid.", "Samtalen foregik på praktikstedet.", "Var træt, men i godt humør.", "Vil gerne prøve flere timer.",
	"Savner noget at stå op til.", "Glæder sig til at høre fra praktikstedet.", "Har fået ny kontaktperson.",
}

// recordVisits draws the assessments up to and including a day. The exposure until
// then must be known.
func (sim *simulation) recordVisits(through model.Date) {
	for len(sim.visits) > 0 && !sim.visits[0].on.After(through) {
		v := sim.visits[0]
		sim.visits = sim.visits[1:]
		sim.history.Assessments = append(sim.history.Assessments, sim.newAssessment(v))
	}
}

func (sim *simulation) newAssessment(v visit) model.Assessment {
	worker := sim.caseworkerOn(v.on)
	entered := v.on
	if sim.chance(.2) {
		entered = model.MinDate(v.on.Add(sim.between(1, 2)), sim.AsOf)
	}
	a := model.Assessment{
		ID: sim.id(v.on), Instrument: sim.Instrument.Key(), Date: v.on, Respondent: v.respondent, Mode: sim.drawMode(),
		Kind: v.kind, Status: model.StatusComplete, EnteredBy: worker, EnteredAt: sim.workTime(entered), Revision: 1,
	}
	offset := sim.style
	if v.respondent == model.ByCaseworker {
		a.Rater = worker
		offset = sim.bias(worker)
		if sim.chance(.08) {
			a.Note = pick(sim.random, notes[:])
		}
	}
	a.Answers = sim.drawAnswers(v, offset+sim.normal(sim.spread.Occasion))
	switch {
	case v.draft:
		a.Status = model.StatusDraft
		a.Answers = a.Answers[:len(a.Answers)/2]
	case sim.team.size > 1 && sim.chance(sim.rates.Verified):
		a.Status = model.StatusVerified
		a.SecondBy = sim.colleague(worker)
		a.SecondAt = a.EnteredAt.Add(time.Duration(sim.between(1, 6)) * time.Hour)
	}
	if v.respondent == model.ByCitizen && v.kind != model.KindRetest {
		sim.updateIndex(a.Answers)
	}
	return a
}

// drawAnswers draws the answers of one assessment, which all share an offset from the
// level.
func (sim *simulation) drawAnswers(v visit, offset float64) []model.Answer {
	answers := make([]model.Answer, 0, sim.itemCount[v.respondent])
	for i := range sim.items {
		it := &sim.items[i]
		if it.Respondent != v.respondent || !sim.Instrument.Shown(it.Item, answers) {
			continue
		}
		if it.Optional && sim.chance(sim.rates.LeftOut) {
			continue
		}
		if reason, missing := sim.drawMissingReason(); missing {
			answers = append(answers, model.NewMissingAnswer(it.Code, reason))
			continue
		}
		latent := sim.level(it.domain, v.on) + offset + sim.normal(sim.spread.Error)
		if sim.onLatentValue != nil {
			sim.onLatentValue(v, it, it.stepsPerUnit()*latent)
		}
		answers = append(answers, model.NewAnswer(it.Code, it.value(latent)))
	}
	return answers
}

// value returns the answer for a latent value on a scale from 1 to 5: the nearest
// step of the item's scale.
func (it *item) value(latent float64) int {
	share := (min(max(latent, 1), 5) - 1) / 4
	if it.Reversed {
		share = 1 - share
	}
	return it.scale.Low() + int(math.Round(share*float64(it.scale.High()-it.scale.Low())))
}

// level is the inverse of value, on a scale from 1 to 5.
func (it *item) level(value int) float64 {
	share := float64(value-it.scale.Low()) / float64(it.scale.High()-it.scale.Low())
	if it.Reversed {
		share = 1 - share
	}
	return 1 + 4*share
}

// drawMissingReason draws whether an answer is missing, and why. The instrument's
// first reason is the most frequent.
func (sim *simulation) drawMissingReason() (int, bool) {
	reasons := sim.Instrument.Missing
	if len(reasons) == 0 || !sim.chance(sim.rates.MissingAnswer) {
		return 0, false
	}
	weights := make([]int, len(reasons))
	for i := range weights {
		weights[i] = 16 >> min(i, 4)
	}
	return reasons[sim.weighted(weights)].Code, true
}

// updateIndex keeps the citizen's latest index, on which a job depends.
func (sim *simulation) updateIndex(answers []model.Answer) {
	sum, n := 0.0, 0
	for i := range sim.items {
		it := &sim.items[i]
		if !it.Index || it.Respondent != model.ByCitizen {
			continue
		}
		if a := model.FindAnswer(answers, it.Code); a.HasValue() {
			sum += it.level(a.Value)
			n++
		}
	}
	if n > 0 && 10*n >= 7*sim.indexItems {
		sim.index = sum / float64(n)
	}
}

func (sim *simulation) drawMode() string {
	modes := sim.Vocabulary.Modes
	switch {
	case len(modes) == 0:
		return ""
	case sim.chance(.7):
		return modes[0].Code
	}
	return pick(sim.random, modes).Code
}

// colleague draws another caseworker of the team.
func (sim *simulation) colleague(worker string) string {
	for {
		if other := initials(sim.team.first + sim.IntN(sim.team.size)); other != worker {
			return other
		}
	}
}
