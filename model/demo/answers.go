package demo

import (
	"math"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// notes are what a caseworker may have written beside a sheet.
var notes = [...]string{
	"Mødte ti minutter før tid.", "Samtalen foregik på praktikstedet.", "Var træt, men i godt humør.", "Vil gerne prøve flere timer.",
	"Savner noget at stå op til.", "Glæder sig til at høre fra praktikstedet.", "Har fået ny kontaktperson.",
}

// recordVisits fills in the sheets up to and including a day whose clock has run.
func (l *simulation) recordVisits(through model.Date) {
	for len(l.visits) > 0 && !l.visits[0].on.After(through) {
		v := l.visits[0]
		l.visits = l.visits[1:]
		l.history.Assessments = append(l.history.Assessments, l.newAssessment(v))
	}
}

func (l *simulation) newAssessment(v visit) model.Assessment {
	worker := l.caseworkerOn(v.on)
	entered := v.on
	if l.chance(.2) {
		entered = model.MinDate(v.on.Add(l.between(1, 2)), l.AsOf)
	}
	a := model.Assessment{
		ID: l.id(v.on), Instrument: l.Instrument.Key(), Date: v.on, Respondent: v.respondent, Mode: l.drawMode(),
		Kind: v.kind, Status: model.StatusComplete, EnteredBy: worker, EnteredAt: l.workTime(entered), Revision: 1,
	}
	off := l.style
	if v.respondent == model.ByCaseworker {
		a.Rater = worker
		off = l.bias(worker)
		if l.chance(.08) {
			a.Note = pick(l.random, notes[:])
		}
	}
	a.Answers = l.drawAnswers(v, off+l.normal(l.spread.Occasion))
	switch {
	case v.draft:
		a.Status = model.StatusDraft
		a.Answers = a.Answers[:len(a.Answers)/2]
	case l.team.size > 1 && l.chance(l.rates.Verified):
		a.Status = model.StatusVerified
		a.SecondBy = l.colleague(worker)
		a.SecondAt = a.EnteredAt.Add(time.Duration(l.between(1, 6)) * time.Hour)
	}
	if v.respondent == model.ByCitizen && v.kind != model.KindRetest {
		l.updateIndex(a.Answers)
	}
	return a
}

// drawAnswers are those of one sheet, all of them off the level by the same.
func (l *simulation) drawAnswers(v visit, off float64) []model.Answer {
	answers := make([]model.Answer, 0, l.itemCount[v.respondent])
	for i := range l.items {
		it := &l.items[i]
		if it.Respondent != v.respondent || !l.Instrument.Shown(it.Item, answers) {
			continue
		}
		if it.Optional && l.chance(l.rates.LeftOut) {
			continue
		}
		if reason, missing := l.drawMissingReason(); missing {
			answers = append(answers, model.NewMissingAnswer(it.Code, reason))
			continue
		}
		felt := l.level(it.domain, v.on) + off + l.normal(l.spread.Error)
		if l.onLatentValue != nil {
			l.onLatentValue(v, it, it.stepsPerUnit()*felt)
		}
		answers = append(answers, model.NewAnswer(it.Code, it.value(felt)))
	}
	return answers
}

// value is the answer for a felt level in steps of 1 to 5: the nearest step of
// the item's scale.
func (it *item) value(felt float64) int {
	share := (min(max(felt, 1), 5) - 1) / 4
	if it.Reversed {
		share = 1 - share
	}
	return it.scale.Low() + int(math.Round(share*float64(it.scale.High()-it.scale.Low())))
}

// level is the share of the way up the scale that a value stands for, in steps
// of 1 to 5: the inverse of value.
func (it *item) level(value int) float64 {
	share := float64(value-it.scale.Low()) / float64(it.scale.High()-it.scale.Low())
	if it.Reversed {
		share = 1 - share
	}
	return 1 + 4*share
}

// drawMissingReason draws whether an answer is missing and why: the first reason of the
// instrument most often.
func (l *simulation) drawMissingReason() (int, bool) {
	reasons := l.Instrument.Missing
	if len(reasons) == 0 || !l.chance(l.rates.MissingAnswer) {
		return 0, false
	}
	weights := make([]int, len(reasons))
	for i := range weights {
		weights[i] = 16 >> min(i, 4)
	}
	return reasons[l.weighted(weights)].Code, true
}

// updateIndex keeps the citizen's index, on which a job depends.
func (l *simulation) updateIndex(answers []model.Answer) {
	sum, n := 0.0, 0
	for i := range l.items {
		it := &l.items[i]
		if !it.Index || it.Respondent != model.ByCitizen {
			continue
		}
		if a := model.FindAnswer(answers, it.Code); a.HasValue() {
			sum += it.level(a.Value)
			n++
		}
	}
	if n > 0 && 10*n >= 7*l.indexItems {
		l.index = sum / float64(n)
	}
}

func (l *simulation) drawMode() string {
	modes := l.Vocabulary.Modes
	switch {
	case len(modes) == 0:
		return ""
	case l.chance(.7):
		return modes[0].Code
	}
	return pick(l.random, modes).Code
}

// colleague is another caseworker of the team.
func (l *simulation) colleague(worker string) string {
	for {
		if other := initials(l.team.first + l.IntN(l.team.size)); other != worker {
			return other
		}
	}
}
