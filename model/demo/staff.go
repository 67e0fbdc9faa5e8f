// SPDX-License-Identifier: MPL-2.0

package demo

import (
	"fmt"
	"hash/fnv"
)

// citizensPerCaseworker is the number of citizens per caseworker.
const citizensPerCaseworker = 45

// teamSizes are the numbers of caseworkers of the teams, repeated for larger
// municipalities.
var teamSizes = [...]int{4, 4, 7, 8, 5, 6}

var teamNames = [...]string{"Team Nord", "Team Syd", "Team Ung", "Team Øst", "Team Vest", "Team Midt"}

// youthTeam is the index in teamNames of the team for citizens under thirty.
const youthTeam = 2

// team is a team with the numbers of its caseworkers, first to first + size - 1.
type team struct {
	name        string
	young       bool
	first, size int
}

// teamOf returns the team of citizen i. It depends only on i, so that a larger
// municipality has the same teams and more.
func teamOf(i int) team {
	for round, first := 0, 0; ; round++ {
		for k, size := range teamSizes {
			if i < (first+size)*citizensPerCaseworker {
				t := team{name: teamNames[k], young: k == youthTeam, first: first, size: size}
				if round > 0 {
					t.name = fmt.Sprintf("%s %d", t.name, round+1)
				}
				return t
			}
			first += size
		}
	}
}

// workers returns the initials of all caseworkers.
func (g *generator) workers() []string {
	last := teamOf(g.Citizens - 1)
	all := make([]string, last.first+last.size)
	for n := range all {
		all[n] = initials(n)
	}
	return all
}

const letters = "ABDEFGHIJKLMNOPRSTUVØ"

// initials returns the unique initials of caseworker n: three letters, or four from
// the 9262nd on.
func initials(n int) string {
	alphabet := []rune(letters)
	k := len(alphabet)
	all := k * k * k
	code := (n%all*4099 + 5000) % all // 4099 is coprime to all, so that neighbours differ much
	s := []rune{alphabet[code/k/k], alphabet[code/k%k], alphabet[code%k]}
	if n >= all {
		s = append(s, alphabet[n/all%k])
	}
	return string(s)
}

// bias returns how many steps too high a caseworker rates.
func (g *generator) bias(worker string) float64 {
	h := fnv.New64a()
	h.Write([]byte(worker))
	return newRandom(g.Seed, h.Sum64()).normal(g.spread.Rater)
}
