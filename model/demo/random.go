// SPDX-License-Identifier: MPL-2.0

package demo

import (
	"math"
	"math/rand/v2"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// random is a source of random numbers.
type random struct{ *rand.Rand }

// newRandom returns a source that depends on the seed and on its number, such as that
// of a citizen.
func newRandom(seed, of uint64) random { return random{rand.New(rand.NewPCG(seed, of))} }

func (r random) chance(p float64) bool { return r.Float64() < p }

// odds returns true with the probability given by log odds.
func (r random) odds(logit float64) bool { return r.chance(1 / (1 + math.Exp(-logit))) }

func (r random) normal(sd float64) float64 { return sd * r.NormFloat64() }

// between returns a number from low to high, both included.
func (r random) between(low, high int) int { return low + r.IntN(high-low+1) }

func (r random) id(at model.Date) model.ID {
	clock := time.Duration(r.IntN(24 * 60 * 60 * 1000))
	return model.SeededID(at.Time().Add(clock*time.Millisecond), r.Uint64(), uint16(r.Uint32()))
}

// workTime returns a time within working hours.
func (r random) workTime(d model.Date) time.Time {
	return d.Time().Add(time.Duration(8*3600+r.IntN(7*3600)) * time.Second)
}

func pick[T any](r random, list []T) T { return list[r.IntN(len(list))] }

// weighted returns an index with a probability proportional to its weight, or -1 if
// all weights are zero.
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
