// SPDX-License-Identifier: MPL-2.0

package analysis

import "codeberg.org/fremskridt/fremskridt/model"

// Norms are a register's own standard deviations and reliabilities. The zero Norms
// give the defaults.
type Norms struct {
	items   map[itemKey]itemNorm
	indexes map[indexKey]indexNorm
}

type itemKey struct{ instrument, item string }

type indexKey struct {
	instrument string
	respondent model.Respondent
}

type itemNorm struct {
	first  moment
	retest comoment
}

type indexNorm struct {
	first moment   // of the index, where at least 70 % is answered
	parts []moment // of its items, in complete assessments
	total moment   // of their sum, in complete assessments
}

// Item is the reliability of an item. Its r is the ICC(2,1) of the answers and their
// retests within [OccasionDays] once there are [MinNormValues] pairs.
func (n Norms) Item(instrumentKey, item string) Reliability {
	norm := n.items[itemKey{instrumentKey, item}]
	if norm.retest.x.n >= MinNormValues {
		if icc, ok := norm.retest.icc(); ok {
			return newReliability(norm.first, icc, FromRegister)
		}
	}
	return newReliability(norm.first, DefaultR, FromDefault)
}

// Index is the reliability of a respondent's index, in the units of
// [IndexPoint.Value]. Its r is Cronbach's alpha of the complete first assessments once
// there are [MinNormValues].
func (n Norms) Index(instrumentKey string, r model.Respondent) Reliability {
	norm := n.indexes[indexKey{instrumentKey, r}]
	if norm.total.n >= MinNormValues {
		if a, ok := alpha(norm.parts, norm.total); ok {
			return newReliability(norm.first, a, FromRegister)
		}
	}
	return newReliability(norm.first, DefaultR, FromDefault)
}

// icc is the ICC(2,1) of pairs, from their moments.
func (m comoment) icc() (float64, bool) {
	vx, vy, c := m.x.variance(), m.y.variance(), m.covariance()
	n, diff := float64(m.x.n), m.x.mean-m.y.mean
	return icc21((vx+vy+2*c)/2, n*diff*diff/2, (vx+vy-2*c)/2, n, 2)
}

// NormsBuilder collects [Norms] from a register that is read once, a case history at a
// time. It keeps a few numbers an item, however many histories there are.
type NormsBuilder struct {
	instruments map[string]*model.Instrument
	norms       Norms
}

// NewNorms returns an empty builder. Assessments of other instruments than those given
// are ignored.
func NewNorms(instruments map[string]*model.Instrument) *NormsBuilder {
	return &NormsBuilder{instruments, Norms{map[itemKey]itemNorm{}, map[indexKey]indexNorm{}}}
}

// Norms returns the norms of what has been added so far.
func (b *NormsBuilder) Norms() Norms {
	n := Norms{make(map[itemKey]itemNorm, len(b.norms.items)), make(map[indexKey]indexNorm, len(b.norms.indexes))}
	for k, v := range b.norms.items {
		n.items[k] = v
	}
	for k, v := range b.norms.indexes {
		v.parts = append([]moment(nil), v.parts...)
		n.indexes[k] = v
	}
	return n
}

// Add adds a case history: the first answer of each series, the first assessment of
// each respondent, and the pairs of answer and retest.
func (b *NormsBuilder) Add(c model.CaseHistory) {
	all := measurements(c.Assessments)
	assessments := lastOfDay(all)
	b.addFirstAnswers(all)
	b.addIndexes(assessments)
	b.addRetests(c.Assessments, assessments)
}

// AddAnswer adds the first answer of one series, for a caller that reads only first
// answers.
func (b *NormsBuilder) AddAnswer(instrumentKey, item string, value int) {
	k := itemKey{instrumentKey, item}
	norm := b.norms.items[k]
	norm.first.add(float64(value))
	b.norms.items[k] = norm
}

func (b *NormsBuilder) addFirstAnswers(assessments []model.Assessment) {
	type answered struct {
		on    model.Date
		value int
	}
	first := map[itemKey]answered{}
	for _, a := range assessments {
		in := b.instruments[a.Instrument]
		if in == nil {
			continue
		}
		for _, ans := range a.Answers {
			it, known := in.Item(ans.Item)
			if !ans.HasValue() || !known || it.Respondent != a.Respondent {
				continue
			}
			k := itemKey{a.Instrument, ans.Item}
			if was, seen := first[k]; !seen || was.on == a.Date { // the later entered one of a day counts
				first[k] = answered{a.Date, ans.Value}
			}
		}
	}
	for k, ans := range first {
		b.AddAnswer(k.instrument, k.item, ans.value)
	}
}

func (b *NormsBuilder) addIndexes(assessments []model.Assessment) {
	indexed, complete := map[indexKey]bool{}, map[indexKey]bool{}
	for _, a := range assessments {
		in := b.instruments[a.Instrument]
		if in == nil {
			continue
		}
		k := indexKey{a.Instrument, a.Respondent}
		items := newIndexItems(in, a.Respondent)
		values := items.values(a.Answers)
		norm := b.norms.indexes[k]
		if p, ok := items.point(values); ok && !indexed[k] {
			indexed[k] = true
			norm.first.add(p.Value)
		}
		if len(values) == len(items.items) && len(values) > 1 && !complete[k] {
			complete[k] = true
			if norm.parts == nil {
				norm.parts = make([]moment, len(values))
			}
			sum := 0.0
			for i, v := range values {
				norm.parts[i].add(v)
				sum += v
			}
			norm.total.add(sum)
		}
		b.norms.indexes[k] = norm
	}
}

func (b *NormsBuilder) addRetests(all, assessments []model.Assessment) {
	for _, retest := range all {
		if retest.Kind != model.KindRetest || !retest.IsComplete() {
			continue
		}
		before, ok := findRetested(retest, assessments)
		if !ok {
			continue
		}
		for _, ans := range retest.Answers {
			first := model.FindAnswer(before.Answers, ans.Item)
			if !ans.HasValue() || !first.HasValue() {
				continue
			}
			k := itemKey{retest.Instrument, ans.Item}
			norm := b.norms.items[k]
			norm.retest.add(float64(first.Value), float64(ans.Value))
			b.norms.items[k] = norm
		}
	}
}

// findRetested finds the assessment that a retest repeats: the latest of the same
// respondent and version, at most [OccasionDays] earlier.
func findRetested(retest model.Assessment, assessments []model.Assessment) (model.Assessment, bool) {
	var found model.Assessment
	for _, a := range assessments {
		days := retest.Date.Sub(a.Date)
		if a.Instrument == retest.Instrument && a.Respondent == retest.Respondent && days >= 0 && days <= OccasionDays {
			found = a
		}
	}
	return found, found.ID != "" || !found.Date.IsZero()
}
