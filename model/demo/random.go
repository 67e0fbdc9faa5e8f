package demo

import (
	"math"
	"math/rand/v2"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// random is a source of chance.
type random struct{ *rand.Rand }

// newRandom is the source of one thing, such as citizen i, of a municipality.
func newRandom(seed, of uint64) random { return random{rand.New(rand.NewPCG(seed, of))} }

func (r random) chance(p float64) bool { return r.Float64() < p }

// odds is true with the probability of those log odds.
func (r random) odds(logit float64) bool { return r.chance(1 / (1 + math.Exp(-logit))) }

func (r random) normal(sd float64) float64 { return sd * r.NormFloat64() }

// between draws a whole number, both ends included.
func (r random) between(low, high int) int { return low + r.IntN(high-low+1) }

func (r random) id(at model.Date) model.ID {
	clock := time.Duration(r.IntN(24 * 60 * 60 * 1000))
	return model.SeededID(at.Time().Add(clock*time.Millisecond), r.Uint64(), uint16(r.Uint32()))
}

// workTime is a moment of the working day.
func (r random) workTime(d model.Date) time.Time {
	return d.Time().Add(time.Duration(8*3600+r.IntN(7*3600)) * time.Second)
}

func pick[T any](r random, list []T) T { return list[r.IntN(len(list))] }

// weighted draws an index with the probability of its weight, or -1 where no
// weight is above zero.
func (r random) weighted(weights []int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	if sum == 0 {
		return -1
	}
	at := r.IntN(sum)
	for i, w := range weights {
		if at -= w; at < 0 {
			return i
		}
	}
	return -1
}
